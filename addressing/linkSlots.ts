import { AddressPlanError } from "./addressPlan";

/** How many networks {@link linkSlot} tells apart, numbered from 0. */
export const linkedNetworks = 32;

/**
 * The slot of the link between two numbered networks of a mesh, 0 to 30, for the inside CIDRs of its tunnels.
 * All links of one network have different slots, so no two tunnels at a gateway share an inside CIDR, and 31
 * slots are enough for a full mesh of 32 networks. The slot depends on the two numbers alone, in either order:
 * adding or removing networks moves no other link.
 *
 * It is the round-robin tournament's circle method, an edge colouring of the complete graph on 32 vertices with
 * the fewest colours there are: link {a, b} has slot (a + b) mod 31, and network 31, the circle's centre, meets
 * network a in slot 2a mod 31.
 *
 * Source: https://en.wikipedia.org/wiki/Round-robin_tournament#Circle_method
 *
 * @throws {AddressPlanError} for a number that is not a whole one from 0 to 31, and for two equal numbers.
 * @example
 * linkSlot(0, 1); // 1
 * linkSlot(31, 0); // 0
 */
export function linkSlot(a: number, b: number): number {
  const problems = [...networkNumberProblems(a, "a"), ...networkNumberProblems(b, "b")];
  if (problems.length === 0 && a === b) {
    problems.push(`b: ${b} is the number of both networks: give each its own`);
  }
  if (problems.length > 0) {
    throw new AddressPlanError(problems);
  }
  return circleSlot(a, b, linkedNetworks);
}

/** How many hubs, and how many segments, {@link transitSlot} tells apart, numbered from 0. */
export const transitNumbers = 6;

/** How many slots {@link transitSlot} gives out, from 0. */
export const transitSlots = transitNumbers * (transitNumbers - 1);

/**
 * The slot of the link between two numbered hubs for a numbered segment, 0 to 29, for the inside CIDRs of its tunnels.
 * All links of one hub have different slots, whichever their segments: each segment has five of its own, enough for a
 * full mesh of six hubs by the circle method, as in {@link linkSlot}.
 *
 * Expects three whole numbers from 0 to 5, the hubs' different.
 *
 * @example
 * transitSlot(0, 0, 1); // 1
 * transitSlot(2, 0, 1); // 11
 */
export function transitSlot(segment: number, a: number, b: number): number {
  return segment * (transitNumbers - 1) + circleSlot(a, b, transitNumbers);
}

/** A numbered segment at a numbered hub; both are whole numbers from 0 to 5. */
export interface SegmentEnd {
  readonly hub: number;
  readonly segment: number;
}

/**
 * The slot of the link between two segments, each at a hub of the same cloud, 30 to 64, for the inside CIDRs of its
 * tunnels: beyond those of {@link transitSlot}. All such links of one end have different slots by the circle method, as in
 * {@link linkSlot}, and another link moves none.
 *
 * Expects two different ends.
 *
 * @example
 * segmentSlot({ hub: 0, segment: 0 }, { hub: 0, segment: 1 }); // 31
 */
export function segmentSlot(one: SegmentEnd, other: SegmentEnd): number {
  const numberOf = ({ hub, segment }: SegmentEnd) => hub * transitNumbers + segment;
  return transitSlots + circleSlot(numberOf(one), numberOf(other), transitNumbers ** 2);
}

/** The colour of an edge of the complete graph on an even number of vertices. */
function circleSlot(a: number, b: number, vertices: number): number {
  const centre = vertices - 1;
  const [low, high] = a < b ? [a, b] : [b, a];
  return (low + (high === centre ? low : high)) % centre;
}

/** What is wrong with the number of a network of a mesh: nothing, or one problem that begins with `path`. */
export function networkNumberProblems(number: number, path: string): string[] {
  return Number.isInteger(number) && number >= 0 && number < linkedNetworks
    ? []
    : [
        `${path}: ${number} is not the number of a network: use a whole number from 0 to ${linkedNetworks - 1}`,
      ];
}
