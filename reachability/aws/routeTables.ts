import type { Cidr } from "../../addressing";
import type { Rule } from "../model";
import {
  follow,
  labelOf,
  type Properties,
  read,
  type Reference,
  type Resource,
  type Value,
} from "../resources";
import { type OwnerOf, ownersBy } from "./owners";
import type { PrefixLists } from "./prefixLists";
import { rangeOf } from "./ranges";
import { blockOf, declaredList, elementPointsTo, pointsTo, pointsToAll, type Reader } from "./reader";
import type { Subnet, Subnets } from "./subnets";
import { tokens } from "./tokens";
import type { Vpc, Vpcs } from "./vpcs";

/** What a route says of where it leads, by the name of the property that says it. */
export interface RouteTarget {
  readonly resource: Resource;
  value(path: string): Value<unknown>;
  refersTo(path: string, ...types: string[]): Reference;
}

/** A route that somebody wrote into a table. */
export interface DeclaredRoute {
  readonly ranges: readonly Cidr[];
  /** Whether it came by a prefix list, which a route of its own beats. */
  readonly byPrefixList: boolean;
  readonly target: RouteTarget;
}

/** A route table of a VPC. */
export interface DeclaredTable {
  readonly id: string;
  readonly name: string;
  readonly urn?: string | undefined;
  readonly vpc: Vpc;
  readonly routes: DeclaredRoute[];
  /** The virtual private gateways whose routes are propagated into it. */
  readonly propagating: Resource[];
  /** Routes that it may have besides. */
  readonly undecided: { readonly rule: Rule; readonly why: string }[];
}

const tableTypes = [tokens.routeTable, tokens.defaultRouteTable];

/**
 * The route tables, and which is whose: a subnet that is associated with none uses the main one of its VPC, which came
 * with the VPC and holds the local routes alone until somebody adds to it or appoints another one.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */
export class RouteTables {
  readonly #reader: Reader;
  readonly #lists: PrefixLists;
  readonly #ownerOf: OwnerOf;
  readonly #byUrn = new Map<string, DeclaredTable>();
  readonly #mains = new Map<Vpc, DeclaredTable>();
  readonly #appointed = new Map<Vpc, DeclaredTable>();
  readonly #bySubnet = new Map<Subnet, DeclaredTable>();
  readonly #byGateway = new Map<string, DeclaredTable>();

  constructor(reader: Reader, vpcs: Vpcs, subnets: Subnets, lists: PrefixLists) {
    this.#reader = reader;
    this.#lists = lists;
    this.#ownerOf = ownersBy(reader, vpcs, "mainRouteTableId", "defaultRouteTableId");
    for (const resource of reader.stack.all(tokens.routeTable)) {
      this.#add(resource, vpcs.of(resource));
    }
    for (const resource of reader.stack.all(tokens.defaultRouteTable)) {
      const vpc = this.#ownerOf(resource, "defaultRouteTableId");
      const table = this.#add(resource, vpc);
      if (vpc !== undefined && table !== undefined) {
        this.#mains.set(vpc, table);
      }
    }
    this.#appoint(vpcs);
    this.#addRoutes();
    this.#addPropagations();
    this.#associate(subnets);
  }

  of(subnet: Subnet): DeclaredTable {
    return this.#bySubnet.get(subnet) ?? this.#appointed.get(subnet.vpc) ?? this.#mainOf(subnet.vpc);
  }

  /** The table by which a gateway passes on what comes in from outside, if it has one. */
  ofGateway({ urn }: Resource): DeclaredTable | undefined {
    return this.#byGateway.get(urn);
  }

