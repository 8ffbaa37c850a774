import { expect } from "chai";
import fc from "fast-check";
import { type Cidr, CidrError, overlaps, parseCidr, subnets } from "../../addressing/cidr";
import { type CidrEntry, findOverlaps, firstFreeBlock, type Overlap } from "../../addressing/overlap";
import { networks, shareAnAddress, smallNetworks } from "./arbitraries";

function entry(text: string): CidrEntry<string> {
  return { cidr: parseCidr(text), owner: text };
}

function owners<T>(found: Overlap<T>[]): [T, T][] {
  return found.map(({ outer, inner }) => [outer.owner, inner.owner]);
}

describe("findOverlaps", () => {
  it("reports nested, equal and widely separated networks, by address", () => {
    const found = findOverlaps(
      [
        "192.168.0.0/24",
        "10.0.1.128/25",
        "10.0.0.0/8",
        "10.0.1.0/24",
        "10.0.2.0/24",
        "fd00::/64",
        "192.168.0.0/25",
        "fd00::/8",
        "172.16.0.0/12",
      ].map(entry),
    );
    expect(owners(found)).to.deep.equal([
      ["10.0.0.0/8", "10.0.1.0/24"],
      ["10.0.0.0/8", "10.0.1.128/25"],
      ["10.0.1.0/24", "10.0.1.128/25"],
      ["10.0.0.0/8", "10.0.2.0/24"],
      ["192.168.0.0/24", "192.168.0.0/25"],
      ["fd00::/8", "fd00::/64"],
    ]);
  });

  it("keeps the given order of equal networks", () => {
    const cidr = parseCidr("10.0.0.0/16");
    const found = findOverlaps(["a", "b", "c"].map((owner) => ({ cidr, owner })));
    expect(owners(found)).to.deep.equal([
      ["a", "b"],
      ["a", "c"],
      ["b", "c"],
    ]);
  });

  it("does not take IPv6 for IPv4", () => {
    expect(findOverlaps(["0.0.0.0/0", "::/0", "::/96", "10.0.0.0/8"].map(entry))).to.have.length(2);
  });

  it("finds exactly the pairs that share an address", () => {
    fc.assert(
      fc.property(fc.array(smallNetworks, { maxLength: 25 }), (cidrs) => {
        const expected = new Set<string>();
        for (const [i, a] of cidrs.entries()) {
          for (const [j, b] of cidrs.entries()) {
            if (i < j && shareAnAddress(a, b)) {
              expected.add(`${i} ${j}`);
            }
          }
        }
        const found = findOverlaps(cidrs.map((cidr, owner) => ({ cidr, owner })));
        const pairs = owners(found).map((pair) => pair.sort((a, b) => a - b).join(" "));
        expect(pairs).to.have.length(expected.size);
        expect(new Set(pairs)).to.deep.equal(expected);
      }),
    );
  });

  it("agrees with comparing every pair, over both families and all sizes", () => {
    const mixed = fc.array(fc.oneof(networks(4), networks(6), smallNetworks), { maxLength: 25 });
    fc.assert(
      fc.property(mixed, (cidrs) => {
        const expected = cidrs.flatMap((a, i) => cidrs.slice(i + 1).filter((b) => overlaps(a, b))).length;
        expect(findOverlaps(cidrs.map((cidr) => ({ cidr, owner: "" })))).to.have.length(expected);
      }),
    );
  });
});

describe("firstFreeBlock", () => {
  const within = parseCidr("10.0.0.0/26");
  const examples: [used: string[], prefixLength: number, free: string | undefined][] = [
    [[], 28, "10.0.0.0/28"],
    [["10.0.0.0/28"], 28, "10.0.0.16/28"],
    [["10.0.0.0/32"], 28, "10.0.0.16/28"],
    [["10.0.0.16/28"], 27, "10.0.0.32/27"],
    [["10.0.0.16/28", "10.0.0.0/28"], 28, "10.0.0.32/28"],
    [["10.0.0.63/32"], 26, undefined],
    [["10.0.0.0/27", "10.0.0.32/28"], 27, undefined],
    [["10.0.0.0/8"], 32, undefined],
    [["0.0.0.0/0"], 32, undefined],
    [
      ["10.0.0.0/27", "10.0.0.32/28", "10.0.0.48/29", "10.0.0.56/30", "10.0.0.60/31", "10.0.0.62/32"],
      32,
      "10.0.0.63/32",
    ],
    [["10.0.0.0/27", "10.0.0.0/30", "10.0.0.16/28"], 28, "10.0.0.32/28"],
    [["10.0.1.0/24", "fd00::/8", "::/0"], 26, "10.0.0.0/26"],
  ];
  for (const [used, prefixLength, free] of examples) {
    it(`finds ${free ?? "none"} beside ${used.join(", ") || "nothing"}`, () => {
      expect(firstFreeBlock(within, prefixLength, used.map(parseCidr))?.text).to.equal(free);
    });
  }

  it("refuses a block larger than the whole", () => {
    expect(() => firstFreeBlock(within, 25, [])).to.throw(CidrError, /cannot be divided into \/25/);
  });

  it("finds the lowest block that is free", () => {
    fc.assert(
      fc.property(
        fc.array(smallNetworks, { maxLength: 12 }),
        fc.integer({ min: 26, max: 32 }),
        (used, prefixLength) => {
          const isFree = (block: Cidr) => !used.some((taken) => overlaps(taken, block));
          const lowest = [...subnets(within, prefixLength)].find(isFree);
          expect(firstFreeBlock(within, prefixLength, used)).to.deep.equal(lowest);
        },
      ),
    );
  });
});
