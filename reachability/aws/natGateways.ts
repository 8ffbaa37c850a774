import type { Cidr } from "../../addressing";
import type { NextHop, Route } from "../model";
import {
  known,
  labelOf,
  orElse,
  read,
  readList,
  readText,
  type Reference,
  type Resource,
} from "../resources";
import type { NetworkAcls } from "./networkAcls";
import { rangeOf } from "./ranges";
import type { Reader } from "./reader";
import { sources } from "./sources";
import type { SubnetTables } from "./subnetTables";
import type { Subnet, Subnets } from "./subnets";
import { tokens } from "./tokens";

/**
 * NAT gateways. What one gets goes on by the route table of the gateway's own subnet, with the gateway's private address
 * as its source, to which the answers come back. It opens no connections the other way.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 */
export class NatGateways {
  readonly #reader: Reader;
  readonly #subnets: Subnets;

  constructor(reader: Reader, subnets: Subnets) {
    this.#reader = reader;
    this.#subnets = subnets;
  }

  hop(reference: Reference): NextHop {
    if (reference.state === "outside") {
      return { to: "outside", what: `NAT gateway ${reference.id}, which is in none of these stacks` };
    }
    if (reference.state !== "found") {
      return { to: "undecided", why: "which NAT gateway it is can't be told" };
    }
    const { resource } = reference;
    if (orElse(readText(resource, "availabilityMode"), "zonal") === "regional") {
      return {
        to: "outside",
        what: `the internet, through regional NAT gateway ${labelOf(resource)}`,
        internet: true,
      };
    }
    return this.#subnets.of(resource) === undefined
      ? { to: "undecided", why: `the subnet of NAT gateway ${labelOf(resource)} can't be told` }
      : { to: "node", node: resource.urn };
  }

  /** Adds a node for each gateway. */
  publish(tables: SubnetTables, acls: NetworkAcls): void {
    for (const resource of this.#reader.stack.all(tokens.natGateway)) {
      const subnet = this.#subnets.of(resource);
      if (subnet !== undefined) {
        this.#publishOne(resource, subnet, tables, acls);
      }
    }
  }

  #publishOne(resource: Resource, subnet: Subnet, tables: SubnetTables, acls: NetworkAcls): void {
    const { estate } = this.#reader;
    const { urn } = resource;
    const name = `NAT gateway ${labelOf(resource)}`;
    const acl = acls.of(subnet);
    const table = `${urn}#routes`;
    estate.nodes.push({
      id: urn,
      name,
      kind: "gateway",
      cloud: "aws",
      urn,
      region: subnet.region,
      zone: subnet.zone,
      table,
      entering: acl.open ? [] : [acl.inbound],
      leaving: acl.open ? [] : [acl.outbound],
      translation: {
        sources: addressesOf(resource, subnet),
        at: subnet.id,
        rule: { text: name, urn, source: sources.natGateways },
      },
    });
    estate.tables.push({ id: table, name: `what ${name} sees of its route table`, urn, routes: [] });
    estate.propagations.push({
      from: tables.of(subnet),
      to: table,
      changes: (route) => beyond(route, { name, urn, vpc: subnet.vpc.id, isPrivate: isPrivate(resource) }),
      rule: { text: `by the route table of ${subnet.name}`, urn, source: sources.natGateways },
    });
  }
}

/** Its private addresses; what the subnet has where they are not known. */
function addressesOf(gateway: Resource, { ranges }: Subnet): readonly Cidr[] {
  const primary = rangeOf(`${known(readText(gateway, "privateIp")) ?? ""}/32`);
  const secondary = readList(gateway, "secondaryPrivateIpAddresses");
  const others = (known(secondary) ?? []).map((address) =>
    typeof address === "string" ? rangeOf(`${address}/32`) : undefined,
  );
  const all = [primary, ...others].filter((range) => range !== undefined);
  const isComplete =
    all.length === others.length + 1 &&
    (secondary.state === "known" || read(gateway, "secondaryPrivateIpAddressCount").state === "absent");
  return isComplete ? all : ranges.filter(({ version }) => version === 4);
}

function isPrivate(gateway: Resource): boolean | undefined {
  const type = orElse(readText(gateway, "connectivityType"), "public");
  return type === undefined ? undefined : type === "private";
}

interface Gateway {
  readonly name: string;
  readonly urn: string;
  readonly vpc: string;
  readonly isPrivate: boolean | undefined;
}

/**
 * Where a route of its subnet's table takes what it translated: into its VPC, through a transit gateway or virtual private
 * gateway. An internet gateway drops what a private one sends. Of peering connections the pages don't tell.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
function beyond(route: Route, { name, urn, vpc, isPrivate }: Gateway): Route {
  const next = route.next.map((hop): NextHop => {
    if (hop.to === "node" && hop.node === urn) {
      return { to: "nowhere", why: `the route table of ${name} sends back to itself` };
    }
    if (hop.to === "outside" && hop.internet === true && isPrivate !== false) {
      return isPrivate === undefined
        ? { to: "undecided", why: `whether ${name} is a private one is not known` }
        : { to: "nowhere", why: `the internet gateway drops what a private NAT gateway sends, as ${name}` };
    }
    return hop.to === "network" && hop.network !== vpc
      ? { to: "undecided", why: `whether ${name} can send through a peering connection can't be told` }
      : hop;
  });
  return { ...route, next };
}
