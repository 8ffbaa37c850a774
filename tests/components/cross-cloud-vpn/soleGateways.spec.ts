import { Vpc } from "@pulumi/aws/ec2";
import { expect } from "chai";
import {
  AwsNetwork,
  AzureNetwork,
  CrossCloudMesh,
  CrossCloudVpn,
  type CrossCloudVpnArgs,
  CrossCloudVpnSide,
  GcpNetwork,
} from "../../../components";
import { refused } from "../../helpers/recordedMocks";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { existingAzureSide, gcpSide, hubSide, link, officeSide, sides, transitGatewaySide } from "./programs";

type Args = Partial<CrossCloudVpnArgs>;

const office = { onPremises: officeSide() };
const data = { gcp: gcpSide, insideCidrSlot: 7 };
const existingTransitGateway = { ...transitGatewaySide, transitGateway: { id: "tgw-1" } };
const existingHub = { ...hubSide, virtualHub: { id: "hub-1", virtualWanId: "wan-1" } };

/** Programs of two links that each make a gateway for the same network. */
const twice: readonly (readonly [what: string, one: Args, other: Args, message: RegExp])[] = [
  [
    "a VPC",
    { aws: sides.aws, ...office },
    { aws: sides.aws, ...data },
    /aws\.vpcId: "shop" makes a virtual private gateway there, and so would "data": .+: give one of them the other's gatewayIds\.aws as vpnGatewayId, or a transitGateway, or join/,
  ],
  [
    "a VNet",
    { azure: sides.azure, ...office },
    {
      azure: {
        ...sides.azure,
        gatewaySubnetId: sides.azure.gatewaySubnetId.toUpperCase().replace("GATEWAYSUBNET", "GatewaySubnet"),
      },
      ...data,
    },
    /azure\.gatewaySubnetId: "shop" makes a VPN gateway or .+, and so would "data": .+: join all networks by one/,
  ],
  [
    "a VNet, one of them in a hub",
    { azure: { ...sides.azure, virtualNetworkId: "vnet-1" }, ...office },
    { azure: hubSide, ...data },
    /azure\.virtualNetworkId: "shop" makes .+, and so would "data": .+: join all networks by one CrossCloudMesh/,
  ],
  [
    "a hub",
    { azure: { ...existingHub, virtualNetworkId: "vnet-2" }, ...office },
    { azure: existingHub, ...data },
    /azure\.virtualHub\.id: "shop" makes a site-to-site VPN gateway there, and so would "data": .+: join/,
  ],
  [
    "an attachment to a transit gateway",
    { aws: existingTransitGateway, ...office },
    { aws: existingTransitGateway, ...data },
    /aws\.transitGateway\.id: "shop" makes an attachment of the VPC there, .+: .+: attach it outside/,
  ],
];

describe("a program is refused that makes twice what there can be once:", () => {
  for (const [what, one, other, message] of twice) {
    it(`the gateway of ${what}, before any child of the second exists`, async () => {
      const { message: told, children } = await refused(() => {
        link(one, "shop");
        link(other, "data");
      });
      expect(told).to.match(message);
      expect(told.match(/^ {2}- /gm), told).to.have.length(1);
      expect(children.filter((name) => name.startsWith("data"))).to.deep.equal([]);
    });
  }

  const network = () => new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16" });
  const programs: readonly (readonly [string, () => unknown])[] = [
    [
      "a network component's VPC",
      () => {
        const aws = network();
        link({ aws, ...office }, "shop");
        link({ aws: { ...aws, asn: 64600 }, ...data }, "data");
      },
    ],
    [
      "a VPC by its resource's id",
      () => {
        const { id: vpcId } = new Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
        link({ aws: { ...sides.aws, vpcId }, ...office }, "shop");
        link({ aws: { ...sides.aws, vpcId }, ...data }, "data");
      },
    ],
    [
      "a VPC in a mesh too",
      () => {
        const aws = network();
        link({ aws, ...office }, "shop");
        const networks = { shop: { number: 0, aws }, data: { number: 1, gcp: gcpSide } };
        new CrossCloudMesh("data", { networks });
      },
    ],
    [
      "a VPC of one side too",
      () => {
        const aws = network();
        link({ aws, ...office }, "shop");
        const peer = { gcp: { ipCidrRanges: ["10.16.0.0/16"] } };
        new CrossCloudVpnSide("data", { aws, peer, routing: "bgp" });
      },
    ],
  ];
  for (const [what, program] of programs) {
    it(`the gateway of ${what}`, async () => {
      const { message, children } = await refused(program);
      expect(message).to.match(
        /aws\.vpcId: "shop" makes a virtual private gateway there, and so would "data/,
      );
      expect(children.filter((name) => name.startsWith("data"))).to.deep.equal([]);
    });
  }

  it("but not where only one of them makes it", async () => {
    const { message } = await refused(() => {
      link({ aws: sides.aws, ...office }, "shop");
      link({ aws: { ...sides.aws, vpnGatewayId: "vgw-1" }, ...data }, "vgw");
      link({ aws: transitGatewaySide, ...data, insideCidrSlot: 8 }, "tgw");
      link({ azure: sides.azure, onPremises: { ...officeSide(), publicAddresses: ["185.43.9.9"] } }, "vnet");
      link({ azure: existingAzureSide, aws: { ...sides.aws, vpcId: "vpc-2" } }, "existing");
      link({}, "end");
    });
    expect(message).to.match(/sides: no sides/);
  });

  it("and the way out comes up: a second link at the first one's gateway", async () => {
    await inSimulatedClouds(() => {
      const aws = new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16" });
      const azure = new AzureNetwork("azure", { addressSpace: "10.32.0.0/16" });
      const gcp = new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16" });
      const shop = new CrossCloudVpn("shop", { aws, azure, routing: "bgp" });
      const vpnGatewayId = shop.gatewayIds.aws!;
      return new CrossCloudVpn("data", {
        aws: { ...aws, vpnGatewayId },
        gcp,
        routing: "bgp",
        insideCidrSlot: 1,
      });
    });
  });
});
