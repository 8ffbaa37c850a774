import { expect } from "chai";
import * as fc from "fast-check";

import { hostRange, rangeOf } from "../../../reachability/aws/ranges";

describe("ranges as AWS stores them", () => {
  it("clears host bits", () => {
    expect(rangeOf("10.1.2.3/16")?.text).to.equal("10.1.0.0/16");
    expect(rangeOf("2001:db8::7/64")?.text).to.equal("2001:db8::/64");
  });

  it("takes an address as a range of one", () => {
    expect(hostRange("10.1.2.3")?.text).to.equal("10.1.2.3/32");
    expect(hostRange("2001:db8::7")?.text).to.equal("2001:db8::7/128");
  });

  for (const text of [
    "",
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0.0/8/8",
    "010.0.0.0/8",
    "pl-1234",
    "::/129",
    7,
    null,
  ]) {
    it(`does not know ${JSON.stringify(text)}`, () => {
      expect(rangeOf(text)).to.equal(undefined);
    });
  }

  it("never throws, and holds the address that it was made of", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.anything()), (value) => {
        rangeOf(value);
        hostRange(value);
      }),
    );
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, length) => {
        const range = rangeOf(`${address}/${length}`)!;
        const host = hostRange(address)!;
        expect(range.start <= host.start && host.start <= range.end).to.equal(true);
        expect(range.prefixLength).to.equal(length);
      }),
    );
  });
});
