import type { EstateBuilder, Filter, FilterRule, NextHop } from "../model";
import { known, labelOf, readList } from "../resources";
import { type Arm, objectsIn, textIn } from "./arm";
import type { EndpointFilters } from "./endpointFilters";
import type { NetworkInterface, NetworkInterfaces } from "./networkInterfaces";
import { pages } from "./pages";
import { type Peering, reverseOf } from "./peerings";
import { single } from "./prefixes";
import { tableOf } from "./subnetTables";
import { tokens } from "./tokens";
import type { VirtualNetwork } from "./virtualNetworks";

/** What routes send packets through by its address. */
export class Appliances {
  readonly #made = new Map<string, string>();
  readonly #others: ReadonlyMap<string, string>;

  constructor(
    arm: Arm,
    private readonly interfaces: NetworkInterfaces,
    private readonly peerings: ReadonlyMap<VirtualNetwork, readonly Peering[]>,
    private readonly filters: EndpointFilters,
    private readonly estate: EstateBuilder,
  ) {
    this.#others = unreadable(arm);
  }

  /**
   * The interface that has an address, in a virtual network or one peered with it. It must be set to forward what isn't
   * its own.
   *
   * Sources: https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#user-defined,
   * https://learn.microsoft.com/azure/virtual-network/virtual-network-network-interface#enable-or-disable-ip-forwarding
   */
  at(address: string | undefined, network: VirtualNetwork): NextHop {
    if (address === undefined) {
      return { to: "undecided", why: "the address of the appliance is known only after the update" };
    }
    const other = this.#others.get(address);
    if (other !== undefined) {
      return { to: "undecided", why: `${other} at ${address} is not modelled` };
    }
    const [appliance, another] = this.#holders(address, network);
    if (appliance === undefined) {
      return { to: "undecided", why: `nothing in these stacks has the appliance's address ${address}` };
    }
    if (another !== undefined) {
      return { to: "undecided", why: `${appliance.name} and ${another.name} both have ${address}` };
    }
    return this.#through(appliance);
  }

  #holders(address: string, network: VirtualNetwork): readonly NetworkInterface[] {
    let range;
    try {
      range = single(address);
    } catch {
      return [];
    }
    const peers = (this.peerings.get(network) ?? []).flatMap(({ remote, connected }) =>
      remote !== undefined && connected === true ? [remote] : [],
    );
    return [network, ...peers].flatMap(({ id }) => this.interfaces.at(id, range));
  }

  #through(appliance: NetworkInterface): NextHop {
    const { urn, name, forwards, siblings, subnet } = appliance;
    if (forwards === undefined) {
      return { to: "undecided", why: `whether ${name} forwards is known only after the update` };
    }
    if (!forwards) {
      return { to: "nowhere", why: `IP forwarding is off at ${name}` };
    }
    if (siblings > 0) {
      const why = `${name} has more than one interface: its operating system decides where packets go on`;
      return { to: "undecided", why };
    }
    if (appliance.machine === undefined && this.interfaces.incomplete) {
      return { to: "undecided", why: `which machine ${name} belongs to is known only after the update` };
    }
    const made = this.#made.get(urn);
    if (made !== undefined) {
      return { to: "node", node: made };
    }
    const id = `${urn}#forwarding`;
    this.#made.set(urn, id);
    const { ingress, egress } = this.filters.ofInterface(appliance);
    this.estate.nodes.push({
      id,
      name,
      kind: "router",
      cloud: "azure",
      urn,
      region: appliance.region,
      zone: appliance.zone,
      table: tableOf(subnet),
      undecided: subnet.network.undecided,
      entering: ingress,
      leaving: [...egress, ...this.#forwarded(subnet.network)],
    });
    return { to: "node", node: id };
  }

  /**
   * A virtual network takes from a peer only what comes from that peer itself, unless forwarded traffic is allowed.
   *
   * Source: https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
   */
  #forwarded(network: VirtualNetwork): Filter[] {
    const closed = (this.peerings.get(network) ?? []).flatMap((peering): FilterRule[] => {
      const reverse = reverseOf(this.peerings, peering);
      if (reverse === undefined || reverse.allowsForwarded === true) {
        return [];
      }
      const text = `peering ${reverse.name} does not allow forwarded traffic`;
      const rule = { text, urn: reverse.urn, source: pages.peeringSettings };
      const unknown = `whether peering ${reverse.name} allows forwarded traffic is known only after the update`;
      return [
        {
          action: "deny",
          destination: { ranges: peering.remoteRanges },
          rule,
          ...(reverse.allowsForwarded === undefined && { undecided: unknown }),
        },
      ];
    });
    if (closed.length === 0) {
      return [];
    }
    const own = { text: `sent by ${network.name} itself`, source: pages.peeringSettings };
    return [
      {
        id: `${network.id}#forwarded`,
        name: `peerings of ${network.name}`,
        stateful: false,
        rules: [{ action: "allow", source: { ranges: network.ranges }, rule: own }, ...closed],
        otherwise: { action: "allow", rule: { text: "not to a peered network" } },
      },
    ];
  }
}

/** Addresses of what decides for itself where packets go. */
function unreadable({ stack }: Arm): ReadonlyMap<string, string> {
  const kinds = [
    [tokens.azureFirewall, "ipConfigurations", "Azure Firewall"],
    [tokens.loadBalancer, "frontendIPConfigurations", "load balancer"],
  ] as const;
  return new Map(
    kinds.flatMap(([type, list, kind]) =>
      stack.all(type).flatMap((resource) =>
        objectsIn(known(readList(resource, list))).flatMap((one): [string, string][] => {
          const address = textIn(one, "privateIPAddress");
          return address === undefined ? [] : [[address, `${kind} ${labelOf(resource)}`]];
        }),
      ),
    ),
  );
}
