import { overlaps } from "../../../addressing/cidr";
import type { LocatedCidr, Problems } from "../../problems";
import type { GcpTranslation } from "./args";

const keys: readonly (keyof GcpTranslation)[] = ["ipCidrRange", "region"];

/** https://cloud.google.com/vpc/docs/subnets#valid-ranges */
const smallest = 29;

/**
 * Adds what is wrong with a VPC network's translation by itself.
 *
 * @returns the range.
 */
export function checkGcpTranslation(
  problems: Problems,
  path: string,
  translation: GcpTranslation,
  ranges: readonly LocatedCidr[],
): LocatedCidr[] {
  problems.unknownKeys(translation, keys, `${path}.`);
  const located = `${path}.ipCidrRange`;
  const cidr = problems.ipv4Cidr(located, translation.ipCidrRange);
  if (cidr === undefined) {
    return [];
  }
  if (cidr.prefixLength > smallest) {
    problems.add(located, `"${cidr.text}" is too small for a subnet: use /${smallest} or larger`);
  }
  const taken = ranges.find((range) => overlaps(range.cidr, cidr));
  if (taken !== undefined) {
    problems.add(
      located,
      `"${cidr.text}" overlaps the network's own ${taken.cidr.text}: give it a range that the network does not have, ` +
        "such as one of 100.64.0.0/10",
    );
  }
  return [{ path: located, cidr }];
}
