import { expect } from "chai";

import { but, invalid, itChecks, refusal, regional, Scene, tokens } from "./scene";
import { type Props, UNKNOWN } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

describe("gcp RouterPeer", () => {
  let scene: Scene;
  let made: Made;
  const base = { router: "cr", interface: "if0", peerAsn: 64512 };
  beforeEach(async () => {
    scene = await Scene.open();
    await scene.surroundings();
    await scene.tunnel();
    await scene.interface();
  });

  itChecks(tokens.routerPeer, base, [
    {
      rule: "has a peer with an ASN",
      refused: [{ peerAsn: 0 }, { peerAsn: 4294967296 }, { peerAsn: 1.5 }],
      accepted: [{ peerAsn: 1 }, { peerAsn: 4294967295 }],
      at: "peerAsn",
      text: /1 to 4294967295/,
    },
    {
      rule: "has a priority of 0 to 65535",
      refused: [{ advertisedRoutePriority: -1 }, { advertisedRoutePriority: 65536 }],
      accepted: [{ advertisedRoutePriority: 0 }, { advertisedRoutePriority: 65535 }],
      at: "advertisedRoutePriority",
      text: /\(0 - 65535\)/,
    },
    {
      rule: "forces a zero priority only where it is zero",
      refused: [{ advertisedRoutePriority: 10, zeroAdvertisedRoutePriority: true }],
      accepted: [
        { advertisedRoutePriority: 0, zeroAdvertisedRoutePriority: true },
        { zeroAdvertisedRoutePriority: true },
        { advertisedRoutePriority: 10, zeroAdvertisedRoutePriority: false },
      ],
      at: "advertisedRoutePriority",
      text: /cannot be set to value other than zero/,
    },
    {
      rule: "advertises ranges in custom mode only",
      refused: [{ advertisedIpRanges: [{ range: "10.0.0.0/8" }] }],
      accepted: [{ advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.0.0.0/8" }] }],
      at: "advertisedIpRanges",
      text: /advertiseMode DEFAULT/,
    },
    {
      rule: "has no BFD over a VPN tunnel",
      refused: ["ACTIVE", "PASSIVE"].map((mode) => ({ bfd: { sessionInitializationMode: mode } })),
      accepted: [{ bfd: { sessionInitializationMode: "DISABLED" } }],
      at: "bfd.sessionInitializationMode",
      text: /not supported/,
    },
    {
      rule: "has an MD5 key of at most 80 characters, which no message shows",
      refused: [{ md5AuthenticationKey: { name: "key", key: "k".repeat(81) } }],
      accepted: [{ md5AuthenticationKey: { name: "key", key: "k".repeat(80) } }],
      at: "md5AuthenticationKey.key",
      text: /^(?!.*kk)/,
    },
    {
      rule: "learns ranges in CIDR notation",
      refused: [{ customLearnedIpRanges: [{ range: "10.0.0.0/33" }] }],
      accepted: [{ customLearnedIpRanges: [{ range: "10.0.0.0/16" }] }],
      at: "customLearnedIpRanges[0].range",
      text: /CIDR/,
    },
    {
      rule: "has a name of two characters at least",
      refused: [{ name: "p" }],
      accepted: [{ name: "p0" }],
      at: "name",
      text: /between 2 and 63/,
    },
    {
      rule: "has next hops of Google's for IPv6",
      refused: ["2600:2d00:0:4::1", "fdff:1::1", "169.254.30.1", "x"].map((ipv6NexthopAddress) => ({
        ipv6NexthopAddress,
      })),
      accepted: [
        { ipv6NexthopAddress: "2600:2d00:0:2::1" },
        { ipv6NexthopAddress: "2600:2d00:0:3::1" },
        { ipv6NexthopAddress: UNKNOWN },
      ],
      at: "ipv6NexthopAddress",
      text: /within 2600:2d00:0:2::\/63/,
    },
    {
      rule: "has link-local next hops for IPv4",
      refused: [{ peerIpv4NexthopAddress: "10.0.0.1" }],
      accepted: [{ peerIpv4NexthopAddress: "169.254.30.1" }],
      at: "peerIpv4NexthopAddress",
      text: /within 169\.254\.0\.0\/16/,
    },
    {
      rule: "advertises ranges of both IP versions",
      refused: [{ advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "fd20::1/48" }] }],
      accepted: [
        { advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.0.0.0/8" }, { range: "fd20::/48" }] },
      ],
      at: "advertisedIpRanges[0].range",
      text: /CIDR/,
    },
  ]);

  it("takes its addresses from the interface", async () => {
    made = await scene.make(tokens.routerPeer, "peer0", base);
    expect(made.id).to.equal(regional("routers/cr/peer0"));
    expect(made.outputs).to.include({
      ipAddress: "169.254.30.2",
      peerIpAddress: "169.254.30.1",
      enable: true,
      enableIpv4: true,
      managementType: "MANAGED_BY_USER",
      isAdvertisedRoutePrioritySet: false,
    });
  });

  const refused: [what: string, inputs: Props, message: RegExp][] = [
    [
      "another address than the interface's",
      { ipAddress: "169.254.30.1" },
      invalid(
        "resource.bgpPeers[].ipAddress",
        'BGP Peer "peer0" has IP address 169.254.30.1 different from interface IP address 169.254.30.2.',
      ),
    ],
    [
      "its own address as the peer's",
      { peerIpAddress: "169.254.30.2" },
      invalid("resource.bgpPeers[].peerIpAddress", "must be 169.254.30.1"),
    ],
    [
      "a peer outside of the interface's range",
      { peerIpAddress: "169.254.30.5" },
      invalid("resource.bgpPeers[].peerIpAddress", "the interface's range 169.254.30.0/30"),
    ],
    [
      "an interface that the router does not have",
      { interface: "nix" },
      invalid("resource.bgpPeers[].interfaceName", "that the router"),
    ],
  ];
  for (const [what, inputs, message] of refused) {
    it(`refuses ${what}`, async () => {
      expect(await refusal(scene.peer("peer0", inputs))).to.match(message);
    });
  }

  it("needs a router with an ASN", async () => {
    await scene.router("cr2", { bgp: { asn: 64514 } });
    const bare = await scene.make(tokens.router, "cr3", { network: "net" });
    await scene.interface("if9", { router: "cr3", vpnTunnel: "", ipRange: "169.254.31.2/30" });
    const refusedPeer = scene.peer("peer9", but(base, { router: "cr3", interface: "if9" }));
    expect(await refusal(refusedPeer)).to.match(
      invalid("resource.bgp.asn", `The router '${bare.id}' has no BGP ASN.`),
    );
  });

  it("needs a router that is not for Partner Interconnect", async () => {
    await scene.router("cr2", { bgp: { asn: 16550 } });
    await scene.interface("if9", { router: "cr2", vpnTunnel: "", ipRange: "169.254.31.2/30" });
    const refusedPeer = scene.peer("peer9", but(base, { router: "cr2", interface: "if9" }));
    expect(await refusal(refusedPeer)).to.match(invalid("resource.bgp.asn", "Partner Interconnect"));
  });

  it("is there once on its interface and by its name", async () => {
    await scene.peer("peer0", { md5AuthenticationKey: { name: "md5", key: "k" } });
    expect(await refusal(scene.peer())).to.match(/existing object already found/);
    expect(await refusal(scene.peer("peer1"))).to.match(
      invalid("resource.bgpPeers[].interfaceName", 'already has the BGP peer "peer0"'),
    );
    await scene.interface("if1", { vpnTunnel: "", ipRange: "169.254.30.6/30" });
    const second = { interface: "if1", peerIpAddress: "169.254.30.5" };
    expect(
      await refusal(scene.peer("peer1", { ...second, md5AuthenticationKey: { name: "md5", key: "k" } })),
    ).to.match(invalid("resource.md5AuthenticationKeys[].name", 'in use by the BGP peer "peer0"'));
    await scene.peer("peer1", second);
  });

  it("loses a zero priority at creation unless its flag is set, and refuses it later", async () => {
    const lost = await scene.peer("peer0", { advertisedRoutePriority: 0 });
    expect(lost.outputs).to.include({ advertisedRoutePriority: 100, isAdvertisedRoutePrioritySet: false });
    const zero = await scene.account.update(lost, { ...lost.inputs, zeroAdvertisedRoutePriority: true });
    expect(zero.outputs).to.include({ advertisedRoutePriority: 0, isAdvertisedRoutePrioritySet: true });
    const set = await scene.account.update(zero, but(lost.inputs, { advertisedRoutePriority: 50 }));
    expect(set.outputs.advertisedRoutePriority).to.equal(50);
    expect(
      scene.account.refusals(
        tokens.routerPeer,
        "peer0",
        but(set.inputs, { advertisedRoutePriority: 0 }),
        set.inputs,
      ),
    ).to.deep.equal([
      "advertisedRoutePriority: Invalid advertisedRoutePriority value: When zeroAdvertisedRoutePriority is set to 'false', the advertisedRoutePriority field cannot be 0. Please provide a non-zero value.",
    ]);
  });

  it("replaces for its router, interface and name only", async () => {
    const before = await scene.peer();
    const after = {
      name: "other",
      router: "cr2",
      interface: "if1",
      peerAsn: 64999,
      peerIpAddress: "169.254.30.5",
      enable: false,
      advertisedRoutePriority: 200,
    };
    expect(scene.account.diff(before, after)).to.deep.equal([
      "advertisedRoutePriority",
      "enable",
      "interface!",
      "name!",
      "peerAsn",
      "peerIpAddress",
      "router!",
    ]);
  });

  it("waits for another change of the router instead of failing", async () => {
    for (const i of [1, 2, 3]) {
      await scene.interface(`if${i}`, { vpnTunnel: "", ipRange: `169.254.30.${i * 4 + 2}/30` });
    }
    const peers = await Promise.all(
      [0, 1, 2, 3].map((i) =>
        scene.peer(`peer${i}`, { interface: `if${i}`, peerIpAddress: `169.254.30.${i * 4 + 1}` }),
      ),
    );
    expect(peers.map(({ outputs }) => outputs.ipAddress)).to.deep.equal(
      [2, 6, 10, 14].map((octet) => `169.254.30.${octet}`),
    );
  });
});
