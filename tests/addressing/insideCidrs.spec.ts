import { expect } from "chai";
import fc from "fast-check";
import { AddressPlanError } from "../../addressing/addressPlan";
import { overlaps, parseAddress, parseCidr } from "../../addressing/cidr";
import {
  awsReservedInsideCidrs,
  azureApipaRange,
  type CloudPair,
  insideCidrProblems,
  type InsideCidrRequest,
  planInsideCidrs,
} from "../../addressing/insideCidrs";
import { findOverlaps } from "../../addressing/overlap";

const azurePairs: CloudPair[] = ["aws-azure", "azure-gcp", "azure-onPremises"];
const otherPairs: CloudPair[] = ["aws-gcp", "aws-onPremises", "gcp-onPremises"];
const pairs: CloudPair[] = [...azurePairs, ...otherPairs];

function problemsOf(request: InsideCidrRequest): string[] {
  try {
    planInsideCidrs(request);
  } catch (error) {
    expect(error).to.be.instanceOf(AddressPlanError);
    return (error as AddressPlanError).problems;
  }
  return [];
}

describe("the ranges of inside CIDRs", () => {
  it("reserve for AWS what the EC2 API lists", () => {
    expect(awsReservedInsideCidrs).to.deep.equal([
      "169.254.0.0/30",
      "169.254.1.0/30",
      "169.254.2.0/30",
      "169.254.3.0/30",
      "169.254.4.0/30",
      "169.254.5.0/30",
      "169.254.169.252/30",
    ]);
  });

  it("give Azure 169.254.21.0 to 169.254.22.255", () => {
    const [first, last] = azureApipaRange.map(parseCidr);
    expect(first?.start).to.equal(parseAddress("169.254.21.0").value);
    expect(last?.end).to.equal(parseAddress("169.254.22.255").value);
    expect(last?.start).to.equal(first!.end + 1n);
  });
});

