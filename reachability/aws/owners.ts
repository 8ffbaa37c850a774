import type { Resource } from "../resources";
import { pointsTo, type Reader, textOf } from "./reader";
import { tokens } from "./tokens";
import type { Vpc, Vpcs } from "./vpcs";

/** The VPC to which what a property names came with it, such as its default network ACL. */
export type OwnerOf = (from: Resource, path: string) => Vpc | undefined;

/** Finds VPCs by what they tell of the things that came with them. */
export function ownersBy(reader: Reader, vpcs: Vpcs, ...paths: string[]): OwnerOf {
  const byId = new Map<string, Vpc>();
  for (const vpc of vpcs.all()) {
    for (const path of paths) {
      const id = vpc.resource && textOf(vpc.resource, path);
      if (id !== undefined) {
        byId.set(id, vpc);
      }
    }
  }
  return (from, path) => {
    const id = textOf(from, path);
    if (id !== undefined) {
      return byId.get(id) ?? (textOf(from, "vpcId") === undefined ? undefined : vpcs.of(from));
    }
    const reference = pointsTo(reader, from, path, tokens.vpc, tokens.defaultVpc);
    return reference.state === "found" ? vpcs.at(reference.resource.urn) : undefined;
  };
}
