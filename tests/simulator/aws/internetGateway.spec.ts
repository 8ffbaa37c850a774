import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";
import type { Made } from "../../helpers/simulated";

describe("aws InternetGateway and InternetGatewayAttachment", () => {
  let scene: Scene;
  let vpc: Made;
  const gateway = (vpcId?: string): Promise<Made> =>
    scene.make(tokens.internetGateway, vpcId ? { vpcId } : {});
  const attach = (igw: Made, to: Made): Promise<Made> =>
    scene.make(tokens.internetGatewayAttachment, { internetGatewayId: igw.id, vpcId: to.id });
  const publicNat = async (): Promise<Made> =>
    scene.make(tokens.natGateway, {
      subnetId: (await scene.subnet(vpc)).id,
      allocationId: (await scene.make(tokens.eip, {})).id,
    });

  beforeEach(async () => {
    scene = await Scene.open();
    vpc = await scene.vpc();
  });

  it("is one a VPC, whichever way it is attached", async () => {
    const refused = ec2(
      "InvalidParameterValue",
      `Network ${vpc.id} already has an internet gateway attached`,
    );
    const first = await gateway(vpc.id);
    expect(first.outputs).to.include({ vpcId: vpc.id, ownerId: "123456789012" });
    expect(await refusal(gateway(vpc.id))).to.match(refused);
    expect(await refusal(attach(await gateway(), vpc))).to.match(refused);
  });

  it("is attached to one VPC", async () => {
    const igw = await gateway();
    const attachment = await attach(igw, vpc);
    expect(attachment.id).to.equal(`${igw.id}:${vpc.id}`);
    expect(scene.account.read(igw)?.vpcId).to.equal(vpc.id);
    expect(await refusal(attach(igw, await scene.vpc("10.1.0.0/16")))).to.match(
      ec2("Resource.AlreadyAssociated", `resource ${igw.id} is already attached to network ${vpc.id}`),
    );
    await scene.account.delete(attachment);
    expect(scene.account.read(igw)?.vpcId).to.equal("");
    await attach(igw, await scene.vpc("10.2.0.0/16"));
  });

  it("needs what it names", async () => {
    expect(await refusal(gateway("vpc-0"))).to.match(ec2("InvalidVpcID.NotFound"));
    expect(await refusal(attach({ ...vpc, id: "igw-0" }, vpc))).to.match(
      ec2("InvalidInternetGatewayID.NotFound", "The internetGateway ID 'igw-0' does not exist"),
    );
  });

  it("is limited to five a Region", async () => {
    for (let i = 0; i < 5; i++) {
      await gateway();
    }
    expect(await refusal(gateway())).to.match(ec2("InternetGatewayLimitExceeded"));
  });

  it("moves to another VPC in place", async () => {
    const igw = await gateway(vpc.id);
    const other = await scene.vpc("10.1.0.0/16");
    expect(scene.account.diff(igw, { vpcId: other.id })).to.deep.equal(["vpcId"]);
    expect((await scene.account.update(igw, { vpcId: other.id })).outputs.vpcId).to.equal(other.id);
    await gateway(vpc.id);
  });

  it("stays while a public address is mapped", async () => {
    const igw = await gateway(vpc.id);
    const nat = await publicNat();
    const mapped = ec2(
      "DependencyViolation",
      `Network ${vpc.id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    );
    expect(await refusal(scene.account.delete(igw))).to.match(mapped);
    await scene.account.delete(nat);
    await scene.account.delete(igw);
  });

  it("stays while an attachment holds it, and the attachment while an address is mapped", async () => {
    const igw = await gateway();
    const attachment = await attach(igw, vpc);
    const nat = await publicNat();
    expect(await refusal(scene.account.delete(igw))).to.match(
      ec2("DependencyViolation", `The internetGateway '${igw.id}'`),
    );
    expect(await refusal(scene.account.delete(attachment))).to.match(
      ec2("DependencyViolation", "mapped public address(es)"),
    );
    await scene.account.delete(nat);
    await scene.account.delete(attachment);
    await scene.account.delete(igw);
  });
});
