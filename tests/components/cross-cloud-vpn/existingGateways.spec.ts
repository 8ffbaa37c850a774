import { expect } from "chai";
import { find, ofType, record, type RecordedResource } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { existingAzureSide, gcpSide, haVpnGateway, link, officeSide, sides } from "./programs";

const inputsOf = (resources: readonly RecordedResource[], name: string) => find(resources, name).inputs;

describe("CrossCloudVpn with existing gateways", () => {
  it("adds connections to a virtual private gateway, and leaves the gateway and its propagation alone", async () => {
    const aws = { ...sides.aws, vpnGatewayId: "vgw-1", asn: 64600 };
    const { resources } = await record(() => link({ aws, gcp: gcpSide }), clouds);
    expect(ofType(resources, "aws:ec2/vpnGateway:VpnGateway")).to.deep.equal([]);
    expect(ofType(resources, "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation")).to.deep.equal(
      [],
    );
    for (const { inputs } of ofType(resources, "aws:ec2/vpnConnection:VpnConnection")) {
      expect(inputs).to.include({ vpnGatewayId: "vgw-1" });
    }
    expect(inputsOf(resources, "shop-router-peer-0-1")).to.include({ peerAsn: 64600 });
  });

  it("adds tunnels to an HA VPN gateway and sessions to its router, and makes neither", async () => {
    const gcp = { ...gcpSide, haVpnGateway, asn: 65002 };
    const { resources } = await record(() => link({ aws: sides.aws, gcp }), clouds);
    expect(ofType(resources, "gcp:compute/haVpnGateway:HaVpnGateway")).to.deep.equal([]);
    expect(ofType(resources, "gcp:compute/router:Router")).to.deep.equal([]);
    const tunnels = ofType(resources, "gcp:compute/vPNTunnel:VPNTunnel");
    expect(tunnels.map(({ inputs }) => [inputs["vpnGateway"], inputs["vpnGatewayInterface"]])).to.deep.equal([
      ["ha-1", 0],
      ["ha-1", 0],
      ["ha-1", 1],
      ["ha-1", 1],
    ]);
    for (const { name, inputs } of resources.filter(({ name }) => name.startsWith("shop-router-"))) {
      expect(inputs, name).to.include({ router: "router-1" });
    }
    expect([0, 1].map((n) => inputsOf(resources, `shop-customer-gateway-${n}`)["ipAddress"])).to.deep.equal([
      "192.0.2.50",
      "192.0.2.51",
    ]);
    expect(inputsOf(resources, "shop-customer-gateway-0")).to.include({ bgpAsn: "65002" });
  });

  it("adds connections to a virtual network gateway by its own IP configurations, and makes no address", async () => {
    const { resources, result } = await record(
      () => link({ aws: sides.aws, azure: existingAzureSide }),
      clouds,
    );
    expect(ofType(resources, "azure-native:network:VirtualNetworkGateway")).to.deep.equal([]);
    expect(ofType(resources, "azure-native:network:PublicIPAddress")).to.deep.equal([]);
    expect(inputsOf(resources, "shop-connection-1-2")).to.deep.include({
      virtualNetworkGateway1: { id: "gateway-1" },
      gatewayCustomBgpIpAddresses: [
        {
          customBgpIpAddress: "169.254.21.2",
          ipConfigurationId: "gateway-1/ipConfigurations/default",
        },
        {
          customBgpIpAddress: "169.254.22.6",
          ipConfigurationId: "gateway-1/ipConfigurations/activeActive",
        },
      ],
    });
    expect([0, 1].map((n) => inputsOf(resources, `shop-customer-gateway-${n}`)["ipAddress"])).to.deep.equal([
      "198.51.100.50",
      "198.51.100.51",
    ]);
    expect(Object.keys(result.gatewayIds)).to.have.members(["aws", "azure"]);
  });

  it("uses one instance of an existing gateway without BGP", async () => {
    const instances = [{ ipConfigurationName: "default", outsideAddress: "198.51.100.50" }];
    const azure = { ...existingAzureSide, virtualNetworkGateway: { id: "gateway-1", instances } };
    const { resources } = await record(
      () => link({ azure, onPremises: officeSide(1), routing: "static" }),
      clouds,
    );
    expect(ofType(resources, "azure-native:network:VirtualNetworkGateway")).to.deep.equal([]);
    expect(inputsOf(resources, "shop-connection-0-1")).to.deep.include({
      virtualNetworkGateway1: { id: "gateway-1" },
      enableBgp: false,
    });
  });
});
