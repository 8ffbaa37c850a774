import type { Cidr } from "../../addressing";
import type { Connection } from "./connections";
import type { Peering } from "./peerings";
import { everything, isDefault, reserved, without } from "./prefixes";
import { tagScope, type TagScope } from "./serviceTags";
import type { Transit } from "./transit";
import type { UserRouteTable } from "./userRoutes";
import type { VirtualNetwork } from "./virtualNetworks";

/** What a virtual network is connected to, for the service tags of its security groups. */
export class ConnectedRanges {
  readonly #scopes = new Map<string, { key: string; tags: TagScope }>();
  readonly #connections = new Map<string, Connection[]>();

  constructor(
    private readonly peerings: ReadonlyMap<VirtualNetwork, readonly Peering[]>,
    private readonly transit: Transit,
    connections: readonly Connection[],
    private readonly inHubs: ReadonlySet<VirtualNetwork>,
    private readonly doubts: readonly { readonly why: string }[],
  ) {
    for (const connection of connections) {
      const { urn } = connection.gateway;
      this.#connections.set(urn, [...(this.#connections.get(urn) ?? []), connection]);
    }
  }

  /**
   * `VirtualNetwork` is more than its name says: the peers and all that gateways lead to, and the prefixes of the subnet's
   * user routes.
   *
   * Source: https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags
   */
  scopeOf(
    network: VirtualNetwork,
    table: UserRouteTable | "none" | "not known",
  ): { key: string; tags: TagScope } {
    const key = `${network.id} ${typeof table === "string" ? table : table.urn}`;
    const scope = this.#scopes.get(key) ?? { key, tags: this.#tags(network, table) };
    this.#scopes.set(key, scope);
    return scope;
  }

  #tags(network: VirtualNetwork, table: UserRouteTable | "none" | "not known"): TagScope {
    const peerings = this.peerings.get(network) ?? [];
    const peers = peerings.filter(({ allowsAccess }) => allowsAccess === true);
    const unsure = peerings.filter(({ allowsAccess }) => allowsAccess === undefined);
    const closed = peerings.filter(({ allowsAccess }) => allowsAccess === false);
    const learned = this.#learned(
      network,
      closed.flatMap(({ remoteRanges }) => remoteRanges),
    );
    const prefixes = typeof table === "string" ? [] : table.routes.flatMap(({ prefix }) => prefix ?? []);
    const open =
      table === "not known" || (table !== "none" && table.incomplete)
        ? "the user routes that VirtualNetwork holds the prefixes of are not known"
        : this.doubts[0]?.why;
    const known = [
      ...network.ranges,
      ...peers.flatMap(({ remoteRanges }) => remoteRanges),
      ...learned,
      ...prefixes.filter((prefix) => !isDefault(prefix)),
    ];
    const maybe = [
      ...(open === undefined ? [] : everything.map((range) => ({ range, why: open }))),
      ...unsure.flatMap(({ name, remoteRanges }) =>
        remoteRanges.map((range) => ({
          range,
          why: `whether ${name} allows access is known only after the update`,
        })),
      ),
      ...prefixes.filter(isDefault).map((range) => ({
        range,
        why: "with a user route for everything, the service tag VirtualNetwork may hold everything too",
      })),
    ];
    return tagScope(known, maybe);
  }

  /**
   * What comes over gateways. With BGP this is whatever they learn: private addresses that they don't learn have no way
   * back either, so taking all of them for connected changes no verdict.
   */
  #learned(network: VirtualNetwork, closed: readonly Cidr[]): readonly Cidr[] {
    const gateway = this.transit.gatewayOf(network);
    const connections = this.#connections.get(gateway?.urn ?? "") ?? [];
    const dynamic = this.inHubs.has(network) || connections.some(({ usesBgp }) => usesBgp !== false);
    const own = gateway?.subnet?.network;
    const spokes = gateway ? this.transit.spokesOf(gateway).map(({ local }) => local) : [];
    const beyond = [...(own ? [own] : []), ...spokes].filter((one) => one !== network);
    const ranges = [...connections.flatMap((one) => one.ranges), ...(dynamic ? reserved : [])];
    return [
      ...ranges.flatMap((range) => without(range, closed)),
      ...(own !== network
        ? beyond.flatMap((one) => one.ranges).flatMap((range) => without(range, closed))
        : []),
    ];
  }
}
