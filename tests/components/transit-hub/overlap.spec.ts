import { expect } from "chai";
import { estimate, itemsOf } from "../../../pricing";
import { analyse, matrix, type Outcome } from "../../../reachability";
import type { Resource } from "../../../reachability/resources";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { type OverlapEstate, overlapHub } from "./overlapEstates";

const estates: Readonly<Record<string, OverlapEstate>> = {
  "one of two on AWS with the same range": {
    segments: ["prod", "staging"],
    hubs: ["aws"],
    spokes: {
      twin: { place: "aws prod", range: "10.1.0.0/16", as: "100.64.1.0/28" },
      plain: { place: "aws prod", range: "10.1.0.0/16" },
      other: { place: "aws prod", range: "10.2.0.0/16" },
      staging: { place: "aws staging", range: "10.3.0.0/16" },
    },
    reach: ["twin other", "plain other", "other plain"],
  },
  "both of two on AWS with the same range": {
    segments: ["prod", "staging"],
    hubs: ["aws"],
    spokes: {
      one: { place: "aws prod", range: "10.1.0.0/16", as: "100.64.1.0/28" },
      two: { place: "aws prod", range: "10.1.0.0/16", as: "100.64.1.16/28" },
      other: { place: "aws prod", range: "10.2.0.0/16" },
      staging: { place: "aws staging", range: "10.1.0.0/16", as: "100.64.1.32/28" },
    },
    reach: ["one other", "two other"],
  },
  "one of two in two regions of AWS with the same range": {
    segments: ["prod", "staging"],
    hubs: ["aws", "west"],
    spokes: {
      twin: { place: "aws prod", range: "10.1.0.0/16", as: "100.64.1.0/28" },
      plain: { place: "west prod", range: "10.1.0.0/16" },
      other: { place: "west prod", range: "10.2.0.0/16" },
      staging: { place: "west staging", range: "10.3.0.0/16", as: "100.64.1.16/28" },
      lab: { place: "aws staging", range: "10.4.0.0/16" },
    },
    reach: ["twin other", "plain other", "other plain", "staging lab"],
  },
  "one on AWS with the range of one in Azure": {
    segments: ["prod", "staging"],
    hubs: ["aws", "azure"],
    spokes: {
      twin: { place: "aws prod", range: "10.1.0.0/16", as: "100.64.1.0/28" },
      plain: { place: "azure prod", range: "10.1.0.0/16" },
      other: { place: "azure prod", range: "10.2.0.0/16" },
      aws: { place: "aws prod", range: "10.3.0.0/16" },
      staging: { place: "azure staging", range: "10.4.0.0/16" },
    },
    reach: [
      ...["twin other", "twin aws", "plain other", "other plain"],
      ...["plain aws", "aws plain", "other aws", "aws other"],
    ],
  },
  "one on AWS and one in Google Cloud with the same range, of which the latter is translated": {
    segments: ["prod", "staging"],
    hubs: ["aws", "gcp"],
    spokes: {
      twin: { place: "gcp prod", range: "10.1.0.0/16", as: "100.64.1.0/28" },
      // In Google Cloud only what subnets have is the network's own, and it has one of half the range.
      plain: { place: "aws prod", range: "10.1.0.0/17" },
      other: { place: "gcp prod", range: "10.2.0.0/16" },
      aws: { place: "aws prod", range: "10.3.0.0/16" },
      staging: { place: "gcp staging", range: "10.4.0.0/16" },
    },
    reach: [
      ...["twin other", "twin aws", "plain other", "other plain"],
      ...["plain aws", "aws plain", "other aws", "aws other"],
    ],
  },
  "one on AWS and one in Google Cloud with the same range, both translated": {
    segments: ["prod", "staging"],
    hubs: ["aws", "gcp"],
    spokes: {
      one: { place: "aws prod", range: "10.1.0.0/16", as: "100.64.1.0/28" },
      two: { place: "gcp prod", range: "10.1.0.0/16", as: "100.64.1.16/28" },
      aws: { place: "aws prod", range: "10.2.0.0/16" },
      gcp: { place: "gcp prod", range: "10.3.0.0/16" },
      staging: { place: "gcp staging", range: "10.1.0.0/16", as: "100.64.1.32/28" },
    },
    reach: ["one aws", "one gcp", "two aws", "two gcp", "aws gcp", "gcp aws"],
  },
};

/** `<from> <to>: <verdict>` of all pairs of networks whose verdict is not what the estate says. */
function differences(resources: readonly Resource[], { spokes, reach }: OverlapEstate): string[] {
  const { groups, cells } = matrix(analyse(resources), { between: "subnets", protocol: "tcp", port: 22 });
  const membersOf = new Map(groups.map(({ number, members }) => [number, members]));
  const names = Object.keys(spokes);
  // Subnets of one address are told apart by their names, which begin with the network's.
  const spokeOf = (subnet: string) => names.find((name) => subnet.startsWith(`${name}-`));
  const judged = new Set<string>();
  const found: string[] = [];
  for (const cell of cells) {
    for (const from of membersOf.get(cell.from) ?? []) {
      for (const to of membersOf.get(cell.to) ?? []) {
        const [one, other] = [spokeOf(from.name), spokeOf(to.name)];
        if (one !== undefined && other !== undefined && one !== other) {
          judged.add(`${one} ${other}`);
          const wanted: Outcome = reach.includes(`${one} ${other}`) ? "reachable" : "blocked";
          if (cell.verdict !== wanted) {
            found.push(`${from.name} to ${to.name}: ${cell.verdict} instead of ${wanted}: ${cell.reason}`);
          }
        }
      }
    }
  }
  expect(judged.size).to.equal(names.length * (names.length - 1));
  return found;
}

describe("TransitHub joins networks with the same addresses by translating", function () {
  for (const [name, estate] of Object.entries(estates)) {
    it(name, async () => {
      const { recorded, result } = await inSimulatedClouds(() => overlapHub(estate));
      expect(differences(recorded, estate).join("\n")).to.equal("");
      expect(result.cost.totalPerMonth).to.be.closeTo(estimate(itemsOf(recorded).items).totalPerMonth, 0.01);
    });
  }
});
