import { expect } from "chai";
import type { CrossCloudVpn, CrossCloudVpnArgs } from "../../../components";
import {
  find,
  ofType,
  record,
  type RecordedResource,
  type Recording,
  value,
} from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { gcpSide, link, officeSide, sides } from "./programs";

const inputsOf = (resources: readonly RecordedResource[], name: string) => find(resources, name).inputs;

/** What both ends of a tunnel must be told. */
interface Row {
  readonly key: string;
  readonly officeOutside: string;
  readonly cloudOutside: string;
  readonly officeInside: string;
  readonly cloudInside: string;
  readonly presharedKey: string;
}

const row = (
  key: string,
  officeOutside: string,
  cloudOutside: string,
  officeInside: string,
  cloudInside: string,
  presharedKey = `krandom-of-shop-preshared-key-${key}`,
): Row => ({
  key,
  officeOutside,
  cloudOutside,
  officeInside: `169.254.${officeInside}`,
  cloudInside: `169.254.${cloudInside}`,
  presharedKey,
});

const [line, spare] = ["185.43.7.9", "185.43.8.9"];

const aws: readonly Row[] = [
  row("0-1", line, "203.0.113.11", "0.66", "0.65", "key-of-0-1"),
  row("0-2", line, "203.0.113.12", "0.70", "0.69", "key-of-0-2"),
  row("1-1", spare, "203.0.113.21", "0.74", "0.73", "key-of-1-1"),
  row("1-2", spare, "203.0.113.22", "0.78", "0.77", "key-of-1-2"),
];
const gcp: readonly Row[] = [
  row("0-1", line, "192.0.2.10", "0.66", "0.65"),
  row("0-2", spare, "192.0.2.11", "0.70", "0.69"),
];
const azure: readonly Row[] = [
  row("0-1", line, "198.51.100.0", "21.2", "21.1"),
  row("0-2", spare, "198.51.100.1", "22.2", "22.1"),
];

const programs: readonly [string, Partial<CrossCloudVpnArgs>, number, string, readonly Row[]][] = [
  ["AWS", { aws: sides.aws }, 64512, "10.0.0.0/16", aws],
  ["Google Cloud", { gcp: gcpSide }, 64514, "10.16.0.0/16", gcp],
  ["Azure", { azure: sides.azure }, 65521, "10.32.0.0/16", azure],
];

/** What the cloud was told of the router. */
function cloudEnd(resources: readonly RecordedResource[], cloud: string, key: string) {
  const [connection, number] = key.split("-") as [string, string];
  switch (cloud) {
    case "AWS": {
      const own = inputsOf(resources, `shop-vpn-connection-${connection}`);
      const customerGateway = inputsOf(resources, `shop-customer-gateway-${connection}`);
      expect(own["customerGatewayId"]).to.equal(`shop-customer-gateway-${connection}_id`);
      expect(customerGateway["bgpAsn"]).to.equal("65010");
      return { outside: customerGateway["ipAddress"], inside: own[`tunnel${number}InsideCidr`] };
    }
    case "Google Cloud": {
      const tunnel = inputsOf(resources, `shop-vpn-tunnel-${key}`);
      const { interfaces } = inputsOf(resources, "shop-external-vpn-gateway-0") as {
        interfaces: { id: number; ipAddress: string }[];
      };
      const peer = inputsOf(resources, `shop-router-peer-${key}`);
      expect(peer["peerAsn"]).to.equal(65010);
      expect(tunnel["vpnGatewayInterface"]).to.equal(Number(number) - 1);
      return {
        outside: interfaces.find(({ id }) => id === tunnel["peerExternalGatewayInterface"])?.ipAddress,
        inside: peer["peerIpAddress"],
      };
    }
    default: {
      const { gatewayIpAddress, bgpSettings } = inputsOf(resources, `shop-local-network-gateway-${key}`) as {
        gatewayIpAddress: string;
        bgpSettings: { asn: number; bgpPeeringAddress: string };
      };
      expect(bgpSettings.asn).to.equal(65010);
      return { outside: gatewayIpAddress, inside: bgpSettings.bgpPeeringAddress };
    }
  }
}

