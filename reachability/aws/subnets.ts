import type { Cidr } from "../../addressing";
import { labelOf, type Resource } from "../resources";
import { rangesOf } from "./ranges";
import { pointsTo, pointsToAll, type Reader, regionOf, textOf } from "./reader";
import { tokens } from "./tokens";
import type { Vpc, Vpcs } from "./vpcs";

/** A subnet of the stacks. */
export interface Subnet {
  /** Its URN, which is also its node's id. */
  readonly id: string;
  /** As its node is called. */
  readonly name: string;
  readonly resource: Resource;
  readonly vpc: Vpc;
  readonly ranges: readonly Cidr[];
  readonly region?: string | undefined;
  /** Its availability zone, by name or by id. */
  readonly zone?: string | undefined;
}

export const subnetTypes = [tokens.subnet, tokens.defaultSubnet];

/** The subnets, found by what points to them. */
export class Subnets {
  readonly #reader: Reader;
  readonly #byUrn = new Map<string, Subnet>();
  readonly #byVpc = new Map<Vpc, Subnet[]>();

  constructor(reader: Reader, vpcs: Vpcs) {
    this.#reader = reader;
    for (const resource of subnetTypes.flatMap((type) => reader.stack.all(type))) {
      const vpc = vpcs.of(resource);
      if (vpc === undefined) {
        reader.estate.note(resource.urn, `the VPC of subnet ${labelOf(resource)} can't be told`);
        continue;
      }
      const subnet = subnetOf(resource, vpc);
      this.#byUrn.set(resource.urn, subnet);
      this.#byVpc.set(vpc, [...(this.#byVpc.get(vpc) ?? []), subnet]);
    }
  }

  all(): readonly Subnet[] {
    return [...this.#byUrn.values()];
  }

  ofVpc(vpc: Vpc): readonly Subnet[] {
    return this.#byVpc.get(vpc) ?? [];
  }

  /** The subnet that a property names; undefined where there is none in the stacks. */
  of(from: Resource, path = "subnetId"): Subnet | undefined {
    const reference = pointsTo(this.#reader, from, path, ...subnetTypes);
    return reference.state === "found" ? this.#byUrn.get(reference.resource.urn) : undefined;
  }

  /** Those that a property may name where it can't be told which. */
  candidates(from: Resource, path = "subnetId"): readonly Subnet[] {
    const reference = pointsTo(this.#reader, from, path, ...subnetTypes);
    const resources = reference.state === "unknown" ? reference.candidates : [];
    return resources.flatMap(({ urn }) => this.#byUrn.get(urn) ?? []);
  }

  /** All that a list names, and whether that is all of them. */
  allOf(from: Resource, path = "subnetIds"): { subnets: readonly Subnet[]; complete: boolean } {
    const { found, outside, undecided } = pointsToAll(this.#reader, from, path, ...subnetTypes);
    return {
      subnets: found.flatMap(({ urn }) => this.#byUrn.get(urn) ?? []),
      complete: !undecided && outside.length === 0,
    };
  }
}

function subnetOf(resource: Resource, vpc: Vpc): Subnet {
  return {
    id: resource.urn,
    name: `subnet ${labelOf(resource)}`,
    resource,
    vpc,
    ranges: rangesOf([textOf(resource, "cidrBlock"), textOf(resource, "ipv6CidrBlock")]),
    region: regionOf(resource) ?? vpc.region,
    zone: textOf(resource, "availabilityZone") ?? textOf(resource, "availabilityZoneId"),
  };
}
