import { expect } from "chai";

import type { Texts } from "./router";
import { allTunnelStates, onPremisesTunnelEnds, type TunnelEnd, type TunnelState } from "../../../simulator";
import { Scene as AwsScene } from "../aws/scene";
import { addressOf, Scene as GcpScene } from "../gcp/scene";

const key = "Preshared.Key_1";

interface Tunnel {
  readonly name: string;
  readonly peer: string;
  readonly selectors: string;
  /** One for each IP version that the tunnel has. */
  readonly inside: readonly string[];
}

const connection = ({ name, peer, selectors }: Tunnel, id: number): string => `
connections.${name} {
  version = 2
  local_addrs = 20.1.2.3
  remote_addrs = ${peer}
  proposals = aes256-sha256-modp2048
  local { auth = psk }
  remote { auth = psk }
  children.net {
    esp_proposals = aes256-sha256-modp2048
    local_ts = ${selectors}
    remote_ts = ${selectors}
    if_id_in = ${id}
    if_id_out = ${id}
    start_action = start
  }
}
secrets.ike-${name} {
  id = ${peer}
  secret = ${key}
}
`;

/** A router with one tunnel for each, and an FRR configuration. */
const router = (tunnels: readonly Tunnel[], frr: string): Texts => ({
  "swanctl.conf": tunnels.map((tunnel, i) => connection(tunnel, i + 1)).join(""),
  "links.conf": tunnels
    .flatMap(({ name, inside }, i) => inside.map((cidr) => `vpn-${name} ${i + 1} ${cidr}\n`))
    .join(""),
  "frr.conf": frr,
});

const tunnel: Tunnel = {
  name: "t",
  peer: "3.64.0.1",
  selectors: "::/0",
  inside: ["fdff:1::2/126"],
};

const policies = (peer: string): string => `  neighbor ${peer} route-map ANY in
  neighbor ${peer} route-map ANY out
`;

const dualStack = `ipv6 prefix-list OURS seq 5 permit fd00:48::/48
route-map ANY permit 10
 match ipv6 address prefix-list OURS
exit
interface vpn-t
 ipv6 address fdff:1::2/126
exit
router bgp 65010
 bgp router-id 20.1.2.3
 no bgp default ipv4-unicast
 neighbor fdff:1::1 remote-as 64512
 neighbor fdff:1::1 update-source vpn-t
 address-family ipv6 unicast
  network fd00:48::/48
  neighbor fdff:1::1 activate
${policies("fdff:1:0::1")} exit-address-family
exit
ipv6 route fd00:48::/48 blackhole
`;

const overIpv4 = ` no bgp ebgp-requires-policy
 neighbor 169.254.21.1 remote-as 64512
 address-family ipv4 unicast
  network 10.48.0.0/16
  neighbor 169.254.21.1 activate
 exit-address-family
 neighbor fdff:1::1 update-source`;

const endOf = (frr: string, more: Partial<Tunnel> = {}): TunnelEnd =>
  onPremisesTunnelEnds(router([{ ...tunnel, ...more }], frr), "hq")[0]!;

/** The configuration with one text replaced. */
function dualStackBut(before: string, after: string): string {
  expect(dualStack).to.contain(before);
  return dualStack.replace(before, after);
}