for (const [cloud, side, asn, prefix, rows] of programs) {
  describe(`CrossCloudVpn between ${cloud} and a router with two addresses`, () => {
    let recorded: Recording<CrossCloudVpn>;
    let files: Record<string, string>;
    before(async () => {
      recorded = await record(() => link({ ...side, onPremises: officeSide() }), clouds);
      files = await value(recorded.result.onPremisesConfiguration!);
    });

    for (const { key, officeOutside, cloudOutside, officeInside, cloudInside, presharedKey } of rows) {
      it(`tells both ends of tunnel ${key} of each other`, () => {
        const told = cloudEnd(recorded.resources, cloud, key);
        expect(told.outside).to.equal(officeOutside);
        const network = officeInside.replace(/\d+$/, (host) => String(Number(host) - 2));
        expect(told.inside).to.be.oneOf([officeInside, `${network}/30`]);

        const connection = new RegExp(`^ {2}shop-${key} \\{[^]*?^ {2}\\}`, "m").exec(files["swanctl.conf"]!);
        expect(connection?.[0])
          .to.include(`local_addrs = ${officeOutside}\n`)
          .and.include(`remote_addrs = ${cloudOutside}\n`);
        const secret = new RegExp(`^ {2}ike-shop-${key} \\{[^]*?secret = 0s(\\S+)`, "m").exec(
          files["swanctl-secrets.conf"]!,
        );
        expect(Buffer.from(secret?.[1] ?? "", "base64").toString()).to.equal(presharedKey);
        expect(files["frr.conf"]!.split("\n")).to.include.members([
          ` neighbor ${cloudInside} remote-as ${asn}`,
          ` neighbor ${cloudInside} update-source ${officeInside}`,
        ]);
      });
    }

    it("has the router announce its own ranges, accept the cloud's, and speak with its own ASN", () => {
      const lines = files["frr.conf"]!.split("\n");
      expect(lines).to.include.members(["router bgp 65010", "ip prefix-list shop-own permit 10.48.0.0/16"]);
      const accepted = lines.filter((line) => line.startsWith("ip prefix-list shop-peer"));
      expect(accepted).to.have.length(rows.length);
      accepted.forEach((line) => expect(line).to.match(new RegExp(` permit ${prefix} le 32$`)));
    });

    it("has a tunnel for each row, and nothing on premises", () => {
      expect(recorded.result.tunnels.map(({ name }) => name)).to.deep.equal(
        rows.map(({ key }) => `shop-${key}`),
      );
      expect(Object.keys(recorded.result.gatewayIds)).to.have.length(1);
    });

    it("keeps the session alive at the cloud's pace", () => {
      const timers = [...files["frr.conf"]!.matchAll(/ timers (\d+ \d+)$/gm)].map(([, each]) => each);
      expect(timers).to.deep.equal(rows.map(() => (cloud === "Azure" ? "60 180" : "10 30")));
    });
  });
}

describe("CrossCloudVpn to a router with static routes", () => {
  it("routes its prefixes on AWS's connection and in every table, and AWS's on the router", async () => {
    const { resources, result } = await record(
      () => link({ aws: sides.aws, onPremises: officeSide(1), routing: "static" }),
      clouds,
    );
    expect(inputsOf(resources, "shop-vpn-connection-route-0-10-48-0-0-16")).to.include({
      vpnConnectionId: "shop-vpn-connection-0_id",
      destinationCidrBlock: "10.48.0.0/16",
    });
    for (const key of ["public", "private"]) {
      expect(inputsOf(resources, `shop-route-${key}-10-48-0-0-16`)).to.include({
        gatewayId: "shop-vpn-gateway_id",
      });
    }
    const files = await value(result.onPremisesConfiguration!);
    expect(files["frr.conf"]).to.match(/^ip route 10\.0\.0\.0\/16 xfrm-0-66 10$/m);
    expect(files["frr.conf"]).to.not.include("router bgp");
  });

  it("has one tunnel to Azure, which is told the router's prefixes", async () => {
    const { resources, result } = await record(
      () => link({ azure: sides.azure, onPremises: officeSide(1), routing: "static" }),
      clouds,
    );
    expect(result.tunnels).to.have.length(1);
    expect(inputsOf(resources, "shop-local-network-gateway-0-1")).to.deep.include({
      gatewayIpAddress: "185.43.7.9",
      localNetworkAddressSpace: { addressPrefixes: ["10.48.0.0/16"] },
    });
    expect(inputsOf(resources, "shop-gateway")).to.include({ activeActive: false, enableBgp: false });
  });
});

describe("CrossCloudVpn between Google Cloud and a router with one address", () => {
  it("has a tunnel from each interface to it", async () => {
    const { resources } = await record(() => link({ gcp: gcpSide, onPremises: officeSide(1) }), clouds);
    const tunnels = ofType(resources, "gcp:compute/vPNTunnel:VPNTunnel");
    expect(tunnels.map(({ inputs }) => inputs["vpnGatewayInterface"])).to.deep.equal([0, 1]);
    expect(tunnels.map(({ inputs }) => inputs["peerExternalGatewayInterface"])).to.deep.equal([0, 0]);
    expect(inputsOf(resources, "shop-external-vpn-gateway-0")).to.include({
      redundancyType: "SINGLE_IP_INTERNALLY_REDUNDANT",
    });
  });
});
