import { expect } from "chai";
import type { AwsTransitGateway, CrossCloudVpnArgs } from "../../../components";
import { find, ofType, record, type RecordedResource } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { gcpSide, link, officeSide, sides, transitGatewaySide } from "./programs";

const inputsOf = (resources: readonly RecordedResource[], name: string) => find(resources, name).inputs;
const namesOf = (resources: readonly RecordedResource[], type: string) =>
  ofType(resources, type).map(({ name }) => name);

const types = {
  vpnGateway: "aws:ec2/vpnGateway:VpnGateway",
  propagation: "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
  gateway: "aws:ec2transitgateway/transitGateway:TransitGateway",
  routeTable: "aws:ec2transitgateway/routeTable:RouteTable",
  attachment: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
  association: "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
  tablePropagation: "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
  route: "aws:ec2/route:Route",
};

const withTransitGateway = (transitGateway: AwsTransitGateway, args: Partial<CrossCloudVpnArgs> = {}) =>
  record(() => link({ aws: { ...transitGatewaySide, transitGateway }, gcp: gcpSide, ...args }), clouds);

/** The instance and inside addresses of tunnels between AWS's transit gateway and Azure: the second four follow. */
const azureTunnels = [
  ["0-1", 0, "21.0", "21.1", "21.2"],
  ["0-2", 0, "22.0", "22.1", "22.2"],
  ["1-1", 1, "21.4", "21.5", "21.6"],
  ["1-2", 1, "22.4", "22.5", "22.6"],
  ["2-1", 0, "21.248", "21.249", "21.250"],
  ["2-2", 0, "22.248", "22.249", "22.250"],
  ["3-1", 1, "21.252", "21.253", "21.254"],
  ["3-2", 1, "22.252", "22.253", "22.254"],
] as const;

describe("CrossCloudVpn between a transit gateway and Azure with 8 tunnels", () => {
  let resources: readonly RecordedResource[];
  before(async () => {
    ({ resources } = await record(
      () => link({ aws: transitGatewaySide, azure: sides.azure, tunnels: 8 }),
      clouds,
    ));
  });

  for (const [key, instance, network, awsInside, azureInside] of azureTunnels) {
    it(`brings both ends of tunnel ${key} together`, () => {
      const [connection, number] = key.split("-") as [string, string];
      expect(inputsOf(resources, `shop-customer-gateway-${instance}`)).to.include({
        ipAddress: `198.51.100.${instance}`,
      });
      expect(inputsOf(resources, `shop-vpn-connection-${connection}`)).to.include({
        customerGatewayId: `shop-customer-gateway-${instance}_id`,
        transitGatewayId: "shop-transit-gateway_id",
        [`tunnel${number}InsideCidr`]: `169.254.${network}/30`,
      });
      expect(inputsOf(resources, `shop-vpn-connection-${connection}`)).to.not.have.property("vpnGatewayId");
      expect(inputsOf(resources, `shop-local-network-gateway-${key}`)).to.deep.include({
        gatewayIpAddress: `203.0.113.${Number(connection) + 1}${number}`,
        bgpSettings: { asn: 64512, bgpPeeringAddress: `169.254.${awsInside}` },
      });
      const azure = inputsOf(resources, `shop-connection-${key}`);
      expect(azure["sharedKey"]).to.include({ value: `key-of-${key}` });
      const named = azure["gatewayCustomBgpIpAddresses"] as { customBgpIpAddress: string }[];
      expect(named.map(({ customBgpIpAddress }) => customBgpIpAddress)).to.deep.equal(
        instance === 0
          ? [`169.254.${azureInside}`, "169.254.21.6"]
          : ["169.254.21.2", `169.254.${azureInside}`],
      );
    });
  }
});

