import { expect } from "chai";

import type { TunnelEnd } from "../../../reachability/model";
import { matchTunnels, noFailures, type Tunnel } from "../../../reachability/solve";
import { tunnelEnd } from "../estate";

const strong = { encryption: ["aes256-gcm16"], integrity: ["sha2-384"], groups: [20] };
const near = (rest: Partial<TunnelEnd> = {}): TunnelEnd =>
  tunnelEnd("near", { outsideAddress: "192.0.2.1", peerOutsideAddress: "198.51.100.1", ...rest });
const far = (rest: Partial<TunnelEnd> = {}): TunnelEnd =>
  tunnelEnd("far", { outsideAddress: "198.51.100.1", peerOutsideAddress: "192.0.2.1", ...rest });
const match = (...ends: TunnelEnd[]): readonly Tunnel[] => matchTunnels(ends, noFailures);
const pairsOf = (tunnels: readonly Tunnel[]): string[][] =>
  tunnels.map(({ ends }) => ends.flatMap((end) => end?.id ?? []).sort()).sort();

describe("matchTunnels", () => {
  it("brings up two ends that face each other and agree", () => {
    const [tunnel, another] = match(near({ phase1: strong }), far({ phase1: strong }));
    expect(tunnel).to.include({ state: "up" });
    expect(tunnel?.assumptions).to.deep.equal([]);
    expect(another).to.equal(undefined);
  });

  const faults: [what: string, near: Partial<TunnelEnd>, far: Partial<TunnelEnd>, why: RegExp][] = [
    ["keys differ", { presharedKey: "a" }, { presharedKey: "b" }, /preshared keys of .+ differ/],
    ["one speaks IKEv1 alone", { ikeVersions: [1] }, { ikeVersions: [2] }, /IKEv1, .+IKEv2/],
    [
      "ciphers of phase 1 have nothing in common",
      { phase1: { ...strong, encryption: ["aes128"] } },
      { phase1: strong },
      /no encryption algorithm in common in phase 1/,
    ],
    [
      "groups of phase 2 have nothing in common",
      { phase2: { ...strong, groups: [14] } },
      { phase2: strong },
      /no Diffie-Hellman group in common in phase 2/,
    ],
    [
      "hashes have nothing in common and the cipher brings none",
      { phase1: { encryption: ["aes256"], integrity: ["sha1"], groups: [14] } },
      { phase1: { encryption: ["aes256"], integrity: ["sha2-256"], groups: [14] } },
      /no integrity algorithm in common/,
    ],
    ["nobody begins", { initiates: false }, { initiates: false }, /neither near nor far starts/],
  ];
  for (const [what, ofNear, ofFar, why] of faults) {
    it(`leaves it down when ${what}`, () => {
      const [tunnel] = match(near(ofNear), far(ofFar));
      expect(tunnel?.state).to.equal("down");
      expect(tunnel?.why).to.match(why);
    });
  }

  it("does not ask for a hash where the cipher brings its own", () => {
    const [tunnel] = match(near({ phase2: strong }), far({ phase2: { ...strong, integrity: ["sha2-512"] } }));
    expect(tunnel?.state).to.equal("up");
  });

  it("says when a peer expects another address", () => {
    const lone = far({ peerOutsideAddress: "192.0.2.99" });
    const tunnel = match(near(), lone).find(({ ends: [end] }) => end.id === "near");
    expect(tunnel?.state).to.equal("down");
    expect(tunnel?.why).to.equal("nothing at 198.51.100.1 expects 192.0.2.1 of near");
  });

  it("leaves an end open whose peer is in no stack", () => {
    expect(match(near())[0]).to.include({ state: "open" });
  });

  it("can't tell what an end leads to while another may be what it faces", () => {
    const tunnels = match(near(), far({ outsideAddress: undefined }));
    expect(tunnels.map(({ state }) => state)).to.deep.equal(["undecided", "undecided"]);
  });

  it("pairs ends of a preview by what refers to what, and says that it assumed so", () => {
    const [tunnel] = match(
      tunnelEnd("aws", { references: { own: ["connection"], peer: ["ip"] } }),
      tunnelEnd("azure", { references: { own: ["ip"], peer: ["connection"] } }),
    );
    expect(tunnel?.state).to.equal("up");
    expect(tunnel?.assumptions).to.deep.equal([
      "aws and azure are the two ends of one tunnel, as their references say",
    ]);
  });

  it("takes an end of a preview for surplus once all that it refers to has another end", () => {
    const aws = tunnelEnd("aws", { references: { own: ["connection"], peer: ["ip"] } });
    const [first, second] = ["instance 0", "instance 1"].map((name) =>
      tunnelEnd(name, { gateway: "azure", references: { own: ["ip"], peer: ["connection"] } }),
    ) as [TunnelEnd, TunnelEnd];
    expect(match(aws, first, second).map(({ state }) => state)).to.deep.equal(["up", "down"]);
    const another = tunnelEnd("another", { references: { own: ["connection"], peer: [] } });
    const [, ...lone] = match(aws, first, second, another).map(({ state }) => state);
    expect(lone).to.deep.equal(["undecided", "undecided"]);
  });

  it("pairs nothing of a preview where only one refers to the other", () => {
    const tunnels = match(
      tunnelEnd("aws", { references: { own: ["connection"], peer: ["ip"] } }),
      tunnelEnd("azure", { references: { own: ["ip"], peer: ["another"] } }),
    );
    expect(tunnels.map(({ state }) => state)).to.deep.equal(["undecided", "undecided"]);
  });

  it("tells four tunnels of a preview apart by their inside addresses", () => {
    const ends = ["1", "5", "9", "13"].flatMap((host) => {
      const [one, two] = [`169.254.21.${host}`, `169.254.21.${Number(host) + 1}`];
      return [
        tunnelEnd(`aws ${host}`, {
          inside: { local: `${one}/30`, peer: `${two}/30` },
          references: { own: ["connections"], peer: ["gateway"] },
        }),
        tunnelEnd(`gcp ${host}`, {
          inside: { local: `${two}/30`, peer: one },
          references: { own: ["gateway"], peer: ["connections"] },
        }),
      ];
    });
    const expected = ["1", "13", "5", "9"].map((host) => [`aws ${host}`, `gcp ${host}`]);
    expect(pairsOf(match(...ends.toReversed()))).to.deep.equal(expected);
  });

  it("assumes equal keys where one is encrypted, and says so", () => {
    const [tunnel] = match(near({ presharedKey: undefined }), far());
    expect(tunnel).to.include({ state: "up" });
    expect(tunnel?.assumptions).to.deep.equal(["near and far have the same preshared key"]);
  });

  for (const [what, failures] of [
    ["itself", { parts: ["near"], regions: [], zones: [] }],
    ["its gateway", { parts: ["gateway of far"], regions: [], zones: [] }],
    ["its region", { parts: [], regions: ["eu-central-1"], zones: [] }],
    ["its zone", { parts: [], regions: [], zones: ["eu-central-1a"] }],
  ] as const) {
    it(`is down when ${what} is lost`, () => {
      const placed = near({ region: "eu-central-1", zone: "eu-central-1a" });
      const { parts, regions, zones } = failures;
      const [tunnel] = matchTunnels([placed, far()], {
        parts: new Set<string>(parts),
        regions: new Set<string>(regions),
        zones: new Set<string>(zones),
      });
      expect(tunnel?.state).to.equal("down");
    });
  }
});
