import { groupBy } from "../../groupBy";
import { type Link, pairKey } from "../picture";

/** A line before it has a place. */
export interface PlannedLine {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly links: readonly Link[];
  readonly startsAt: ReadonlySet<string>;
  readonly label?: string | undefined;
}

/** More tunnels than this between two boxes are drawn as one line for each state. */
const mostStrands = 4;

/**
 * One line for each tunnel, and one for all else that joins two boxes or bundles.
 *
 * @param unitOf - the bundle of a box, or the box itself
 */
export function plannedLines(links: readonly Link[], unitOf: (box: string) => string): PlannedLine[] {
  const byPair = groupBy(
    links,
    ({ kind, a, b }) => `${kind === "tunnel" ? kind : ""} ${pairKey(unitOf(a), unitOf(b))}`,
  );
  const lines: PlannedLine[] = [];
  for (const members of byPair.values()) {
    const [first] = members;
    const [a, b] = [unitOf(first?.a ?? ""), unitOf(first?.b ?? "")];
    // What joins the networks of one bundle is said in its title.
    if (first === undefined || a === b) {
      continue;
    }
    const startsAt = new Set(members.flatMap((link) => [link.a, link.b]).filter((box) => unitOf(box) === a));
    for (const [state, alike] of groupBy(members, (link) => link.state)) {
      const label = state === undefined ? peeringLabel(alike) : tunnelLabel(state, alike.length);
      const strands =
        state !== undefined && members.length <= mostStrands ? alike.map((one) => [one]) : [alike];
      strands.forEach((strand, index) =>
        lines.push({
          id: `e${lines.length}`,
          a,
          b,
          startsAt,
          links: strand,
          label: index === 0 ? label : undefined,
        }),
      );
    }
  }
  return lines;
}

function peeringLabel(links: readonly Link[]): string | undefined {
  const peerings = links.filter(({ kind }) => kind === "peering").length;
  return peerings === 0 ? undefined : peerings === 1 ? "peering" : `${peerings} peerings`;
}

function tunnelLabel(state: NonNullable<Link["state"]>, number: number): string {
  const what = number === 1 ? "tunnel" : `${number} tunnels`;
  return {
    up: `✓ ${what} up`,
    down: `✕ ${what} down`,
    open: `↗ ${what} out`,
    undecided: `? ${what} undecided`,
  }[state];
}
