import { expect } from "chai";
import fc from "fast-check";
import { AddressPlanError } from "../../addressing/addressPlan";
import { contains, overlaps, parseCidr } from "../../addressing/cidr";
import { planInsideCidrs } from "../../addressing/insideCidrs";
import {
  insideIpv6CidrProblems,
  type InsideIpv6CidrRequest,
  insideIpv6Range,
  planBgpIdentifierRange,
  planInsideIpv6Cidrs,
} from "../../addressing/insideIpv6Cidrs";
import { findOverlaps } from "../../addressing/overlap";

function problemsOf(request: InsideIpv6CidrRequest): string[] {
  try {
    planInsideIpv6Cidrs(request);
  } catch (error) {
    expect(error).to.be.instanceOf(AddressPlanError);
    return (error as AddressPlanError).problems;
  }
  return [];
}

describe("planInsideIpv6Cidrs", () => {
  const examples: [request: InsideIpv6CidrRequest, insideIpv6Cidrs: string[]][] = [
    [{ tunnels: 2 }, ["fdff:1::/126", "fdff:1::4/126"]],
    [{ tunnels: 1, slot: 1 }, ["fdff:1::40/126"]],
    [{ tunnels: 1, slot: 1, used: ["fdff:1::8/126"] }, ["fdff:1::80/126"]],
    [{ tunnels: 1, slot: 1, used: ["fdff:1::40/122"] }, ["fdff:1::80/126"]],
    [{ tunnels: 1, used: ["fdff:1::/65"] }, ["fdff:1:0:0:8000::/126"]],
    [{ tunnels: 1, used: ["169.254.0.0/16", "fd20::/20"] }, ["fdff:1::/126"]],
    [{ tunnels: 1, insideIpv6Cidrs: ["fdff:1::c/126"] }, ["fdff:1::c/126"]],
  ];
  for (const [request, insideIpv6Cidrs] of examples) {
    it(`gives ${JSON.stringify(request)} ${insideIpv6Cidrs.join(", ")}`, () => {
      expect(planInsideIpv6Cidrs(request)).to.deep.equal(insideIpv6Cidrs);
    });
  }

  const refusals: [request: InsideIpv6CidrRequest, problem: RegExp][] = [
    [{ tunnels: 0 }, /^tunnels: 0 is not a number of tunnels: use 1 to 16$/],
    [{ tunnels: 17 }, /^tunnels: 17 is not a number/],
    [{ tunnels: 1, slot: 0.5 }, /^slot: 0.5 is not a slot: use a whole number from 0$/],
    [{ tunnels: 1, used: ["fdff:1::/48"] }, /^slot: 0 does not fit: 0 slots are free/],
    [{ tunnels: 1, used: ["fdff:1::1/126"] }, /^used\[0\]: "fdff:1::1\/126" has host bits/],
    [{ tunnels: 2, insideIpv6Cidrs: ["fdff:1::/126"] }, /^insideIpv6Cidrs: 1 given for 2 tunnels/],
    [{ tunnels: 1, insideIpv6Cidrs: ["fdff:1::/127"] }, /^insideIpv6Cidrs\[0\]: .+ is not an IPv6 \/126/],
    [{ tunnels: 1, insideIpv6Cidrs: ["169.254.6.0/30"] }, /^insideIpv6Cidrs\[0\]: .+ is not an IPv6 \/126/],
    [
      { tunnels: 1, insideIpv6Cidrs: ["fd00::/126"] },
      /^insideIpv6Cidrs\[0\]: fd00::\/126 lies outside .+: use one in fdff:1::\/64, such as fdff:1::\/126$/,
    ],
    [
      { tunnels: 1, insideIpv6Cidrs: ["fdff:1::4/126"], used: [{ cidr: "fdff:1::/96", owner: "corp" }] },
      /^insideIpv6Cidrs\[0\]: fdff:1::4\/126 overlaps fdff:1::\/96 of corp: use one that is free$/,
    ],
    [
      { tunnels: 2, insideIpv6Cidrs: ["fdff:1::/126", "fdff:1::/126"] },
      /^insideIpv6Cidrs\[1\]: fdff:1::\/126 overlaps fdff:1::\/126 of insideIpv6Cidrs\[0\]/,
    ],
  ];
  for (const [request, problem] of refusals) {
    it(`refuses ${JSON.stringify(request)}`, () => {
      expect(problemsOf(request)[0]).to.match(problem);
    });
  }

  const slot = fc.nat({ max: 1008 });
  const tunnels = fc.integer({ min: 1, max: 16 });

  it("gives sound ones that no other slot and no other tunnel has", () => {
    fc.assert(
      fc.property(fc.uniqueArray(slot, { minLength: 1, maxLength: 6 }), tunnels, (slots, count) => {
        const planned = slots.flatMap((each) => planInsideIpv6Cidrs({ tunnels: count, slot: each }));
        expect(planned.flatMap(insideIpv6CidrProblems)).to.deep.equal([]);
        expect(findOverlaps(planned.map((cidr) => ({ cidr: parseCidr(cidr), owner: cidr })))).to.deep.equal(
          [],
        );
      }),
    );
  });

  it("keeps the first tunnels' with more tunnels, and away from what is used", () => {
    const used = fc.nat({ max: 1 << 20 }).map((host) => `fdff:1::${(host * 4).toString(16)}/126`);
    const short = used.filter((cidr) => !/:[0-9a-f]{5,}\//.test(cidr));
    fc.assert(
      fc.property(fc.array(short, { maxLength: 8 }), slot, tunnels, (taken, at, count) => {
        const planned = planInsideIpv6Cidrs({ tunnels: count, slot: at, used: taken });
        expect(planInsideIpv6Cidrs({ tunnels: 16, slot: at, used: taken }).slice(0, count)).to.deep.equal(
          planned,
        );
        for (const cidr of planned.map(parseCidr)) {
          expect(contains(parseCidr(insideIpv6Range), cidr)).to.equal(true);
          expect(taken.some((other) => overlaps(parseCidr(other), cidr))).to.equal(false);
        }
      }),
    );
  });
});

describe("planBgpIdentifierRange", () => {
  it("gives every slot another range, which no tunnel of any slot has", () => {
    const slots = Array.from({ length: 96 }, (_, index) => index);
    const ranges = slots.map((slot) => planBgpIdentifierRange(slot) ?? "");
    expect(ranges[0]).to.equal("169.254.0.0/30");
    expect(ranges[95]).to.equal("169.254.5.60/30");
    expect(new Set(ranges)).to.have.length(96);
    const inside = slots.flatMap((slot) => planInsideCidrs({ pair: "gcp-onPremises", tunnels: 16, slot }));
    for (const range of ranges.map(parseCidr)) {
      expect(range.prefixLength).to.equal(30);
      expect(inside.some((cidr) => overlaps(parseCidr(cidr), range))).to.equal(false);
    }
  });

  it("leaves it to Google Cloud where there is none", () => {
    expect(planBgpIdentifierRange(96)).to.equal(undefined);
    expect(planBgpIdentifierRange(1, ["169.254.0.0/24"])).to.equal(undefined);
    expect(planBgpIdentifierRange(1, ["169.254.0.0/30"])).to.equal("169.254.0.4/30");
  });
});
