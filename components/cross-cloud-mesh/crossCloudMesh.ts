import { ComponentResource, type ComponentResourceOptions, getStack } from "@pulumi/pulumi";
import type { Estimate } from "../../pricing";
import { linkThroughput } from "../cross-cloud-vpn/capacity";
import type { LinkAlarms } from "../cross-cloud-vpn/monitoring/monitor";
import { planMonitoring } from "../cross-cloud-vpn/monitoring/plan";
import { OnPremisesRouter } from "../cross-cloud-vpn/on-premises/router";
import { describeTunnels } from "../cross-cloud-vpn/outputs";
import { given } from "../cross-cloud-vpn/sides";
import type { Throughput } from "../cross-cloud-vpn/throughput";
import { checkGcpRegion } from "../gcpRegion";
import type { ByNetwork, CrossCloudMeshArgs, MeshTunnels } from "./args";
import { checkMesh } from "./check";
import { checkMeshClashes } from "./clashes";
import { estimateMeshCost } from "./cost";
import { createNetworkGateway, joinNetworks } from "./gateways";
import { watchMesh } from "./monitoring";
import { linkedNetworks } from "./plan";

/**
 * Joins up to 32 networks, every two of different clouds by a VPN with BGP. Each network has one gateway for all its
 * links, as in `CrossCloudVpn`, and each link is a component of its own. A network without links has no gateway: its
 * first link makes it, and without its last link it goes.
 *
 * Numbers, not positions, decide ASNs and inside CIDRs: one network more or less changes only its own links.
 * Networks of one cloud are not joined to each other: their cloud does that better, by peering or a transit gateway.
 *
 * @example
 * const aws = new AwsNetwork("shop", { cidrBlock: "10.0.0.0/16" });
 * const gcp = new GcpNetwork("data", { ipCidrRange: "10.16.0.0/16" });
 * const azure = new AzureNetwork("office", { addressSpace: "10.32.0.0/16" });
 * const mesh = new CrossCloudMesh("corp", {
 *   networks: { shop: { number: 0, aws }, data: { number: 1, gcp }, office: { number: 2, azure } },
 * });
 * export const tunnels = mesh.tunnels;
 */
export class CrossCloudMesh extends ComponentResource {
  /** The tunnels of every link, by the link's name, such as `shop-data`. Plain but for what the clouds allocate. */
  readonly tunnels: MeshTunnels;
  /** The gateway of every network with a link, but on-premises ones. */
  readonly gatewayIds: ByNetwork<string>;
  /** With `monitoring`: the alarms of every link, by its name, then as in `CrossCloudVpn`. */
  readonly alarms: Readonly<Record<string, LinkAlarms>>;
  /** With `monitoring`: the dashboard of every network, with all its links. */
  readonly dashboards: ByNetwork<string>;
  /** What each link carries each way, by the link's name; as in `CrossCloudVpn`. Plain. */
  readonly throughput: Readonly<Record<string, Throughput>>;
  /** What a month of the mesh costs, its gateways counted once; as in `CrossCloudVpn`. Plain. */
  readonly cost: Estimate;
  /** For on-premises networks with a link: the files to install on the router, by name. Secret, for they hold the keys. */
  readonly onPremisesConfigurations: ByNetwork<Record<string, string>>;

  /** @throws {ResourceError} listing everything that is wrong with `args`, before any resource is made. */
  constructor(name: string, args: CrossCloudMeshArgs, opts?: ComponentResourceOptions) {
    // Nothing of args goes to super: what does is stored in the state.
    super("pulumi-crosscloud:index:CrossCloudMesh", name, {}, opts);
    const { problems, networks: all, links } = checkMesh(name, args);
    const networks = linkedNetworks(all, links);
    checkMeshClashes(problems, name, networks, links);
    for (const { name, sides } of networks.filter(({ sides }) => sides.gcp !== undefined)) {
      checkGcpRegion(problems, `networks.${name}.gcp.region`, this, given(sides, "gcp"));
    }
    problems.throwIfAny(this);

    const monitoring = planMonitoring(args.monitoring, getStack());
    const context = { parent: this, name, tags: args.tags, monitoring };
    const gateways = networks.map((network) => createNetworkGateway(context, network, links));
    const joined = links.map((link) => joinNetworks("CrossCloudMeshLink", context, link, gateways));
    this.tunnels = Object.fromEntries(
      joined.map(({ link, context, tunnels }) => [
        link.name,
        describeTunnels(context.name, link.plan, tunnels),
      ]),
    );
    const { alarms, dashboards } = watchMesh(context, gateways, joined);
    this.alarms = alarms;
    this.dashboards = dashboards;
    this.throughput = Object.fromEntries(
      links.map(({ name, networks: [first, second], plan }) => [
        name,
        linkThroughput({ ...first.sides, ...second.sides }, plan),
      ]),
    );
    this.cost = estimateMeshCost(networks, links, monitoring);
    this.gatewayIds = Object.fromEntries(
      gateways.flatMap(({ network, gateway: { id } }) => (id === undefined ? [] : [[network.name, id]])),
    );
    this.onPremisesConfigurations = Object.fromEntries(
      gateways.flatMap(({ network, gateway }) =>
        gateway instanceof OnPremisesRouter ? [[network.name, gateway.configuration]] : [],
      ),
    );
    this.registerOutputs({ tunnels: this.tunnels, gatewayIds: this.gatewayIds, alarms, dashboards });
  }
}
