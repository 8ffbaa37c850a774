import type { Output } from "@pulumi/pulumi";
import { AzureGateway } from "../../cross-cloud-vpn/azure/gateway";
import type { ConnectedHub } from "../../cross-cloud-vpn/azure/virtualWan";
import type { Sides } from "../../cross-cloud-vpn/sides";
import type { NetworkGateway } from "../../cross-cloud-mesh/gateways";
import type { CloudHubs, TransitContext } from "../cloud";
import { mayTalk, type TransitNode } from "../plan";
import { plannedSides } from "../sides";
import { summaryRangesOf } from "../summaryRanges";
import { createHubNetwork, type HubNetwork } from "./hubNetwork";
import { peerSpokes, peerWithHub } from "./peerings";
import { type AzurePlace, createPlaces } from "./places";
import { type AzureSpoke, azureSpokes } from "./spokes";
import { Turns } from "./turns";
import { routeToGateway } from "./userRoutes";
import { connectToHub, createWan, createWanHub, type WanHub } from "./virtualWanHubs";

/**
 * The hubs in Azure. A gateway of Azure knows one table only, and all branches of a virtual hub share one, so every
 * segment has a hub of its own.
 * https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing
 */
export class AzureHubs implements CloudHubs {
  private readonly networks = new Map<TransitNode, HubNetwork>();
  private readonly wanHubs = new Map<TransitNode, WanHub>();
  private readonly spokes: readonly AzureSpoke[];
  private readonly turns = new Turns();

  constructor(private readonly context: TransitContext) {
    this.spokes = azureSpokes(context);
    const places = createPlaces(context);
    const wans = places.filter(({ args }) => args.kind === "virtual-wan");
    this.createWanHubs(wans);
    for (const place of places.filter((one) => !wans.includes(one))) {
      this.nodesOf(place).forEach((node) => this.networks.set(node, createHubNetwork(context, node, place)));
    }
    this.peerSegments();
    // Before the gateways, which take half an hour, and a hub one change at a time.
    for (const [node, hub] of this.wanHubs) {
      this.spokesOf(node).forEach((spoke) => connectToHub(spoke, node, hub, this.turns));
    }
  }

  sidesOf(node: TransitNode): Sides {
    const { azure } = plannedSides(node, this.context.args);
    const [network, wanHub] = [this.networks.get(node), this.wanHubs.get(node)];
    if (azure === undefined) {
      throw new Error(`${node.hub.name} is no hub in Azure`);
    }
    const { resourceGroupName, location } = this.hubOf(node).place;
    const placed = { ...azure, resourceGroupName, location };
    if (wanHub === undefined) {
      return {
        azure: {
          ...placed,
          gatewaySubnetId: network?.gatewaySubnetId ?? "",
          virtualNetworkId: this.idOf(node),
        },
      };
    }
    const { id, virtualWanId, place } = wanHub;
    const { scaleUnits } = place.args;
    const ready = this.turns.before(node);
    const virtualHub: ConnectedHub = {
      ...{ id, virtualWanId, connected: true, ready },
      ...(scaleUnits !== undefined && { scaleUnits }),
    };
    return { azure: { ...placed, virtualHub } };
  }

  /** Spokes of a hub VNet reach each other by its gateway. */
  needsGateway(node: TransitNode): boolean {
    return this.networks.has(node);
  }

  attachSpokes(gatewayOf: (node: TransitNode) => NetworkGateway | undefined): void {
    const summaryRanges = summaryRangesOf(this.context.args);
    for (const [node, network] of this.networks) {
      const gateway = gatewayOf(node)?.gateway;
      if (!(gateway instanceof AzureGateway) || gateway.resource === undefined) {
        throw new Error(`${node.name} has no virtual network gateway`);
      }
      for (const spoke of this.spokesOf(node)) {
        peerWithHub(spoke, node, network, gateway.resource, this.turns);
        routeToGateway(spoke, summaryRanges, this.peersOf(spoke));
      }
    }
  }

  linked(): void {
    // A gateway tells what it learns by itself.
  }

  idOf(node: TransitNode): Output<string> {
    return this.hubOf(node).id;
  }

  private createWanHubs(places: readonly AzurePlace[]): void {
    const [first] = places;
    if (first === undefined) {
      return;
    }
    const nodes = places.flatMap((place) => this.nodesOf(place).map((node) => ({ node, place })));
    for (const segment of new Set(nodes.map(({ node }) => node.segment))) {
      const wan = createWan(this.context, segment, first);
      for (const { node, place } of nodes.filter((one) => one.node.segment === segment)) {
        this.wanHubs.set(node, createWanHub(this.context, node, place, wan));
      }
    }
  }

  /** Azure's tables of segments know nothing of each other, so networks of two that may talk are joined directly. */
  private peerSegments(): void {
    this.spokes.forEach((one, index) =>
      this.peersOf(one)
        .filter((other) => this.spokes.indexOf(other) > index)
        .forEach((other) => peerSpokes(one, other, this.turns)),
    );
  }

  private peersOf({ plan }: AzureSpoke): AzureSpoke[] {
    return this.spokes.filter(
      (other) => other.plan.segment !== plan.segment && mayTalk(plan.segment, other.plan.segment),
    );
  }

  private nodesOf(place: AzurePlace): TransitNode[] {
    return this.context.plan.nodes.filter(({ hub }) => hub === place.hub);
  }

  private spokesOf(node: TransitNode): AzureSpoke[] {
    return this.spokes.filter(({ plan }) => node.spokes.includes(plan));
  }

  private hubOf(node: TransitNode): HubNetwork | WanHub {
    const hub = this.networks.get(node) ?? this.wanHubs.get(node);
    if (hub === undefined) {
      throw new Error(`${node.name} is no hub in Azure`);
    }
    return hub;
  }
}
