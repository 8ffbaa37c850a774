import { expect } from "chai";
import fc from "fast-check";

import {
  decodeProps,
  encodeProps,
  hasUnknown,
  type Props,
  UNKNOWN,
} from "../../../simulator/protocol/values";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signature = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });

describe("values on the wire", () => {
  const rows: [string, Record<string, unknown>, Props, string[]][] = [
    ["plain values", { a: "x", b: 1, c: [true, null] }, { a: "x", b: 1, c: [true, null] }, []],
    ["an unknown", { a: unknown, b: { c: [unknown] } }, { a: UNKNOWN, b: { c: [UNKNOWN] } }, []],
    ["an unknown number", { a: "3eeb2bf0-c639-47a8-9e75-3b44932eb421" }, { a: UNKNOWN }, []],
    ["a secret", { key: secret("k") }, { key: "k" }, ["key"]],
    ["a secret deep inside", { tunnels: [{ key: secret("k") }] }, { tunnels: [{ key: "k" }] }, ["tunnels"]],
    ["an unknown secret", { key: secret(unknown) }, { key: UNKNOWN }, ["key"]],
    [
      "an output value",
      { a: { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: 1, secret: true } },
      { a: 1 },
      ["a"],
    ],
    [
      "an output value not known yet",
      { a: { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" } },
      { a: UNKNOWN },
      [],
    ],
    ["an absent value", { a: null, b: undefined }, {}, []],
  ];
  for (const [what, wire, props, secrets] of rows) {
    it(`reads ${what}`, () => {
      const decoded = decodeProps(wire);
      expect(decoded.props).to.deep.equal(props);
      expect([...decoded.secrets]).to.deep.equal(secrets);
    });
  }

  it("marks a secret again on the way back", () => {
    expect(encodeProps({ key: "k", other: 1 }, new Set(["key"]))).to.deep.equal({
      key: secret("k"),
      other: 1,
    });
  });

  it("gives back what it was given", () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(UNKNOWN));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        leaf,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z]+$/), tie("value"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]+$/), value), (props) => {
        expect(decodeProps(encodeProps(props as Props)).props).to.deep.equal({ ...props });
      }),
    );
  });

  it("finds an unknown at any depth", () => {
    expect(hasUnknown({ a: [{ b: UNKNOWN }] })).to.be.true;
    expect(hasUnknown({ a: [{ b: 1 }] })).to.be.false;
  });
});
