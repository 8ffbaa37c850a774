import { expect } from "chai";

import { changed, files, type Texts, without } from "./router";
import { onPremisesTunnelEnds } from "../../../simulator";

describe("onPremisesTunnelEnds, of what it cannot interpret", () => {
  const refusals: [what: string, router: Texts, problem: RegExp | string][] = [
    ["no swanctl.conf", without("swanctl.conf"), "hq/swanctl.conf:1: there is no such file"],
    ["no frr.conf", without("frr.conf"), "hq/frr.conf:1: there is no such file"],
    ["no links.conf", without("links.conf"), "hq/links.conf:1: there is no such file"],
    [
      "a key that it does not know",
      changed("swanctl.conf", "dpd_delay = 15s", "dpd_dealy = 15s"),
      "hq/swanctl.conf:28: connections.right.dpd_dealy is not simulated",
    ],
    [
      "a value that it does not know",
      changed("swanctl.conf", "dpd_delay = 15s", "dpd_delay = soon"),
      "hq/swanctl.conf:28: connections.right.dpd_delay soon is not a time",
    ],
    [
      "a pool",
      changed("swanctl.conf", "connections {", "pools { a { addrs = 10.0.0.0/24 } }\nconnections {"),
      /^hq\/swanctl\.conf:2: the section pools is not simulated/,
    ],
    [
      "certificates",
      changed("swanctl.conf", "remote {\n      auth = psk", "remote {\n      auth = pubkey"),
      /swanctl\.conf:11: connections\.left\.remote\.auth pubkey is not one of psk/,
    ],
    [
      "any peer",
      changed("swanctl.conf", "remote_addrs = 3.64.0.1", "remote_addrs = %any"),
      /swanctl\.conf:6: connections\.left\.remote_addrs %any is not one IPv4 address/,
    ],
    [
      "default proposals",
      changed("swanctl.conf", "    proposals = aes256-sha256-modp2048\n", ""),
      /swanctl\.conf:3: connections\.left has no proposals/,
    ],
    [
      "two children",
      changed("swanctl.conf", "    children.tunnel {", "    children.other { }\n    children.tunnel {"),
      /has 2 children; one is simulated/,
    ],
    [
      "policies instead of routes",
      changed("swanctl.conf", "remote_ts = 0.0.0.0/0", "remote_ts = 10.0.0.0/16"),
      /swanctl\.conf:16: .*remote_ts 10\.0\.0\.0\/16 is not a list of 0\.0\.0\.0\/0, ::\/0/,
    ],
    [
      "two interfaces of one tunnel",
      changed("swanctl.conf", "if_id_out = 42", "if_id_out = 43"),
      /swanctl\.conf:38: if_id_out 43 is another interface/,
    ],
    [
      "one interface of two tunnels",
      { ...files, "swanctl.conf": files["swanctl.conf"]!.replaceAll("= 42", "= 41") },
      /swanctl\.conf:3: left has the XFRM interface id 41 of right/,
    ],
    [
      "an interface that is not there",
      changed("links.conf", "vpn-right 42", "vpn-right 43"),
      /swanctl\.conf:22: right has the XFRM interface id 42, which links\.conf has not/,
    ],
    [
      "a line of interfaces that is none",
      changed("links.conf", "vpn-left  41", "vpn-left"),
      /links\.conf:2: is not an interface's name/,
    ],
    [
      "an inside address that is none",
      changed("links.conf", "169.254.21.2/30", "169.254.21.2/33"),
      /links\.conf:2: "169\.254\.21\.2\/33" is not an address/,
    ],
    [
      "one id of two interfaces",
      changed("links.conf", "vpn-right 42", "vpn-right 41"),
      /links\.conf:3: the id 41 is another interface's/,
    ],
    [
      "a bad secret",
      changed("keys.conf", "0x52696768744b65792e32", "0xRightKey.2"),
      "hq/keys.conf:8: the secret is not the hexadecimal that its first two characters announce",
    ],
    [
      "a private key's password",
      changed("keys.conf", "secrets {", "secrets {\n  rsa-a { secret = RightKey.2 }"),
      /keys\.conf:2: the section secrets\.rsa-a is not simulated/,
    ],
    [
      "an FRR command that it does not know",
      changed("frr.conf", " bgp router-id", " neighbor 169.254.21.1 local-as 65099\n bgp router-id"),
      'hq/frr.conf:15: "neighbor 169.254.21.1 local-as …" is not simulated here',
    ],
    [
      "an FRR command in the wrong place",
      changed("frr.conf", "end\n", " network 10.1.0.0/16\n"),
      /frr\.conf:31: "network 10\.1\.0\.0\/16" is not simulated here/,
    ],
    [
      "a misspelt password",
      changed("frr-secrets.conf", "password", "pasword"),
      'hq/frr-secrets.conf:2: "neighbor 169.254.22.1 pasword …" is not simulated here',
    ],
    [
      "a password of nobody",
      changed("frr-secrets.conf", "22.1", "24.1"),
      "hq/frr-secrets.conf:2: the neighbor 169.254.24.1 has no remote-as above",
    ],
    [
      "two ASNs of one router",
      changed("frr-secrets.conf", "65010", "65011"),
      /frr-secrets\.conf:1: BGP runs with the ASN 65010 already, by hq\/frr\.conf/,
    ],
    [
      "an address that is none",
      changed("frr.conf", "192.168.0.9", "192.168.0.999"),
      /frr\.conf:19: 192\.168\.0\.999 is no IPv4 address/,
    ],
    [
      "a route-map that is not there",
      changed("frr.conf", "route-map IN in", "route-map INN in"),
      /frr\.conf:23: there is no route-map INN/,
    ],
    [
      "a prefix-list that is not there",
      changed("frr.conf", "prefix-list OURS\nexit", "prefix-list OUR\nexit"),
      /frr\.conf:8: there is no prefix-list OUR/,
    ],
    [
      "a neighbor without policies",
      changed("frr.conf", "  neighbor 169.254.21.1 route-map OUT out\n", ""),
      /frr\.conf:16: the neighbor 169\.254\.21\.1 has no policy for both directions/,
    ],
    [
      "a source that is no interface",
      changed("frr.conf", "update-source vpn-right", "update-source eth0"),
      /frr\.conf:17: .* update-source eth0, which links\.conf has not/,
    ],
  ];
  for (const [what, router, problem] of refusals) {
    it(`refuses ${what}, by file and line`, () => {
      expect(() => onPremisesTunnelEnds(router, "hq"))
        .to.throw(problem)
        .with.property("message")
        .that.does.not.match(/Left "|RightKey|Md5\.Key/);
    });
  }
});
