import { expect } from "chai";
import { contains, parseCidr } from "../../../addressing";
import { type Analysis, analyse, matrix, type Outcome } from "../../../reachability";
import type { Resource } from "../../../reachability/resources";
import { placedSpokes, type PlacedSpoke, type TransitEstate } from "./estates";

/** Checks by reachability that networks reach each other exactly where the segments say so. */
export function expectSegmentTable(resources: readonly Resource[], estate: TransitEstate): Analysis {
  const analysis = analyse(resources);
  const wrong = differences(analysis, estate);
  expect(wrong, wrong.join("\n")).to.deep.equal([]);
  return analysis;
}

/** Every pair of subnets whose verdict is not what the segments say. */
export function differences(analysis: Analysis, estate: TransitEstate): string[] {
  const spokes = placedSpokes(estate).map((spoke) => ({ ...spoke, cidr: parseCidr(spoke.range) }));
  const { groups, cells } = matrix(analysis, { between: "subnets", protocol: "tcp", port: 22 });
  const spokeOf = new Map(
    groups.flatMap(({ members }) =>
      members.map((member) => [member.id, spokes.find(({ cidr }) => contains(cidr, member.addresses[0]!))]),
    ),
  );
  const seen = new Set<string>();
  const found: string[] = [];
  const membersOf = new Map(groups.map(({ number, members }) => [number, members]));
  for (const cell of cells) {
    for (const from of membersOf.get(cell.from) ?? []) {
      for (const to of membersOf.get(cell.to) ?? []) {
        const [one, other] = [spokeOf.get(from.id), spokeOf.get(to.id)];
        if (one !== undefined && other !== undefined && one !== other) {
          seen.add(`${one.name} ${other.name}`);
          const wanted = expected(one, other, estate);
          if (cell.verdict !== wanted) {
            found.push(`${from.name} to ${to.name}: ${cell.verdict} instead of ${wanted}: ${cell.reason}`);
          }
        }
      }
    }
  }
  const pairs = spokes.length * (spokes.length - 1);
  return seen.size === pairs
    ? found
    : [...found, `only ${seen.size} of ${pairs} pairs of spokes were judged`];
}

function expected(one: PlacedSpoke, other: PlacedSpoke, { allowed = [] }: TransitEstate): Outcome {
  const mayTalk =
    one.segment === other.segment ||
    allowed.some((pair) => pair.includes(one.segment) && pair.includes(other.segment));
  return mayTalk ? "reachable" : "blocked";
}