describe("onPremisesTunnelEnds over IPv6", () => {
  it("reads a session over IPv6", () => {
    const { traffic, bgp, ipv6Bgp } = endOf(dualStack);
    expect(traffic).to.deep.equal(["ipv6"]);
    expect(bgp).to.deep.equal({
      asn: 65010,
      peerAsn: 64512,
      insideAddress: "fdff:1::2",
      peerInsideAddress: "fdff:1::1",
      families: ["ipv6"],
      md5Key: undefined,
    });
    expect(ipv6Bgp).to.equal(undefined);
  });

  it("has IPv4 active by default, and IPv6 where it is activated", () => {
    expect(endOf(dualStackBut(" no bgp default ipv4-unicast\n", "")).bgp?.families).to.deep.equal([
      "ipv4",
      "ipv6",
    ]);
    const byDefault = dualStackBut("neighbor fdff:1::1 activate", "maximum-paths 2");
    expect(endOf(byDefault).bgp).to.include({ isDisabled: true });
    const withDefault = byDefault.replace("no bgp default ipv4", "bgp default ipv6");
    expect(endOf(withDefault).bgp?.families).to.deep.equal(["ipv4", "ipv6"]);
  });

  it("has both IP versions in the tunnel, each with its session", () => {
    const both = dualStackBut(" neighbor fdff:1::1 update-source", overIpv4);
    const addresses = ["fdff:1::2/126", "169.254.21.2/30"];
    for (const inside of [addresses, [...addresses].reverse()]) {
      const end = endOf(both, { inside, selectors: "0.0.0.0/0, ::/0" });
      expect(end.traffic).to.deep.equal(["ipv4", "ipv6"]);
      expect(end.bgp).to.include({ insideAddress: "169.254.21.2", peerInsideAddress: "169.254.21.1" });
      expect(end.ipv6Bgp).to.include({ insideAddress: "fdff:1::2", peerInsideAddress: "fdff:1::1" });
    }
  });

  const refusals: [what: string, frr: string, more: Partial<Tunnel>, problem: RegExp][] = [
    [
      "an address that is none",
      dualStackBut("neighbor fdff:1::1 remote-as", "neighbor fdff:1::12345 remote-as"),
      {},
      /^hq\/frr\.conf:11: fdff:1::12345 is no IPv6 address/,
    ],
    [
      "a prefix length that is none",
      dualStackBut("network fd00:48::/48", "network fd00:48::/129"),
      {},
      /fd00:48::\/129 is no IPv6 address or network/,
    ],
    [
      "a neighbor that is not there",
      dualStackBut("neighbor fdff:1::1 activate", "neighbor fdff:1::9 activate"),
      {},
      /the neighbor fdff:1::9 has no remote-as above/,
    ],
    [
      "an IPv6 prefix-list that is there for IPv4 only",
      dualStackBut(
        "ipv6 prefix-list OURS seq 5 permit fd00:48::/48",
        "ip prefix-list OURS permit 10.0.0.0/8",
      ),
      {},
      /there is no ipv6 prefix-list OURS/,
    ],
    [
      "a neighbor without policies",
      dualStackBut("  neighbor fdff:1:0::1 route-map ANY in\n", ""),
      {},
      /the neighbor fdff:1::1 has no policy for both directions of IPv6/,
    ],
    [
      "an IPv4 network among those of IPv6",
      dualStackBut("network fd00:48::/48", "network 10.48.0.0/16"),
      {},
      /"network 10\.48\.0\.0\/16" is not simulated here/,
    ],
    [
      "two inside addresses of one IP version",
      dualStack,
      { inside: ["fdff:1::2/126", "fdff:1::6/126"] },
      /links\.conf:2: vpn-t has two addresses of one IP version/,
    ],
    ["other selectors", dualStack, { selectors: "fd00:48::/48" }, /local_ts fd00:48::\/48 is not a list of/],
  ];
  for (const [what, frr, more, problem] of refusals) {
    it(`refuses ${what}`, () => {
      expect(() => endOf(frr, more)).to.throw(problem);
    });
  }
});

