import { expect } from "chai";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CrossCloudVpn } from "../../../components";
import { ofType, record, type Recording, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { awsEnd, expectAwsTwin, four, inputsOf } from "./ipv6Twins";
import { dualStack, link } from "./programs";

describe("CrossCloudVpn with IPv6 between a transit gateway and on-premises", () => {
  let recorded: Recording<CrossCloudVpn>;
  let files: Record<string, string>;
  before(async () => {
    const args = { aws: dualStack.aws(), onPremises: dualStack.office(), ipv6: true };
    recorded = await record(() => link(args), clouds);
    files = await value(recorded.result.onPremisesConfiguration!);
  });

  for (const row of four) {
    const [key, remote, , awsInside, officeInside] = row;

    it(`brings both ends of the twin of ${key} together`, () => {
      const { resources } = recorded;
      expectAwsTwin(resources, row, `shop-customer-gateway-${remote}`);
      const own = ["185.43.7.9", "185.43.8.9"][remote]!;
      const { outside } = awsEnd(key);
      const id = 2 ** 31 + Number(`0x${officeInside.split(":").at(-1)}`);
      const connection = new RegExp(`^ {2}shop-${key}-ipv6 \\{[^]*?^ {2}\\}$`, "m").exec(
        files["swanctl.conf"]!,
      )![0];
      for (const line of [
        `local_addrs = ${own}`,
        `remote_addrs = ${outside}`,
        "local_ts = ::/0",
        "remote_ts = ::/0",
        `if_id_in = ${id}`,
        `if_id_out = ${id}`,
      ]) {
        expect(connection.split("\n").map((text) => text.trim())).to.include(line);
      }
      const key64 = Buffer.from(`key-of-${key}-ipv6`).toString("base64");
      expect(files["swanctl-secrets.conf"]).to.match(
        new RegExp(`ike-shop-${key}-ipv6 \\{\\s+id-local = ${own}\\s+id-remote = ${outside}\\s+.*${key64}`),
      );
      const name = `xfrm6-${officeInside.split(":").at(-1)}`;
      expect(files["links.conf"]!.split("\n")).to.include(`${name} ${id} ${officeInside}/126`);
      expect(files["frr.conf"]!.split("\n")).to.include.members([
        ` neighbor ${awsInside} remote-as 64512`,
        ` neighbor ${awsInside} update-source ${officeInside}`,
        `  neighbor ${awsInside} activate`,
        `  neighbor ${awsInside} route-map shop-in-preferred-${key}-ipv6 in`,
        `  neighbor ${awsInside} route-map shop-out-preferred-ipv6 out`,
        `ipv6 prefix-list shop-peer-${key}-ipv6 permit 2001:db8:0:aa00::/56 le 128`,
        `ip prefix-list shop-peer-${key} permit 10.0.0.0/16 le 32`,
      ]);
    });
  }

  it("announces and keeps inside the tunnels the ranges of each IP version alone", () => {
    const text = files["frr.conf"]!;
    const [, ipv4 = ""] = /address-family ipv4 unicast([^]*?)exit-address-family/.exec(text) ?? [];
    const [, ipv6 = ""] = /address-family ipv6 unicast([^]*?)exit-address-family/.exec(text) ?? [];
    expect(ipv4)
      .to.include("network 10.48.0.0/16")
      .and.not.match(/fdff|2001/);
    expect(ipv6)
      .to.include("network 2001:db8:48::/48")
      .and.not.match(/169\.254|10\.48/);
    expect(text.split("\n")).to.include.members([
      "ip prefix-list shop-own permit 10.48.0.0/16",
      "ipv6 prefix-list shop-own permit 2001:db8:48::/48",
      "ip route 10.0.0.0/16 blackhole 250",
      "ipv6 route 2001:db8:0:aa00::/56 blackhole 250",
    ]);
  });

  it("forwards IPv6 and keeps its TCP segments smaller", () => {
    expect(files["links.sh"])
      .to.include("net.ipv6.conf.all.forwarding=1")
      .and.include("meta nfproto ipv6 tcp flags & (syn | rst) == syn tcp option maxseg size set 1330");
    expect(files["README.md"]).to.include("accept_ra=2");
  });

  it("leaves IPv6 of a router without it alone", async () => {
    const { result } = await record(
      () => link({ aws: dualStack.aws(), onPremises: dualStack.office() }),
      clouds,
    );
    const without = await value(result.onPremisesConfiguration!);
    expect(Object.values(without).join("\n")).to.not.match(/ipv6|2001:db8/i);
  });
});

describe("CrossCloudVpn with IPv6 between Google Cloud and on-premises", () => {
  const rows = [
    ["0-1", 0, "169.254.0.65", "169.254.0.66", "fdff:1::1", "fdff:1::2"],
    ["0-2", 1, "169.254.0.69", "169.254.0.70", "fdff:1::5", "fdff:1::6"],
  ] as const;
  let recorded: Recording<CrossCloudVpn>;
  let files: Record<string, string>;
  before(async () => {
    const args = { gcp: dualStack.gcp, onPremises: dualStack.office(), ipv6: true, bgpMd5: true };
    recorded = await record(() => link(args), clouds);
    files = await value(recorded.result.onPremisesConfiguration!);
  });

  for (const [key, gcpInterface, gcpInside, officeInside, gcpIpv6, officeIpv6] of rows) {
    it(`has a session for each IP version in tunnel ${key}`, async () => {
      const { resources, result } = recorded;
      expect(inputsOf(resources, `shop-vpn-tunnel-${key}`)).to.include({
        vpnGateway: "shop-ha-vpn-gateway-0_id",
        vpnGatewayInterface: gcpInterface,
      });
      for (const [suffix, range, own, peer, ipv6] of [
        ["", `${gcpInside}/30`, gcpInside, officeInside, undefined],
        ["-ipv6", `${gcpIpv6}/126`, gcpIpv6, officeIpv6, true],
      ] as const) {
        expect(inputsOf(resources, `shop-router-interface-${key}${suffix}`)).to.include({
          vpnTunnel: `shop-vpn-tunnel-${key}-in-gcp`,
          ipRange: range,
        });
        const session = inputsOf(resources, `shop-router-peer-${key}${suffix}`);
        expect(session).to.include({ ipAddress: own, peerIpAddress: peer, peerAsn: 65010 });
        expect(session["enableIpv6"]).to.equal(ipv6);
        expect(session["md5AuthenticationKey"]).to.have.nested.property("value.name", `shop-${key}${suffix}`);
        expect(files["frr-secrets.conf"]).to.include(
          ` neighbor ${own} password krandom-of-shop-md5-key-${key}`,
        );
      }
      const name = `xfrm-0-${officeInside.split(".").at(-1)}`;
      const lines = files["links.conf"]!.split("\n").filter((line) => line.startsWith(`${name} `));
      expect(lines.map((line) => line.split(" ").at(-1))).to.deep.equal([
        `${officeInside}/30`,
        `${officeIpv6}/126`,
      ]);
      const record = (await value(result.tunnels)).find((tunnel) => tunnel.name === `shop-${key}`);
      expect(record).to.deep.include({ ipVersions: ["ipv4", "ipv6"] });
      expect(record?.gcp).to.include({ insideAddress: gcpInside, insideIpv6Address: gcpIpv6 });
      expect(record?.onPremises).to.include({ insideAddress: officeInside, insideIpv6Address: officeIpv6 });
    });
  }

  it("needs no more tunnels and gateways, but ones for both IP versions", () => {
    const { resources, result } = recorded;
    expect(result.tunnels).to.have.length(2);
    expect(ofType(resources, "gcp:compute/vPNTunnel:VPNTunnel")).to.have.length(2);
    const gateways = ofType(resources, "gcp:compute/haVpnGateway:HaVpnGateway");
    expect(gateways.map(({ inputs }) => inputs["stackType"])).to.deep.equal(["IPV4_IPV6"]);
    expect(files["swanctl.conf"]!.match(/_ts = 0\.0\.0\.0\/0,::\/0$/gm)).to.have.length(4);
  });
});

describe("an on-premises router's files with IPv6", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "crosscloud-router-"))));
  after(() => rmSync(folder, { recursive: true }));

  for (const [cloud, side] of [
    ["AWS", () => ({ aws: dualStack.aws() })],
    ["Google Cloud", () => ({ gcp: dualStack.gcp, bgpMd5: true })],
  ] as const) {
    it(`are understood by sh and, where it is installed, FRR, towards ${cloud}`, async () => {
      const { result } = await record(
        () => link({ ...side(), onPremises: dualStack.office(), ipv6: true, priority: "active-passive" }),
        clouds,
      );
      const files = await value(result.onPremisesConfiguration!);
      for (const [name, text] of Object.entries(files)) {
        writeFileSync(join(folder, name), text);
      }
      execFileSync("sh", ["-n", join(folder, "links.sh")]);
      if (spawnSync("vtysh", ["--help"]).error === undefined) {
        for (const name of ["frr.conf", "frr-secrets.conf"]) {
          const { status, stdout } = spawnSync("vtysh", ["-C", "-f", join(folder, name)], {
            encoding: "utf8",
          });
          expect({ status, stdout }, name).to.deep.equal({ status: 0, stdout: "" });
        }
      }
    });
  }
});
