import { expect } from "chai";

import { readConfiguration } from "../../policies/configuration/read";
import { judge } from "../../policies/judge";
import { rules } from "../../policies/rules";
import { Stack } from "../../reachability/resources";
import { transitHub, type TransitEstate } from "../components/transit-hub/estates";
import { overlapHub, type OverlapEstate } from "../components/transit-hub/overlapEstates";
import { inSimulatedClouds } from "../helpers/simulatedRun";

const inThreeClouds = (azure: "hub-virtual-network" | "virtual-wan"): TransitEstate => ({
  segments: ["prod", "staging", "shared"],
  allowed: [
    ["prod", "shared"],
    ["staging", "shared"],
  ],
  hubs: { aws: "aws", west: "aws", azure, gcp: "gcp" },
  spokes: {
    ...{ a: "aws prod", b: "aws staging", c: "aws shared", d: "west prod" },
    ...{ e: "azure prod", f: "azure prod", g: "azure staging", h: "azure shared" },
    ...{ i: "gcp prod", j: "gcp staging", k: "gcp shared" },
  },
});

const translated: OverlapEstate = {
  segments: ["prod"],
  hubs: ["aws", "west"],
  spokes: {
    shop: { place: "aws prod", range: "10.0.0.0/16" },
    acme: { place: "aws prod", range: "192.168.0.0/16", as: "100.64.1.0/28" },
    initech: { place: "west prod", range: "192.168.0.0/16", as: "100.64.2.0/28" },
  },
  reach: [],
};

const estates: readonly (readonly [string, () => unknown])[] = [
  ["with hub VNets", () => transitHub(inThreeClouds("hub-virtual-network"))],
  ["with Virtual WAN", () => transitHub(inThreeClouds("virtual-wan"))],
  ["with networks of the same addresses", () => overlapHub(translated)],
];

describe("no mandatory rule is violated by a TransitHub", () => {
  for (const [what, program] of estates) {
    it(what, async () => {
      const { recorded } = await inSimulatedClouds(program);
      const plan = { stackName: "prod", stack: new Stack(recorded), others: [] };
      const violations = judge(plan, readConfiguration({}, rules));
      const stopping = violations.filter(({ level }) => level === "mandatory");
      expect(stopping.map(({ rule, message }) => `${rule}: ${message}`)).to.deep.equal([]);
    });
  }
});
