import { expect } from "chai";

import { changed, cloudEnds, files, type Texts, without } from "./router";
import { onPremisesTunnelEnds } from "../../../simulator";
import { tunnelStates } from "../../../simulator/tunnels/match";
import { allTunnelStates } from "../../../simulator/tunnels/states";
import { Scene, tokens } from "../aws/scene";

/** Whether the left and the right tunnel are up, and what is said of those that are not. */
function verdict(router: Texts): { up: boolean[]; reasons: string } {
  const states = tunnelStates([...cloudEnds, ...onPremisesTunnelEnds(router)]);
  const upOf = (index: number): boolean =>
    states.find(({ ends }) => ends.includes(cloudEnds[index]!))?.up ?? false;
  return { up: [upOf(0), upOf(1)], reasons: states.flatMap(({ reasons }) => reasons).join("\n") };
}

describe("onPremisesTunnelEnds", () => {
  it("reads a router's connections, interfaces and sessions", () => {
    const [left, right, ...others] = onPremisesTunnelEnds(files, "hq");
    expect(others).to.deep.equal([]);
    expect(left).to.deep.equal({
      cloud: "onPremises",
      recordId: "hq/left",
      index: 0,
      outsideAddress: "20.1.2.3",
      peerOutsideAddress: "3.64.0.1",
      identity: "20.1.2.3",
      peerIdentity: "3.64.0.1",
      presharedKey: 'Left "Key" #1}',
      ikeVersions: [2],
      ike: { encryption: ["aes256-cbc"], integrity: ["sha256"], dhGroups: [14] },
      esp: { encryption: ["aes256-gcm16"], integrity: [], dhGroups: [20] },
      initiates: true,
      traffic: ["ipv4"],
      bgp: {
        asn: 65010,
        peerAsn: 64512,
        insideAddress: "169.254.21.2",
        peerInsideAddress: "169.254.21.1",
        families: ["ipv4"],
        md5Key: undefined,
      },
    });
    expect(right).to.deep.include({
      recordId: "hq/right",
      presharedKey: "RightKey.2",
      ike: { encryption: ["aes256-gcm16"], integrity: ["sha384"], dhGroups: [20] },
    });
    expect(right?.bgp).to.include({ insideAddress: "169.254.22.2", md5Key: "Md5.Key_2" });
  });

  it("brings both tunnels up", () => {
    expect(verdict(files)).to.deep.equal({ up: [true, true], reasons: "" });
  });

  const left = [false, true];
  const right = [true, false];
  const both = [false, false];
  const mismatches: [what: string, router: Texts, up: boolean[], reason: RegExp][] = [
    [
      "another preshared key",
      changed("keys.conf", "52696768744b65792e32", "52696768744b65792e33"),
      right,
      /keys of .* differ/,
    ],
    [
      "a key for another peer",
      changed("keys.conf", "id-1 = 3.64.0.2", "id-1 = 3.64.0.9"),
      right,
      /has no preshared key/,
    ],
    ["no file of keys", without("keys.conf"), both, /left tunnel 1 has no preshared key/],
    [
      "another address of its own",
      changed("swanctl.conf", "local_addrs = 20.1.2.3", "local_addrs = 20.1.2.4"),
      left,
      /expects its peer at 20\.1\.2\.3/,
    ],
    [
      "another address of the peer",
      changed("swanctl.conf", "remote_addrs = 3.64.0.2", "remote_addrs = 3.64.0.3"),
      right,
      /3\.64\.0\.3, where no tunnel ends/,
    ],
    [
      "another identity",
      changed("swanctl.conf", "id = 20.1.2.3", "id = hq.example.com"),
      left,
      /gives the IKE identity hq\.example\.com, but aws vpn-1 tunnel 1 expects 20\.1\.2\.3/,
    ],
    [
      "another identity of the peer",
      changed("swanctl.conf", "id = 3.64.0.2", "id = @aws"),
      right,
      /aws vpn-1 tunnel 2 gives the IKE identity 3\.64\.0\.2, but .* expects @aws/,
    ],
    ["IKEv1", changed("swanctl.conf", "version = 2    ", "version = 1    "), left, /No common IKE versions/],
    [
      "another IKE group",
      changed("swanctl.conf", "aes256-sha256-modp2048\n    local", "aes256-sha256-modp3072\n    local"),
      left,
      /No common IKE Diffie-Hellman groups/,
    ],
    [
      "another pseudo-random function",
      changed("swanctl.conf", "prfsha384", "prfsha256"),
      right,
      /No common IKE integrity/,
    ],
    [
      "another ESP cipher",
      changed("swanctl.conf", "aes256gcm16-ecp384", "aes128gcm16-ecp384"),
      left,
      /No common ESP encryption/,
    ],
    [
      "another ESP integrity",
      changed("swanctl.conf", "esp_proposals = aes256-sha256", "esp_proposals = aes256-sha1"),
      right,
      /No common ESP integrity/,
    ],
    [
      "no forward secrecy",
      changed("swanctl.conf", "aes256gcm16-ecp384", "aes256gcm16"),
      left,
      /No common ESP Diffie-Hellman groups/,
    ],
    [
      "no start",
      changed("swanctl.conf", "start_action = trap|start", "start_action = none"),
      right,
      /both wait for the other/,
    ],
    [
      "another ASN of its own",
      {
        ...files,
        "frr.conf": files["frr.conf"]!.replaceAll("65010", "65011"),
        "frr-secrets.conf": files["frr-secrets.conf"]!.replace("65010", "65011"),
      },
      both,
      /expects the ASN 65010/,
    ],
    [
      "another ASN of the peer",
      changed("frr.conf", "21.1 remote-as 64512", "21.1 remote-as 64513"),
      left,
      /expects the ASN 64513/,
    ],
    [
      "a neighbor elsewhere",
      { ...files, "frr.conf": files["frr.conf"]!.replaceAll("169.254.21.1", "169.254.23.1") },
      left,
      /expects the inside address none/,
    ],
    [
      "another inside address",
      changed("links.conf", "169.254.22.2/30", "169.254.22.6/29"),
      right,
      /has 169\.254\.22\.6/,
    ],
    [
      "another source of the session",
      changed("frr.conf", "update-source vpn-right", "update-source vpn-left"),
      right,
      /169\.254\.22\.2 of its peer, .* has 169\.254\.21\.2/,
    ],
    ["another MD5 key", changed("frr-secrets.conf", "Key_2", "Key_3"), right, /MD5 keys of .* differ/],
    [
      "no file of MD5 keys",
      without("frr-secrets.conf"),
      right,
      /authenticates its BGP session by an MD5 key/,
    ],
    [
      "a session shut down",
      changed("frr.conf", " !\n", " neighbor 169.254.21.1 shutdown\n"),
      left,
      /is disabled/,
    ],
    [
      "a session not activated",
      changed("frr.conf", "  network", "  no neighbor 169.254.22.1 activate\n  network"),
      right,
      /is disabled/,
    ],
    [
      "no session activated",
      changed("frr.conf", " !\n", " no bgp default ipv4-unicast\n"),
      both,
      /is disabled/,
    ],
    [
      "static routes alone",
      { ...without("frr-secrets.conf"), "frr.conf": "ip route 10.0.0.0/16 vpn-left 10\n" },
      both,
      /is routed statically/,
    ],
  ];
  for (const [what, router, up, reason] of mismatches) {
    it(`takes down the tunnels concerned, and no other, for ${what}`, () => {
      const found = verdict(router);
      expect(found.up).to.deep.equal(up);
      expect(found.reasons).to.match(reason);
      expect(found.reasons).not.to.match(/Left "|RightKey|Md5\.Key/);
    });
  }

  it("reads static routing, which has no session", () => {
    const router = { ...without("frr-secrets.conf"), "frr.conf": "ip route 10.0.0.0/16 vpn-left 10\n" };
    expect(onPremisesTunnelEnds(router).map(({ bgp }) => bgp)).to.deep.equal([undefined, undefined]);
  });
});

describe("allTunnelStates with an on-premises router", () => {
  it("joins it to the simulated AWS", async () => {
    const scene = await Scene.open();
    const options = Object.fromEntries(
      [1, 2].flatMap((tunnel) => [
        [`tunnel${tunnel}InsideCidr`, `169.254.2${tunnel}.0/30`],
        [`tunnel${tunnel}PresharedKey`, `Preshared.Key_${tunnel}`],
      ]),
    );
    const vgw = await scene.vpnGateway();
    const cgw = await scene.make(tokens.customerGateway, {
      type: "ipsec.1",
      ipAddress: "20.1.2.3",
      bgpAsn: "65010",
    });
    const { outputs } = await scene.vpn(cgw, vgw, options);
    const hq = {
      ...without("frr-secrets.conf"),
      "swanctl.conf": files["swanctl.conf"]!.replaceAll(
        "3.64.0.1",
        outputs.tunnel1Address as string,
      ).replaceAll("3.64.0.2", outputs.tunnel2Address as string),
      "keys.conf": [1, 2]
        .map((tunnel) => {
          const id = outputs[`tunnel${tunnel}Address`] as string;
          return `secrets { ike-${tunnel} { id = ${id}\n secret = Preshared.Key_${tunnel} } }\n`;
        })
        .join(""),
    };
    const world = scene.account.clouds.world.view();
    expect(
      allTunnelStates(world, { hq }).map(({ up, bgp, reasons }) => ({ up, bgp, reasons })),
    ).to.deep.equal([
      { up: true, bgp: "established", reasons: [] },
      { up: true, bgp: "established", reasons: [] },
    ]);
    expect(allTunnelStates(world).map(({ up }) => up)).to.deep.equal([false, false]);
  });
});
