import { expect } from "chai";
import fc from "fast-check";

import { isAtLeast, parseVersion } from "../../../cli/engine/version";

describe("engine version", () => {
  for (const [output, text] of [
    ["v3.200.0\n", "3.200.0"],
    ["3.200.0", "3.200.0"],
    ["3.200.0\r\n", "3.200.0"],
    ["v3.251.0-dev.0+4f1c2ab.dirty", "3.251.0-dev.0+4f1c2ab.dirty"],
    ["3.201.0-alpha.1728", "3.201.0-alpha.1728"],
    ["Downloading pulumi v3.250.0...\nwarning: something\nv3.250.0\n", "3.250.0"],
    ["go1.26.8\n", "1.26.8"],
    ["go1.27rc1", "1.27rc1"],
    ["go1.26.8 X:nodwarf5", "1.26.8"],
  ] as const) {
    it(`reads ${JSON.stringify(output)}`, () => expect(parseVersion(output)?.text).to.equal(text));
  }

  for (const output of ["", "dev", "devel +4f1c2ab", "error: no version 3.200.0 here"]) {
    it(`reads no version from ${JSON.stringify(output)}`, () =>
      expect(parseVersion(output)).to.equal(undefined));
  }

  for (const [version, enough] of [
    ["3.200.0", true],
    ["3.200.0-dev.1", true],
    ["3.250.1", true],
    ["4.0.0", true],
    ["3.199.9", false],
    ["3.99.0", false],
    ["2.300.0", false],
  ] as const) {
    it(`${enough ? "takes" : "refuses"} ${version}`, () =>
      expect(isAtLeast(parseVersion(version)!, "3.200.0")).to.equal(enough));
  }

  it("orders versions as their numbers do", () => {
    const numbers = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20));
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const weigh = ([major, minor, patch]: readonly number[]) => major! * 10_000 + minor! * 100 + patch!;
        expect(isAtLeast(parseVersion(`v${one.join(".")}`)!, other.join("."))).to.equal(
          weigh(one) >= weigh(other),
        );
      }),
    );
  });
});
