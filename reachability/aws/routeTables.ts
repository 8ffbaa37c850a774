import { contains } from "../../addressing";
import { labelOf, type Resource } from "../resources";
import {
  type Astray,
  type DeclaredTable,
  emptyTable,
  inlineTarget,
  ownTarget,
  propagationDoubt,
  type RouteTarget,
  unknownTable,
} from "./declaredTables";
import { Owners } from "./owners";
import type { PrefixLists } from "./prefixLists";
import { rangeOf } from "./ranges";
import { blockOf, declaredList, mayPointTo, pointsTo, pointsToAll, type Reader, textOf } from "./reader";
import { mayTurnInside } from "./routeTargets";
import type { Subnet, Subnets } from "./subnets";
import { tokens } from "./tokens";
import type { Vpc, Vpcs } from "./vpcs";

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
  readonly #vpcs: Vpcs;
  readonly #owners: Owners;
  readonly #byUrn = new Map<string, DeclaredTable>();
  readonly #mains = new Map<Vpc, DeclaredTable>();
  readonly #appointed = new Map<Vpc, DeclaredTable>();
  readonly #bySubnet = new Map<Subnet, DeclaredTable>();
  readonly #byGateway = new Map<string, DeclaredTable>();

  constructor(reader: Reader, vpcs: Vpcs, subnets: Subnets, lists: PrefixLists) {
    this.#reader = reader;
    this.#lists = lists;
    this.#vpcs = vpcs;
    this.#owners = new Owners(reader, vpcs, "mainRouteTableId", "defaultRouteTableId");
    const byMembers = vpcsByMembers(reader, vpcs, subnets);
    for (const resource of reader.stack.all(tokens.routeTable)) {
      this.#add(resource, vpcs.of(resource) ?? byMembers.get(resource.urn));
    }
    const homeless: Resource[] = [];
    for (const resource of reader.stack.all(tokens.defaultRouteTable)) {
      const vpc = this.#owners.ofDefault(resource, "defaultRouteTableId") ?? byMembers.get(resource.urn);
      const table = this.#add(resource, vpc);
      if (vpc === undefined || table === undefined) {
        homeless.push(resource);
      } else {
        this.#mains.set(vpc, table);
      }
    }
    for (const resource of homeless) {
      for (const vpc of this.#owners.candidates(resource, "defaultRouteTableId")) {
        const table = this.#mains.has(vpc) ? undefined : this.#mainOf(vpc);
        const why = `whether ${labelOf(resource)} is the ${table?.name ?? ""} can't be told`;
        this.#lead(table, { rule: { text: why, urn: resource.urn }, why, inside: false });
      }
    }
    this.#appoint();
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
      const rule = { text: `routes of ${name}`, urn: resource.urn };
      this.#lead(table, { rule, why: `the routes of ${name} are not known yet`, inside: true });
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
    if (undecided || outside.length > 0) {
      table.undecided.push(propagationDoubt(resource, name));
    }
    if (undecided) {
      this.#mayPropagate(table, resource, "propagatingVgws");
    } else {
      table.propagating.push(...found);
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

  /** Notes that a table may lead elsewhere than its routes say. */
  #lead(table: DeclaredTable | undefined, astray: Astray): void {
    if (table !== undefined) {
      table.undecided.push({ rule: astray.rule, why: astray.why });
      table.astray = { ...astray, inside: astray.inside || table.astray?.inside === true };
    }
  }

  #appoint(): void {
    const open: Resource[] = [];
    for (const resource of this.#reader.stack.all(tokens.mainRouteTableAssociation)) {
      const table = this.#named(resource);
      const vpc = this.#vpcs.of(resource) ?? table?.vpc;
      if (vpc === undefined) {
        this.#reader.estate.note(resource.urn, "the VPC whose main route table this appoints can't be told");
        open.push(resource);
      } else {
        this.#appointed.set(vpc, table ?? this.#unknownTable(resource, vpc));
      }
    }
    for (const resource of open) {
      for (const vpc of this.#vpcs.candidates(resource).filter((one) => !this.#appointed.has(one))) {
        this.#appointed.set(vpc, this.#unknownTable(resource, vpc));
      }
    }
  }

  /** A table that may be any of its VPC's, or one of no stack. */
  #unknownTable(resource: Resource, vpc: Vpc): DeclaredTable {
    const table = unknownTable(resource, vpc);
    const [doubt] = table.undecided;
    if (doubt !== undefined && [...this.#byUrn.values()].some((one) => one.vpc === vpc && turnsInside(one))) {
      table.astray = { rule: doubt.rule, why: doubt.why, inside: true };
    }
    return table;
  }

  /** The tables that `routeTableId` may name while that can't be told. */
  #mayName(resource: Resource): readonly DeclaredTable[] {
    const path = "routeTableId";
    const named = mayPointTo(this.#reader, resource, path, ...tableTypes);
    const own = named.flatMap(({ urn }) => this.#byUrn.get(urn) ?? []);
    const mains = this.#owners.candidates(resource, path).map((vpc) => this.#mainOf(vpc));
    return [...new Set([...own, ...mains])];
  }

  /** The table that `routeTableId` names, be it the main one that came with a VPC. */
  #named(resource: Resource): DeclaredTable | undefined {
    const reference = pointsTo(this.#reader, resource, "routeTableId", ...tableTypes);
    if (reference.state === "found") {
      return this.#byUrn.get(reference.resource.urn);
    }
    const vpc = this.#owners.of(resource, "routeTableId");
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
      this.#reader.estate.note(resource.urn, "the route table that it is in can't be told");
      for (const each of this.#mayName(resource)) {
        this.#mayHave(each, resource);
      }
    }
  }

  /** A route that may be in a table, or in another. */
  #mayHave(table: DeclaredTable, resource: Resource): void {
    const rule = { text: `route ${labelOf(resource)}`, urn: resource.urn };
    const why = `whether route ${labelOf(resource)} is in ${table.name} can't be told`;
    const ranges = ["destinationCidrBlock", "destinationIpv6CidrBlock"].flatMap(
      (path) => rangeOf(textOf(resource, path)) ?? [],
    );
    table.undecided.push(...ranges.map((prefix) => ({ prefix, rule, why })));
    if (ranges.length === 0) {
      this.#lead(table, { rule, why, inside: mayTurnInside(ownTarget(this.#reader, resource)) });
    }
  }

  #addRoute(table: DeclaredTable, target: RouteTarget, ...paths: readonly string[]): void {
    const { resource } = target;
    const list = this.#lists.referenced(target.refersTo("destinationPrefixListId", tokens.managedPrefixList));
    const values = paths.map((path) => target.value(path));
    const ranges = values.flatMap((value) => (value.state === "known" ? (rangeOf(value.value) ?? []) : []));
    const doubt =
      list?.undecided ?? (ranges.length === 0 && !list ? "its destination isn't known" : undefined);
    const rule = { text: `a route of ${table.name}`, urn: resource.urn };
    if (doubt !== undefined && list?.isForeign === true) {
      table.undecided.push({ rule, why: doubt });
    } else if (doubt !== undefined) {
      this.#lead(table, { rule, why: doubt, inside: mayTurnInside(target) });
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
        for (const each of this.#mayName(resource)) {
          this.#mayPropagate(each, resource, "vpnGatewayId");
        }
      } else if (gateway.state === "found") {
        table.propagating.push(gateway.resource);
      } else {
        table.undecided.push(propagationDoubt(resource, table.name));
        this.#mayPropagate(table, resource, "vpnGatewayId");
      }
    }
  }

  /** What the gateways tell that a property names, or may name, may be in a table. */
  #mayPropagate(table: DeclaredTable, resource: Resource, path: string): void {
    const why = `whether routes are propagated into ${table.name} can't be told`;
    const gateway = pointsTo(this.#reader, resource, path, tokens.vpnGateway);
    const gateways =
      gateway.state === "found"
        ? [gateway.resource]
        : path === "vpnGatewayId"
          ? mayPointTo(this.#reader, resource, path, tokens.vpnGateway)
          : this.#reader.stack.all(tokens.vpnGateway);
    table.undecided.push({ rule: { text: why, urn: resource.urn }, why });
    table.maybePropagating.push(...gateways.map((each) => ({ gateway: each, why })));
  }

  #associate(subnets: Subnets): void {
    const open: { resource: Resource; table: DeclaredTable | undefined }[] = [];
    for (const resource of this.#reader.stack.all(tokens.routeTableAssociation)) {
      const table = this.#named(resource);
      const gateway = pointsTo(this.#reader, resource, "gatewayId", ...gatewayTypes);
      const subnet = subnets.of(resource);
      if (gateway.state === "found") {
        const edge = table ?? this.#edgeTable(resource, gateway.resource);
        if (edge !== undefined) {
          this.#byGateway.set(gateway.resource.urn, edge);
        }
      } else if (subnet !== undefined) {
        this.#bySubnet.set(subnet, table ?? this.#unknownTable(resource, subnet.vpc));
      } else {
        open.push({ resource, table });
      }
    }
    for (const { resource, table } of open) {
      this.#mayAssociate(resource, table, subnets);
    }
  }

  /** An association with a subnet or gateway that can't be told: with one of the table's VPC that has no other. */
  #mayAssociate(resource: Resource, table: DeclaredTable | undefined, subnets: Subnets): void {
    const isNear = (subnet: Subnet): boolean => table === undefined || subnet.vpc === table.vpc;
    for (const subnet of subnets.candidates(resource).filter(isNear)) {
      if (!this.#bySubnet.has(subnet)) {
        this.#bySubnet.set(subnet, this.#unknownTable(resource, subnet.vpc));
      }
    }
    for (const gateway of mayPointTo(this.#reader, resource, "gatewayId", ...gatewayTypes)) {
      const edge = this.#byGateway.has(gateway.urn) ? undefined : this.#edgeTable(resource, gateway, table);
      if (edge !== undefined) {
        this.#byGateway.set(gateway.urn, edge);
      }
    }
  }

  /** What a gateway may pass on by: nothing else than what it does without, unless a table turns inside. */
  #edgeTable(resource: Resource, gateway: Resource, table?: DeclaredTable): DeclaredTable | undefined {
    const own = this.#vpcs.of(gateway);
    const turning = [...(table === undefined ? this.#byUrn.values() : [table])].find(
      (one) => turnsInside(one) && (own === undefined || own === one.vpc),
    );
    return turning && this.#unknownTable(resource, turning.vpc);
  }
}

const gatewayTypes = [tokens.internetGateway, tokens.vpnGateway];

/** Whether a table leads something of its VPC elsewhere than to where it lies. */
export function turnsInside({ routes, vpc, astray }: DeclaredTable): boolean {
  return (
    astray?.inside === true ||
    routes.some(({ ranges }) => ranges.some((range) => vpc.ranges.some((one) => contains(one, range))))
  );
}

/** By route table, the VPC of a subnet or gateway that is associated with it: both are of one. */
function vpcsByMembers(reader: Reader, vpcs: Vpcs, subnets: Subnets): ReadonlyMap<string, Vpc> {
  return new Map(
    reader.stack.all(tokens.routeTableAssociation).flatMap((resource) => {
      const table = pointsTo(reader, resource, "routeTableId", ...tableTypes);
      const gateway = pointsTo(reader, resource, "gatewayId", ...gatewayTypes);
      const vpc =
        subnets.of(resource)?.vpc ?? (gateway.state === "found" ? vpcs.of(gateway.resource) : undefined);
      return table.state === "found" && vpc !== undefined ? [[table.resource.urn, vpc] as const] : [];
    }),
  );
}
