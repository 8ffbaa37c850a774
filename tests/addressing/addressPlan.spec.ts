import { expect } from "chai";
import fc from "fast-check";
import {
  type AddressBlocks,
  AddressPlanError,
  centralBlocks,
  type NetworkRequest,
  type Place,
  planAddresses,
  planSubnets,
  type SubnetRequest,
} from "../../addressing/addressPlan";
import { type Cidr, contains, parseCidr } from "../../addressing/cidr";
import { findOverlaps } from "../../addressing/overlap";

function texts(plan: ReadonlyMap<string, Cidr>): Record<string, string> {
  return Object.fromEntries([...plan].map(([name, cidr]) => [name, cidr.text]));
}

function problemsOf(plan: () => unknown): string[] {
  try {
    plan();
  } catch (error) {
    expect(error).to.be.instanceOf(AddressPlanError);
    return (error as AddressPlanError).problems;
  }
  return [];
}

const places = Object.keys(centralBlocks) as Place[];

/** Few and large enough to fit every block. */
const requests: fc.Arbitrary<NetworkRequest[]> = fc
  .array(
    fc.record({
      place: fc.constantFrom(...places),
      prefixLength: fc.integer({ min: 18, max: 28 }),
      retired: fc.boolean(),
      pinnedAt: fc.option(fc.nat(0xff), { nil: undefined, freq: 4 }),
    }),
    { maxLength: 20 },
  )
  .map((drafts) => {
    const pinned = new Set<string>();
    return drafts.map(({ pinnedAt, ...draft }, index) => {
      const request = { ...draft, name: `network-${index}` };
      const base = 16 * places.indexOf(draft.place) + 8;
      const cidr = pinnedAt === undefined ? undefined : `10.${base}.${pinnedAt}.0/24`;
      if (cidr === undefined || pinned.has(cidr)) {
        return request;
      }
      pinned.add(cidr);
      return { ...request, cidr, prefixLength: 24 };
    });
  });

describe("centralBlocks", () => {
  it("divides 10.0.0.0/10 over the four places", () => {
    expect(centralBlocks).to.deep.equal({
      aws: "10.0.0.0/12",
      gcp: "10.16.0.0/12",
      azure: "10.32.0.0/12",
      onPremises: "10.48.0.0/12",
    });
  });
});

