import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";
import type { Made } from "../../helpers/simulated";

describe("aws Subnet", () => {
  let scene: Scene;
  let vpc: Made;
  beforeEach(async () => {
    scene = await Scene.open();
    vpc = await scene.vpc();
  });

  it("lies in its VPC and is /16 to /28", async () => {
    for (const cidr of ["10.1.0.0/24", "10.0.0.0/15", "10.0.0.0/29", "192.168.0.0/24"]) {
      expect(await refusal(scene.subnet(vpc, cidr)), cidr).to.match(
        ec2("InvalidSubnet.Range", `The CIDR '${cidr}' is invalid.`),
      );
    }
    await scene.subnet(vpc, "10.0.255.240/28");
  });

  it("does not overlap a sibling, but may repeat another VPC's", async () => {
    await scene.subnet(vpc, "10.0.0.0/20");
    const conflict = ec2("InvalidSubnet.Conflict", "The CIDR '10.0.15.0/24' conflicts with another subnet");
    expect(await refusal(scene.subnet(vpc, "10.0.15.0/24"))).to.match(conflict);
    await scene.subnet(vpc, "10.0.16.0/20");
    await scene.subnet(await scene.vpc(), "10.0.0.0/20");
  });

  it("has a zone of its Region", async () => {
    expect(await refusal(scene.subnet(vpc, "10.0.0.0/24", { availabilityZone: "eu-central-1d" }))).to.match(
      ec2(
        "InvalidParameterValue",
        "Value (eu-central-1d) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: eu-central-1a, eu-central-1b, eu-central-1c.",
      ),
    );
    const given = await scene.subnet(vpc, "10.0.1.0/24", { availabilityZone: "eu-central-1b" });
    expect(given.outputs.availabilityZoneId).to.equal("euc1-az2");
    const byId = await scene.subnet(vpc, "10.0.2.0/24", { availabilityZoneId: "euc1-az3" });
    expect(byId.outputs.availabilityZone).to.equal("eu-central-1c");
    const chosen = await scene.subnet(vpc, "10.0.3.0/24");
    expect(chosen.outputs.availabilityZone).to.match(/^eu-central-1[abc]$/);
  });

  it("needs a VPC of the same Region", async () => {
    expect(await refusal(scene.make(tokens.subnet, { vpcId: "vpc-0", cidrBlock: "10.0.0.0/24" }))).to.match(
      ec2("InvalidVpcID.NotFound", "The vpc ID 'vpc-0' does not exist"),
    );
    expect(await refusal(scene.subnet(vpc, "10.0.0.0/24", { region: "us-east-1" }))).to.match(
      ec2("InvalidVpcID.NotFound"),
    );
  });

  it("refuses in the check what the provider's schema refuses", () => {
    const inputs = { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" };
    expect(scene.refusals(tokens.subnet, { cidrBlock: "10.0.0.0/24" })).to.deep.equal([
      'vpcId: Missing required argument "vpcId"',
    ]);
    expect(scene.refusals(tokens.subnet, { ...inputs, cidrBlock: "10.0.0.9/24" })[0]).to.match(
      /host bits set/,
    );
    expect(
      scene.refusals(tokens.subnet, {
        ...inputs,
        availabilityZone: "eu-central-1a",
        availabilityZoneId: "euc1-az1",
      }),
    ).to.deep.equal(['availabilityZone: "availabilityZone" conflicts with availabilityZoneId']);
    expect(scene.refusals(tokens.subnet, { ...inputs, ipv6Native: true })[0]).to.match(/not simulated/);
    expect(scene.refusals(tokens.subnet, { ...inputs, ipv6CidrBlock: "10.0.0.0/24" })[0]).to.match(
      /^ipv6CidrBlock: .*is IPv4/,
    );
    expect(scene.refusals(tokens.subnet, { ...inputs, ipv6Native: false })).to.deep.equal([]);
    expect(scene.refusals(tokens.subnet, { ...inputs, colour: "red" })[0]).to.match(
      /does not know the property "colour"/,
    );
  });

  it("replaces for place and size only", async () => {
    const subnet = await scene.subnet(vpc, "10.0.0.0/24", { availabilityZone: "eu-central-1a" });
    const changed = {
      vpcId: vpc.id,
      cidrBlock: "10.0.1.0/24",
      availabilityZone: "eu-central-1b",
      mapPublicIpOnLaunch: true,
    };
    expect(scene.account.diff(subnet, changed)).to.deep.equal([
      "availabilityZone!",
      "cidrBlock!",
      "mapPublicIpOnLaunch",
    ]);
  });

  it("stays while a NAT gateway is in it", async () => {
    const subnet = await scene.subnet(vpc);
    const nat = await scene.make(tokens.natGateway, { subnetId: subnet.id, connectivityType: "private" });
    expect(await refusal(scene.account.delete(subnet))).to.match(
      ec2("DependencyViolation", `The subnet '${subnet.id}' has dependencies`),
    );
    await scene.account.delete(nat);
    await scene.account.delete(subnet);
  });
});
