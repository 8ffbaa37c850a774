import { type Peering, reverseOf } from "./peerings";
import type { VirtualNetworkGateway } from "./virtualNetworkGateways";
import type { VirtualNetwork } from "./virtualNetworks";

/** Which virtual networks use which gateway. */
export class Transit {
  /** By gateway, the peered virtual networks that use it. */
  readonly #spokes = new Map<VirtualNetworkGateway, Peering[]>();
  /** By virtual network, its own gateway or the one of a peer. */
  readonly #gateways = new Map<VirtualNetwork, VirtualNetworkGateway>();

  /**
   * A peer's gateway is used where one side offers it and the other uses it.
   *
   * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-peering-gateway-transit
   */
  constructor(
    networks: Iterable<VirtualNetwork>,
    peerings: ReadonlyMap<VirtualNetwork, readonly Peering[]>,
    gateways: ReadonlyMap<string, VirtualNetworkGateway>,
  ) {
    const own = new Map([...gateways.values()].map((gateway) => [gateway.subnet?.network, gateway]));
    for (const network of networks) {
      const gateway = own.get(network);
      if (gateway !== undefined) {
        this.#gateways.set(network, gateway);
      }
    }
    for (const peering of [...peerings.values()].flat()) {
      const gateway = peering.remote && own.get(peering.remote);
      if (
        gateway === undefined ||
        peering.connected !== true ||
        peering.usesRemoteGateway !== true ||
        reverseOf(peerings, peering)?.offersGateway !== true ||
        own.has(peering.local)
      ) {
        continue;
      }
      this.#gateways.set(peering.local, gateway);
      this.#spokes.set(gateway, [...(this.#spokes.get(gateway) ?? []), peering]);
    }
  }

  /** The peerings by which other virtual networks use a gateway. */
  spokesOf(gateway: VirtualNetworkGateway): readonly Peering[] {
    return this.#spokes.get(gateway) ?? [];
  }

  /** The gateway that a virtual network's routes come from. */
  gatewayOf(network: VirtualNetwork): VirtualNetworkGateway | undefined {
    return this.#gateways.get(network);
  }
}
