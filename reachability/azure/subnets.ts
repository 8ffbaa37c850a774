import type { Cidr } from "../../addressing";
import type { EstateBuilder } from "../model";
import {
  follow,
  known,
  labelOf,
  read,
  readList,
  type Reference,
  type Resource,
  type Value,
} from "../resources";
import { type Arm, armName, found, objectsIn, sameId, textIn } from "./arm";
import type { LostRange } from "../lostRanges";
import { prefixesOf } from "./prefixes";
import { tokens } from "./tokens";
import type { VirtualNetwork } from "./virtualNetworks";

/** A subnet, whether a resource of its own or written in its virtual network. */
export interface Subnet {
  /** Of its node in the model. */
  readonly id: string;
  readonly urn: string;
  /** How people call it. */
  readonly name: string;
  /** The name that it has in Azure. */
  readonly armName: string;
  readonly network: VirtualNetwork;
  readonly ranges: readonly Cidr[];
  /** Whether it may have other ranges. */
  readonly incomplete: boolean;
  readonly securityGroup: Reference;
  readonly routeTable: Reference;
  readonly natGateway: Reference;
  /** False for a private subnet. Undefined while not known. */
  readonly defaultOutboundAccess: boolean | undefined;
}

/** Subnets that Azure's own services live in: no host of a user's can. */
const services = ["GatewaySubnet", "AzureFirewallSubnet", "AzureBastionSubnet", "RouteServerSubnet"];

/** Whether hosts can be put into it. */
export function takesHosts({ armName }: Subnet): boolean {
  return !services.some((name) => sameId(name, armName));
}

/** All subnets, found by what refers to them. */
export class Subnets {
  readonly all: readonly Subnet[];
  /** Addresses of networks that subnets may have which can't be told. */
  readonly lost: LostRange[] = [];
  readonly #byId = new Map<string, Subnet>();
  readonly #byNetwork = new Map<VirtualNetwork, Subnet[]>();

  constructor(
    private readonly arm: Arm,
    networks: ReadonlyMap<string, VirtualNetwork>,
    estate: EstateBuilder,
  ) {
    const apart = arm.stack.all(tokens.subnet).flatMap((resource) => {
      const parent = arm.parent(resource, "virtualNetworkName", tokens.virtualNetwork);
      const network = parent && networks.get(parent.urn);
      if (network === undefined) {
        estate.note(resource.urn, `the virtual network of ${labelOf(resource)} is in none of these stacks`);
        const candidates = arm.parentCandidates(resource, "virtualNetworkName", tokens.virtualNetwork);
        const why = `whether ${labelOf(resource)} is a subnet of it is known only after the update`;
        candidates.forEach(({ urn }) => this.#lose(networks.get(urn), resource, why));
        return [];
      }
      return [separate(arm, resource, network)];
    });
    const inline = [...networks.values()].flatMap((network) => {
      const taken = apart.filter((one) => one.network === network).map((one) => one.armName);
      return inlineSubnets(arm, network).filter(
        ({ armName }) => !taken.some((name) => sameId(name, armName)),
      );
    });
    this.all = [...apart, ...inline];
    for (const subnet of this.all) {
      this.#index(subnet);
      if (subnet.incomplete) {
        const why = `the range of subnet ${subnet.name} is not known`;
        estate.note(subnet.urn, why);
        this.lost.push({ network: subnet.network, urn: subnet.urn, ranges: subnet.network.ranges, why });
      }
    }
  }

  /** The subnet that a property of a resource points to. */
  at(value: Value<unknown>, from: Resource, path: string): Subnet | undefined {
    if (value.state === "known" && typeof value.value === "string") {
      return this.#byId.get(value.value.toLowerCase());
    }
    const reference = this.arm.stack.referenced(value, from, path, tokens.subnet);
    return this.#byId.get(found(reference)?.urn ?? "");
  }

  of(network: VirtualNetwork): readonly Subnet[] {
    return this.#byNetwork.get(network) ?? [];
  }

  #lose(network: VirtualNetwork | undefined, { urn }: Resource, why: string): void {
    if (network !== undefined) {
      network.undecided ??= why;
      this.lost.push({ network, urn, ranges: network.ranges, why });
    }
  }

  #index(subnet: Subnet): void {
    const { id, network, armName } = subnet;
    this.#byId.set(id, subnet);
    const own = this.arm.stack.get(id)?.id;
    if (own !== undefined) {
      this.#byId.set(own.toLowerCase(), subnet);
    }
    if (network.resource.id !== undefined) {
      this.#byId.set(`${network.resource.id}/subnets/${armName}`.toLowerCase(), subnet);
    }
    this.#byNetwork.set(network, [...this.of(network), subnet]);
  }
}

function separate(arm: Arm, resource: Resource, network: VirtualNetwork): Subnet {
  const { urn } = resource;
  return {
    id: urn,
    urn,
    name: labelOf(resource),
    armName: armName(resource, "subnetName") ?? labelOf(resource),
    network,
    ...rangesOf((path) => read(resource, path)),
    securityGroup: arm.refer(resource, "networkSecurityGroup.id", tokens.networkSecurityGroup),
    routeTable: arm.refer(resource, "routeTable.id", tokens.routeTable),
    natGateway: arm.refer(resource, "natGateway.id", tokens.natGateway),
    defaultOutboundAccess: outbound(read(resource, "defaultOutboundAccess")),
  };
}

function inlineSubnets(arm: Arm, network: VirtualNetwork): Subnet[] {
  const { resource } = network;
  return objectsIn(known(readList(resource, "subnets"))).flatMap((element) => {
    const name = textIn(element, "name");
    if (name === undefined) {
      return [];
    }
    const refer = (path: string, type: string): Reference =>
      arm.referIn(element, path, resource, "subnets", type);
    return {
      id: `${resource.urn}#subnets/${name}`,
      urn: resource.urn,
      name,
      armName: name,
      network,
      ...rangesOf((path) => follow(element, path)),
      securityGroup: refer("networkSecurityGroup.id", tokens.networkSecurityGroup),
      routeTable: refer("routeTable.id", tokens.routeTable),
      natGateway: refer("natGateway.id", tokens.natGateway),
      defaultOutboundAccess: outbound(follow(element, "defaultOutboundAccess")),
    };
  });
}

function rangesOf(at: (path: string) => Value<unknown>): Pick<Subnet, "ranges" | "incomplete"> {
  const [one, several] = [at("addressPrefix"), at("addressPrefixes")];
  const list = several.state === "known" && Array.isArray(several.value) ? (several.value as unknown[]) : [];
  const texts = [...(one.state === "known" ? [one.value] : []), ...list];
  const { ranges, incomplete } = prefixesOf({ state: "known", value: texts });
  const unknown = one.state === "unknown" || several.state === "unknown";
  return {
    ranges: [...new Map(ranges.map((range) => [range.text, range])).values()],
    incomplete: incomplete || unknown || ranges.length === 0,
  };
}

/** https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access */
function outbound(value: Value<unknown>): boolean | undefined {
  return value.state === "unknown" ? undefined : value.state === "absent" || value.value !== false;
}
