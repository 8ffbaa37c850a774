import type { Filter } from "../model";
import { readText, type Value } from "../resources";
import { sameId } from "./arm";
import type { ConnectedRanges } from "./connectedRanges";
import type { NetworkInterface } from "./networkInterfaces";
import type { AppliedGroup, NetworkSecurityGroups } from "./networkSecurityGroups";
import { pages } from "./pages";
import type { TagScope } from "./serviceTags";
import type { Subnet } from "./subnets";
import { tableFor, type UserRouteTable } from "./userRoutes";

const notKnown: Value<string> = { state: "unknown" };

/** What lets packets out of a host and in. */
export interface HostFilters {
  readonly egress: readonly Filter[];
  readonly ingress: readonly Filter[];
}

/**
 * The network security groups before a host: what comes in passes the subnet's, then the interface's; what goes out the
 * other way around. They count inside a subnet too.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works
 */
export class EndpointFilters {
  constructor(
    private readonly groups: NetworkSecurityGroups,
    private readonly ranges: ConnectedRanges,
    private readonly tables: ReadonlyMap<string, UserRouteTable>,
    private readonly everywhere: readonly Filter[],
  ) {}

  ofSubnet(subnet: Subnet): HostFilters {
    return this.#filters([this.#subnetGroup(subnet)]);
  }

  ofInterface(one: NetworkInterface): HostFilters {
    const where = { id: one.urn, name: `interface of ${one.name}` };
    const own = this.groups.applied(one.securityGroup, where, this.#scope(one.subnet));
    const subnet = this.#subnetGroup(one.subnet);
    const closed =
      own === undefined && subnet === undefined
        ? closedByDefault(one, this.#scope(one.subnet).tags)
        : undefined;
    return this.#filters([subnet, own, closed]);
  }

  /** @param applied - from the outside in */
  #filters(applied: readonly (AppliedGroup | undefined)[]): HostFilters {
    const groups = applied.filter((one) => one !== undefined);
    return {
      ingress: [...this.everywhere, ...groups.map(({ inbound }) => inbound)],
      egress: [...groups.map(({ outbound }) => outbound).reverse(), ...this.everywhere],
    };
  }

  #subnetGroup(subnet: Subnet): AppliedGroup | undefined {
    const where = { id: subnet.id, name: `subnet ${subnet.name}` };
    return this.groups.applied(subnet.securityGroup, where, this.#scope(subnet));
  }

  #scope(subnet: Subnet) {
    return this.ranges.scopeOf(subnet.network, tableFor(subnet.routeTable, this.tables));
  }
}

/**
 * Without any security group nothing comes in from the internet to a Standard public address.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#sku
 */
function closedByDefault(one: NetworkInterface, tags: TagScope): AppliedGroup | undefined {
  const skus = one.publicAddresses.map((address) => (address ? readText(address, "sku.name") : notKnown));
  const standard = skus.some((sku) => sku.state === "known" && sameId("Standard", sku.value));
  if (!standard && !skus.some(({ state }) => state === "unknown")) {
    return undefined;
  }
  const source = pages.publicIPAddresses;
  const rule = { text: "a Standard public address is closed without a network security group", source };
  const undecided = `which public address ${one.name} has is known only after the update`;
  const unsure = tags.maybe.map(({ why }) => why).join("; ");
  const otherwise = { action: "allow", rule: { text: "not from the internet", source } } as const;
  const filter = { id: `${one.urn}#public address`, name: `public address of ${one.name}`, stateful: true };
  return {
    inbound: {
      ...filter,
      rules: [
        { action: "deny", source: { ranges: tags.internet }, rule, ...(standard ? {} : { undecided }) },
        { action: "deny", source: { ranges: tags.maybeInternet }, rule, undecided: unsure },
      ],
      otherwise,
    },
    outbound: { ...filter, rules: [], otherwise },
  };
}