describe("planAddresses", () => {
  it("gives each network the lowest addresses of its place, in order", () => {
    const plan = planAddresses([
      { name: "shop", place: "aws", prefixLength: 16 },
      { name: "ledger", place: "azure", prefixLength: 16 },
      { name: "cache", place: "aws", prefixLength: 24 },
      { name: "data", place: "aws", prefixLength: 15 },
      { name: "queue", place: "aws", prefixLength: 24 },
      { name: "search", place: "gcp", prefixLength: 20 },
      { name: "office", place: "onPremises", prefixLength: 12 },
    ]);
    expect(texts(plan)).to.deep.equal({
      shop: "10.0.0.0/16",
      ledger: "10.32.0.0/16",
      cache: "10.1.0.0/24",
      data: "10.2.0.0/15",
      queue: "10.1.1.0/24",
      search: "10.16.0.0/20",
      office: "10.48.0.0/12",
    });
  });

  it("keeps a pinned network where it is and plans around it", () => {
    const plan = planAddresses([
      { name: "old", place: "aws", prefixLength: 16, cidr: "10.0.0.0/16" },
      { name: "new", place: "aws", prefixLength: 16 },
    ]);
    expect(texts(plan)).to.deep.equal({ old: "10.0.0.0/16", new: "10.1.0.0/16" });
  });

  it("holds the addresses of a retired network, and does not list it", () => {
    const plan = planAddresses([
      { name: "gone", place: "aws", prefixLength: 16, retired: true },
      { name: "shop", place: "aws", prefixLength: 16 },
    ]);
    expect(texts(plan)).to.deep.equal({ shop: "10.1.0.0/16" });
  });

  it("takes blocks of one's own, also IPv6", () => {
    const blocks = { ...centralBlocks, aws: "fd00:1::/48" };
    const plan = planAddresses([{ name: "shop", place: "aws", prefixLength: 56 }], blocks);
    expect(texts(plan)).to.deep.equal({ shop: "fd00:1::/56" });
  });

  it("never overlaps, stays in the place's block and gives the size asked for", () => {
    fc.assert(
      fc.property(requests, (list) => {
        const plan = planAddresses(list.map((request) => ({ ...request, retired: false })));
        expect(plan.size).to.equal(list.length);
        expect(findOverlaps([...plan].map(([owner, cidr]) => ({ owner, cidr })))).to.deep.equal([]);
        for (const request of list) {
          const cidr = plan.get(request.name)!;
          expect(contains(parseCidr(centralBlocks[request.place]), cidr)).to.equal(true);
          expect(cidr.prefixLength).to.equal(request.prefixLength);
          expect(cidr.text).to.equal(request.cidr ?? cidr.text);
        }
      }),
    );
  });

  it("moves no network when others are appended or retired", () => {
    fc.assert(
      fc.property(requests, fc.nat(20), (list, length) => {
        const whole = planAddresses(list.map((request) => ({ ...request, retired: false })));
        const before = planAddresses(list.slice(0, length));
        const expected = list.slice(0, length).filter(({ retired }) => !retired);
        expect([...before.keys()]).to.deep.equal(expected.map(({ name }) => name));
        for (const [name, cidr] of before) {
          expect(cidr).to.deep.equal(whole.get(name));
        }
      }),
    );
  });

  it("names what still fits when a block is exhausted", () => {
    expect(
      problemsOf(() =>
        planAddresses([
          { name: "shop", place: "aws", prefixLength: 13 },
          { name: "data", place: "aws", prefixLength: 14 },
          { name: "more", place: "aws", prefixLength: 13 },
        ]),
      ),
    ).to.deep.equal([
      'requests[2].prefixLength of "more": no /13 is left in aws\'s block 10.0.0.0/12: the largest that fits is 10.12.0.0/14',
    ]);
    expect(
      problemsOf(() =>
        planAddresses([
          { name: "all", place: "aws", prefixLength: 12 },
          { name: "more", place: "aws", prefixLength: 28 },
        ]),
      ),
    ).to.deep.equal([
      'requests[1].prefixLength of "more": no /28 is left in aws\'s block 10.0.0.0/12: it is full',
    ]);
  });

  it("reports everything that is wrong at once", () => {
    const problems = problemsOf(() =>
      planAddresses([
        { name: "shop", place: "aws", prefixLength: 16 },
        { name: "stray", place: "aws", prefixLength: 16, cidr: "10.16.0.0/16" },
        { name: "clash", place: "aws", prefixLength: 24, cidr: "10.0.7.0/24" },
        { name: "typo", place: "aws", prefixLength: 16, cidr: "10.1.0.7/16" },
        { name: "shop", place: "gcp", prefixLength: 16 },
        { name: "huge", place: "gcp", prefixLength: 8 },
        { name: "tiny", place: "gcp", prefixLength: 33 },
        { name: "half", place: "gcp", prefixLength: 16.5 },
        { name: "other", place: "oracle" as Place, prefixLength: 16 },
        { name: "size", place: "azure", prefixLength: 16, cidr: "10.33.0.0/24" },
      ]),
    );
    expect(problems).to.deep.equal([
      'requests[1].cidr of "stray": 10.16.0.0/16 lies outside aws\'s block 10.0.0.0/12: pin it inside',
      'requests[2].cidr of "clash": 10.0.7.0/24 overlaps 10.0.0.0/16 of "shop": pin it elsewhere',
      'requests[3].cidr of "typo": "10.1.0.7/16" has host bits set: the network is 10.1.0.0/16',
      'requests[4].name of "shop": requests[0] has the same name: give each its own',
      'requests[5].prefixLength of "huge": /8 does not fit in gcp\'s block 10.16.0.0/12: use /12 to /32',
      'requests[6].prefixLength of "tiny": /33 does not fit in gcp\'s block 10.16.0.0/12: use /12 to /32',
      'requests[7].prefixLength of "half": /16.5 does not fit in gcp\'s block 10.16.0.0/12: use /12 to /32',
      'requests[8].place of "other": "oracle" has no block: use one of aws, gcp, azure, onPremises',
      'requests[9].cidr of "size": 10.33.0.0/24 is not a /16: make cidr and prefixLength agree',
    ]);
  });

  it("refuses to pin a network that is larger than its place's block", () => {
    expect(
      problemsOf(() => planAddresses([{ name: "all", place: "aws", prefixLength: 8, cidr: "10.0.0.0/8" }])),
    ).to.deep.equal([
      'requests[0].cidr of "all": 10.0.0.0/8 lies outside aws\'s block 10.0.0.0/12: pin it inside',
    ]);
  });

  it("does not let a refused network take addresses from a sound one", () => {
    const problems = problemsOf(() =>
      planAddresses([
        { name: "size", place: "aws", prefixLength: 16, cidr: "10.5.0.0/24" },
        { name: "shop", place: "aws", prefixLength: 24, cidr: "10.5.0.0/24" },
      ]),
    );
    expect(problems).to.have.length(1);
    expect(problems[0]).to.contain('of "size"');
  });

  it("refuses to pin into the addresses of a retired network", () => {
    const problems = problemsOf(() =>
      planAddresses([
        { name: "gone", place: "aws", prefixLength: 16, retired: true },
        { name: "shop", place: "aws", prefixLength: 16, cidr: "10.0.0.0/16" },
      ]),
    );
    expect(problems).to.have.length(1);
    expect(problems[0]).to.contain('overlaps 10.0.0.0/16 of retired "gone"');
  });

  it("refuses blocks that overlap or are no networks", () => {
    const blocks: AddressBlocks = {
      aws: "10.0.0.0/8",
      gcp: "10.16.0.0/12",
      azure: "10.32.0.1/12",
      onPremises: "::/0",
    };
    expect(problemsOf(() => planAddresses([], blocks))).to.deep.equal([
      'blocks.azure: "10.32.0.1/12" has host bits set: the network is 10.32.0.0/12',
      "blocks.gcp: 10.16.0.0/12 overlaps 10.0.0.0/8 of blocks.aws: keep the blocks apart",
    ]);
  });

  it("says every problem in the message", () => {
    const error = new AddressPlanError(["first", "second"]);
    expect(error.message).to.contain("- first").and.to.contain("- second");
  });
});

