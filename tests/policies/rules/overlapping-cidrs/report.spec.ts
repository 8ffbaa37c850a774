import { expect } from "chai";
import fc from "fast-check";

import { overlaps } from "../../../../addressing";
import { nameOf } from "../../../../reachability/resources";
import { smallNetworks } from "../../../addressing/arbitraries";
import { check, checkBeside, network, peering, subnet, subnetwork, vnet, vpc } from "./scene";

const all = { scope: "all" } as const;

describe("overlapping-cidrs: what it says", () => {
  const shop = vpc("shop", "10.0.0.0/16");
  const ledger = vnet("ledger", ["10.0.4.0/24"]);

  it("tells both resources, both ranges, their properties and the next free block of that size", () => {
    const [found, ...others] = check([shop, ledger], all);
    expect(others).to.deep.equal([]);
    expect(found?.urn).to.equal(ledger.urn);
    expect(found?.message).to.equal(
      "shop and ledger overlap: 10.0.0.0/16 (cidrBlock) and 10.0.4.0/24 (addressSpace.addressPrefixes[0]). No route " +
        "can tell which of the two is meant. Give ledger a range of its own, such as 10.1.0.0/24, the next /24 that " +
        `is free. (${shop.urn}, ${ledger.urn})`,
    );
  });

  it("tells two resources once, however many of their ranges overlap", () => {
    const [found, ...others] = check(
      [vnet("a", ["10.0.0.0/24", "10.1.0.0/24"]), vnet("b", ["10.0.0.0/24", "10.1.0.0/24"])],
      all,
    );
    expect(others).to.deep.equal([]);
    expect(found?.message).to.match(/10\.0\.0\.0\/24 .* and 10\.0\.0\.0\/24 .*, 10\.1\.0\.0\/24/);
  });

  it("tells two networks once, and not again for their subnets", () => {
    const subnets = [subnet("a", "shop", "10.0.4.0/25"), subnet("b", "old-shop", "10.0.4.0/26")];
    expect(check([shop, vpc("old-shop", "10.0.4.0/24"), ...subnets], all)).to.have.length(1);
  });

  it("proposes each free block once, from the plan, for IPv6 as well", () => {
    const plan = ["10.64.0.0/23", "fd00:1::/48"];
    const networks = [
      ...["10.0.0.0/24", "10.0.0.0/24", "10.2.0.0/24", "10.2.0.0/24", "10.3.0.0/24", "10.3.0.0/24"],
      ...["fd00::/56", "fd00::/56"],
    ].map((range, index) => vnet(`net-${index}`, [range]));
    const proposed = check([...networks, vpc("taken", "10.9.0.0/16")], { ...all, plan }).map(
      ({ message }) => /such as (\S+),/.exec(message)?.[1],
    );
    expect(proposed).to.deep.equal(["10.64.0.0/24", "10.64.1.0/24", undefined, "fd00:1::/56"]);
  });

  it("proposes a subnet a block of its network, beside its siblings", () => {
    const [found] = check([shop, subnet("a", "shop", "10.0.1.0/24"), subnet("b", "shop", "10.0.1.0/25")]);
    expect(found?.message).to.match(
      /Both are of one network.*Give b a range of its own, such as 10\.0\.0\.0\/25,/,
    );
  });

  it("shows an overlap with another stack at what can be changed here", () => {
    const found = checkBeside([shop], [vpc("hub", "10.0.8.0/24")], all);
    expect(found.map(({ urn }) => urn)).to.deep.equal([shop.urn]);
    expect(found[0]?.message).to.match(/hub in hub\.json/);
  });

  it("finds what joins two stacks", () => {
    const other = vpc("hub", "10.0.8.0/24");
    expect(checkBeside([shop], [other])).to.deep.equal([]);
    expect(checkBeside([shop], [other, peering("p", "vpc-hub", "vpc-shop")])).to.have.length(1);
  });

  it("says nothing of what is wrong in another stack alone, nor of a stack named beside itself", () => {
    expect(checkBeside([], [shop, ledger], all)).to.deep.equal([]);
    const again = checkBeside([shop], [shop], all);
    expect(again).to.have.length(1); // The same name in another stack is another network.
  });

  it("refuses what networks on premises have, whatever joins them", () => {
    const onPremises = [{ name: "office", cidrs: ["172.16.0.0/12", "10.48.0.0/12"] }];
    const pods = subnetwork("pods", "data", "10.4.0.0/24", {
      secondaryIpRanges: [{ ipCidrRange: "10.50.0.0/16" }],
    });
    const found = check([network("data"), pods], { onPremises });
    expect(found.map(({ urn }) => nameOf(urn))).to.deep.equal(["pods"]);
    expect(found[0]?.message).to.match(
      /on-premises network office and pods overlap: 10\.48\.0\.0\/12 \(onPremises\[0\]\.cidrs\[1\]\)/,
    );
    expect(found[0]?.message).to.match(/such as 10\.0\.0\.0\/16/);
  });

  it("shows a block that encloses many others once, with their count", () => {
    const inside = Array.from({ length: 300 }, (_, index) =>
      vpc(`net-${String(index).padStart(3, "0")}`, `10.${index % 250}.${Math.floor(index / 250)}.0/24`),
    );
    const found = check([vpc("whole", "10.0.0.0/8"), ...inside], all);
    expect(found).to.have.length(1);
    expect(found[0]?.message).to.match(
      /^whole overlaps 300 others: 10\.0\.0\.0\/8 \(cidrBlock\) encloses ranges of net-000 \(10\.0\.0\.0\/24\), .* and 295 more\./,
    );
  });

  it("stays readable and quick where thousands are equal", () => {
    const equal = Array.from({ length: 5000 }, (_, index) => vpc(`net-${index}`, "10.0.0.0/16"));
    const start = performance.now();
    const found = check(equal, all);
    expect(performance.now() - start).to.be.lessThan(5000);
    expect(found.length).to.be.lessThan(5);
    expect(found[0]?.message).to.match(/overlaps \d{3,} others/);
    expect(found.at(-1)?.message).to.match(/more ranges overlap than were compared/);
  });

  it("counts the pairs that are not shown", () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      ["a", "b"].map((side) => vpc(`${side}-${index}`, `10.${index}.0.0/16`)),
    ).flat();
    const found = check(many, all);
    expect(found).to.have.length(41);
    expect(found.at(-1)?.message).to.match(/^20 more pairs overlap/);
  });
});

describe("overlapping-cidrs, over any ranges", () => {
  it("refuses exactly the pairs of VPCs that share addresses", () => {
    fc.assert(
      fc.property(fc.array(smallNetworks, { maxLength: 6 }), (ranges) => {
        const found = check(
          ranges.map(({ text }, index) => vpc(`net-${index}`, text)),
          all,
        );
        const expected = ranges.flatMap((a, index) =>
          ranges.slice(index + 1).filter((b) => overlaps(a, b)),
        ).length;
        expect(found).to.have.length(expected);
      }),
    );
  });
});
