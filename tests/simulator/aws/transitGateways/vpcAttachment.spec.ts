import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "../scene";
import type { Made } from "../../../helpers/simulated";

const [zoneA, zoneB] = ["eu-central-1a", "eu-central-1b"];

describe("aws ec2transitgateway VpcAttachment", () => {
  let scene: Scene;
  let gateway: Made;
  let vpc: Made;
  let a: Made;
  let b: Made;

  beforeEach(async () => {
    scene = await Scene.open();
    gateway = await scene.transitGateway();
    vpc = await scene.vpc();
    a = await scene.subnet(vpc, "10.0.0.0/24", { availabilityZone: zoneA });
    b = await scene.subnet(vpc, "10.0.1.0/24", { availabilityZone: zoneB });
  });

  it("is associated and propagated by default", async () => {
    const { id, outputs } = await scene.attachment(gateway, vpc, [a, b]);
    expect(id).to.match(/^tgw-attach-0[0-9a-f]{16}$/);
    expect(outputs).to.include({
      arn: `arn:aws:ec2:eu-central-1:123456789012:transit-gateway-attachment/${id}`,
      transitGatewayDefaultRouteTableAssociation: true,
      transitGatewayDefaultRouteTablePropagation: true,
      vpcOwnerId: "123456789012",
    });
  });

  it("is neither where it says so or the gateway has no default", async () => {
    const no = {
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
    };
    expect((await scene.attachment(gateway, vpc, [a], no)).outputs).to.include(no);
    const bare = await scene.transitGateway({
      defaultRouteTableAssociation: "disable",
      defaultRouteTablePropagation: "disable",
    });
    expect((await scene.attachment(bare, vpc, [a])).outputs).to.include(no);
  });

  it("takes one subnet a zone, all of its VPC", async () => {
    const twin = await scene.subnet(vpc, "10.0.2.0/24", { availabilityZone: zoneA });
    expect(await refusal(scene.attachment(gateway, vpc, [a, b, twin]))).to.match(
      ec2("DuplicateSubnetsInSameZone", "Duplicate Subnets for same AZ"),
    );
    const stranger = await scene.subnet(await scene.vpc("10.1.0.0/16"), "10.1.0.0/24");
    expect(await refusal(scene.attachment(gateway, vpc, [stranger]))).to.match(
      ec2("InvalidParameterValue", `Subnet ${stranger.id} does not belong to VPC ${vpc.id}`),
    );
    const made = await scene.attachment(gateway, vpc, [a]);
    expect(
      await refusal(scene.account.update(made, { ...made.inputs, subnetIds: [a.id, twin.id] })),
    ).to.match(ec2("DuplicateSubnetsInSameZone"));
    await scene.account.update(made, { ...made.inputs, subnetIds: [b.id, twin.id] });
  });

  it("needs gateway, VPC and subnets in one Region", async () => {
    const none = { ...gateway, id: "x-0" };
    expect(await refusal(scene.attachment(none, vpc, [a]))).to.match(
      ec2("InvalidTransitGatewayID.NotFound", "Transit Gateway x-0 was deleted or does not exist."),
    );
    expect(await refusal(scene.attachment(gateway, none, [a]))).to.match(ec2("InvalidVpcID.NotFound"));
    expect(await refusal(scene.attachment(gateway, vpc, [none]))).to.match(
      ec2("InvalidSubnetID.NotFound", "Subnet x-0 was deleted or does not exist."),
    );
    const far = await scene.transitGateway({ region: "us-east-1" });
    expect(await refusal(scene.attachment(far, vpc, [a]))).to.match(ec2("InvalidTransitGatewayID.NotFound"));
  });

  it("is the only one of its VPC and gateway", async () => {
    const made = await scene.attachment(gateway, vpc, [a]);
    expect(await refusal(scene.attachment(gateway, vpc, [b]))).to.match(
      ec2(
        "DuplicateTransitGatewayAttachment",
        `${gateway.id} has non-deleted Transit Gateway Attachments with same VPC ID.`,
      ),
    );
    await scene.attachment(await scene.transitGateway(), vpc, [a]);
    await scene.account.delete(made);
    await scene.attachment(gateway, vpc, [b]);
  });

  it("changes subnets in place, in any order, and is replaced with gateway or VPC", async () => {
    const made = await scene.attachment(gateway, vpc, [a, b]);
    const inputs = { ...made.inputs, subnetIds: [b.id, a.id] };
    expect(scene.account.diff(made, inputs)).to.deep.equal([]);
    expect(scene.account.diff(made, { ...inputs, subnetIds: [a.id] })).to.deep.equal(["subnetIds"]);
    expect(scene.account.diff(made, { ...inputs, transitGatewayId: "tgw-1", vpcId: "vpc-1" })).to.deep.equal([
      "transitGatewayId!",
      "vpcId!",
    ]);
  });

  it("checks what it is asked for", () => {
    const good = { transitGatewayId: "tgw-1", vpcId: "vpc-1", subnetIds: ["subnet-1"] };
    const check = (more: Record<string, string | string[]>): string[] =>
      scene.refusals(tokens.transitGatewayVpcAttachment, { ...good, ...more });
    expect(check({})).to.deep.equal([]);
    expect(check({ subnetIds: [] })[0]).to.match(/at least 1 item/);
    expect(check({ applianceModeSupport: "on" })[0]).to.match(/"enable", "disable"/);
    expect(check({ ipv6Support: "on" })[0]).to.match(/"enable", "disable"/);
    expect(check({ ipv6Support: "enable" })).to.deep.equal([]);
    expect(check({ securityGroupReferencingSupport: "enable" })[0]).to.match(/not simulated/);
  });

  it("keeps its subnets from being deleted", async () => {
    const made = await scene.attachment(gateway, vpc, [a]);
    expect(await refusal(scene.account.delete(a))).to.match(ec2("DependencyViolation", a.id));
    await scene.account.delete(b);
    await scene.account.delete(made);
    await scene.account.delete(a);
  });
});
