import { type Cidr, overlaps, parseCidr, parseCidrOrReport } from "../../../addressing/cidr";
import type { ArmCheck } from "../arm/armType";

/**
 * Ranges that no virtual network may use.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq, "What address ranges can I use?"
 */
const forbidden: readonly (readonly [cidr: Cidr, use: string])[] = [
  [parseCidr("224.0.0.0/4"), "multicast"],
  [parseCidr("255.255.255.255/32"), "broadcast"],
  [parseCidr("127.0.0.0/8"), "loopback"],
  [parseCidr("169.254.0.0/16"), "link-local"],
  [parseCidr("168.63.129.16/32"), "internal DNS"],
];

/** The prefix, or undefined after a refusal. */
export function checkPrefix(
  prefix: string,
  property: string,
  { id, refuse }: Pick<ArmCheck, "id" | "refuse">,
): Cidr | undefined {
  return parseCidrOrReport(prefix, (problem) =>
    refuse(
      property,
      "InvalidCIDRNotation",
      `The address prefix ${prefix} in resource ${id ?? ""} has an invalid CIDR notation: ${problem}.`,
    ),
  );
}

/** Also refuses what Azure keeps for itself and sizes that no network may have. */
export function checkNetworkPrefix(
  prefix: string,
  property: string,
  check: Pick<ArmCheck, "id" | "refuse">,
): Cidr | undefined {
  const cidr = checkPrefix(prefix, property, check);
  const clash = cidr && forbidden.find(([range]) => overlaps(range, cidr));
  if (clash) {
    check.refuse(
      property,
      "BadRequest",
      `The address prefix ${prefix} cannot be used: ${clash[0].text} is reserved for ${clash[1]}.`,
    );
  }
  return cidr;
}

/** Prefixes that are known and well formed. */
export const wellFormed = (prefixes: readonly string[]): Cidr[] =>
  prefixes.flatMap((prefix) => parseCidrOrReport(prefix, () => undefined) ?? []);

/** The first two of a list that overlap. */
export function firstOverlap(cidrs: readonly Cidr[]): readonly [Cidr, Cidr] | undefined {
  for (const [i, cidr] of cidrs.entries()) {
    const other = cidrs.slice(0, i).find((earlier) => overlaps(earlier, cidr));
    if (other) {
      return [other, cidr];
    }
  }
  return undefined;
}