describe("CrossCloudVpn's new transit gateway", () => {
  let resources: readonly RecordedResource[];
  before(async () => {
    ({ resources } = await withTransitGateway({}, { tunnels: 8 }));
  });

  it("has ECMP, the side's ASN, and nothing in its default route table", () => {
    expect(inputsOf(resources, "shop-transit-gateway")).to.include({
      amazonSideAsn: 64512,
      vpnEcmpSupport: "enable",
      defaultRouteTableAssociation: "disable",
      defaultRouteTablePropagation: "disable",
    });
    expect(namesOf(resources, types.vpnGateway)).to.deep.equal([]);
    expect(namesOf(resources, types.propagation)).to.deep.equal([]);
  });

  it("is replaced for another ASN, which AWS does not change while there are connections", () => {
    expect(find(resources, "shop-transit-gateway").replaceOnChanges).to.deep.equal(["amazonSideAsn"]);
  });

  it("has the VPC attached in every subnet given", () => {
    expect(inputsOf(resources, "shop-vpc-attachment")).to.deep.include({
      transitGatewayId: "shop-transit-gateway_id",
      vpcId: "vpc-1",
      subnetIds: ["subnet-a", "subnet-b"],
    });
  });

  it("has the VPC and every connection associated with one table and propagated to it", () => {
    const joined = {
      "shop-vpc": "shop-vpc-attachment_id",
      ...Object.fromEntries([0, 1, 2, 3].map((n) => [`shop-vpn-connection-${n}`, `attachment-of-${n}`])),
    };
    for (const [name, transitGatewayAttachmentId] of Object.entries(joined)) {
      for (const role of ["association", "propagation"]) {
        expect(inputsOf(resources, `${name}-${role}`), `${name}-${role}`).to.include({
          transitGatewayAttachmentId,
          transitGatewayRouteTableId: "shop-transit-gateway-route-table_id",
        });
      }
    }
    expect(namesOf(resources, types.association)).to.have.length(5);
    expect(namesOf(resources, types.tablePropagation)).to.have.length(5);
  });

  it("is what every route table of the VPC leads to, once the VPC is attached", () => {
    const { urn: attachment } = find(resources, "shop-vpc-attachment");
    for (const [key, routeTableId] of Object.entries(sides.aws.routeTableIds)) {
      const route = find(resources, `shop-route-${key}-10-16-0-0-16`);
      expect(route.inputs).to.include({
        routeTableId,
        destinationCidrBlock: "10.16.0.0/16",
        transitGatewayId: "shop-transit-gateway_id",
      });
      expect(route.dependencies).to.include(attachment);
    }
    expect(namesOf(resources, types.route)).to.have.length(2);
  });

  it("carries large tunnels where they are asked for", async () => {
    const aws = { ...transitGatewaySide, tunnelBandwidth: "large" as const };
    const recorded = await record(() => link({ aws, gcp: gcpSide }), clouds);
    for (const { inputs } of ofType(recorded.resources, "aws:ec2/vpnConnection:VpnConnection")) {
      expect(inputs).to.include({ tunnelBandwidth: "large" });
    }
    expect(inputsOf(resources, "shop-vpn-connection-0")).to.not.have.property("tunnelBandwidth");
  });

  it("routes statically to a connection by its own table", async () => {
    const recorded = await record(
      () => link({ aws: transitGatewaySide, onPremises: officeSide(1), routing: "static" }),
      clouds,
    );
    expect(inputsOf(recorded.resources, "shop-transit-gateway-route-10-48-0-0-16")).to.include({
      destinationCidrBlock: "10.48.0.0/16",
      transitGatewayAttachmentId: "attachment-of-0",
      transitGatewayRouteTableId: "shop-transit-gateway-route-table_id",
    });
    expect(inputsOf(recorded.resources, "shop-route-public-10-48-0-0-16")).to.include({
      transitGatewayId: "shop-transit-gateway_id",
    });
  });
});

describe("CrossCloudVpn at an existing transit gateway", () => {
  it("makes no gateway and no table, and joins the route table given", async () => {
    const { resources } = await withTransitGateway({ id: "tgw-1", routeTableId: "tgw-rtb-1" });
    expect(namesOf(resources, types.gateway)).to.deep.equal([]);
    expect(namesOf(resources, types.routeTable)).to.deep.equal([]);
    expect(namesOf(resources, types.attachment)).to.deep.equal(["shop-vpc-attachment"]);
    for (const type of [types.association, types.tablePropagation]) {
      const found = ofType(resources, type);
      expect(found).to.have.length(3);
      for (const { inputs } of found) {
        expect(inputs).to.include({ transitGatewayRouteTableId: "tgw-rtb-1" });
      }
    }
    expect(inputsOf(resources, "shop-vpn-connection-1")).to.include({ transitGatewayId: "tgw-1" });
    expect(inputsOf(resources, "shop-route-private-10-16-0-0-16")).to.include({ transitGatewayId: "tgw-1" });
  });

  it("leaves association and propagation to its defaults where no route table is given", async () => {
    const { resources } = await withTransitGateway({ id: "tgw-1" });
    expect(namesOf(resources, types.association)).to.deep.equal([]);
    expect(namesOf(resources, types.tablePropagation)).to.deep.equal([]);
    expect(namesOf(resources, types.attachment)).to.have.length(1);
    expect(namesOf(resources, types.route)).to.have.length(2);
  });

  it("uses the VPC's attachment where there is one, and routes at once", async () => {
    const transitGateway = { id: "tgw-1", routeTableId: "tgw-rtb-1", vpcAttachmentId: "tgw-attach-1" };
    const { resources } = await record(
      () => link({ aws: { ...sides.aws, transitGateway }, gcp: gcpSide }),
      clouds,
    );
    expect(namesOf(resources, types.attachment)).to.deep.equal([]);
    expect(namesOf(resources, types.association)).to.deep.equal([
      "shop-vpn-connection-0-association",
      "shop-vpn-connection-1-association",
    ]);
    expect(namesOf(resources, types.route)).to.have.length(2);
    expect(find(resources, "shop-route-public-10-16-0-0-16").dependencies).to.deep.equal([]);
  });
});
