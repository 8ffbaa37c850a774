import { ComponentResource, type ComponentResourceOptions, getStack, type Output } from "@pulumi/pulumi";
import type { Estimate } from "../../pricing";
import type { MeshTunnels } from "../cross-cloud-mesh/args";
import { createNetworkGateway, joinNetworks, type NetworkGateway } from "../cross-cloud-mesh/gateways";
import { watchMesh } from "../cross-cloud-mesh/monitoring";
import type { NetworkPlan, PlannedLink } from "../cross-cloud-mesh/plan";
import { linkThroughput } from "../cross-cloud-vpn/capacity";
import type { LinkAlarms } from "../cross-cloud-vpn/monitoring/monitor";
import { planMonitoring } from "../cross-cloud-vpn/monitoring/plan";
import { describeTunnels } from "../cross-cloud-vpn/outputs";
import type { Throughput } from "../cross-cloud-vpn/throughput";
import type { TransitHubArgs } from "./args";
import { AwsHubs } from "./aws/hubs";
import { AzureHubs } from "./azure/hubs";
import { checkTransit, type PlannedTransitLink } from "./check";
import type { CloudHubs, TransitContext } from "./cloud";
import { estimateTransitCost } from "./cost";
import { GcpHubs } from "./gcp/hubs";
import type { SpokePlan, TransitCloud, TransitNode } from "./plan";
import { warnOfQuotas } from "./quotas";
import { type RouteBudget, routeBudget, warnOfBudget } from "./routeBudget";

/**
 * Joins many networks over hubs, one for each cloud and region, in segments that mean the same on all sides: networks of
 * one segment reach each other over all clouds, those of different segments don't, unless `allowed` says so. It creates:
 *
 * 1. for each hub in AWS a transit gateway with a route table for every segment, and blackholes for the ranges of
 *    segments that are kept apart; hubs of two regions are peered,
 * 2. for each hub in Azure a hub of its own for every segment: a VNet with a virtual network gateway, or a hub of
 *    Virtual WAN,
 * 3. for each segment with networks in Google Cloud a Network Connectivity Center hub, and for each hub there a routing
 *    VPC network with an HA VPN gateway; between segments that may talk to each other two tunnels,
 * 4. the spokes' attachments, one component each, with a NAT gateway where a network's addresses are others' too,
 * 5. between every two hubs of different clouds, for every segment that both carry, tunnels of its own with BGP: a
 *    gateway of Azure or Google Cloud knows one table only, so nothing else keeps segments apart.
 *
 * Numbers, not positions, decide addresses and ASNs: a spoke more or less changes no other's resources.
 *
 * @example
 * const corp = new TransitHub("corp", {
 *   segments: { prod: { number: 0 }, staging: { number: 1 } },
 *   hubs: {
 *     aws: { number: 0, aws: {} },
 *     azure: { number: 1, azure: { addressSpace: "10.250.0.0/20" } },
 *   },
 *   spokes: {
 *     shop: { hub: "aws", segment: "prod", aws: new AwsNetwork("shop", { cidrBlock: "10.0.0.0/16" }) },
 *     lab: { hub: "aws", segment: "staging", aws: new AwsNetwork("lab", { cidrBlock: "10.1.0.0/16" }) },
 *     office: { hub: "azure", segment: "prod", azure: new AzureNetwork("office", { addressSpace: "10.32.0.0/16" }) },
 *   },
 * });
 */
export class TransitHub extends ComponentResource {
  /** The tunnels of every link, by its name `<segment>-<hub>-<hub>`. Plain but for what the clouds allocate. */
  readonly tunnels: MeshTunnels;
  /**
   * By hub, then by segment, what its cloud keeps the segment in: the transit gateway's route table, the hub VNet or
   * virtual hub, the Network Connectivity Center hub.
   */
  readonly segmentIds: Readonly<Record<string, Readonly<Record<string, Output<string>>>>>;
  /** How many routes each session tells, against what its cloud takes. Plain. A warning is given from 80 %. */
  readonly routeBudget: readonly RouteBudget[];
  /** With `monitoring`: the alarms of every link, by its name, then as in `CrossCloudVpn`. */
  readonly alarms: Readonly<Record<string, LinkAlarms>>;
  /** With `monitoring`: the dashboard of every hub's segment with a link, by `<hub>-<segment>`. */
  readonly dashboards: Readonly<Record<string, Output<string>>>;
  /** What each link carries each way, by its name; as in `CrossCloudVpn`. Plain. */
  readonly throughput: Readonly<Record<string, Throughput>>;
  /** What a month costs, hubs, attachments and links, before traffic. Plain. */
  readonly cost: Estimate;

