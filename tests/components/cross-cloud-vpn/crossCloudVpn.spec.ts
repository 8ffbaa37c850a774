import { expect } from "chai";
import { find, ofType, record, type RecordedResource, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { expectGoldenUrns } from "../golden";
import { bgp, sides, staticRoutes } from "./programs";

const azureId = (type: string, name: string) =>
  `/subscriptions/sub-1/resourceGroups/network/providers/azure-native:network:${type}/${name}`;

const inputsOf = (resources: readonly RecordedResource[], name: string) => find(resources, name).inputs;

/** One row per tunnel: what must meet at it. The last column is Microsoft's table of custom BGP addresses. */
const tunnels = [
  [
    "0-1",
    "203.0.113.11",
    "198.51.100.0",
    "169.254.21.0/30",
    "169.254.21.1",
    "169.254.21.2",
    ["169.254.21.2", "169.254.21.6"],
  ],
  [
    "0-2",
    "203.0.113.12",
    "198.51.100.0",
    "169.254.22.0/30",
    "169.254.22.1",
    "169.254.22.2",
    ["169.254.22.2", "169.254.21.6"],
  ],
  [
    "1-1",
    "203.0.113.21",
    "198.51.100.1",
    "169.254.21.4/30",
    "169.254.21.5",
    "169.254.21.6",
    ["169.254.21.2", "169.254.21.6"],
  ],
  [
    "1-2",
    "203.0.113.22",
    "198.51.100.1",
    "169.254.22.4/30",
    "169.254.22.5",
    "169.254.22.6",
    ["169.254.21.2", "169.254.22.6"],
  ],
] as const;

describe("CrossCloudVpn with BGP", () => {
  it("has the reviewed children, in an update and in a preview", async () => {
    for (const preview of [false, true]) {
      const { resources } = await record(() => bgp(), { ...clouds, preview });
      expectGoldenUrns("vpn-bgp", resources);
    }
  });

  for (const [key, awsOutside, azureOutside, insideCidr, awsInside, azureInside, customBgp] of tunnels) {
    it(`brings both ends of tunnel ${key} together`, async () => {
      const { resources, result } = await record(() => bgp(), clouds);
      const [connection, number] = key.split("-") as [string, string];

      const aws = inputsOf(resources, `shop-vpn-connection-${connection}`);
      expect(aws).to.include({
        customerGatewayId: `shop-customer-gateway-${connection}_id`,
        vpnGatewayId: "shop-vpn-gateway_id",
        [`tunnel${number}InsideCidr`]: insideCidr,
      });
      expect(inputsOf(resources, `shop-customer-gateway-${connection}`)).to.include({
        ipAddress: azureOutside,
      });

      expect(inputsOf(resources, `shop-local-network-gateway-${key}`)).to.deep.include({
        gatewayIpAddress: awsOutside,
        bgpSettings: { asn: 64512, bgpPeeringAddress: awsInside },
      });
      expect(inputsOf(resources, `shop-local-network-gateway-${key}`)).to.not.have.property(
        "localNetworkAddressSpace",
      );

      const gateway = azureId("VirtualNetworkGateway", "shop-gateway");
      expect(inputsOf(resources, `shop-connection-${key}`)).to.deep.include({
        virtualNetworkGateway1: { id: gateway },
        localNetworkGateway2: { id: azureId("LocalNetworkGateway", `shop-local-network-gateway-${key}`) },
        enableBgp: true,
        gatewayCustomBgpIpAddresses: customBgp.map((customBgpIpAddress, instance) => ({
          customBgpIpAddress,
          ipConfigurationId: `${gateway}/ipConfigurations/instance-${instance}`,
        })),
      });
      expect(inputsOf(resources, `shop-connection-${key}`)["sharedKey"]).to.include({
        value: `key-of-${key}`,
      });

      const records = await value(result.tunnels);
      expect(records.find(({ name }) => name === `shop-${key}`)).to.deep.equal({
        name: `shop-${key}`,
        insideCidr,
        ipVersions: ["ipv4"],
        preferred: true,
        aws: {
          id: `shop-vpn-connection-${connection}_id`,
          outsideAddress: awsOutside,
          insideAddress: awsInside,
          asn: 64512,
        },
        azure: {
          id: azureId("VirtualNetworkGatewayConnection", `shop-connection-${key}`),
          outsideAddress: azureOutside,
          insideAddress: azureInside,
          asn: 65521,
        },
      });
    });
  }

  it("has one active gateway instance per public address, each with its custom BGP addresses", async () => {
    const { resources } = await record(() => bgp(), clouds);
    const future =
      "/subscriptions/sub-1/resourceGroups/network/providers/Microsoft.Network/virtualNetworkGateways/shop-gateway";
    const gateway = inputsOf(resources, "shop-gateway");
    expect(gateway).to.deep.include({
      virtualNetworkGatewayName: "shop-gateway",
      gatewayType: "Vpn",
      vpnType: "RouteBased",
      activeActive: true,
      enableBgp: true,
      sku: { name: "VpnGw1AZ", tier: "VpnGw1AZ" },
      vpnGatewayGeneration: "Generation1",
      bgpSettings: {
        asn: 65521,
        bgpPeeringAddresses: [
          {
            ipconfigurationId: `${future}/ipConfigurations/instance-0`,
            customBgpIpAddresses: ["169.254.21.2", "169.254.22.2"],
          },
          {
            ipconfigurationId: `${future}/ipConfigurations/instance-1`,
            customBgpIpAddresses: ["169.254.21.6", "169.254.22.6"],
          },
        ],
      },
    });
    const ipConfigurations = gateway["ipConfigurations"] as {
      name: string;
      publicIPAddress: { id: string };
    }[];
    expect(ipConfigurations.map(({ name, publicIPAddress }) => [name, publicIPAddress.id])).to.deep.equal([
      ["instance-0", azureId("PublicIPAddress", "shop-public-ip-0")],
      ["instance-1", azureId("PublicIPAddress", "shop-public-ip-1")],
    ]);
  });

  it("gives each gateway its own ASN, and its peer the same", async () => {
    const { resources } = await record(
      () =>
        bgp({ aws: { ...sides.aws, asn: 64600 }, azure: { ...sides.azure, asn: 65003, sku: "VpnGw2AZ" } }),
      clouds,
    );
    expect(inputsOf(resources, "shop-vpn-gateway")).to.include({ amazonSideAsn: "64600" });
    expect(inputsOf(resources, "shop-customer-gateway-1")).to.include({ bgpAsn: "65003" });
    expect(inputsOf(resources, "shop-gateway")["bgpSettings"]).to.include({ asn: 65003 });
    expect(inputsOf(resources, "shop-local-network-gateway-1-2")["bgpSettings"]).to.include({ asn: 64600 });
    expect(inputsOf(resources, "shop-gateway")).to.include({ vpnGatewayGeneration: "Generation2" });
  });

  it("puts an ASN that bgpAsn cannot hold into bgpAsnExtended", async () => {
    const { resources } = await record(() => bgp({ azure: { ...sides.azure, asn: 4200000000 } }), clouds);
    expect(inputsOf(resources, "shop-customer-gateway-0")).to.include({ bgpAsnExtended: "4200000000" });
    expect(inputsOf(resources, "shop-customer-gateway-0")).to.not.have.property("bgpAsn");
  });

  it("propagates learned routes into every route table, and adds none by hand", async () => {
    const { resources } = await record(
      () => bgp({ azure: { ...sides.azure, routeTableName: "workload-routes" } }),
      clouds,
    );
    const propagations = ofType(resources, "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation");
    expect(propagations.map(({ inputs }) => inputs["routeTableId"])).to.deep.equal(["rtb-1", "rtb-2"]);
    expect(resources.filter(({ type }) => /:(Route|VpnConnectionRoute)$/.test(type))).to.deep.equal([]);
  });

  it("takes other inside CIDRs", async () => {
    const insideCidrs = ["169.254.21.8/30", "169.254.22.8/30", "169.254.21.12/30", "169.254.22.12/30"];
    const { result } = await record(() => bgp({ insideCidrs }), clouds);
    expect(result.tunnels.map(({ insideCidr }) => insideCidr)).to.deep.equal(insideCidrs);
  });
});

describe("CrossCloudVpn with static routes", () => {
  it("has the reviewed children, in an update and in a preview", async () => {
    for (const preview of [false, true]) {
      const { resources } = await record(() => staticRoutes(), { ...clouds, preview });
      expectGoldenUrns("vpn-static", resources);
    }
  });

  it("keeps the names of all that BGP has too", async () => {
    const shared = (resources: readonly RecordedResource[]) =>
      resources.filter(({ type }) => !/:(Route|VpnConnectionRoute)$/.test(type)).map(({ urn }) => urn);
    const before = await record(() => staticRoutes(), clouds);
    const after = await record(() => bgp(), clouds);
    expect(after.resources.map(({ urn }) => urn)).to.include.members(shared(before.resources));
  });

  for (const [key, awsOutside, azureOutside, insideCidr] of tunnels.slice(0, 2)) {
    it(`brings both ends of tunnel ${key} together`, async () => {
      const { resources, result } = await record(() => staticRoutes(), clouds);
      expect(inputsOf(resources, "shop-vpn-connection-0")).to.include({
        staticRoutesOnly: true,
        customerGatewayId: "shop-customer-gateway-0_id",
        [`tunnel${key.slice(-1)}InsideCidr`]: insideCidr,
      });
      expect(inputsOf(resources, "shop-customer-gateway-0")).to.include({ ipAddress: azureOutside });
      const localNetworkGateway = inputsOf(resources, `shop-local-network-gateway-${key}`);
      expect(localNetworkGateway).to.deep.include({
        gatewayIpAddress: awsOutside,
        localNetworkAddressSpace: { addressPrefixes: ["172.16.0.0/16"] },
      });
      expect(localNetworkGateway).to.not.have.property("bgpSettings");
      const connection = inputsOf(resources, `shop-connection-${key}`);
      expect(connection["sharedKey"]).to.include({ value: `key-of-${key}` });
      expect(connection).to.deep.include({
        enableBgp: false,
        localNetworkGateway2: { id: azureId("LocalNetworkGateway", `shop-local-network-gateway-${key}`) },
      });
      expect(connection).to.not.have.property("gatewayCustomBgpIpAddresses");
      const records = await value(result.tunnels);
      const found = records.find(({ name }) => name === `shop-${key}`);
      expect([found?.aws?.asn, found?.azure?.asn]).to.deep.equal([undefined, undefined]);
    });
  }

  it("has one gateway instance without BGP", async () => {
    const { resources } = await record(() => staticRoutes(), clouds);
    const gateway = inputsOf(resources, "shop-gateway");
    expect(gateway).to.include({ activeActive: false, enableBgp: false });
    expect(gateway["ipConfigurations"]).to.have.length(1);
    expect(gateway).to.not.have.property("bgpSettings");
  });

  it("routes the VNet in the VPC, its workload subnet on the connection, and the VPC in Azure", async () => {
    const { resources } = await record(() => staticRoutes(), clouds);
    expect(find(resources, "shop-route-main-172-18-0-0-16").inputs).to.include({
      routeTableId: "rtb-1",
      destinationCidrBlock: "172.18.0.0/16",
      gatewayId: "shop-vpn-gateway_id",
    });
    expect(find(resources, "shop-vpn-connection-route-0-172-18-0-0-17").inputs).to.include({
      vpnConnectionId: "shop-vpn-connection-0_id",
      destinationCidrBlock: "172.18.0.0/17",
    });
    expect(find(resources, "shop-azure-route-172-16-0-0-16").inputs).to.include({
      resourceGroupName: "network",
      routeTableName: "workload-routes",
      addressPrefix: "172.16.0.0/16",
      nextHopType: "VirtualNetworkGateway",
    });
  });

  it("leaves Azure's routes to the gateway when no route table is given", async () => {
    const { resources } = await record(
      () => staticRoutes({ azure: { ...sides.azure, addressPrefixes: ["172.18.0.0/16"] } }),
      clouds,
    );
    expect(ofType(resources, "azure-native:network:Route")).to.deep.equal([]);
    expect(find(resources, "shop-vpn-connection-route-0-172-18-0-0-16").inputs).to.include({
      destinationCidrBlock: "172.18.0.0/16",
    });
  });
});
