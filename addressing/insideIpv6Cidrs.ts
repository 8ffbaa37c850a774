import { AddressPlanError } from "./addressPlan";
import { addressCount, type Cidr, contains, nthSubnet, overlaps, parseCidr, parseCidrOrReport } from "./cidr";
import { awsReservedInsideCidrs } from "./insideCidrs";
import { parseUsed, pinnedProblems, type UsedBlock, type UsedInsideCidr } from "./pinnedCidrs";

/**
 * Where Google Cloud has the IPv6 BGP sessions of HA VPN tunnels. It lies in fd00::/8, which AWS takes.
 *
 * Sources: https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html
 */
export const insideIpv6Range = "fdff:1::/64";

/** What {@link planInsideIpv6Cidrs} plans for: the tunnels of one link that carry IPv6. */
export interface InsideIpv6CidrRequest {
  /** How many tunnels, 1 to 16. */
  readonly tunnels: number;
  /**
   * As in `planInsideCidrs`: links with slots of their own never share an inside CIDR.
   * @default 0
   */
  readonly slot?: number;
  /**
   * Networks that are taken by what this program does not plan. Slots are counted over those they leave free.
   * @default []
   */
  readonly used?: readonly (string | UsedInsideCidr)[];
  /**
   * Exactly these, one for each tunnel.
   * @default - planned
   */
  readonly insideIpv6Cidrs?: readonly string[];
}

/**
 * Chooses the inside /126 of every tunnel of a link that carries IPv6, from {@link insideIpv6Range} in slots of 16. As
 * with IPv4 the choice depends on the slot and on `used` alone, and more tunnels keep the first ones'.
 *
 * In a /126 AWS has the first host and its peer the second.
 *
 * @returns one /126 per tunnel, in tunnel order.
 * @throws {AddressPlanError} for a number of tunnels or a slot out of range, and for `insideIpv6Cidrs` that
 * {@link insideIpv6CidrProblems} refuses, that are too few or many, or that are taken.
 * @example
 * planInsideIpv6Cidrs({ tunnels: 2 }); // ["fdff:1::/126", "fdff:1::4/126"]
 */
export function planInsideIpv6Cidrs(request: InsideIpv6CidrRequest): string[] {
  const { tunnels, slot = 0, insideIpv6Cidrs } = request;
  const problems: string[] = [];
  if (!Number.isInteger(tunnels) || tunnels < 1 || tunnels > slotCapacity) {
    problems.push(`tunnels: ${tunnels} is not a number of tunnels: use 1 to ${slotCapacity}`);
  }
  if (!Number.isSafeInteger(slot) || slot < 0) {
    problems.push(`slot: ${slot} is not a slot: use a whole number from 0`);
  }
  const used = parseUsed(request.used ?? [], problems);
  if (insideIpv6Cidrs !== undefined) {
    problems.push(
      ...pinnedProblems("insideIpv6Cidrs", insideIpv6Cidrs, tunnels, used, insideIpv6CidrProblems),
    );
  }
  if (problems.length > 0) {
    throw new AddressPlanError(problems);
  }
  return insideIpv6Cidrs === undefined ? planned(tunnels, slot, used) : [...insideIpv6Cidrs];
}

/**
 * What is wrong with an inside IPv6 CIDR: nothing, or a list of problems. It must be a /126 in {@link insideIpv6Range},
 * which both AWS and Google Cloud take.
 */
export function insideIpv6CidrProblems(cidr: string): string[] {
  const problems: string[] = [];
  const parsed = parseCidrOrReport(cidr, (problem) => problems.push(problem));
  if (parsed === undefined) {
    return problems;
  }
  const fix = `use one in ${insideIpv6Range}, such as fdff:1::/126`;
  if (parsed.version !== 6 || parsed.prefixLength !== 126) {
    problems.push(`${parsed.text} is not an IPv6 /126: ${fix}`);
  }
  if (!contains(range, parsed)) {
    problems.push(`${parsed.text} lies outside the addresses that every gateway takes: ${fix}`);
  }
  return problems;
}

/**
 * The range of a Cloud Router's BGP identifier, which IPv6 sessions need. It is another /30 for each of the slots 0 to
 * 95, in blocks that {@link planInsideCidrs} never draws from, because AWS reserves parts of them.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/router/how-to/configure-bgp-identifier
 *
 * @returns undefined for a higher slot, and for a range that is used: Google Cloud then chooses one.
 */
export function planBgpIdentifierRange(slot: number, used: readonly string[] = []): string | undefined {
  const block = identifierBlocks[Math.floor(slot / slotCapacity)];
  const identifiers = block && nthSubnet(block, 30, slot % slotCapacity);
  return identifiers === undefined || used.some((taken) => overlaps(parseCidr(taken), identifiers))
    ? undefined
    : identifiers.text;
}

const range = parseCidr(insideIpv6Range);

/** The inside CIDRs of a slot, as many as with IPv4. */
const slotCapacity = 16;
const slotPrefixLength = 122;
const slots = 1n << BigInt(slotPrefixLength - range.prefixLength);

/** 169.254.0.0/26 to 169.254.5.0/26, by what AWS reserves at their start. */
const identifierBlocks: readonly Cidr[] = awsReservedInsideCidrs
  .slice(0, 6)
  .map((reserved) => parseCidr(reserved.replace(/30$/, "26")));

function planned(tunnels: number, slot: number, used: readonly UsedBlock[]): string[] {
  const block = freeSlot(slot, used);
  return Array.from({ length: tunnels }, (_, index) => nthSubnet(block, 126, index).text);
}

function freeSlot(slot: number, used: readonly UsedBlock[]): Cidr {
  const taken = used.map(({ cidr }) => cidr).filter((cidr) => overlaps(cidr, range));
  let free = 0;
  for (let index = 0n; index < slots;) {
    const block = nthSubnet(range, slotPrefixLength, index);
    const hit = taken.find((cidr) => overlaps(cidr, block));
    if (hit !== undefined) {
      index = (hit.end - range.start) / addressCount(block) + 1n;
    } else if (free++ === slot) {
      return block;
    } else {
      index++;
    }
  }
  throw new AddressPlanError([`slot: ${slot} does not fit: ${free} slots are free, numbered from 0`]);
}
