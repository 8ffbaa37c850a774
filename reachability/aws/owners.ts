import type { Resource } from "../resources";
import { pointsTo, type Reader, textOf } from "./reader";
import { type Vpc, type Vpcs, vpcTypes } from "./vpcs";

/** Finds VPCs by what they tell of the things that came with them, such as their default network ACLs. */
export class Owners {
  readonly #reader: Reader;
  readonly #vpcs: Vpcs;
  readonly #byId = new Map<string, Vpc>();
  /** VPCs that don't tell yet. */
  readonly #silent: readonly Vpc[];

  constructor(reader: Reader, vpcs: Vpcs, ...paths: string[]) {
    this.#reader = reader;
    this.#vpcs = vpcs;
    const silent = new Set<Vpc>();
    for (const vpc of vpcs.all()) {
      for (const path of paths) {
        const id = vpc.resource && textOf(vpc.resource, path);
        if (id === undefined) {
          silent.add(vpc);
        } else {
          this.#byId.set(id, vpc);
        }
      }
    }
    this.#silent = [...silent];
  }

  /** The VPC to which what a property names came with it. */
  of(from: Resource, path: string): Vpc | undefined {
    const id = textOf(from, path);
    if (id !== undefined) {
      return this.#byId.get(id);
    }
    const reference = pointsTo(this.#reader, from, path, ...vpcTypes);
    return reference.state === "found" ? this.#vpcs.at(reference.resource.urn) : undefined;
  }

  /** The same for a resource that itself is what came with the VPC, and may tell which. */
  ofDefault(from: Resource, path: string): Vpc | undefined {
    return this.of(from, path) ?? (textOf(from, "vpcId") === undefined ? undefined : this.#vpcs.of(from));
  }

  /** Those that it may be where that can't be told. */
  candidates(from: Resource, path: string): readonly Vpc[] {
    if (this.of(from, path) !== undefined) {
      return [];
    }
    return textOf(from, path) === undefined ? this.#vpcs.candidates(from, path) : this.#silent;
  }
}
