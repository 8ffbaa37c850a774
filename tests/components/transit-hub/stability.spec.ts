import { expect } from "chai";
import { isDeepStrictEqual } from "node:util";
import { record, type RecordedResource } from "../../helpers/recordedMocks";
import { transitHub, type TransitEstate } from "./estates";

const two: TransitEstate = {
  segments: ["prod", "staging", "shared"],
  allowed: [
    ["prod", "shared"],
    ["staging", "shared"],
  ],
  hubs: { aws: "aws", azure: "hub-virtual-network" },
  spokes: {
    ...{ a: "aws prod", b: "aws staging", c: "aws shared", d: "azure prod", e: "azure staging" },
    ...{ f: "azure shared", g: "azure prod" },
  },
};

const three: TransitEstate = {
  ...two,
  hubs: { ...two.hubs, gcp: "gcp" },
  spokes: { ...two.spokes, h: "gcp prod", i: "gcp staging", j: "gcp shared" },
};

const withSpoke = (estate: TransitEstate, name: string, place: string): TransitEstate => ({
  ...estate,
  spokes: { ...estate.spokes, [name]: place },
});

/** What grows, and what of the resources that were there before may change with it. */
const growths: readonly (readonly [string, TransitEstate, TransitEstate, RegExp])[] = [
  ["a spoke more in AWS", three, withSpoke(three, "k", "aws prod"), /^$/],
  ["a spoke more in Azure", three, withSpoke(three, "k", "azure prod"), /^$/],
  // The Cloud Routers tell other clouds of it.
  [
    "a spoke more in Google Cloud",
    three,
    withSpoke(three, "k", "gcp prod"),
    /^corp-gcp-prod(-segment)?-router$/,
  ],
  ["a third cloud", two, three, /^$/],
  [
    "a second region in AWS",
    three,
    withSpoke({ ...three, hubs: { ...three.hubs, west: "aws" } }, "k", "west prod"),
    // A gateway of Azure has its custom BGP addresses for the further tunnels.
    /^corp-azure-(prod|shared|staging)-gateway$/,
  ],
  [
    "a segment more",
    three,
    withSpoke({ ...three, segments: [...three.segments, "dev"] }, "k", "aws dev"),
    /^$/,
  ],
];

describe("TransitHub changes nobody else's resources", () => {
  for (const [what, before, after, mayChange] of growths) {
    it(`for ${what}, nor without it again`, async () => {
      const [old, grown] = [await resourcesOf(before), await resourcesOf(after)];
      const changed = [...old].filter(
        ([urn, resource]) => !isDeepStrictEqual(grown.get(urn)?.inputs, resource.inputs),
      );
      const unexpected = changed.map(([, { name }]) => name).filter((name) => !mayChange.test(name));
      expect(unexpected).to.deep.equal([]);
    });
  }

  it("when one moves to another segment", async () => {
    const [old, moved] = [
      await resourcesOf(three),
      await resourcesOf({ ...three, spokes: { ...three.spokes, a: "aws staging" } }),
    ];
    const different = [...new Set([...old.keys(), ...moved.keys()])].filter(
      (urn) => !isDeepStrictEqual(old.get(urn)?.inputs, moved.get(urn)?.inputs),
    );
    expect(different.length).to.be.greaterThan(0);
    // Its attachment, and the routes to its range.
    expect(different.filter((urn) => !/::corp-(a-|aws-\w+-route-10-1-0-0-16$)/.test(urn))).to.deep.equal([]);
  });

  it("and takes as many resources for the twentieth spoke as for the first", async () => {
    const counts = async (place: string) => {
      const sizes: number[] = [];
      for (const count of [2, 11, 20]) {
        const spokes = Array.from({ length: count }, (_, index) => [`x${index}`, place] as const);
        const estate = { ...two, allowed: [], segments: ["prod"], hubs: { ...three.hubs } };
        sizes.push((await resourcesOf({ ...estate, spokes: Object.fromEntries(spokes) })).size);
      }
      return sizes;
    };
    for (const place of ["aws prod", "azure prod", "gcp prod"]) {
      const [few = 0, more = 0, most = 0] = await counts(place);
      expect(most - more, place).to.equal(more - few);
    }
  });
});

async function resourcesOf(estate: TransitEstate): Promise<Map<string, RecordedResource>> {
  const { resources } = await record(() => void transitHub(estate), {
    invoke: () => ({ names: ["zone-a", "zone-b", "zone-c"] }),
  });
  return new Map(resources.filter(({ custom }) => custom).map((resource) => [resource.urn, resource]));
}
