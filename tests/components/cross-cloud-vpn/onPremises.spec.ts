import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import fc from "fast-check";

import type {
  OnPremisesDevice,
  OnPremisesTunnel,
} from "../../../components/cross-cloud-vpn/on-premises/device";
import { renderOnPremises } from "../../../components/cross-cloud-vpn/on-premises/render";

const tunnel = (index: number, change: Partial<OnPremisesTunnel> = {}): OnPremisesTunnel => ({
  key: `0-${index}`,
  outsideAddress: "203.0.113.1",
  peerOutsideAddress: `3.64.0.${index}`,
  insideAddress: `169.254.21.${index * 4 + 2}`,
  peerInsideAddress: `169.254.21.${index * 4 + 1}`,
  peerAsn: 64512,
  presharedKey: `Preshared.Key_${index}`,
  md5Key: undefined,
  preferred: true,
  ...change,
});

const device = (change: Partial<OnPremisesDevice> = {}): OnPremisesDevice => ({
  name: "shop",
  routing: "bgp",
  asn: 65010,
  prefixes: ["10.48.0.0/16", "192.0.2.7/32"],
  peerPrefixes: ["10.0.0.0/16", "10.9.9.9/32"],
  proposals: { ike: "aes256gcm16-prfsha384-ecp384", esp: "aes256gcm16-ecp384" },
  lifetimeSeconds: { ike: 28800, ipsec: 3600 },
  bgpTimers: { keepalive: 60, hold: 180 },
  tunnels: [tunnel(1), tunnel(2, { preferred: false, md5Key: "Md5.Key_2" })],
  ...change,
});

const fileOf = (name: string, change: Partial<OnPremisesDevice> = {}): string =>
  renderOnPremises(device(change))[name]!;

