import { Network } from "@pulumi/gcp/compute";
import type { Output } from "@pulumi/pulumi";
import type { JoinedLink } from "../../cross-cloud-mesh/monitoring";
import { sideOptions } from "../../cross-cloud-vpn/gateway";
import type { Sides } from "../../cross-cloud-vpn/sides";
import type { CloudHubs, TransitContext } from "../cloud";
import type { HubPlan, SegmentPlan, TransitNode } from "../plan";
import { plannedSides } from "../sides";
import { type ConnectivityHub, createConnectivityHub } from "./connectivityHub";
import { attachTunnels } from "./hybridSpoke";
import { createSegmentGateway, type SegmentGateway } from "./segmentGateway";
import { endName, planSegmentLinks } from "./segmentLinks";
import { joinSegments } from "./segmentTunnels";
import { attachVpcNetwork } from "./vpcSpoke";

/**
 * A segment is a Network Connectivity Center hub with VPC spokes, over all regions. In each of its hubs' regions the
 * tunnels to other clouds end in a routing VPC network, whose Cloud Router learns and tells routes of this segment alone.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/overview
 */
export class GcpHubs implements CloudHubs {
  private readonly nodes: readonly TransitNode[];
  private readonly connectivityHubs: ReadonlyMap<SegmentPlan, ConnectivityHub>;
  private readonly routingNetworks: ReadonlyMap<TransitNode, Network>;

  constructor(private readonly context: TransitContext) {
    const { plan } = context;
    this.nodes = plan.nodes.filter(({ hub }) => hub.cloud === "gcp");
    const [home] = plan.hubs
      .filter(({ cloud }) => cloud === "gcp")
      .toSorted((one, other) => one.number - other.number);
    const segments = new Set(this.nodes.map(({ segment }) => segment));
    this.connectivityHubs = new Map(
      home === undefined
        ? []
        : [...segments].map((segment) => [segment, createConnectivityHub(context, segment, home)]),
    );
    this.routingNetworks = new Map(this.nodes.map((node) => [node, this.routingNetwork(node)]));
  }

  sidesOf(node: TransitNode): Sides {
    const { gcp } = plannedSides(node, this.context.args);
    return gcp === undefined ? {} : { gcp: { ...gcp, networkId: this.networkOf(node).id } };
  }

  needsGateway(): boolean {
    return false;
  }

  attachSpokes(): void {
    const { plan } = this.context;
    for (const spoke of plan.spokes.filter(({ hub }) => hub.cloud === "gcp")) {
      attachVpcNetwork(this.context, this.connectivityHubOf(spoke.segment), spoke);
    }
    this.joinSegments();
  }

  linked(node: TransitNode, { link, context, tunnels }: JoinedLink): void {
    const position = link.networks[0].cloud === "gcp" ? 0 : 1;
    const { region, provider } = this.hubArgs(node.hub);
    attachTunnels(
      context,
      {
        hub: this.idOf(node),
        region,
        tunnels: tunnels.flatMap(({ ends }) => ends[position].id ?? []),
      },
      sideOptions(context.parent, provider),
    );
  }

  idOf({ segment }: TransitNode): Output<string> {
    return this.connectivityHubOf(segment).id;
  }

  /** Global routing: what one region's Cloud Router learns, spokes in all regions get. It has no way to the internet. */
  private routingNetwork({ name, hub }: TransitNode): Network {
    return new Network(
      `${this.context.name}-${name}-routing-network`,
      { autoCreateSubnetworks: false, routingMode: "GLOBAL", deleteDefaultRoutesOnCreate: true },
      sideOptions(this.context.parent, this.hubArgs(hub).provider),
    );
  }

  private joinSegments(): void {
    const { context } = this;
    const gateways = new Map<string, SegmentGateway>();
    const gatewayOf = (hub: HubPlan, node: TransitNode): SegmentGateway => {
      const key = `${hub.name} ${node.name}`;
      const gateway = gateways.get(key) ?? createSegmentGateway(context, hub, node, this.networkOf(node).id);
      gateways.set(key, gateway);
      return gateway;
    };
    for (const link of planSegmentLinks(context.plan)) {
      const { hub, nodes } = link;
      const joined = [gatewayOf(hub, nodes[0]), gatewayOf(hub, nodes[1])] as const;
      const tunnels = joinSegments(context, link, joined);
      for (const position of [0, 1] as const) {
        const { segment } = nodes[position];
        attachTunnels(
          { ...context, name: `${context.name}-${endName(link, position)}` },
          {
            hub: this.connectivityHubOf(segment).id,
            region: joined[position].region,
            tunnels: tunnels[position],
          },
          joined[position].opts,
        );
      }
    }
  }

  private hubArgs({ name }: HubPlan) {
    return this.context.args.hubs[name]?.gcp ?? {};
  }

  private connectivityHubOf({ name }: SegmentPlan): ConnectivityHub {
    const found = [...this.connectivityHubs].find(([segment]) => segment.name === name)?.[1];
    if (found === undefined) {
      throw new Error(`segment ${name} has no hub in Google Cloud`);
    }
    return found;
  }

  private networkOf(node: TransitNode): Network {
    const found = this.routingNetworks.get(node);
    if (found === undefined) {
      throw new Error(`${node.name} has no routing network`);
    }
    return found;
  }
}
