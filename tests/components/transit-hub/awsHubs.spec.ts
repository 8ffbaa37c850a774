import { expect } from "chai";
import { AwsNetwork, TransitHub, type TransitHubArgs } from "../../../components";
import { inSimulatedClouds } from "../../helpers/simulatedRun";

type Hub = NonNullable<TransitHubArgs["hubs"][string]["aws"]>;

function hub(aws: Hub, spoke: object = {}, summaryRanges?: readonly string[]): TransitHub {
  const network = new AwsNetwork("shop", { cidrBlock: "10.0.0.0/16" });
  return new TransitHub("corp", {
    segments: { prod: { number: 0 } },
    hubs: { aws: { number: 0, aws } },
    spokes: { shop: { hub: "aws", segment: "prod", aws: { ...network, ...spoke } } },
    tags: { team: "network" },
    ...(summaryRanges !== undefined && { summaryRanges }),
  });
}

async function recordedOf(program: () => TransitHub) {
  const { recorded, result } = await inSimulatedClouds(program);
  const inputsOf = (token: string) =>
    recorded.filter(({ type }) => type === token).map(({ inputs }) => inputs);
  return { inputsOf, result };
}

describe("TransitHub on AWS", () => {
  it("turns off all four switches that would put every network into one segment", async () => {
    const { inputsOf } = await recordedOf(() => hub({}));
    expect(inputsOf("aws:ec2transitgateway/transitGateway:TransitGateway")[0]).to.include({
      defaultRouteTableAssociation: "disable",
      defaultRouteTablePropagation: "disable",
      vpnEcmpSupport: "enable",
    });
    expect(inputsOf("aws:ec2transitgateway/vpcAttachment:VpcAttachment")[0]).to.include({
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
    });
  });

  it("keeps traffic of one connection in one zone where a network inspects it", async () => {
    const { inputsOf } = await recordedOf(() => hub({}, { applianceMode: true }));
    expect(inputsOf("aws:ec2transitgateway/vpcAttachment:VpcAttachment")[0]).to.include({
      applianceModeSupport: "enable",
    });
  });

  it("shares the transit gateway with other accounts, and takes their attachments", async () => {
    const { inputsOf } = await recordedOf(() => hub({ shareWith: ["210987654321"] }));
    expect(inputsOf("aws:ec2transitgateway/transitGateway:TransitGateway")[0]).to.include({
      autoAcceptSharedAttachments: "enable",
    });
    expect(inputsOf("aws:ram/principalAssociation:PrincipalAssociation")[0]).to.include({
      principal: "210987654321",
    });
    expect(inputsOf("aws:ram/resourceAssociation:ResourceAssociation")).to.have.lengthOf(1);
  });

  it("sends nothing to the hub that AWS keeps in the VPC", async () => {
    const { inputsOf } = await recordedOf(() => hub({}, {}, ["10.0.0.0/16", "10.1.0.0/16"]));
    const routes = inputsOf("aws:ec2/route:Route").filter(
      ({ transitGatewayId }) => transitGatewayId !== undefined,
    );
    expect(new Set(routes.map(({ destinationCidrBlock }) => destinationCidrBlock))).to.deep.equal(
      new Set(["10.1.0.0/16"]),
    );
  });

  it("tags and names what it makes", async () => {
    const { inputsOf } = await recordedOf(() => hub({}));
    expect(inputsOf("aws:ec2transitgateway/routeTable:RouteTable")[0]?.["tags"]).to.deep.equal({
      team: "network",
      Name: "corp-aws-route-table-prod",
    });
  });
});