const printable = (min: number, minLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.integer({ min, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength,
    maxLength: 64,
  });

describe("renderOnPremises", () => {
  it("gives the files that the README speaks of", () => {
    const files = renderOnPremises(device());
    expect(Object.keys(files)).to.deep.equal([
      "swanctl.conf",
      "swanctl-secrets.conf",
      "frr.conf",
      "frr-secrets.conf",
      "links.conf",
      "links.sh",
      "vpn-shop.service",
      "README.md",
    ]);
    Object.keys(files).forEach((name) => name === "README.md" || expect(files["README.md"]).to.contain(name));
    for (const text of Object.values(files)) {
      expect(text).to.match(/[^\n]\n$/);
      expect(text).not.to.match(/undefined|NaN|\[object/);
    }
  });

  it("has one connection for each tunnel, pinned to one proposal and done within the clouds' lifetimes", () => {
    const text = fileOf("swanctl.conf");
    expect(text.match(/^ {2}shop-0-\d \{$/gm)).to.have.length(2);
    for (const line of [
      "version = 2",
      "local_addrs = 203.0.113.1",
      "remote_addrs = 3.64.0.1",
      "proposals = aes256gcm16-prfsha384-ecp384",
      "esp_proposals = aes256gcm16-ecp384",
      "rekey_time = 25920s",
      "over_time = 2880s",
      "rekey_time = 3240s",
      "life_time = 3600s",
      "keyingtries = 0",
      "if_id_in = 5382",
      "if_id_out = 5382",
      "start_action = trap|start",
    ]) {
      expect(text).to.match(new RegExp(`^ +${line.replaceAll(/[.|]/g, "\\$&")}$`, "m"));
    }
  });

  it("announces the own ranges and accepts the peer's, and prefers active tunnels in both directions", () => {
    const text = fileOf("frr.conf");
    for (const line of [
      "ip prefix-list shop-own permit 10.48.0.0/16",
      "ip prefix-list shop-own permit 192.0.2.7/32",
      "ip prefix-list shop-peer permit 10.0.0.0/16 le 32",
      "ip prefix-list shop-peer permit 10.9.9.9/32",
      "router bgp 65010",
      " neighbor 169.254.21.5 remote-as 64512",
      " neighbor 169.254.21.5 update-source 169.254.21.6",
      " neighbor 169.254.21.5 timers 60 180",
      "  network 10.48.0.0/16",
      "  neighbor 169.254.21.5 route-map shop-in-preferred in",
      "  neighbor 169.254.21.5 route-map shop-out-preferred out",
      "  neighbor 169.254.21.9 route-map shop-in-standby in",
      "  neighbor 169.254.21.9 route-map shop-out-standby out",
    ]) {
      expect(text.split("\n")).to.include(line);
    }
    const mapOf = (name: string): string =>
      new RegExp(`route-map shop-${name} permit 10\\n([^]*?)exit`).exec(text)![1]!;
    expect(mapOf("in-preferred")).to.contain("prefix-list shop-peer\n set local-preference 200");
    expect(mapOf("in-standby")).to.contain("prefix-list shop-peer\n set local-preference 100");
    expect(mapOf("out-preferred"))
      .to.contain("prefix-list shop-own\n set metric 100")
      .and.not.contain("prepend");
    expect(mapOf("out-standby")).to.contain(" set metric 200\n set as-path prepend 65010 65010");
  });

  it("routes statically by distance, without BGP", () => {
    const text = fileOf("frr.conf", { routing: "static", asn: undefined });
    expect(text.split("\n").filter((line) => line.startsWith("ip route 10.0.0.0/16"))).to.deep.equal([
      "ip route 10.0.0.0/16 blackhole 250",
      "ip route 10.0.0.0/16 xfrm-21-6 10",
      "ip route 10.0.0.0/16 xfrm-21-10 20",
    ]);
    expect(text).not.to.contain("bgp");
    expect(fileOf("frr-secrets.conf", { routing: "static", asn: undefined })).not.to.contain("bgp");
  });

  it("keeps apart the ranges behind tunnels to different clouds", () => {
    const tunnels = [tunnel(1), tunnel(2, { key: "gcp.0", peerPrefixes: ["10.16.0.0/12"] })];
    const lines = fileOf("frr.conf", { peerPrefixes: ["10.0.0.0/16"], tunnels }).split("\n");
    expect(lines.filter((line) => line.includes("shop-peer"))).to.deep.equal([
      "ip prefix-list shop-peer permit 10.0.0.0/16 le 32",
      "ip prefix-list shop-peer-gcp.0 permit 10.16.0.0/12 le 32",
      " match ip address prefix-list shop-peer",
      " match ip address prefix-list shop-peer-gcp.0",
    ]);
    expect(lines).to.include("  neighbor 169.254.21.9 route-map shop-in-preferred-gcp.0 in");
    expect(lines).to.include("ip route 10.16.0.0/12 blackhole 250");
    const change = { routing: "static" as const, asn: undefined, peerPrefixes: ["10.0.0.0/16"], tunnels };
    expect(fileOf("frr.conf", change).match(/ip route .* xfrm.*/g)).to.deep.equal([
      "ip route 10.0.0.0/16 xfrm-21-6 10",
      "ip route 10.16.0.0/12 xfrm-21-10 10",
    ]);
  });

  it("keeps every key that is printable ASCII", () => {
    fc.assert(
      fc.property(printable(0x20, 8), (presharedKey) => {
        const text = fileOf("swanctl-secrets.conf", { tunnels: [tunnel(1, { presharedKey })] });
        const [, encoded] = /^ {4}secret = 0s([A-Za-z0-9+/]+=*)$/m.exec(text)!;
        expect(Buffer.from(encoded!, "base64").toString()).to.equal(presharedKey);
      }),
    );
  });

  it("has keys in the secret files alone", () => {
    fc.assert(
      fc.property(printable(0x21, 16), printable(0x21, 16), (presharedKey, md5Key) => {
        const files = renderOnPremises(device({ tunnels: [tunnel(1, { presharedKey, md5Key })] }));
        const open = Object.entries(files).filter(([name]) => !name.includes("secrets"));
        expect(open).to.have.length(6);
        for (const [, text] of open) {
          for (const key of [presharedKey, md5Key]) {
            for (const encoding of ["utf8", "base64", "hex"] as const) {
              expect(text).not.to.contain(Buffer.from(key).toString(encoding));
            }
          }
        }
        expect(files["frr-secrets.conf"]).to.contain(`\n neighbor 169.254.21.5 password ${md5Key}\n`);
      }),
    );
  });

  it("leaves a tunnel's part of every file alone when others come and go", () => {
    const all = [1, 2, 3, 4].map((index) => tunnel(index, { md5Key: `Md5.Key_${index}` }));
    const partOf = (file: string, tunnels: readonly OnPremisesTunnel[]): string[] =>
      fileOf(file, { tunnels })
        .split("\n")
        .filter((line) => /21[.-](13|14)\b/.test(line));
    const blockOf = (file: string, tunnels: readonly OnPremisesTunnel[]): string =>
      new RegExp(`^ {2}(ike-)?shop-0-3 \\{\\n[^]*?^ {2}\\}`, "m").exec(fileOf(file, { tunnels }))![0];
    fc.assert(
      fc.property(fc.shuffledSubarray(all.filter(({ key }) => key !== "0-3")), (others) => {
        const tunnels = [...others, all[2]!];
        for (const file of ["swanctl.conf", "swanctl-secrets.conf"]) {
          expect(blockOf(file, tunnels)).to.equal(blockOf(file, all));
        }
        for (const file of ["frr.conf", "frr-secrets.conf", "links.conf"]) {
          expect(partOf(file, tunnels)).to.deep.equal(partOf(file, all)).and.not.be.empty;
        }
      }),
    );
  });

  it("gives every inside address an interface of its own, with a name that Linux takes", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const net = fc.tuple(octet, fc.integer({ min: 0, max: 63 }));
    fc.assert(
      fc.property(fc.uniqueArray(net, { selector: String, minLength: 1, maxLength: 8 }), (nets) => {
        const tunnels = nets.map(([third, quarter], index) =>
          tunnel(index, {
            insideAddress: `169.254.${third}.${quarter * 4 + 2}`,
            peerInsideAddress: `169.254.${third}.${quarter * 4 + 1}`,
          }),
        );
        const rows = fileOf("links.conf", { tunnels }).trim().split("\n").slice(1);
        const columns = rows.map((row) => row.split(" "));
        for (const column of [0, 1]) {
          expect(new Set(columns.map((row) => row[column])).size).to.equal(nets.length);
        }
        for (const [name, id] of columns) {
          expect(name!.length).to.be.at.most(15);
          expect(Number(id)).to.be.greaterThan(0);
        }
      }),
    );
  });

  const wrong: [what: string, change: Partial<OnPremisesDevice>, problem: RegExp][] = [
    ["a router without a tunnel", { tunnels: [] }, /tunnels: there is none/],
    ["a name with a line break", { name: "shop\nexec" }, /^ {2}- name: "shop\\nexec" is not letters/m],
    ["a name with a shell's word", { name: "$(id)" }, /name:/],
    [
      "two proposals",
      { proposals: { ike: "aes256-sha256-modp2048,aes128-sha1-modp1024", esp: "aes256gcm16-ecp384" } },
      /proposals\.ike: .* is not one proposal/,
    ],
    ["a prefix with host bits", { prefixes: ["10.48.0.1/16"] }, /prefixes\[0\]: .* host bits/],
    ["an IPv6 prefix", { peerPrefixes: ["fd00::/64"] }, /peerPrefixes\[0\]: fd00::\/64 is not IPv4/],
    ["BGP without an ASN", { asn: undefined }, /asn: is missing with BGP/],
    [
      "BGP without the peer's ASN",
      { tunnels: [tunnel(1, { peerAsn: undefined })] },
      /tunnels\[0\]\.peerAsn: is missing/,
    ],
    [
      "an address that is none",
      { tunnels: [tunnel(1, { peerOutsideAddress: "3.64.0.1 #" })] },
      /tunnels\[0\]\.peerOutsideAddress/,
    ],
    [
      "inside addresses of two networks",
      { tunnels: [tunnel(1, { peerInsideAddress: "169.254.21.9" })] },
      /are not the two hosts of a \/30/,
    ],
    ["a key with a separator", { tunnels: [tunnel(1, { key: "0/1" })] }, /tunnels\[0\]\.key/],
    [
      "one inside address twice",
      { tunnels: [tunnel(1), tunnel(1, { key: "0-2" })] },
      /tunnels\[1\]\.insideAddress: 169\.254\.21\.6 is tunnels\[0\]'s as well/,
    ],
    ["one key twice", { tunnels: [tunnel(1), tunnel(2, { key: "0.1" })] }, /tunnels\[1\]\.key/],
    [
      "a key with a line break",
      { tunnels: [tunnel(1, { presharedKey: "Secret.Key\n}" })] },
      /tunnels\[0\]\.presharedKey/,
    ],
    [
      "an MD5 key with a space",
      { tunnels: [tunnel(1, { md5Key: "Secret.Key 1" })] },
      /tunnels\[0\]\.md5Key: FRR takes/,
    ],
    [
      "an MD5 key that is too long",
      { tunnels: [tunnel(1, { md5Key: "k".repeat(81) })] },
      /tunnels\[0\]\.md5Key: FRR takes/,
    ],
  ];
  for (const [what, change, problem] of wrong) {
    it(`refuses ${what}`, () => {
      expect(() => renderOnPremises(device(change)))
        .to.throw(problem)
        .with.property("message")
        .that.does.not.contain("Secret.Key");
    });
  }

  it("tells every problem at once", () => {
    const change = { name: "", tunnels: [tunnel(1, { key: " ", presharedKey: "" })] };
    expect(() => renderOnPremises(device(change))).to.throw(/name:[^]*tunnels\[0\]\.key:[^]*presharedKey:/);
  });

  describe("on this machine", () => {
    let folder: string;
    before(() => (folder = mkdtempSync(join(tmpdir(), "on-premises-"))));
    after(() => rmSync(folder, { recursive: true }));

    const written = (name: string, change: Partial<OnPremisesDevice> = {}): string => {
      writeFileSync(join(folder, name), fileOf(name, change));
      return join(folder, name);
    };

    it("makes a script that the shell understands", () => {
      execFileSync("sh", ["-n", written("links.sh")]);
    });

    it("makes routing that FRR understands; skipped where vtysh is not installed", function () {
      if (spawnSync("vtysh", ["--help"]).error) {
        this.skip();
      }
      const verdict = (path: string): unknown => {
        const { status, stdout } = spawnSync("vtysh", ["-C", "-f", path], { encoding: "utf8" });
        return { status, stdout };
      };
      const fine = { status: 0, stdout: "" };
      expect(verdict(written("frr.conf"))).to.deep.equal(fine);
      expect(verdict(written("frr-secrets.conf"))).to.deep.equal(fine);
      expect(verdict(written("frr.conf", { routing: "static", asn: undefined }))).to.deep.equal(fine);
    });
  });
});