describe("an on-premises router over IPv6", () => {
  /** An IPv6 connection of a transit gateway, whose first tunnel the router has. */
  async function besideAws(frr: string, more: Partial<Tunnel> = {}): Promise<TunnelState[]> {
    const scene = await AwsScene.open();
    const vpn = await scene.transitVpn(await scene.customerGateway(), await scene.transitGateway(), {
      tunnelInsideIpVersion: "ipv6",
      tunnel1InsideIpv6Cidr: "fdff:1::/126",
      tunnel1PresharedKey: key,
    });
    const files = router([{ ...tunnel, peer: vpn.outputs.tunnel1Address as string, ...more }], frr);
    const states = allTunnelStates(scene.account.clouds.world.view(), { hq: files });
    return states.filter(({ ends }) => ends.length === 2);
  }

  it("comes up with AWS", async () => {
    const [state] = await besideAws(dualStack);
    expect(state).to.include({ up: true, bgp: "established" });
    expect(state).to.deep.include({ families: ["ipv6"], reasons: [] });
  });

  const mismatches: [what: string, frr: string, more: Partial<Tunnel>, reason: RegExp][] = [
    [
      "selectors for IPv4",
      dualStack,
      { selectors: "0.0.0.0/0" },
      /^No common traffic selectors: aws .* accepts IPv6, onPremises hq\/t tunnel 1 accepts IPv4\./,
    ],
    ["another inside address", dualStack, { inside: ["fdff:1::3/126"] }, /has fdff:1::3\.$/],
    [
      "a session for IPv4 alone",
      dualStackBut("neighbor fdff:1::1 activate", "no neighbor fdff:1::1 activate").replace(
        " no bgp",
        " bgp",
      ),
      {},
      /^No common address family: aws .* of IPv6, onPremises .* of IPv4\.$/,
    ],
    [
      "another ASN of the peer",
      dualStackBut("remote-as 64512", "remote-as 64513"),
      {},
      /expects the ASN 64513 .* has 64512\.$/,
    ],
  ];
  for (const [what, frr, more, reason] of mismatches) {
    it(`stays down with AWS for ${what}`, async () => {
      const [state] = await besideAws(frr, more);
      expect(state).to.include({ up: false });
      expect(state?.reasons.join("\n")).to.match(reason);
    });
  }

  describe("and over IPv4 beside, with Google Cloud", () => {
    const frr = dualStackBut(" neighbor fdff:1::1 update-source", overIpv4).replaceAll("64512", "64514");
    const both = { inside: ["fdff:1::2/126", "169.254.21.2/30"], selectors: "0.0.0.0/0,::/0" };

    async function besideGoogle(files: string, onIpv6 = true): Promise<TunnelState | undefined> {
      const scene = await GcpScene.open();
      await scene.network();
      await scene.router();
      const gateway = await scene.gateway("gw", { stackType: "IPV4_IPV6" });
      await scene.external("ext", {
        redundancyType: "SINGLE_IP_INTERNALLY_REDUNDANT",
        interfaces: [{ id: 0, ipAddress: "20.1.2.3" }],
      });
      await scene.tunnel("t0", { sharedSecret: key });
      const peer = { peerAsn: 65010 };
      await scene.interface("if4", { ipRange: "169.254.21.1/30" });
      await scene.peer("peer4", { ...peer, interface: "if4", peerIpAddress: "169.254.21.2" });
      if (onIpv6) {
        await scene.interface("if6", { ipRange: "fdff:1::1/126" });
        const over = { interface: "if6", peerIpAddress: "fdff:1::2", enableIpv6: true };
        await scene.peer("peer6", { ...peer, ...over });
      }
      const hq = router([{ ...tunnel, ...both, peer: addressOf(gateway, 0) }], files);
      const [state] = allTunnelStates(scene.account.clouds.world.view(), { hq });
      return state;
    }

    it("comes up with both sessions", async () => {
      const state = await besideGoogle(frr);
      expect(state?.reasons).to.deep.equal([]);
      expect(state).to.deep.include({ up: true, bgp: "established", families: ["ipv4", "ipv6"] });
    });

    it("is down where one of both is", async () => {
      const shut = frr.replace(" address-family ipv6", " neighbor fdff:1::1 shutdown\n address-family ipv6");
      expect(await besideGoogle(shut)).to.deep.include({
        up: false,
        ipsec: true,
        reasons: ["The BGP session of onPremises hq/t tunnel 1 is disabled."],
      });
      expect((await besideGoogle(frr, false))?.reasons[0]).to.match(
        /^onPremises hq\/t tunnel 1 has a BGP session over IPv6, but gcp .* has none\.$/,
      );
    });
  });
});
