import { expect } from "chai";

import { readSettings } from "../../../simulator/onPremises/settings";
import { presharedKeyOf, sharedSecrets } from "../../../simulator/onPremises/sharedSecrets";

/** The key that this end, 20.1.2.3, has for its peer 3.64.0.1. */
function keyFrom(...secrets: readonly string[]): string | undefined {
  const text = secrets.map((secret, index) => `secrets { ike-${index} { ${secret}\n } }\n`).join("");
  const root = readSettings({ keys: text }, "keys", (file) => file);
  return presharedKeyOf(sharedSecrets(root.sections.get("secrets")), "20.1.2.3", "3.64.0.1");
}

describe("presharedKeyOf", () => {
  const own = "secret = own\n id-1 = 20.1.2.3";
  const peer = "secret = peer\n id-1 = 3.64.0.1";
  const both = "secret = both\n id-1 = 20.1.2.3\n id-2 = 3.64.0.1";
  const anybody = "secret = anybody";
  const other = "secret = other\n id-1 = 3.64.0.2";

  const cases: [what: string, secrets: string[], key: string | undefined][] = [
    ["the key that names both ends", [anybody, own, peer, both], "both"],
    ["the key of the peer before that of this end", [own, peer], "peer"],
    ["the key for anybody before that of this end alone", [own, anybody], "anybody"],
    ["the first of two that are as good", [peer, peer.replace("peer", "second")], "peer"],
    ["a key for %any", ["secret = any\n id = %any", other], "any"],
    ["no key of others", [other], undefined],
    ["no key where there is none", [], undefined],
  ];
  for (const [what, secrets, key] of cases) {
    it(`gives ${what}`, () => expect(keyFrom(...secrets)).to.equal(key));
  }

  it("decodes hexadecimal and Base64", () => {
    expect(keyFrom("secret = 0x3078")).to.equal("0x");
    expect(keyFrom("secret = 0sMHM=")).to.equal("0s");
  });
});
