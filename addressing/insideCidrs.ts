import { AddressPlanError } from "./addressPlan";
import { type Cidr, contains, nthSubnet, overlaps, parseCidr, parseCidrOrReport, subnets } from "./cidr";
import { parseUsed, pinnedProblems, type UsedBlock, type UsedInsideCidr } from "./pinnedCidrs";

export type { UsedInsideCidr };

/** Two clouds joined by tunnels, or one and the premises. */
export type CloudPair =
  "aws-azure" | "azure-gcp" | "aws-gcp" | "aws-onPremises" | "azure-onPremises" | "gcp-onPremises";

/**
 * Tunnel inside CIDRs that AWS keeps for itself.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html
 */
export const awsReservedInsideCidrs: readonly string[] = [
  "169.254.0.0/30",
  "169.254.1.0/30",
  "169.254.2.0/30",
  "169.254.3.0/30",
  "169.254.4.0/30",
  "169.254.5.0/30",
  "169.254.169.252/30",
];

/**
 * The addresses an Azure VPN gateway accepts as custom BGP (APIPA) addresses, 169.254.21.0 to
 * 169.254.22.255, as two networks because the range is not one.
 *
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp
 */
export const azureApipaRange: readonly string[] = ["169.254.21.0/24", "169.254.22.0/24"];

/** What {@link planInsideCidrs} plans for: the tunnels of one link. */
export interface InsideCidrRequest {
  readonly pair: CloudPair;
  /** How many tunnels: with Azure 1 to 8, without 1 to 16. */
  readonly tunnels: number;
  /**
   * Tells links apart that share a gateway or a network, whichever clouds they join: number them 0, 1, 2 …
   * and they never share an inside CIDR, and adding or removing one leaves the others alone.
   *
   * There are 32 slots of four tunnels with Azure, 0 to 31. More than four tunnels need two of them: slot `s`
   * takes `31 - s` as well, so such links have the slots 0 to 15, and a link in slot 16 to 31 shares addresses
   * with one of more than four tunnels in slot `31 - s`. Without Azure there are 1009 slots of 16 tunnels.
   * @default 0
   */
  readonly slot?: number;
  /**
   * Networks in 169.254.0.0/16 that are taken by what this program does not plan: other connections on the
   * virtual private gateway, other Cloud Routers of the VPC network. Slots are counted over those it leaves
   * free, so a new entry moves the slots from there on, and the second fours of tunnels, which count from the
   * last free slot downwards, from there on downwards: pin deployed ones with `insideCidrs` first.
   * @default []
   */
  readonly used?: readonly (string | UsedInsideCidr)[];
  /**
   * Exactly these, one for each tunnel, such as those of a connection that exists already.
   * @default - planned
   */
  readonly insideCidrs?: readonly string[];
}

/**
 * Chooses the inside /30 of every tunnel of a link. Changing one recreates the AWS connection, so the choice
 * is stable: it depends on the slot and on `used` alone, and more tunnels keep the first ones'.
 *
 * A pair with Azure draws from {@link azureApipaRange}, in slots of four laid out as in Microsoft's AWS guide:
 * 169.254.21.0, 169.254.22.0, 169.254.21.4, 169.254.22.4. The range has room for 128 tunnels; so that most
 * links can have four and still grow to eight in place, tunnels 5 to 8 take the slot that is as far from the
 * last as the first four's is from the first: slot 0 and 31, 1 and 30, …, 15 and 16. Any other pair draws from
 * the rest of 169.254.0.0/16, in slots of 16, away from {@link awsReservedInsideCidrs}. Slots that touch `used`
 * are passed over.
 *
 * In a /30 AWS has the first host and its peer the second.
 *
 * Sources: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html,
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp,
 * https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp
 *
 * @returns one /30 per tunnel, in tunnel order: first connection's first and second tunnel, second
 * connection's first and second tunnel, and so on.
 * @throws {AddressPlanError} for a number of tunnels or a slot out of range, for more than four tunnels in a
 * slot that has no second one, and for `insideCidrs` that {@link insideCidrProblems} refuses, that are too few
 * or many, or that are taken.
 * @example
 * planInsideCidrs({ pair: "aws-azure", tunnels: 2 }); // ["169.254.21.0/30", "169.254.22.0/30"]
 */
export function planInsideCidrs(request: InsideCidrRequest): string[] {
  const { pair, tunnels, slot = 0, insideCidrs } = request;
  const problems: string[] = [];
  const capacity = joins(pair, "azure") ? 2 * azureSlotCapacity : linkLocalSlotCapacity;
  if (!Number.isInteger(tunnels) || tunnels < 1 || tunnels > capacity) {
    problems.push(`tunnels: ${tunnels} is not a number of tunnels: use 1 to ${capacity} for ${pair}`);
  }
  if (!Number.isInteger(slot) || slot < 0) {
    problems.push(`slot: ${slot} is not a slot: use a whole number from 0`);
  }
  const used = parseUsed(request.used ?? [], problems);
  if (insideCidrs !== undefined) {
    problems.push(
      ...pinnedProblems("insideCidrs", insideCidrs, tunnels, used, (cidr) => insideCidrProblems(cidr, pair)),
    );
  }
  if (problems.length > 0) {
    throw new AddressPlanError(problems);
  }
  return insideCidrs === undefined ? planned(pair, tunnels, slot, used) : [...insideCidrs];
}

