import { expect } from "chai";

import { proposalOf } from "../../../simulator/onPremises/proposals";
import type { TunnelEnd } from "../../../simulator";

const read = (protocol: "IKE" | "ESP", text: string): TunnelEnd["ike"] =>
  proposalOf(protocol, { file: "swanctl.conf", line: 7, text });

const set = (encryption: string, integrity: string[], dhGroups: number[]): TunnelEnd["ike"] => ({
  encryption: [encryption],
  integrity,
  dhGroups,
});

describe("proposalOf", () => {
  it("reads IKE proposals", () => {
    expect(read("IKE", "aes256gcm16-prfsha384-ecp384")).to.deep.equal(set("aes256-gcm16", ["sha384"], [20]));
    expect(read("IKE", "aes128gcm128-sha256-x25519")).to.deep.equal(set("aes128-gcm16", ["sha256"], [31]));
    expect(read("IKE", "AES256-SHA2_256-MODP2048")).to.deep.equal(set("aes256-cbc", ["sha256"], [14]));
    expect(read("IKE", "aes256-sha256-prfsha256-modp2048s256")).to.deep.equal(
      set("aes256-cbc", ["sha256"], [24]),
    );
    expect(read("IKE", "aes256-aes128-sha1-sha512-ecp256-modp4096")).to.deep.equal({
      encryption: ["aes256-cbc", "aes128-cbc"],
      integrity: ["sha1", "sha512"],
      dhGroups: [19, 16],
    });
  });

  it("reads ESP proposals", () => {
    expect(read("ESP", "aes256gcm16-ecp384")).to.deep.equal(set("aes256-gcm16", [], [20]));
    expect(read("ESP", "aes256gcm12-noesn")).to.deep.equal(set("aes256-gcm12", [], []));
    expect(read("ESP", "aes128-sha1-modp1024")).to.deep.equal(set("aes128-cbc", ["sha1"], [2]));
  });

  const refusals: [protocol: "IKE" | "ESP", text: string, problem: string][] = [
    ["IKE", "default", "is not a single one"],
    ["IKE", "aes256-sha256-modp2048,aes128-sha1-modp1024", "is not a single one"],
    ["IKE", "aes256-sha3-modp2048", 'has the unknown or not simulated keyword "sha3"'],
    ["IKE", "constructor-sha256-modp2048", 'has the unknown or not simulated keyword "constructor"'],
    ["IKE", "sha256-modp2048", "names no cipher"],
    ["IKE", "aes256-modp2048", "names no integrity algorithm"],
    ["IKE", "aes256gcm16-ecp384", "names no pseudo-random function"],
    ["IKE", "aes256-sha256", "names no Diffie-Hellman group"],
    ["IKE", "aes256gcm16-aes256-sha256-modp2048", "mixes ciphers"],
    ["IKE", "aes256-sha256-prfsha384-modp2048", "names another pseudo-random function"],
    ["ESP", "aes256-modp2048", "names no integrity algorithm"],
    ["ESP", "aes256gcm16-prfsha384", "names a pseudo-random function, which ESP has not"],
    ["ESP", "aes256gcm16-esn", 'has the unknown or not simulated keyword "esn"'],
  ];
  for (const [protocol, text, problem] of refusals) {
    it(`refuses the ${protocol} proposal ${text}`, () => {
      expect(() => read(protocol, text)).to.throw(
        `swanctl.conf:7: the ${protocol} proposal "${text}" ${problem}`,
      );
    });
  }
});
