import { type Cidr, contains, overlaps, parseCidr } from "../../../addressing/cidr";
import { invalid, invalidField } from "../compute/error";
import { pathIn, lastName, regionIn } from "../compute/paths";
import { networkProblem } from "../compute/ranges";
import { referred } from "../compute/references";
import { tokens } from "../tokens";
import { asList, asObject, asString, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext } from "../../providers/resourceType";

/** Sources of all rules: https://cloud.google.com/vpc/docs/subnets, "IPv4 subnet ranges". */
const shortestPrefix = 4;
const longestPrefix = 29;

/** A subnet's range may not even overlap these. */
const prohibited: readonly (readonly [range: Cidr, what: string])[] = (
  [
    ["0.0.0.0/8", "the current (local) network"],
    ["127.0.0.0/8", "the local host"],
    ["169.254.0.0/16", "link-local addresses"],
    ["224.0.0.0/4", "multicast"],
    ["255.255.255.255/32", "limited broadcast"],
    ["199.36.153.4/30", "Google APIs (restricted.googleapis.com)"],
    ["199.36.153.8/30", "Google APIs (private.googleapis.com)"],
  ] as const
).map(([range, what]) => [parseCidr(range), what]);

/** A subnet lies in one of these, or in none of them (privately used public addresses); it cannot span its edge. */
const reservedForPrivateUse = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "192.88.99.0/24",
  "198.18.0.0/15",
  "240.0.0.0/4",
].map(parseCidr);

export const autoModeRange = parseCidr("10.128.0.0/9");

/** False for public addresses in private use. */
export const isPrivate = (cidr: Cidr): boolean =>
  reservedForPrivateUse.some((range) => contains(range, cidr));

interface NamedRange {
  /** Where a request names it, such as `ipCidrRange` or `secondaryIpRanges[0].ipCidrRange`. */
  readonly field: string;
  readonly cidr: Cidr;
}

/** Judges each range of a request alone. */
export function checkSubnetRanges({ inputs, fail }: CheckContext): void {
  for (const [field, text] of writtenRanges(inputs)) {
    const problem = networkProblem(text) ?? rangeProblem(parseCidr(text));
    if (problem) {
      fail(field, invalidField(`resource.${field}`, text, problem));
    }
  }
}

function rangeProblem(cidr: Cidr): string | undefined {
  if (cidr.prefixLength < shortestPrefix || cidr.prefixLength > longestPrefix) {
    return `The prefix length must be between ${shortestPrefix} and ${longestPrefix}.`;
  }
  const clash = prohibited.find(([range]) => overlaps(range, cidr));
  if (clash) {
    return `The range overlaps ${clash[0].text}, which is prohibited: it serves ${clash[1]}.`;
  }
  const crossed = reservedForPrivateUse.find((range) => overlaps(range, cidr) && !contains(range, cidr));
  return crossed && `The range spans ${crossed.text} and addresses outside of it.`;
}

/** @throws {ComputeError} where a range is taken in the network, which includes the subnet's own ranges. */
export function requireFreeRanges({ inputs, world }: OperationContext, path: string): void {
  const isAuto = referred(world, "network", inputs.network)?.inputs.autoCreateSubnetworks === true;
  const others = world
    .all(tokens.subnetwork)
    .filter((other) => other.id !== path && other.inputs.network === inputs.network);
  const own = ranges(inputs);
  own.forEach(({ field, cidr }, i) => {
    if (isAuto && overlaps(autoModeRange, cidr)) {
      throw invalid(
        `resource.${field}`,
        cidr.text,
        `Extended subnetworks in auto subnet mode networks cannot overlap with ${autoModeRange.text}.`,
      );
    }
    const holder = own.slice(0, i).some((earlier) => overlaps(earlier.cidr, cidr))
      ? path
      : others.find((other) => ranges(other.inputs).some((range) => overlaps(range.cidr, cidr)))?.id;
    if (holder !== undefined) {
      throw invalid(
        `resource.${field}`,
        cidr.text,
        `Invalid IPCidrRange: ${cidr.text} conflicts with existing subnetwork '${lastName(holder)}' in region '${regionIn(pathIn(holder))}'.`,
      );
    }
  });
}

/** Every IPv4 range of a subnet: the primary one first. */
export const ranges = (inputs: Props): NamedRange[] =>
  writtenRanges(inputs).flatMap(([field, text]) =>
    networkProblem(text) === undefined ? [{ field, cidr: parseCidr(text) }] : [],
  );

function writtenRanges(inputs: Props): [field: string, text: string][] {
  const secondary = asList(inputs.secondaryIpRanges).map(
    (one, i) => [`secondaryIpRanges[${i}].ipCidrRange`, asString(asObject(one).ipCidrRange)] as const,
  );
  return [["ipCidrRange", asString(inputs.ipCidrRange)] as const, ...secondary].flatMap(([field, text]) =>
    text === undefined ? [] : [[field, text]],
  );
}
