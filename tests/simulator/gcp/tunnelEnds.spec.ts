import { expect } from "chai";

import { addressOf, but, regional, Scene, tokens, tunnel } from "./scene";
import { gcpTunnelEnds } from "../../../simulator/gcp/tunnelEnds";
import type { Props } from "../../../simulator/protocol/values";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import type { TunnelEnd } from "../../../simulator/tunnels/end";

const groups = [14, 23, 24, 5, 15, 16, 18, 2, 22, 19, 20, 21, 31];

async function endOf(inputs: Props): Promise<TunnelEnd> {
  const scene = await Scene.open();
  await scene.surroundings();
  await scene.tunnel("t0", inputs);
  const [end] = gcpTunnelEnds(scene.account.clouds.world.view());
  return end!;
}

describe("gcpTunnelEnds", () => {
  it("reads a tunnel with its interface, peer and router", async () => {
    const scene = await Scene.open();
    const { gateway } = await scene.surroundings();
    await scene.tunnel("t0", {
      vpnGatewayInterface: 1,
      peerExternalGatewayInterface: 3,
      cipherSuite: {
        phase1: { encryptions: ["AES-GCM-16-256"], prves: ["PRF-HMAC-SHA2-384"], dhs: ["Group-20"] },
        phase2: { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20"] },
      },
    });
    await scene.interface();
    await scene.peer();
    const [end, ...others] = gcpTunnelEnds(scene.account.clouds.world.view());
    expect(others).to.deep.equal([]);
    expect(end).to.deep.equal({
      cloud: "gcp",
      recordId: regional("vpnTunnels/t0"),
      index: 0,
      outsideAddress: addressOf(gateway, 1),
      peerOutsideAddress: "3.64.0.4",
      presharedKey: "Preshared.Key_1",
      ikeVersions: [2],
      ike: { encryption: ["aes256-gcm16"], integrity: ["sha384"], dhGroups: [20] },
      esp: {
        encryption: ["aes256-gcm16"],
        integrity: ["sha256", "sha512", "sha1"],
        dhGroups: [20],
      },
      initiates: true,
      traffic: ["ipv4"],
      bgp: {
        asn: 64514,
        peerAsn: 64512,
        insideAddress: "169.254.30.2",
        peerInsideAddress: "169.254.30.1",
        families: ["ipv4"],
        md5Key: undefined,
      },
    });
  });

  it("accepts everything that Google supports where no cipher is chosen", async () => {
    const { ike, esp } = await endOf({});
    expect(ike).to.deep.equal({
      encryption: [
        "aes128-gcm16",
        "aes192-gcm16",
        "aes256-gcm16",
        "aes128-cbc",
        "aes192-cbc",
        "aes256-cbc",
        "3des-cbc",
      ],
      integrity: ["aesxcbc", "aescmac", "sha1", "md5", "sha256", "sha384", "sha512"],
      dhGroups: groups,
    });
    expect(esp.encryption).to.have.lengthOf(6);
    expect(esp.integrity).to.deep.equal(["sha256", "sha512", "sha1"]);
    expect(esp.dhGroups).to.deep.equal(groups);
  });

  it("lists the integrity algorithm of a cipher that needs one, and not the pseudo-random function", async () => {
    const { ike, esp } = await endOf({
      cipherSuite: {
        phase1: {
          encryptions: ["AES-CBC-256"],
          integrities: ["HMAC-SHA2-256-128"],
          prves: ["PRF-HMAC-SHA2-512"],
          dhs: ["modp-2048-256"],
        },
        phase2: { encryptions: ["AES-CBC-128"], integrities: ["HMAC-SHA1-96"], pfs: ["Group-14"] },
      },
    });
    expect(ike).to.deep.equal({ encryption: ["aes256-cbc"], integrity: ["sha256"], dhGroups: [24] });
    expect(esp).to.deep.equal({ encryption: ["aes128-cbc"], integrity: ["sha1"], dhGroups: [14] });
  });

  it("has one choice with IKEv1", async () => {
    const only = { encryption: ["aes128-cbc"], integrity: ["sha1"], dhGroups: [2] };
    expect(await endOf({ ikeVersion: 1 })).to.deep.include({ ikeVersions: [1], ike: only, esp: only });
  });

  it("is routed by BGP also before it has a session", async () => {
    expect((await endOf({})).bgp).to.deep.equal({
      asn: 64514,
      peerAsn: undefined,
      insideAddress: undefined,
      peerInsideAddress: undefined,
      md5Key: undefined,
    });
  });

  it("has both ends of tunnels between two HA VPN gateways, and they come up", async () => {
    const scene = await Scene.open();
    for (const [side, asn] of [
      ["a", 64514],
      ["b", 64515],
    ] as const) {
      await scene.network(`net-${side}`);
      await scene.gateway(`gw-${side}`, { network: `net-${side}` });
      await scene.router(`cr-${side}`, { network: `net-${side}`, bgp: { asn } });
    }
    const sides = [
      { side: "a", other: "b", host: 1, peerAsn: 64515 },
      { side: "b", other: "a", host: 2, peerAsn: 64514 },
    ];
    for (const { side, other, host, peerAsn } of sides) {
      for (const i of [0, 1]) {
        const router = `cr-${side}`;
        await scene.make(tokens.vpnTunnel, `t-${side}${i}`, {
          ...but(tunnel, { peerExternalGateway: undefined, peerExternalGatewayInterface: undefined }),
          vpnGateway: `gw-${side}`,
          vpnGatewayInterface: i,
          peerGcpGateway: `gw-${other}`,
          router,
        });
        const ipRange = `169.254.40.${i * 4 + host}/30`;
        await scene.interface(`if-${side}${i}`, { router, ipRange, vpnTunnel: `t-${side}${i}` });
        await scene.make(tokens.routerPeer, `peer-${side}${i}`, {
          router,
          interface: `if-${side}${i}`,
          peerAsn,
        });
      }
    }
    const states = allTunnelStates(scene.account.clouds.world.view());
    expect(
      states.map(({ ends, up, bgp, reasons }) => ({ ends: ends.length, up, bgp, reasons })),
    ).to.deep.equal([
      { ends: 2, up: true, bgp: "established", reasons: [] },
      { ends: 2, up: true, bgp: "established", reasons: [] },
    ]);
  });
});
