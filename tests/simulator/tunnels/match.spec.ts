import { expect } from "chai";

import type { BgpEnd, TunnelEnd } from "../../../simulator/tunnels/end";
import { tunnelStates } from "../../../simulator/tunnels/match";

const key = "the-preshared-key";
const proposals = { encryption: ["aes256-gcm16"], integrity: ["sha384"], dhGroups: [20] };

const left: TunnelEnd = {
  cloud: "aws",
  recordId: "vpn-1",
  index: 0,
  outsideAddress: "3.64.0.1",
  peerOutsideAddress: "20.0.0.1",
  presharedKey: key,
  ikeVersions: [2],
  ike: proposals,
  esp: proposals,
  initiates: true,
  bgp: { asn: 64512, peerAsn: 65010, insideAddress: "169.254.21.1", peerInsideAddress: "169.254.21.2" },
};

const right: TunnelEnd = {
  ...left,
  cloud: "azure",
  recordId: "connection-1",
  outsideAddress: "20.0.0.1",
  peerOutsideAddress: "3.64.0.1",
  initiates: false,
  bgp: { asn: 65010, peerAsn: 64512, insideAddress: "169.254.21.2", peerInsideAddress: "169.254.21.1" },
};

const bgp = (change: Partial<BgpEnd>): Partial<TunnelEnd> => ({ bgp: { ...right.bgp!, ...change } });
const both = "aws vpn-1 tunnel 1 and azure connection-1 tunnel 1";

