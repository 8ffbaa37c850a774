import { expect } from "chai";
import type { CrossCloudVpn } from "../../../components";
import { find, ofType, record, type Recording, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { awsEnd, eight, expectAwsTwin, four, inputsOf } from "./ipv6Twins";
import { dualStack, haVpnGateway, link } from "./programs";

for (const [tunnels, rows] of [
  [4, four],
  [8, eight],
] as const) {
  describe(`CrossCloudVpn with IPv6 between a transit gateway and Google Cloud with ${tunnels} tunnels`, () => {
    let recorded: Recording<CrossCloudVpn>;
    before(async () => {
      const args = { aws: dualStack.aws(), gcp: dualStack.gcp, tunnels, ipv6: true };
      recorded = await record(() => link(args), clouds);
    });

    for (const row of rows) {
      const [key, remote, network, awsInside, gcpInside] = row;

      it(`brings both ends of the twin of ${key} together`, async () => {
        const { resources, result } = recorded;
        const { connection, outside } = awsEnd(key);
        const gcpOutside = `192.0.2.2${remote}`;
        const customerGateway = `shop-customer-gateway-${remote + 2}`;
        expect(inputsOf(resources, customerGateway)).to.include({ ipAddress: gcpOutside, bgpAsn: "64514" });
        expectAwsTwin(resources, row, customerGateway);

        const group = Math.floor(Number(connection) / 2);
        const external = `shop-external-vpn-gateway-${group}-ipv6`;
        const externalInterface = rows.indexOf(row) % 4;
        expect(inputsOf(resources, external)["interfaces"]).to.deep.include({
          id: externalInterface,
          ipAddress: outside,
        });
        const tunnel = inputsOf(resources, `shop-vpn-tunnel-${key}-ipv6`);
        expect(tunnel).to.include({
          vpnGateway: "shop-ha-vpn-gateway-1_id",
          vpnGatewayInterface: remote,
          peerExternalGateway: `${external}_id`,
          peerExternalGatewayInterface: externalInterface,
          router: "shop-router-in-gcp",
          ikeVersion: 2,
        });
        expect(tunnel["sharedSecret"]).to.include({ value: `key-of-${key}-ipv6` });
        expect(inputsOf(resources, `shop-router-interface-${key}-ipv6`)).to.include({
          vpnTunnel: `shop-vpn-tunnel-${key}-ipv6-in-gcp`,
          ipVersion: "IPV6",
          ipRange: `${gcpInside}/126`,
        });
        expect(inputsOf(resources, `shop-router-peer-${key}-ipv6`)).to.include({
          interface: `shop-router-interface-${key}-ipv6-in-gcp`,
          ipAddress: gcpInside,
          peerIpAddress: awsInside,
          peerAsn: 64512,
          enableIpv6: true,
          advertisedRoutePriority: 100,
        });

        const records = await value(result.tunnels);
        expect(records.find(({ name }) => name === `shop-${key}-ipv6`)).to.deep.equal({
          name: `shop-${key}-ipv6`,
          ipVersions: ["ipv6"],
          insideCidr: network,
          preferred: true,
          aws: {
            id: `shop-vpn-connection-${connection}-ipv6_id`,
            outsideAddress: outside,
            insideAddress: awsInside,
            asn: 64512,
          },
          gcp: {
            id: `shop-vpn-tunnel-${key}-ipv6_id`,
            outsideAddress: gcpOutside,
            insideAddress: gcpInside,
            asn: 64514,
          },
        });
      });
    }

    it("has a twin for each tunnel, at an HA VPN gateway of their own and the same Cloud Router", () => {
      const { resources, result } = recorded;
      expect(result.tunnels.map(({ ipVersions }) => ipVersions.join())).to.deep.equal([
        ...rows.map(() => "ipv4"),
        ...rows.map(() => "ipv6"),
      ]);
      expect(ofType(resources, "aws:ec2/vpnConnection:VpnConnection")).to.have.length(tunnels);
      expect(ofType(resources, "gcp:compute/haVpnGateway:HaVpnGateway")).to.have.length(2);
      expect(ofType(resources, "gcp:compute/router:Router")).to.have.length(1);
      expect(inputsOf(resources, "shop-ha-vpn-gateway-0")).to.not.have.property("stackType");
      expect(inputsOf(resources, "shop-ha-vpn-gateway-1")).to.include({ stackType: "IPV4_IPV6" });
      expect(inputsOf(resources, "shop-router")["bgp"]).to.include({ identifierRange: "169.254.0.0/30" });
    });

    it("leads from every route table of the VPC to the other side's IPv6 range, once the VPC is attached", () => {
      const { resources } = recorded;
      const attachment = find(resources, "shop-vpc-attachment");
      expect(attachment.inputs).to.include({ ipv6Support: "enable" });
      for (const [key, routeTableId] of [
        ["public", "rtb-1"],
        ["private", "rtb-2"],
      ] as const) {
        const route = find(resources, `shop-route-${key}-fd20-0-16---48`);
        expect(route.inputs).to.include({
          routeTableId,
          destinationIpv6CidrBlock: "fd20:0:16::/48",
          transitGatewayId: "shop-transit-gateway_id",
        });
        expect(route.inputs).to.not.have.property("destinationCidrBlock");
        expect(route.dependencies).to.include(attachment.urn);
      }
    });
  });
}

describe("CrossCloudVpn's IPv6", () => {
  const awsGcp = () => ({ aws: dualStack.aws(), gcp: dualStack.gcp, ipv6: true });

  it("has the inside CIDRs of the slot, or those given", async () => {
    const ranges = async (args: object) => {
      const { result } = await record(() => link({ ...awsGcp(), tunnels: 2, ...args }), clouds);
      return result.tunnels.map(({ insideCidr }) => insideCidr).slice(2);
    };
    expect(await ranges({ insideCidrSlot: 3 })).to.deep.equal(["fdff:1::c0/126", "fdff:1::c4/126"]);
    expect(await ranges({ usedInsideCidrs: ["fdff:1::/122"] })).to.deep.equal([
      "fdff:1::40/126",
      "fdff:1::44/126",
    ]);
    const insideIpv6Cidrs = ["fdff:1::f0/126", "fdff:1::f4/126"];
    expect(await ranges({ insideIpv6Cidrs })).to.deep.equal(insideIpv6Cidrs);
  });

  it("ends at the two interfaces of an existing gateway, and at the same customer gateways", async () => {
    const gcp = { ...dualStack.gcp, haVpnGateway };
    const { resources } = await record(() => link({ ...awsGcp(), gcp }), clouds);
    expect(ofType(resources, "gcp:compute/haVpnGateway:HaVpnGateway")).to.deep.equal([]);
    expect(ofType(resources, "aws:ec2/customerGateway:CustomerGateway")).to.have.length(2);
    expect(inputsOf(resources, "shop-vpn-tunnel-1-2-ipv6")).to.include({
      vpnGateway: "ha-1",
      vpnGatewayInterface: 1,
    });
    expect(inputsOf(resources, "shop-vpn-connection-1-ipv6")).to.include({
      customerGatewayId: "shop-customer-gateway-1_id",
    });
  });

  it("is advertised besides the ranges asked for", async () => {
    const gcp = { ...dualStack.gcp, advertisedIpRanges: ["10.16.0.0/20"] };
    const { resources } = await record(() => link({ ...awsGcp(), gcp }), clouds);
    expect(inputsOf(resources, "shop-router")["bgp"]).to.deep.include({
      advertisedIpRanges: [{ range: "10.16.0.0/20" }, { range: "fd20:0:16::/48" }],
    });
  });

  it("is preferred and on standby as the tunnels beside", async () => {
    const { resources, result } = await record(
      () => link({ ...awsGcp(), priority: "active-passive" }),
      clouds,
    );
    const preferred = [true, true, false, false];
    expect(result.tunnels.map((tunnel) => tunnel.preferred)).to.deep.equal([...preferred, ...preferred]);
    expect(inputsOf(resources, "shop-router-peer-1-1-ipv6")).to.deep.include({
      advertisedRoutePriority: 200,
      importPolicies: ["shop-standby-import-in-gcp"],
      exportPolicies: ["shop-standby-export-in-gcp"],
    });
  });

  it("takes a route for a range that only AWS or Google Cloud knows, also in a preview", async () => {
    for (const preview of [false, true]) {
      const { resources } = await record(
        () => {
          const { ipv6CidrBlocks } = dualStack.aws();
          return link({ ...awsGcp(), gcp: { ...dualStack.gcp, ipv6CidrRanges: ipv6CidrBlocks } });
        },
        { ...clouds, preview },
      );
      expect(find(resources, "shop-route-public-ipv6-0").inputs).to.include({
        destinationIpv6CidrBlock: "2001:db8:0:aa00::/56",
      });
    }
  });

  it("has keys of the user's own, one for each twin", async () => {
    const keys = ["0-1", "0-2", "0-1-ipv6", "0-2-ipv6"];
    const presharedKeys = Object.fromEntries(keys.map((key, index) => [key, `Users.Own_key.${index}`]));
    const { resources } = await record(() => link({ ...awsGcp(), tunnels: 2, presharedKeys }), clouds);
    expect(inputsOf(resources, "shop-vpn-connection-0-ipv6")["tunnel2PresharedKey"]).to.include({
      value: "Users.Own_key.3",
    });
    expect(inputsOf(resources, "shop-vpn-tunnel-0-1-ipv6")["sharedSecret"]).to.include({
      value: "Users.Own_key.2",
    });
  });

  it("counts in cost and not in throughput, which is that of IPv4", async () => {
    const of = async (ipv6: boolean) => (await record(() => link({ ...awsGcp(), ipv6 }), clouds)).result;
    const [without, twins] = [await of(false), await of(true)];
    const count = ({ cost }: CrossCloudVpn, item: string) =>
      cost.lines.find((line) => line.item === item)?.count;
    expect([count(without, "aws.vpnConnection"), count(twins, "aws.vpnConnection")]).to.deep.equal([2, 4]);
    expect([count(without, "gcp.vpnTunnel"), count(twins, "gcp.vpnTunnel")]).to.deep.equal([4, 8]);
    expect(twins.throughput.directions).to.deep.equal(without.throughput.directions);
    expect(twins.throughput.notes.join("\n")).to.include("as many tunnels carry IPv6 alone");
  });

  it("is watched apart: alarms for every twin, and for all of them", async () => {
    const { resources, result } = await record(() => link({ ...awsGcp(), monitoring: true }), clouds);
    expect(await value(result.alarms.tunnels["0-2-ipv6"]!.aws!)).to.equal("arn-of-shop-tunnel-down-0-2-ipv6");
    expect(Object.keys(result.alarms.tunnels)).to.have.length(8);
    expect(Object.keys(result.alarms.ipv6Link!)).to.deep.equal(["aws", "gcp"]);
    expect(await value(result.alarms.ipv6Link!.aws!)).to.equal("arn-of-shop-link-down-ipv6");
    expect(await value(result.alarms.link.aws!)).to.equal("arn-of-shop-link-down");
    expect(inputsOf(resources, "shop-tunnel-down-0-2-ipv6")["dimensions"]).to.deep.equal({
      VpnId: "shop-vpn-connection-0-ipv6_id",
      TunnelIpAddress: "203.0.113.112",
    });
    const metricsOf = (name: string) =>
      JSON.stringify(find(resources, name, "aws:cloudwatch/metricAlarm:MetricAlarm").inputs["metricQueries"]);
    expect(metricsOf("shop-link-down")).to.not.include("ipv6");
    expect(metricsOf("shop-link-down-ipv6"))
      .to.include("shop-vpn-connection-0-ipv6_id")
      .and.include("shop-vpn-connection-1-ipv6_id");
    const policyOf = (name: string) =>
      JSON.stringify(find(resources, name, "gcp:monitoring/alertPolicy:AlertPolicy").inputs["conditions"]);
    expect(policyOf("shop-tunnel-down")).to.not.include("ipv6");
    expect(policyOf("shop-tunnel-down-ipv6")).to.include("shop-vpn-tunnel-1-2-ipv6-in-gcp");
    expect(policyOf("shop-link-down-ipv6")).to.include("shop-router-peer-1-2-ipv6-in-gcp");
  });

  it("watches both sessions of a tunnel that carries both IP versions", async () => {
    const args = { gcp: dualStack.gcp, onPremises: dualStack.office(), ipv6: true, monitoring: true };
    const { resources } = await record(() => link(args), clouds);
    const [, session] = inputsOf(resources, "shop-tunnel-down")["conditions"] as object[];
    expect(JSON.stringify(session))
      .to.include("shop-router-peer-0-1-in-gcp")
      .and.include("shop-router-peer-0-1-ipv6-in-gcp");
  });
});
