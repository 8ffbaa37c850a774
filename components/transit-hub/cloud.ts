import type { Output, Resource } from "@pulumi/pulumi";
import type { NetworkGateway } from "../cross-cloud-mesh/gateways";
import type { JoinedLink } from "../cross-cloud-mesh/monitoring";
import type { ComponentContext } from "../cross-cloud-vpn/gateway";
import type { Sides } from "../cross-cloud-vpn/sides";
import type { TransitHubArgs } from "./args";
import type { SpokePlan, TransitNode, TransitPlan } from "./plan";

/** What a cloud's hubs are made with. */
export interface TransitContext extends ComponentContext {
  readonly args: TransitHubArgs;
  readonly plan: TransitPlan;
  /** The component of a spoke, the parent of all that it takes. */
  spokeComponent(spoke: SpokePlan): Resource;
}

/** All hubs in one cloud. They are made first, then the gateways of their nodes, then the spokes, then the links. */
export interface CloudHubs {
  /** The VPN side of one of its nodes: what `createNetworkGateway` makes a gateway for. */
  sidesOf(node: TransitNode): Sides;

  /** Whether a node has a gateway even while no link ends there. */
  needsGateway(node: TransitNode): boolean;

  /** Attaches all spokes. */
  attachSpokes(gatewayOf: (node: TransitNode) => NetworkGateway | undefined): void;

  /** Told of every link of a node when its tunnels are there. */
  linked(node: TransitNode, link: JoinedLink): void;

  /** What the cloud calls the node's hub: transit gateway route table, hub VNet or virtual hub, NCC hub. */
  idOf(node: TransitNode): Output<string>;
}