describe("planSubnets", () => {
  const network = parseCidr("172.16.0.0/16");

  it("divides a network, as for two availability zones", () => {
    const plan = planSubnets(network, [
      { name: "a", prefixLength: 18 },
      { name: "b", prefixLength: 18 },
      { name: "gateway", prefixLength: 27, cidr: "172.16.255.0/27" },
      { name: "c", prefixLength: 24 },
    ]);
    expect(texts(plan)).to.deep.equal({
      a: "172.16.0.0/18",
      b: "172.16.64.0/18",
      gateway: "172.16.255.0/27",
      c: "172.16.128.0/24",
    });
  });

  it("fills a network to the last address and then says so", () => {
    const halves: SubnetRequest[] = ["a", "b"].map((name) => ({ name, prefixLength: 17 }));
    expect(planSubnets(network, halves).size).to.equal(2);
    expect(
      problemsOf(() => planSubnets(network, [...halves, { name: "c", prefixLength: 28 }])),
    ).to.deep.equal([
      'subnets[2].prefixLength of "c": no /28 is left in the network 172.16.0.0/16: it is full',
    ]);
  });

  it("moves no subnet when others are appended or retired", () => {
    const sizes = fc.array(
      fc.record({ prefixLength: fc.integer({ min: 21, max: 28 }), retired: fc.boolean() }),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(sizes, fc.nat(30), (drafts, length) => {
        const list = drafts.map((draft, index) => ({ ...draft, name: `subnet-${index}` }));
        const whole = planSubnets(
          network,
          list.map((request) => ({ ...request, retired: false })),
        );
        expect(findOverlaps([...whole].map(([owner, cidr]) => ({ owner, cidr })))).to.deep.equal([]);
        for (const [name, cidr] of planSubnets(network, list.slice(0, length))) {
          expect(cidr).to.deep.equal(whole.get(name));
        }
      }),
    );
  });
});
