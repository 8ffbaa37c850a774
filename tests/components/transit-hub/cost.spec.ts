import { expect } from "chai";
import { estimate, itemsOf } from "../../../pricing";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { transitHub, type TransitEstate } from "./estates";

const estates: readonly TransitEstate[] = [
  {
    segments: ["prod", "shared"],
    allowed: [["prod", "shared"]],
    hubs: { east: "aws", west: "aws", azure: "hub-virtual-network", gcp: "gcp" },
    spokes: { a: "east prod", b: "west shared", c: "azure prod", d: "gcp prod", e: "gcp shared" },
  },
  {
    segments: ["prod", "staging"],
    hubs: { one: "virtual-wan", two: "virtual-wan", gcp: "gcp" },
    spokes: { a: "one prod", b: "two prod", c: "gcp prod", d: "one staging" },
  },
];

describe("TransitHub's cost", function () {
  for (const estate of estates) {
    it(`of ${Object.values(estate.hubs).join(", ")} is that of all that it makes`, async () => {
      const { recorded, result } = await inSimulatedClouds(() => transitHub(estate));
      const { items, notPriced } = itemsOf(recorded);
      const whole = estimate(items);
      expect(result.cost.totalPerMonth).to.be.closeTo(whole.totalPerMonth, 0.01);
      expect(notPriced.map(({ type }) => type)).to.deep.equal(
        ["aws:servicequotas/serviceQuota:ServiceQuota"].slice(0, notPriced.length),
      );
    });
  }
});
