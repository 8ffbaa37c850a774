import { expect } from "chai";
import fc from "fast-check";
import { Address4 } from "ip-address";

import { ipv4Network } from "../../addressing/ipv4Text";
import { networks } from "./arbitraries";

describe("ipv4Network", () => {
  it("reads every network as a general parser does", () => {
    fc.assert(
      fc.property(networks(4), ({ text, start, prefixLength }) => {
        expect(ipv4Network(text)).to.deep.equal({ start: Number(start), prefixLength });
        expect(new Address4(text).bigInt()).to.equal(start);
      }),
    );
  });

  it("reads nothing that a general parser refuses, and nothing else as another network", () => {
    const pieces = fc.constantFrom(
      "0",
      "00",
      "1",
      "10",
      "255",
      "256",
      "32",
      "33",
      ".",
      "..",
      "/",
      " ",
      "x",
      "-1",
      "1e1",
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 11 }).map((parts) => parts.join("")),
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 40 })).map(([address, length]) => `${address}/${length}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = ipv4Network(text);
        if (read !== undefined) {
          const general = new Address4(text);
          expect(general.bigInt()).to.equal(BigInt(read.start));
          expect(general.startAddress().bigInt()).to.equal(BigInt(read.start));
          expect(general.subnetMask).to.equal(read.prefixLength);
        }
      }),
    );
  });

  for (const text of [
    "",
    "10.0.0.0",
    "10.0.0/8",
    "10.0.0.0.0/8",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/08",
    "010.0.0.0/8",
    "10.0.0.1/8",
    "10.0.0.256/32",
    "10.0.0.0/8 ",
    " 10.0.0.0/8",
    "10.0.0.0/8/8",
    "0x0a.0.0.0/8",
    "10.0.0.0/1e1",
    "١٠.0.0.0/8",
    "::/0",
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(ipv4Network(text)).to.equal(undefined);
    });
  }
});