  /** @throws {ResourceError} listing everything that is wrong with `args`, before any resource is made. */
  constructor(name: string, args: TransitHubArgs, opts?: ComponentResourceOptions) {
    // Nothing of args goes to super: what does is stored in the state.
    super("pulumi-crosscloud:index:TransitHub", name, {}, opts);
    const { problems, planned } = checkTransit(name, args, this);
    problems.throwIfAny(this);
    const { plan, links } = planned();

    const monitoring = planMonitoring(args.monitoring, getStack());
    const components = new Map(plan.spokes.map((spoke) => [spoke, this.spokeComponent(name, spoke)]));
    const context: TransitContext = {
      ...{ parent: this, name, tags: args.tags, monitoring, args, plan },
      spokeComponent: (spoke) => components.get(spoke) ?? this,
    };
    const hubs: Readonly<Record<TransitCloud, CloudHubs>> = {
      aws: new AwsHubs(context),
      azure: new AzureHubs(context),
      gcp: new GcpHubs(context),
    };
    const cloud = (node: TransitNode) => hubs[node.hub.cloud];
    const networks = new Map(plan.nodes.map((node) => [node, networkOf(node, cloud(node))]));
    const joinable = links.map((link) => meshLink(link, networks));
    const gateways = new Map<TransitNode, NetworkGateway>();
    for (const [node, network] of networks) {
      if (cloud(node).needsGateway(node) || joinable.some((link) => link.networks.includes(network))) {
        gateways.set(node, createNetworkGateway(context, network, joinable));
      }
    }
    Object.values(hubs).forEach((each) => each.attachSpokes((node) => gateways.get(node)));
    const joined = joinable.map((link) =>
      joinNetworks("TransitHubLink", context, link, [...gateways.values()]),
    );
    for (const [index, made] of joined.entries()) {
      links[index]?.link.nodes.forEach((node) => cloud(node).linked(node, made));
    }

    this.tunnels = Object.fromEntries(
      joined.map(({ link, context, tunnels }) => [
        link.name,
        describeTunnels(context.name, link.plan, tunnels),
      ]),
    );
    this.segmentIds = Object.fromEntries(
      plan.hubs.map((hub) => [
        hub.name,
        Object.fromEntries(
          plan.nodes
            .filter((node) => node.hub === hub)
            .map((node) => [node.segment.name, cloud(node).idOf(node)]),
        ),
      ]),
    );
    const watched = [...gateways.values()].filter(({ network }) =>
      joinable.some((link) => link.networks.includes(network)),
    );
    const { alarms, dashboards } = watchMesh(context, watched, joined);
    this.alarms = alarms;
    this.dashboards = dashboards;
    this.throughput = Object.fromEntries(
      joinable.map(({ name, networks: [first, second], plan }) => [
        name,
        linkThroughput({ ...first.sides, ...second.sides }, plan),
      ]),
    );
    this.routeBudget = routeBudget(plan, args);
    warnOfBudget(this.routeBudget, args, this);
    warnOfQuotas(plan, this);
    this.cost = estimateTransitCost(args, plan, links, monitoring);
    this.registerOutputs({ tunnels: this.tunnels, segmentIds: this.segmentIds, alarms, dashboards });
  }

  private spokeComponent(name: string, spoke: SpokePlan): ComponentResource {
    return new ComponentResource(
      "pulumi-crosscloud:index:TransitHubSpoke",
      `${name}-${spoke.name}`,
      {},
      { parent: this },
    );
  }
}

/** A node as a network of a mesh, whose gateways and links are made alike. */
function networkOf(node: TransitNode, hubs: CloudHubs): NetworkPlan {
  return { name: node.name, number: node.hub.number, cloud: node.hub.cloud, sides: hubs.sidesOf(node) };
}

function meshLink(
  { link, plan }: PlannedTransitLink,
  networks: ReadonlyMap<TransitNode, NetworkPlan>,
): PlannedLink {
  const [first, second] = link.nodes.map((node) => networks.get(node));
  if (first === undefined || second === undefined) {
    throw new Error(`link ${link.name} joins nodes that are not there`);
  }
  return { name: link.name, networks: [first, second], args: link.args, plan };
}
