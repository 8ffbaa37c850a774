import { expect } from "chai";

import { bgpProblems } from "../../../simulator/tunnels/bgp";
import type { BgpEnd, TunnelEnd } from "../../../simulator/tunnels/end";

const proposals = { encryption: ["aes256-gcm16"], integrity: ["sha384"], dhGroups: [20] };

const end = (recordId: string, bgp: BgpEnd): TunnelEnd => ({
  cloud: "gcp",
  recordId,
  index: 0,
  outsideAddress: "34.157.0.1",
  peerOutsideAddress: "34.157.0.2",
  presharedKey: "key",
  ikeVersions: [2],
  ike: proposals,
  esp: proposals,
  initiates: true,
  bgp,
});

const a: BgpEnd = {
  asn: 64514,
  peerAsn: 64515,
  insideAddress: "169.254.30.1",
  peerInsideAddress: "169.254.30.2",
};
const b: BgpEnd = {
  asn: 64515,
  peerAsn: 64514,
  insideAddress: "169.254.30.2",
  peerInsideAddress: "169.254.30.1",
};
const problems = (ofA: Partial<BgpEnd>, ofB: Partial<BgpEnd> = {}): string[] =>
  bgpProblems(end("a", { ...a, ...ofA }), end("b", { ...b, ...ofB }));

describe("bgpProblems", () => {
  it("has none where both ends agree, with the same MD5 key or with none", () => {
    expect(problems({})).to.deep.equal([]);
    expect(problems({ md5Key: undefined }, { md5Key: undefined })).to.deep.equal([]);
    expect(problems({ md5Key: "k" }, { md5Key: "k" })).to.deep.equal([]);
  });

  it("tells that MD5 keys differ, or that one end has none, without a key", () => {
    expect(problems({ md5Key: "secret-1" }, { md5Key: "secret-2" })).to.deep.equal([
      "The MD5 keys of gcp a tunnel 1 and gcp b tunnel 1 differ.",
    ]);
    expect(problems({}, { md5Key: "secret-1" })).to.deep.equal([
      "gcp b tunnel 1 authenticates its BGP session by an MD5 key, and gcp a tunnel 1 does not.",
    ]);
  });

  it("tells which end is switched off", () => {
    expect(problems({ isDisabled: true }, { isDisabled: true })).to.deep.equal([
      "The BGP session of gcp a tunnel 1 is disabled.",
      "The BGP session of gcp b tunnel 1 is disabled.",
    ]);
    expect(problems({ isDisabled: false })).to.deep.equal([]);
  });
});
