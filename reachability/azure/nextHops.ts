import type { NextHop, Route } from "../model";
import type { Appliances } from "./appliances";
import { type Doubt, doubtBehindSystemRoutes } from "./doubts";
import { everything } from "./prefixes";
import { nthSubnet } from "../../addressing";
import { ranks } from "./ranks";
import type { Transit } from "./transit";
import type { UserRoute } from "./userRoutes";
import type { VirtualNetwork } from "./virtualNetworks";

/** A user's routes as the model has them. */
export interface ReadRoutes {
  readonly routes: readonly Route[];
  readonly doubts: readonly Doubt[];
}

/**
 * Where user routes lead.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#user-defined
 */
export class NextHops {
  constructor(
    private readonly appliances: Appliances,
    private readonly transit: Transit,
    private readonly inHubs: ReadonlySet<VirtualNetwork>,
  ) {}

  read(routes: readonly UserRoute[], network: VirtualNetwork): ReadRoutes {
    const read = routes.map((route) => this.#route(route, network));
    return { routes: read.flatMap((one) => one.routes), doubts: read.flatMap((one) => one.doubts) };
  }

  /** An appliance in a virtual network or one of its peers, by address. */
  appliance(address: string | undefined, network: VirtualNetwork): NextHop {
    return this.appliances.at(address, network);
  }

  #route(route: UserRoute, network: VirtualNetwork): ReadRoutes {
    const { prefix, rule, target } = route;
    const { user: rank } = ranks;
    if (prefix !== undefined) {
      return { routes: [{ prefix, next: [this.#hop(route, network)], rank, rule }], doubts: [] };
    }
    // A service tag's ranges are longer than the default route, and not known here.
    const why = `which addresses ${target} stands for is not known`;
    const halves = everything.flatMap((all) => [0, 1].map((half) => nthSubnet(all, 1, half)));
    return {
      routes: halves.map((half) => ({ prefix: half, next: [{ to: "undecided", why }], rank, rule })),
      doubts: doubtBehindSystemRoutes(rule, why),
    };
  }

  #hop({ nextHopType, nextHopAddress, rule }: UserRoute, network: VirtualNetwork): NextHop {
    switch (nextHopType?.toLowerCase()) {
      case "vnetlocal":
        return { to: "network", network: network.id };
      case "internet":
        return { to: "outside", what: "the internet", internet: true };
      case "none":
        return { to: "nowhere", why: rule.text };
      case "virtualappliance":
        return this.appliances.at(nextHopAddress, network);
      case "virtualnetworkgateway":
        return this.#gateway(network);
      default:
        return { to: "undecided", why: `where ${rule.text} leads is not known` };
    }
  }

  #gateway(network: VirtualNetwork): NextHop {
    const gateway = this.transit.gatewayOf(network);
    if (gateway !== undefined) {
      return { to: "node", node: gateway.node };
    }
    return this.inHubs.has(network)
      ? {
          to: "undecided",
          why: `a user route of ${network.name} to the gateway of a virtual hub is not modelled`,
        }
      : { to: "nowhere", why: `${network.name} has no virtual network gateway and uses none of a peer` };
  }
}