describe("planInsideCidrs", () => {
  const examples: [request: InsideCidrRequest, insideCidrs: string[]][] = [
    [
      { pair: "aws-azure", tunnels: 4 },
      ["169.254.21.0/30", "169.254.22.0/30", "169.254.21.4/30", "169.254.22.4/30"],
    ],
    [{ pair: "aws-azure", tunnels: 2 }, ["169.254.21.0/30", "169.254.22.0/30"]],
    [
      { pair: "aws-azure", tunnels: 4, slot: 1 },
      ["169.254.21.8/30", "169.254.22.8/30", "169.254.21.12/30", "169.254.22.12/30"],
    ],
    [{ pair: "azure-gcp", tunnels: 2 }, ["169.254.21.0/30", "169.254.22.0/30"]],
    [{ pair: "azure-onPremises", tunnels: 1 }, ["169.254.21.0/30"]],
    [{ pair: "aws-onPremises", tunnels: 2 }, ["169.254.0.64/30", "169.254.0.68/30"]],
    [{ pair: "gcp-onPremises", tunnels: 1, slot: 1 }, ["169.254.0.128/30"]],
    [
      { pair: "aws-azure", tunnels: 8 },
      [
        ...["169.254.21.0/30", "169.254.22.0/30", "169.254.21.4/30", "169.254.22.4/30"],
        ...["169.254.21.248/30", "169.254.22.248/30", "169.254.21.252/30", "169.254.22.252/30"],
      ],
    ],
    [
      { pair: "azure-gcp", tunnels: 5, slot: 15 },
      [
        ...["169.254.21.120/30", "169.254.22.120/30", "169.254.21.124/30", "169.254.22.124/30"],
        "169.254.21.128/30",
      ],
    ],
    [
      { pair: "azure-gcp", tunnels: 5, used: ["169.254.22.252/30"] },
      [...["169.254.21.0/30", "169.254.22.0/30", "169.254.21.4/30", "169.254.22.4/30"], "169.254.21.240/30"],
    ],
    [{ pair: "aws-gcp", tunnels: 1, slot: 1008 }, ["169.254.255.192/30"]],
    [{ pair: "azure-gcp", tunnels: 2, slot: 31 }, ["169.254.21.248/30", "169.254.22.248/30"]],
    [{ pair: "azure-gcp", tunnels: 2, used: ["169.254.21.4/30"] }, ["169.254.21.8/30", "169.254.22.8/30"]],
    [
      { pair: "aws-gcp", tunnels: 4 },
      ["169.254.0.64/30", "169.254.0.68/30", "169.254.0.72/30", "169.254.0.76/30"],
    ],
    [{ pair: "aws-gcp", tunnels: 2, slot: 3 }, ["169.254.1.64/30", "169.254.1.68/30"]],
    [{ pair: "aws-gcp", tunnels: 1, slot: 77 }, ["169.254.20.192/30"]],
    [{ pair: "aws-gcp", tunnels: 1, slot: 78 }, ["169.254.23.0/30"]],
    [{ pair: "aws-gcp", tunnels: 1, used: ["169.254.0.0/17"] }, ["169.254.128.0/30"]],
    [
      { pair: "aws-gcp", tunnels: 2, insideCidrs: ["169.254.9.4/30", "169.254.9.0/30"] },
      ["169.254.9.4/30", "169.254.9.0/30"],
    ],
  ];
  for (const [request, insideCidrs] of examples) {
    it(`plans ${JSON.stringify(request)}`, () => expect(planInsideCidrs(request)).to.deep.equal(insideCidrs));
  }

  const slots = fc.integer({ min: 0, max: 25 });
  const tunnelCounts = fc.integer({ min: 1, max: 4 });
  const usedBlocks = fc.array(
    fc
      .record({ third: fc.constantFrom(0, 1, 6, 21, 22, 169), fourth: fc.nat(63) })
      .map(({ third, fourth }) => `169.254.${third}.${4 * fourth}/30`),
    { maxLength: 6 },
  );

  /** Of six used blocks each touches one slot at most: 26 are free, and 13 of them have a second one. */
  const grown = fc.oneof(
    fc.record({
      pair: fc.constantFrom(...azurePairs),
      tunnels: fc.integer({ min: 1, max: 8 }),
      slot: fc.integer({ min: 0, max: 12 }),
    }),
    fc.record({
      pair: fc.constantFrom(...otherPairs),
      tunnels: fc.integer({ min: 1, max: 16 }),
      slot: fc.integer({ min: 0, max: 1002 }),
    }),
  );

  it("gives every pair what its clouds accept, free and without repeats", () => {
    const side = fc.oneof(
      fc.record({ pair: fc.constantFrom(...pairs), tunnels: tunnelCounts, slot: slots }),
      grown,
    );
    fc.assert(
      fc.property(side, usedBlocks, ({ pair, tunnels, slot }, used) => {
        const planned = planInsideCidrs({ pair, tunnels, slot, used });
        expect(planned).to.have.length(tunnels);
        expect(planned.flatMap((cidr) => insideCidrProblems(cidr, pair))).to.deep.equal([]);
        const taken = used.map(parseCidr);
        for (const cidr of planned.map(parseCidr)) {
          expect(taken.some((other) => overlaps(other, cidr))).to.equal(false);
        }
        expect(new Set(planned).size).to.equal(tunnels);
      }),
    );
  });

  it("gives two slots different addresses, whichever the pairs", () => {
    const side = fc.record({ pair: fc.constantFrom(...pairs), tunnels: tunnelCounts, slot: slots });
    fc.assert(
      fc.property(side, side, usedBlocks, (a, b, used) => {
        fc.pre(a.slot !== b.slot);
        const planned = [a, b].flatMap((request) => planInsideCidrs({ ...request, used }));
        const entries = planned.map((text) => ({ cidr: parseCidr(text), owner: text }));
        expect(findOverlaps(entries)).to.deep.equal([]);
      }),
    );
  });

  it("keeps them apart with more than four tunnels as well", () => {
    fc.assert(
      fc.property(grown, grown, usedBlocks, (a, b, used) => {
        fc.pre(a.slot !== b.slot);
        const planned = [a, b].flatMap((request) => planInsideCidrs({ ...request, used }));
        const entries = planned.map((text) => ({ cidr: parseCidr(text), owner: text }));
        expect(findOverlaps(entries)).to.deep.equal([]);
      }),
    );
  });

  it("uses Azure's whole range for 16 links of 8 tunnels", () => {
    const planned = Array.from({ length: 16 }, (_, slot) =>
      planInsideCidrs({ pair: "aws-azure", tunnels: 8, slot }),
    ).flat();
    expect(new Set(planned).size).to.equal(128);
  });

  it("keeps the first tunnels' addresses when tunnels are added", () => {
    fc.assert(
      fc.property(grown, usedBlocks, ({ pair, tunnels, slot }, used) => {
        const most = azurePairs.includes(pair) ? 8 : 16;
        const all = planInsideCidrs({ pair, tunnels: most, slot, used });
        expect(planInsideCidrs({ pair, tunnels, slot, used })).to.deep.equal(all.slice(0, tunnels));
      }),
    );
  });

  it("reports everything that is wrong with what is given, with both owners of an address", () => {
    const problems = problemsOf({
      pair: "aws-azure",
      tunnels: 9,
      slot: -1,
      used: ["169.254.21.8/30", { cidr: "169.254.22.0/29", owner: "the branch office" }, "169.254.21.1/30"],
      insideCidrs: [
        "169.254.21.0/30",
        "169.254.21.0/30",
        "169.254.21.8/30",
        "169.254.22.4/30",
        "169.254.6.0/30",
        "169.254.21.16/29",
      ],
    });
    expect(problems).to.deep.equal([
      "tunnels: 9 is not a number of tunnels: use 1 to 8 for aws-azure",
      "slot: -1 is not a slot: use a whole number from 0",
      'used[2]: "169.254.21.1/30" has host bits set: the network is 169.254.21.0/30',
      "insideCidrs: 6 given for 9 tunnels: give one for each",
      "insideCidrs[1]: 169.254.21.0/30 overlaps 169.254.21.0/30 of insideCidrs[0]: use one that is free",
      "insideCidrs[2]: 169.254.21.8/30 overlaps 169.254.21.8/30 of used[0]: use one that is free",
      "insideCidrs[3]: 169.254.22.4/30 overlaps 169.254.22.0/29 of the branch office: use one that is free",
      "insideCidrs[4]: 169.254.6.0/30 lies outside the custom BGP addresses of Azure: use one in 169.254.21.0–169.254.22.255, such as 169.254.21.0/30",
      "insideCidrs[5]: 169.254.21.16/29 is not an IPv4 /30, one host for each end of the tunnel: use one in 169.254.21.0–169.254.22.255, such as 169.254.21.0/30",
    ]);
  });

  const counts: [pair: CloudPair, tunnels: number, accepted: boolean][] = [
    ["aws-azure", 0, false],
    ["aws-azure", 1.5, false],
    ["azure-gcp", 8, true],
    ["azure-gcp", 9, false],
    ["azure-onPremises", 9, false],
    ["aws-gcp", 16, true],
    ["aws-gcp", 17, false],
    ["gcp-onPremises", 16, true],
    ["aws-onPremises", 17, false],
  ];
  for (const [pair, tunnels, accepted] of counts) {
    it(`${accepted ? "accepts" : "refuses"} ${tunnels} tunnels for ${pair}`, () => {
      expect(problemsOf({ pair, tunnels })).to.have.length(accepted ? 0 : 1);
    });
  }

  it("says how many slots there are when they run out", () => {
    expect(problemsOf({ pair: "aws-azure", tunnels: 4, slot: 32 })).to.deep.equal([
      "slot: 32 does not fit: 32 slots are free for aws-azure, numbered from 0",
    ]);
    expect(problemsOf({ pair: "aws-azure", tunnels: 4, slot: 31, used: ["169.254.21.0/30"] })).to.deep.equal([
      "slot: 31 does not fit: 31 slots are free for aws-azure, numbered from 0",
    ]);
    expect(problemsOf({ pair: "aws-gcp", tunnels: 4, used: ["169.254.0.0/16"] })).to.have.length(1);
  });
});

