import type { Cidr } from "../../addressing";
import { follow, labelOf, type Resource } from "../resources";
import type { LostRange } from "../lostRanges";
import { rangesOf } from "./ranges";
import { mayPointTo, pointsTo, pointsToAll, type Reader, regionOf, textOf } from "./reader";
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
  readonly #vpcs: Vpcs;
  readonly #homeless: Resource[] = [];

  constructor(reader: Reader, vpcs: Vpcs) {
    this.#reader = reader;
    this.#vpcs = vpcs;
    for (const resource of subnetTypes.flatMap((type) => reader.stack.all(type))) {
      const vpc = vpcs.of(resource);
      if (vpc === undefined) {
        reader.estate.note(resource.urn, `the VPC of subnet ${labelOf(resource)} can't be told`);
        this.#homeless.push(resource);
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

  /** What subnets may have of which the range or the VPC isn't known: only what no other subnet has. */
  lost(): LostRange[] {
    const rangeless = this.all().filter(({ ranges, resource }) => ranges.length === 0 || isOpen(resource));
    return [
      ...rangeless.map(({ id: urn, name, vpc }) => {
        return { network: vpc, urn, ranges: vpc.ranges, why: `the range of ${name} isn't known` };
      }),
      ...this.#homeless.flatMap((resource) =>
        this.#vpcs.candidates(resource).map((vpc) => {
          const why = `whether subnet ${labelOf(resource)} is in ${vpc.name} can't be told`;
          const own = subnetRanges(resource);
          return { network: vpc, urn: resource.urn, ranges: own.length > 0 ? own : vpc.ranges, why };
        }),
      ),
    ];
  }

  /** What a host may have that is in one of the subnets that a property may name: it comes before what these have. */
  lostHost(from: Resource, addresses: readonly Cidr[]): LostRange[] {
    const isAbsent = pointsTo(this.#reader, from, "subnetId", ...subnetTypes).state === "absent";
    const vpcs = new Set((isAbsent ? this.all() : this.candidates(from)).map(({ vpc }) => vpc));
    const why = `the subnet of ${labelOf(from)} can't be told`;
    return addresses.length === 0
      ? []
      : [...vpcs].map((vpc) => ({ network: vpc, urn: from.urn, ranges: addresses, why }));
  }

  /** The subnet that a property names; undefined where there is none in the stacks. */
  of(from: Resource, path = "subnetId"): Subnet | undefined {
    const reference = pointsTo(this.#reader, from, path, ...subnetTypes);
    return reference.state === "found" ? this.#byUrn.get(reference.resource.urn) : undefined;
  }

  /** Those that a property may name where it can't be told which. */
  candidates(from: Resource, path = "subnetId"): readonly Subnet[] {
    const resources = mayPointTo(this.#reader, from, path, ...subnetTypes);
    return resources.flatMap(({ urn }) => this.#byUrn.get(urn) ?? []);
  }

  /** All that a list names, and whether that is all of them. */
  allOf(
    from: Resource,
    path = "subnetIds",
  ): { subnets: readonly Subnet[]; complete: boolean; undecided: boolean } {
    const { found, outside, undecided } = pointsToAll(this.#reader, from, path, ...subnetTypes);
    const subnets = found.flatMap(({ urn }) => this.#byUrn.get(urn) ?? []);
    return {
      subnets,
      complete: !undecided && outside.length === 0 && subnets.length === found.length,
      undecided,
    };
  }
}

function isOpen(resource: Resource): boolean {
  return ["cidrBlock", "ipv6CidrBlock"].some((path) => follow(resource.inputs, path).state === "unknown");
}

function subnetRanges(resource: Resource): Cidr[] {
  return rangesOf([textOf(resource, "cidrBlock"), textOf(resource, "ipv6CidrBlock")]);
}

function subnetOf(resource: Resource, vpc: Vpc): Subnet {
  return {
    id: resource.urn,
    name: `subnet ${labelOf(resource)}`,
    resource,
    vpc,
    ranges: subnetRanges(resource),
    region: regionOf(resource) ?? vpc.region,
    zone: textOf(resource, "availabilityZone") ?? textOf(resource, "availabilityZoneId"),
  };
}
