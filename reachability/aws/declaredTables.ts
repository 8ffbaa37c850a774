import type { Cidr } from "../../addressing";
import type { RouteTable, Rule } from "../model";
import {
  follow,
  labelOf,
  type Properties,
  read,
  type Reference,
  type Resource,
  type Value,
} from "../resources";
import { elementPointsTo, pointsTo, type Reader } from "./reader";
import type { Vpc } from "./vpcs";

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
  /** Those of which that can't be told, with the reason. */
  readonly maybePropagating: { readonly gateway: Resource; readonly why: string }[];
  /** Routes that it may have besides. */
  readonly undecided: NonNullable<RouteTable["undecided"]>[number][];
  /** A route of which nobody can tell where it goes: it may come before any other. */
  astray?: Astray;
}

/** Routes whose destinations are not known. */
export interface Astray {
  readonly rule: Rule;
  readonly why: string;
  /** Whether they may come before local routes: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html */
  readonly inside: boolean;
}

export function emptyTable(id: string, name: string, vpc: Vpc, urn?: string): DeclaredTable {
  return { id, name, urn, vpc, routes: [], propagating: [], maybePropagating: [], undecided: [] };
}

export function unknownTable(resource: Resource, vpc: Vpc): DeclaredTable {
  const table = emptyTable(`${resource.urn}#route table of ${vpc.id}`, "a route table", vpc);
  const why = `the route table that ${labelOf(resource)} names is in none of these stacks, or can't be told`;
  table.undecided.push({ rule: { text: "its routes", urn: resource.urn }, why });
  return table;
}

export function propagationDoubt({ urn }: Resource, table: string) {
  return {
    rule: { text: `propagation into ${table}`, urn },
    why: "the virtual private gateway that propagates is in none of these stacks, or can't be told",
  };
}

export function ownTarget(reader: Reader, resource: Resource): RouteTarget {
  return {
    resource,
    value: (path) => filled(read(resource, path)),
    refersTo: (path, ...types) => pointsTo(reader, resource, path, ...types),
  };
}

export function inlineTarget(reader: Reader, resource: Resource, block: Properties | undefined): RouteTarget {
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