describe("planInsideCidrs for more than four tunnels with Azure", () => {
  it("refuses a slot that has no second one", () => {
    expect(problemsOf({ pair: "aws-azure", tunnels: 4, slot: 16 })).to.deep.equal([]);
    expect(problemsOf({ pair: "aws-azure", tunnels: 5, slot: 16 })).to.deep.equal([
      "slot: 16 does not fit 5 tunnels for aws-azure: more than 4 need a second slot, counted from the last one down, and only slots 0 to 15 have one left: use at most 4 tunnels or a lower slot",
    ]);
  });

  it("leaves the slot in the middle of an odd number to four tunnels", () => {
    const used = ["169.254.21.0/30"];
    expect(problemsOf({ pair: "aws-azure", tunnels: 8, slot: 14, used })).to.deep.equal([]);
    expect(problemsOf({ pair: "aws-azure", tunnels: 8, slot: 15, used })[0]).to.contain("only slots 0 to 14");
  });

  it("refuses the only slot left", () => {
    const used = ["169.254.21.0/25", "169.254.21.128/26", "169.254.21.192/27", "169.254.21.224/28"];
    const request = { pair: "aws-azure", used: [...used, "169.254.21.240/29"] } as const;
    expect(problemsOf({ ...request, tunnels: 4 })).to.deep.equal([]);
    expect(problemsOf({ ...request, tunnels: 8 })[0]).to.contain("no slot has one left");
  });

  it("moves nothing below a block that becomes used above, and nothing above one below", () => {
    const before = planInsideCidrs({ pair: "aws-azure", tunnels: 8, slot: 2 });
    const later = planInsideCidrs({ pair: "aws-azure", tunnels: 8, slot: 2, used: ["169.254.22.252/30"] });
    const earlier = planInsideCidrs({ pair: "aws-azure", tunnels: 8, slot: 2, used: ["169.254.21.0/30"] });
    expect(later.slice(0, 4)).to.deep.equal(before.slice(0, 4));
    expect(later.slice(4)).not.to.deep.equal(before.slice(4));
    expect(earlier.slice(0, 4)).not.to.deep.equal(before.slice(0, 4));
    expect(earlier.slice(4)).to.deep.equal(before.slice(4));
  });
});

