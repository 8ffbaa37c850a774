import type { NextHop, Route } from "../model";
import { labelOf, orElse, readText, type Reference, type Resource } from "../resources";
import type { NetworkAcls } from "./networkAcls";
import type { Reader } from "./reader";
import { sources } from "./sources";
import type { SubnetTables } from "./subnetTables";
import type { Subnet, Subnets } from "./subnets";
import { tokens } from "./tokens";

/**
 * NAT gateways. What one gets goes on by the route table of the gateway's own subnet, with another source address, which
 * is not followed any further than to the internet.
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
    });
    estate.tables.push({ id: table, name: `what ${name} sees of its route table`, urn, routes: [] });
    estate.propagations.push({
      from: tables.of(subnet),
      to: table,
      changes: (route) => translated(route, name, urn),
      rule: { text: `by the route table of ${subnet.name}`, urn, source: sources.natGateways },
    });
  }
}

function translated(route: Route, name: string, urn: string): Route {
  const next = route.next.map((hop): NextHop => {
    if (hop.to === "node" && hop.node === urn) {
      return { to: "nowhere", why: `the route table of ${name} sends back to itself` };
    }
    return hop.to === "outside" || hop.to === "nowhere"
      ? hop
      : { to: "undecided", why: `${name} translates the source address, which is not followed` };
  });
  return { ...route, next };
}