describe("tunnelStates", () => {
  it("brings up a tunnel whose ends agree", () => {
    for (const ends of [
      [left, right],
      [right, left],
    ] as const) {
      expect(tunnelStates(ends)).to.deep.equal([
        { ends, up: true, ipsec: true, bgp: "established", families: ["ipv4"], reasons: [] },
      ]);
    }
  });

  it("brings up a static tunnel", () => {
    const [state] = tunnelStates([
      { ...left, bgp: undefined },
      { ...right, bgp: undefined },
    ]);
    expect(state).to.include({ up: true, ipsec: true, bgp: "none" });
  });

  const mismatches: [what: string, change: Partial<TunnelEnd>, ipsec: boolean, reason: string][] = [
    [
      "another key",
      { presharedKey: "another-preshared-key" },
      false,
      `The preshared keys of ${both} differ.`,
    ],
    [
      "another identity",
      { identity: "hq.example.com" },
      false,
      "azure connection-1 tunnel 1 gives the IKE identity hq.example.com, but aws vpn-1 tunnel 1 expects 20.0.0.1.",
    ],
    ["no key", { presharedKey: undefined }, false, "azure connection-1 tunnel 1 has no preshared key."],
    [
      "another IKE version",
      { ikeVersions: [1] },
      false,
      "No common IKE versions: aws vpn-1 tunnel 1 accepts 2, azure connection-1 tunnel 1 accepts 1.",
    ],
    [
      "another IKE cipher",
      { ike: { ...proposals, encryption: ["aes256-cbc"] } },
      false,
      "No common IKE encryption: aws vpn-1 tunnel 1 accepts aes256-gcm16, azure connection-1 tunnel 1 accepts aes256-cbc.",
    ],
    [
      "another pseudo-random function",
      { ike: { ...proposals, integrity: ["sha256"] } },
      false,
      "No common IKE integrity: aws vpn-1 tunnel 1 accepts sha384, azure connection-1 tunnel 1 accepts sha256.",
    ],
    [
      "another IKE group",
      { ike: { ...proposals, dhGroups: [14, 19] } },
      false,
      "No common IKE Diffie-Hellman groups: aws vpn-1 tunnel 1 accepts 20, azure connection-1 tunnel 1 accepts 14, 19.",
    ],
    [
      "another ESP cipher",
      { esp: { ...proposals, encryption: ["aes128-gcm16"] } },
      false,
      "No common ESP encryption: aws vpn-1 tunnel 1 accepts aes256-gcm16, azure connection-1 tunnel 1 accepts aes128-gcm16.",
    ],
    [
      "no forward secrecy",
      { esp: { ...proposals, dhGroups: [] } },
      false,
      "No common ESP Diffie-Hellman groups: aws vpn-1 tunnel 1 accepts 20, azure connection-1 tunnel 1 accepts none.",
    ],
    [
      "static routing",
      { bgp: undefined },
      true,
      "aws vpn-1 tunnel 1 speaks BGP, but azure connection-1 tunnel 1 is routed statically.",
    ],
    [
      "another ASN",
      bgp({ asn: 65011 }),
      true,
      "aws vpn-1 tunnel 1 expects the ASN 65010 of its peer, but azure connection-1 tunnel 1 has 65011.",
    ],
    [
      "another peer ASN",
      bgp({ peerAsn: 64513 }),
      true,
      "azure connection-1 tunnel 1 expects the ASN 64513 of its peer, but aws vpn-1 tunnel 1 has 64512.",
    ],
    [
      "another inside address",
      bgp({ insideAddress: "169.254.21.6" }),
      true,
      "aws vpn-1 tunnel 1 expects the inside address 169.254.21.2 of its peer, but azure connection-1 tunnel 1 has 169.254.21.6.",
    ],
    [
      "no peer inside address",
      bgp({ peerInsideAddress: undefined }),
      true,
      "azure connection-1 tunnel 1 expects the inside address none of its peer, but aws vpn-1 tunnel 1 has 169.254.21.1.",
    ],
  ];
  for (const [what, change, ipsec, reason] of mismatches) {
    it(`keeps down a tunnel whose one end has ${what}`, () => {
      const [state, ...others] = tunnelStates([left, { ...right, ...change }]);
      expect(others).to.deep.equal([]);
      expect(state).to.include({ up: false, ipsec, bgp: "down" });
      expect(state?.reasons).to.deep.equal([reason]);
      expect(state?.reasons.join()).not.to.contain("preshared-key");
    });
  }

  it("keeps down a tunnel that nobody starts", () => {
    const [state] = tunnelStates([{ ...left, initiates: false }, right]);
    expect(state?.reasons).to.deep.equal([
      "Neither aws vpn-1 tunnel 1 nor azure connection-1 tunnel 1 initiates: both wait for the other.",
    ]);
  });

  it("keeps down a session within one AS", () => {
    const [state] = tunnelStates([
      { ...left, bgp: { ...left.bgp!, peerAsn: 64512 } },
      { ...right, ...bgp({ asn: 64512 }) },
    ]);
    expect(state).to.include({ up: false, ipsec: true });
    expect(state?.reasons).to.deep.equal([`${both} have the same ASN 64512; external BGP needs two.`]);
  });

  it("needs an integrity algorithm in ESP only without an AEAD cipher", () => {
    const other = { ...proposals, integrity: ["sha256"] };
    expect(tunnelStates([left, { ...right, esp: other }])[0]?.up).to.equal(true);
    const cbc = (integrity: string): TunnelEnd["esp"] => ({
      encryption: ["aes256-cbc"],
      integrity: [integrity],
      dhGroups: [20],
    });
    expect(
      tunnelStates([
        { ...left, esp: cbc("sha384") },
        { ...right, esp: cbc("sha256") },
      ])[0]?.reasons,
    ).to.deep.equal([
      "No common ESP integrity: aws vpn-1 tunnel 1 accepts sha384, azure connection-1 tunnel 1 accepts sha256.",
    ]);
  });

  it("does without forward secrecy where both do", () => {
    const esp = { ...proposals, dhGroups: [] };
    expect(
      tunnelStates([
        { ...left, esp },
        { ...right, esp },
      ])[0]?.up,
    ).to.equal(true);
  });

  it("tells every reason at once", () => {
    const [state] = tunnelStates([left, { ...right, ikeVersions: [1], presharedKey: "x", bgp: undefined }]);
    expect(state?.reasons).to.have.length(3);
  });

  it("leaves an end alone that nothing answers", () => {
    const alone = (end: Partial<TunnelEnd>, ...others: TunnelEnd[]): unknown =>
      tunnelStates([{ ...left, ...end }, ...others]).map(({ up, reasons }) => ({ up, reasons }))[0];
    expect(alone({})).to.deep.equal({
      up: false,
      reasons: ["aws vpn-1 tunnel 1 expects its peer at 20.0.0.1, where no tunnel ends."],
    });
    expect(alone({ peerOutsideAddress: undefined })).to.deep.equal({
      up: false,
      reasons: ["aws vpn-1 tunnel 1 names no peer address."],
    });
    expect(alone({ outsideAddress: undefined })).to.deep.equal({
      up: false,
      reasons: ["aws vpn-1 tunnel 1 has no public address yet."],
    });
    expect(alone({}, { ...right, peerOutsideAddress: "3.64.0.9" })).to.deep.equal({
      up: false,
      reasons: [
        "aws vpn-1 tunnel 1 at 3.64.0.1 expects its peer at 20.0.0.1, but azure connection-1 tunnel 1 there expects 3.64.0.9.",
      ],
    });
  });

  it("pairs an end once", () => {
    const twin = { ...right, recordId: "connection-2" };
    const states = tunnelStates([left, right, twin]);
    expect(states.map(({ up }) => up)).to.deep.equal([true, false]);
    expect(states[1]?.reasons[0]).to.match(/has another tunnel from 20\.0\.0\.1 already/);
  });

  it("pairs many tunnels between the same two gateways by address", () => {
    const second = { ...left, index: 1, outsideAddress: "3.64.0.2" };
    const answer = { ...right, recordId: "connection-2", peerOutsideAddress: "3.64.0.2" };
    expect(
      tunnelStates([left, second, answer, right]).map(({ ends, up }) => [
        ends.map((end) => end.recordId),
        up,
      ]),
    ).to.deep.equal([
      [["vpn-1", "connection-1"], true],
      [["vpn-1", "connection-2"], true],
    ]);
  });
});