  #add(resource: Resource, vpc: Vpc | undefined): DeclaredTable | undefined {
    const { estate } = this.#reader;
    if (vpc === undefined) {
      estate.note(resource.urn, `the VPC of route table ${labelOf(resource)} can't be told`);
      return undefined;
    }
    const name = `route table ${labelOf(resource)}`;
    const table = emptyTable(resource.urn, name, vpc, resource.urn);
    const list = declaredList(resource, "routes");
    if (list.state === "unknown") {
      table.undecided.push({ rule: { text: `routes of ${name}`, urn: resource.urn }, why: "not known yet" });
    }
    for (const block of list.state === "known" ? list.value : []) {
      this.#addRoute(
        table,
        inlineTarget(this.#reader, resource, blockOf(block)),
        "cidrBlock",
        "ipv6CidrBlock",
      );
    }
    const { found, outside, undecided } = pointsToAll(
      this.#reader,
      resource,
      "propagatingVgws",
      tokens.vpnGateway,
    );
    table.propagating.push(...found);
    if (undecided || outside.length > 0) {
      table.undecided.push(propagationDoubt(resource, name));
    }
    this.#byUrn.set(resource.urn, table);
    return table;
  }

  #mainOf(vpc: Vpc): DeclaredTable {
    const present = this.#mains.get(vpc);
    if (present !== undefined) {
      return present;
    }
    const table = emptyTable(`${vpc.id}#main route table`, `main route table of ${vpc.name}`, vpc);
    if (vpc.unseen !== undefined) {
      table.undecided.push({ rule: { text: table.name, urn: vpc.resource?.urn }, why: vpc.unseen });
    }
    this.#mains.set(vpc, table);
    return table;
  }

  #appoint(vpcs: Vpcs): void {
    for (const resource of this.#reader.stack.all(tokens.mainRouteTableAssociation)) {
      const vpc = vpcs.of(resource);
      if (vpc === undefined) {
        this.#reader.estate.note(resource.urn, "the VPC whose main route table this appoints can't be told");
      } else {
        this.#appointed.set(vpc, this.#named(resource) ?? unknownTable(resource, vpc));
      }
    }
  }

  /** The table that `routeTableId` names, be it the main one that came with a VPC. */
  #named(resource: Resource): DeclaredTable | undefined {
    const reference = pointsTo(this.#reader, resource, "routeTableId", ...tableTypes);
    if (reference.state === "found") {
      return this.#byUrn.get(reference.resource.urn);
    }
    const vpc = this.#ownerOf(resource, "routeTableId");
    return vpc && this.#mainOf(vpc);
  }

  #addRoutes(): void {
    for (const resource of this.#reader.stack.all(tokens.route)) {
      const table = this.#named(resource);
      if (table !== undefined) {
        const target = ownTarget(this.#reader, resource);
        this.#addRoute(table, target, "destinationCidrBlock", "destinationIpv6CidrBlock");
        continue;
      }
      const reference = pointsTo(this.#reader, resource, "routeTableId", ...tableTypes);
      const rule = { text: `route ${labelOf(resource)}`, urn: resource.urn };
      const why = "the route table that it is in can't be told";
      this.#reader.estate.note(resource.urn, why);
      for (const { urn } of reference.state === "unknown" ? reference.candidates : []) {
        this.#byUrn.get(urn)?.undecided.push({ rule, why });
      }
    }
  }

  #addRoute(table: DeclaredTable, target: RouteTarget, ...paths: readonly string[]): void {
    const { resource } = target;
    const list = this.#lists.referenced(target.refersTo("destinationPrefixListId", tokens.managedPrefixList));
    const values = paths.map((path) => target.value(path));
    const ranges = values.flatMap((value) => (value.state === "known" ? (rangeOf(value.value) ?? []) : []));
    const doubt =
      list?.undecided ?? (ranges.length === 0 && !list ? "its destination isn't known" : undefined);
    if (doubt !== undefined) {
      table.undecided.push({ rule: { text: `a route of ${table.name}`, urn: resource.urn }, why: doubt });
    }
    table.routes.push({ ranges, byPrefixList: false, target });
    table.routes.push({ ranges: list?.ranges ?? [], byPrefixList: true, target });
  }

  #addPropagations(): void {
    for (const resource of this.#reader.stack.all(tokens.vpnGatewayRoutePropagation)) {
      const gateway = pointsTo(this.#reader, resource, "vpnGatewayId", tokens.vpnGateway);
      const table = this.#named(resource);
      if (table === undefined) {
        this.#reader.estate.note(
          resource.urn,
          "the route table that routes are propagated into can't be told",
        );
      } else if (gateway.state === "found") {
        table.propagating.push(gateway.resource);
      } else {
        table.undecided.push(propagationDoubt(resource, table.name));
      }
    }
  }

  #associate(subnets: Subnets): void {
    for (const resource of this.#reader.stack.all(tokens.routeTableAssociation)) {
      const table = this.#named(resource);
      const gateway = pointsTo(
        this.#reader,
        resource,
        "gatewayId",
        tokens.internetGateway,
        tokens.vpnGateway,
      );
      if (gateway.state === "found" && table !== undefined) {
        this.#byGateway.set(gateway.resource.urn, table);
        continue;
      }
      const subnet = subnets.of(resource);
      for (const one of subnet === undefined ? subnets.candidates(resource) : [subnet]) {
        this.#bySubnet.set(one, (subnet && table) ?? unknownTable(resource, one.vpc));
      }
    }
  }
}

function emptyTable(id: string, name: string, vpc: Vpc, urn?: string): DeclaredTable {
  return { id, name, urn, vpc, routes: [], propagating: [], undecided: [] };
}

function unknownTable(resource: Resource, vpc: Vpc): DeclaredTable {
  const table = emptyTable(`${resource.urn}#route table`, "a route table", vpc);
  const why = `the route table that ${labelOf(resource)} names is in none of these stacks, or can't be told`;
  table.undecided.push({ rule: { text: "its routes", urn: resource.urn }, why });
  return table;
}

function propagationDoubt({ urn }: Resource, table: string) {
  return {
    rule: { text: `propagation into ${table}`, urn },
    why: "the virtual private gateway that propagates is in none of these stacks, or can't be told",
  };
}

function ownTarget(reader: Reader, resource: Resource): RouteTarget {
  return {
    resource,
    value: (path) => filled(read(resource, path)),
    refersTo: (path, ...types) => pointsTo(reader, resource, path, ...types),
  };
}

function inlineTarget(reader: Reader, resource: Resource, block: Properties | undefined): RouteTarget {
  const value = (path: string): Value<unknown> =>
    block === undefined ? { state: "unknown" } : filled(follow(block, path));
  return {
    resource,
    value,
    refersTo: (path, ...types) => elementPointsTo(reader, value(path), resource, "routes", ...types),
  };
}

/** The provider writes an empty text where there is nothing. */
function filled(value: Value<unknown>): Value<unknown> {
  return value.state === "known" && value.value === "" ? { state: "absent" } : value;
}