describe("insideCidrProblems", () => {
  const accepted: [cidr: string, pair: CloudPair][] = [
    ["169.254.21.0/30", "aws-azure"],
    ["169.254.22.252/30", "aws-azure"],
    ["169.254.22.252/30", "azure-gcp"],
    ["169.254.6.0/30", "aws-gcp"],
    ["169.254.0.4/30", "aws-gcp"],
    ["169.254.20.252/30", "aws-gcp"],
    ["169.254.23.0/30", "aws-gcp"],
    ["169.254.255.252/30", "aws-gcp"],
    ["169.254.21.0/30", "azure-onPremises"],
    ["169.254.5.0/30", "gcp-onPremises"],
  ];
  for (const [cidr, pair] of accepted) {
    it(`accepts ${cidr} for ${pair}`, () => expect(insideCidrProblems(cidr, pair)).to.deep.equal([]));
  }

  const refused: [cidr: string, pair: CloudPair, problem: RegExp][] = [
    ["169.254.20.252/30", "aws-azure", /outside the custom BGP addresses of Azure.+169\.254\.21\.0/],
    ["169.254.23.0/30", "azure-gcp", /outside the custom BGP addresses of Azure/],
    ["169.254.21.0/30", "aws-gcp", /kept for tunnels to Azure/],
    ["169.254.22.252/30", "aws-gcp", /kept for tunnels to Azure/],
    ["169.254.21.0/30", "gcp-onPremises", /kept for tunnels to Azure/],
    ["169.254.6.0/30", "azure-onPremises", /outside the custom BGP addresses of Azure/],
    ["169.254.5.0/30", "aws-onPremises", /reserved by AWS/],
    ["169.254.169.252/30", "gcp-onPremises", /holds 169\.254\.169\.254, the address of the metadata server/],
    ["169.254.21.0/29", "aws-azure", /not an IPv4 \/30/],
    ["169.254.21.0/31", "aws-azure", /not an IPv4 \/30/],
    ["10.0.0.0/30", "aws-gcp", /outside 169\.254\.0\.0\/16/],
    ["10.0.0.0/30", "aws-azure", /outside 169\.254\.0\.0\/16/],
    ["169.254.21.1/30", "aws-azure", /host bits/],
    ["169.254.21.0", "aws-azure", /no prefix length/],
    ...awsReservedInsideCidrs.map((cidr): [string, CloudPair, RegExp] => [
      cidr,
      "aws-gcp",
      /reserved by AWS/,
    ]),
  ];
  for (const [cidr, pair, problem] of refused) {
    it(`refuses ${cidr} for ${pair}`, () => {
      const problems = insideCidrProblems(cidr, pair);
      expect(problems).to.have.length(1);
      expect(problems[0]).to.match(problem);
    });
  }

  it("reports an IPv6 network of the wrong size and place as both", () => {
    expect(insideCidrProblems("fd00::/126", "aws-gcp")).to.have.length(2);
  });
});