/**
 * What is wrong with an inside CIDR for a pair of clouds: nothing, or a list of problems. It must be an IPv4
 * /30 in 169.254.0.0/16; with Azure in {@link azureApipaRange}, without Azure outside it, so that it stays
 * free for Azure; with AWS none of {@link awsReservedInsideCidrs}, and without AWS not the one with the metadata
 * server's address, 169.254.169.254
 * (https://cloud.google.com/compute/docs/metadata/querying-metadata).
 *
 * @example
 * insideCidrProblems("169.254.21.0/29", "aws-azure"); // ["169.254.21.0/29 is not an IPv4 /30, …"]
 */
export function insideCidrProblems(cidr: string, pair: CloudPair): string[] {
  const problems: string[] = [];
  const parsed = parseCidrOrReport(cidr, (problem) => problems.push(problem));
  if (parsed === undefined) {
    return problems;
  }
  const fix = joins(pair, "azure")
    ? "use one in 169.254.21.0–169.254.22.255, such as 169.254.21.0/30"
    : "use another in 169.254.0.0/16, such as 169.254.6.0/30";
  if (parsed.version !== 4 || parsed.prefixLength !== 30) {
    problems.push(`${parsed.text} is not an IPv4 /30, one host for each end of the tunnel: ${fix}`);
  }
  if (!contains(linkLocal, parsed)) {
    problems.push(`${parsed.text} lies outside 169.254.0.0/16: ${fix}`);
  } else if (joins(pair, "azure")) {
    if (!azureRange.some((block) => contains(block, parsed))) {
      problems.push(`${parsed.text} lies outside the custom BGP addresses of Azure: ${fix}`);
    }
  } else if (azureRange.some((block) => overlaps(block, parsed))) {
    problems.push(`${parsed.text} lies in the range kept for tunnels to Azure: ${fix}`);
  } else if (joins(pair, "aws") && awsReserved.some((reserved) => overlaps(reserved, parsed))) {
    problems.push(`${parsed.text} is reserved by AWS: ${fix}`);
  } else if (overlaps(metadataServer, parsed)) {
    problems.push(`${parsed.text} holds 169.254.169.254, the address of the metadata server: ${fix}`);
  }
  return problems;
}

const linkLocal = parseCidr("169.254.0.0/16");
const metadataServer = parseCidr("169.254.169.254/32");
const awsReserved = awsReservedInsideCidrs.map(parseCidr);
const azureRange = azureApipaRange.map(parseCidr);

/** As many as four tunnels need, so that two tunnels can become four where they are. */
const azureSlotCapacity = 4;

/** The inside CIDRs of a /26. */
const linkLocalSlotCapacity = 16;

/** The networks that one slot's inside CIDRs come from. */
type Slot = readonly Cidr[];

const azureSlots: readonly Slot[] = Array.from({ length: 32 }, (_, nth) =>
  azureRange.map((half) => nthSubnet(half, 29, nth)),
);

function joins(pair: CloudPair, cloud: "aws" | "azure"): boolean {
  return pair.split("-").includes(cloud);
}

function planned(pair: CloudPair, tunnels: number, slot: number, used: readonly UsedBlock[]): string[] {
  const isFree = (blocks: Slot): boolean =>
    !blocks.some((block) => used.some((taken) => overlaps(taken.cidr, block)));
  const slots = joins(pair, "azure")
    ? azureSlotsFor(pair, tunnels, slot, azureSlots.filter(isFree))
    : [linkLocalSlotFor(pair, slot, isFree)];
  return slots.flatMap(insideCidrsOf).slice(0, tunnels);
}

function azureSlotsFor(pair: CloudPair, tunnels: number, slot: number, free: readonly Slot[]): Slot[] {
  const first = free[slot] ?? refuseSlot(pair, slot, free.length);
  if (tunnels <= azureSlotCapacity) {
    return [first];
  }
  // Counted from the last, so that every slot in the lower half has one of its own to grow into.
  const second = free[free.length - 1 - slot];
  const growing = Math.floor(free.length / 2);
  if (second === undefined || slot >= growing) {
    const fit = growing === 0 ? "no slot has one left" : `only slots 0 to ${growing - 1} have one left`;
    throw new AddressPlanError([
      `slot: ${slot} does not fit ${tunnels} tunnels for ${pair}: more than ${azureSlotCapacity} need a second slot, counted from the last one down, and ${fit}: use at most ${azureSlotCapacity} tunnels or a lower slot`,
    ]);
  }
  return [first, second];
}

function linkLocalSlotFor(pair: CloudPair, slot: number, isFree: (blocks: Slot) => boolean): Slot {
  let free = 0;
  for (const block of subnets(linkLocal, 26)) {
    const kept = [...awsReserved, ...azureRange].some((reserved) => overlaps(reserved, block));
    if (!kept && isFree([block]) && free++ === slot) {
      return [block];
    }
  }
  return refuseSlot(pair, slot, free);
}

function refuseSlot(pair: CloudPair, slot: number, free: number): never {
  throw new AddressPlanError([
    `slot: ${slot} does not fit: ${free} slots are free for ${pair}, numbered from 0`,
  ]);
}

/** Takes from the blocks of a slot in turn, as Microsoft's guide does from the halves of Azure's range. */
function insideCidrsOf(blocks: Slot): string[] {
  const perBlock = Math.max(...blocks.map(({ prefixLength }) => 2 ** (30 - prefixLength)));
  const turns = Array.from({ length: perBlock }, (_, nth) => nth);
  return turns.flatMap((nth) => blocks.map((block) => nthSubnet(block, 30, nth).text));
}
