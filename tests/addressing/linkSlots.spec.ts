import { expect } from "chai";
import { AddressPlanError } from "../../addressing/addressPlan";
import {
  linkedNetworks,
  linkSlot,
  segmentSlot,
  transitNumbers,
  transitSlots,
} from "../../addressing/linkSlots";

const numbers = Array.from({ length: linkedNetworks }, (_, number) => number);

function problemsOf(a: number, b: number): string[] {
  try {
    linkSlot(a, b);
  } catch (error) {
    expect(error).to.be.instanceOf(AddressPlanError);
    return (error as AddressPlanError).problems;
  }
  return [];
}

describe("linkSlot", () => {
  it("gives all links of each of 32 networks different slots, 0 to 30", () => {
    const all = numbers.slice(0, 31);
    expect(numbers).to.have.length(32);
    for (const network of numbers) {
      const slots = numbers.filter((other) => other !== network).map((other) => linkSlot(network, other));
      expect(slots.toSorted((a, b) => a - b)).to.deep.equal(all);
    }
  });

  it("does not care which of the two networks is named first", () => {
    for (const a of numbers) {
      for (const b of numbers.slice(a + 1)) {
        expect(linkSlot(a, b)).to.equal(linkSlot(b, a));
      }
    }
  });

  // A deployed link's inside CIDRs hang on these: they must never change.
  const examples: [a: number, b: number, slot: number][] = [
    [0, 1, 1],
    [1, 2, 3],
    [0, 30, 30],
    [1, 30, 0],
    [0, 31, 0],
    [31, 16, 1],
    [30, 31, 29],
  ];
  for (const [a, b, slot] of examples) {
    it(`gives ${a} and ${b} slot ${slot}`, () => expect(linkSlot(a, b)).to.equal(slot));
  }

  const refused: [a: number, b: number, problems: string[]][] = [
    [0, 32, ["b: 32 is not the number of a network: use a whole number from 0 to 31"]],
    [-1, 0, ["a: -1 is not the number of a network: use a whole number from 0 to 31"]],
    [
      1.5,
      NaN,
      [
        "a: 1.5 is not the number of a network: use a whole number from 0 to 31",
        "b: NaN is not the number of a network: use a whole number from 0 to 31",
      ],
    ],
    [7, 7, ["b: 7 is the number of both networks: give each its own"]],
    [99, 99, ["a: 99", "b: 99"]],
  ];
  for (const [a, b, problems] of refused) {
    it(`refuses ${a} and ${b}`, () => {
      const found = problemsOf(a, b);
      expect(found).to.have.length(problems.length);
      problems.forEach((problem, index) => expect(found[index]).to.contain(problem));
    });
  }
});

describe("segmentSlot", () => {
  const six = Array.from({ length: transitNumbers }, (_, number) => number);
  const ends = six.flatMap((hub) => six.map((segment) => ({ hub, segment })));

  it("gives all links of each of 36 segments at hubs different slots, beyond those of links to other clouds", () => {
    for (const end of ends) {
      const slots = ends.filter((other) => other !== end).map((other) => segmentSlot(end, other));
      expect(slots.toSorted((a, b) => a - b)).to.deep.equal(
        Array.from({ length: 35 }, (_, slot) => transitSlots + slot),
      );
    }
  });

  it("does not care which of the two is named first", () => {
    for (const one of ends) {
      for (const other of ends.filter((each) => each !== one)) {
        expect(segmentSlot(one, other)).to.equal(segmentSlot(other, one));
      }
    }
  });

  // As for links of a mesh.
  it("stays as deployed", () => {
    expect(segmentSlot({ hub: 0, segment: 0 }, { hub: 0, segment: 1 })).to.equal(31);
    expect(segmentSlot({ hub: 1, segment: 2 }, { hub: 5, segment: 5 })).to.equal(46);
  });
});
