import type { Cidr } from "../../addressing";
import { known, labelOf, read, readBoolean, type Resource } from "../resources";
import { rangeOf } from "./ranges";
import { mayPointTo, pointsTo, type Reader, regionOf, textOf } from "./reader";
import { tokens } from "./tokens";

/** A VPC of the stacks, or one outside them that some resource lies in. */
export interface Vpc {
  /** The id of its network in the model. */
  readonly id: string;
  readonly name: string;
  readonly resource?: Resource;
  readonly region?: string | undefined;
  readonly ranges: readonly Cidr[];
  /** Why it may have ranges that can't be seen. */
  readonly openRanges?: string;
  /** Why what came with it, such as its main route table, can't be seen. */
  readonly unseen?: string;
}

export const vpcTypes = [tokens.vpc, tokens.defaultVpc];

/** The VPCs, found by what points to them. */
export class Vpcs {
  readonly #reader: Reader;
  readonly #byUrn = new Map<string, Vpc>();
  readonly #foreign = new Map<string, Vpc>();

  constructor(reader: Reader) {
    this.#reader = reader;
    const added = secondaryRanges(reader);
    for (const resource of vpcTypes.flatMap((type) => reader.stack.all(type))) {
      this.#byUrn.set(resource.urn, this.#publish(vpcOf(resource, added.get(resource.urn) ?? [])));
    }
  }

  all(): Iterable<Vpc> {
    return this.#byUrn.values();
  }

  at(urn: string): Vpc | undefined {
    return this.#byUrn.get(urn);
  }

  /** The VPC that a property names; undefined where that can't be told. */
  of(from: Resource, path = "vpcId"): Vpc | undefined {
    const reference = pointsTo(this.#reader, from, path, ...vpcTypes);
    switch (reference.state) {
      case "found":
        return this.#byUrn.get(reference.resource.urn);
      case "outside":
        return this.#outside(reference.id);
      default:
        return undefined;
    }
  }

  /** Those that a property may name where it can't be told which. */
  candidates(from: Resource, path = "vpcId"): readonly Vpc[] {
    return mayPointTo(this.#reader, from, path, ...vpcTypes).flatMap(({ urn }) => this.at(urn) ?? []);
  }

  #outside(id: string): Vpc {
    const present = this.#foreign.get(id);
    if (present !== undefined) {
      return present;
    }
    const unseen = `VPC ${id} is in none of these stacks`;
    const vpc = this.#publish({ id: `aws ${id}`, name: id, ranges: [], openRanges: unseen, unseen });
    this.#foreign.set(id, vpc);
    return vpc;
  }

  #publish(vpc: Vpc): Vpc {
    const { id, name, ranges, resource } = vpc;
    this.#reader.estate.networks.push({ id, name, urn: resource?.urn ?? id, cloud: "aws", ranges });
    return vpc;
  }
}

function vpcOf(resource: Resource, added: readonly (Cidr | undefined)[]): Vpc {
  const v4 = read(resource, "cidrBlock");
  const v6 = read(resource, "ipv6CidrBlock");
  const drawsV6 = known(readBoolean(resource, "assignGeneratedIpv6CidrBlock")) === true;
  const complete =
    v4.state === "known" &&
    v6.state !== "unknown" &&
    (v6.state === "known" || !drawsV6) &&
    !added.includes(undefined);
  const ranges = [v4, v6].map((value) => (value.state === "known" ? rangeOf(value.value) : undefined));
  const name = labelOf(resource);
  return {
    id: resource.urn,
    name,
    resource,
    region: regionOf(resource),
    ranges: [...ranges, ...added].flatMap((range) => range ?? []),
    ...(!complete && { openRanges: `not all ranges of VPC ${name} are known` }),
    ...(resource.type === tokens.defaultVpc && {
      unseen: `what the default VPC ${name} came with can't be seen`,
    }),
  };
}

/** Ranges that were added to a VPC by resources of their own, by the VPC's URN; undefined ones are not known. */
function secondaryRanges(reader: Reader): Map<string, (Cidr | undefined)[]> {
  const ranges = new Map<string, (Cidr | undefined)[]>();
  for (const [type, path] of [
    [tokens.vpcIpv4CidrBlockAssociation, "cidrBlock"],
    [tokens.vpcIpv6CidrBlockAssociation, "ipv6CidrBlock"],
  ] as const) {
    for (const resource of reader.stack.all(type)) {
      const vpc = pointsTo(reader, resource, "vpcId", ...vpcTypes);
      const add = ({ urn }: Resource, range: Cidr | undefined): void => {
        ranges.set(urn, [...(ranges.get(urn) ?? []), range]);
      };
      if (vpc.state === "found") {
        add(vpc.resource, rangeOf(textOf(resource, path)));
      }
      mayPointTo(reader, resource, "vpcId", ...vpcTypes).forEach((one) => add(one, undefined));
    }
  }
  return ranges;
}
