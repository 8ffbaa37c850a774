import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";
import type { Made } from "../../helpers/simulated";

describe("aws VpcIpv4CidrBlockAssociation", () => {
  let scene: Scene;
  const associate = (vpc: Made, cidrBlock: string): Promise<Made> =>
    scene.make(tokens.vpcIpv4CidrBlockAssociation, { vpcId: vpc.id, cidrBlock });

  beforeEach(async () => {
    scene = await Scene.open();
  });

  it("gives subnets room in a further block, and keeps it while they use it", async () => {
    const vpc = await scene.vpc("10.0.0.0/16");
    expect(await refusal(scene.subnet(vpc, "100.64.0.0/24"))).to.match(ec2("InvalidSubnet.Range"));
    const made = await associate(vpc, "100.64.0.0/24");
    expect(made.id).to.match(/^vpc-cidr-assoc-0[0-9a-f]{16}$/);
    const subnet = await scene.subnet(vpc, "100.64.0.0/26");
    expect(await refusal(scene.account.delete(made))).to.match(
      ec2(
        "InvalidCidrBlock.InUse",
        `The vpc ${vpc.id} currently has a subnet within CIDR block 100.64.0.0/24`,
      ),
    );
    await scene.account.delete(subnet);
    await scene.account.delete(made);
    expect(await refusal(scene.subnet(vpc, "100.64.0.0/26"))).to.match(ec2("InvalidSubnet.Range"));
  });

  const blocks: [present: string, block: string, accepted: boolean][] = [
    ["10.8.0.0/16", "10.9.0.0/16", true],
    ["10.8.0.0/16", "10.0.1.0/24", true],
    ["10.8.0.0/16", "100.64.0.0/24", true],
    ["10.8.0.0/16", "10.8.1.0/24", false],
    ["10.8.0.0/16", "172.16.0.0/24", false],
    ["10.8.0.0/16", "192.168.0.0/24", false],
    ["10.8.0.0/16", "198.19.0.0/24", false],
    ["10.8.0.0/16", "169.254.0.0/24", false],
    ["10.1.0.0/16", "10.0.1.0/24", false],
    ["10.1.0.0/16", "10.2.0.0/24", true],
    ["172.16.0.0/16", "172.17.0.0/16", true],
    ["172.16.0.0/16", "172.31.1.0/24", false],
    ["172.16.0.0/16", "10.8.0.0/24", false],
    ["192.168.0.0/24", "192.168.1.0/24", true],
    ["192.168.0.0/24", "172.16.0.0/24", false],
    ["198.19.0.0/24", "10.8.0.0/24", false],
    ["100.64.0.0/24", "100.64.1.0/24", true],
    ["100.64.0.0/24", "10.8.0.0/24", false],
    ["100.64.0.0/24", "198.19.0.0/24", false],
  ];
  for (const [present, block, accepted] of blocks) {
    it(`${accepted ? "adds" : "does not add"} ${block} to ${present}`, async () => {
      const vpc = await scene.vpc(present);
      const made = associate(vpc, block);
      if (accepted) {
        await made;
      } else {
        expect(await refusal(made)).to.match(ec2("InvalidVpc.Range", `The CIDR '${block}'`));
      }
    });
  }

  it("is one of five of a VPC, the primary one counted", async () => {
    const vpc = await scene.vpc("10.8.0.0/16");
    for (const i of [9, 10, 11, 12]) {
      await associate(vpc, `10.${i}.0.0/16`);
    }
    expect(await refusal(associate(vpc, "10.13.0.0/16"))).to.match(ec2("CidrLimitExceeded", vpc.id));
    expect(await refusal(associate({ ...vpc, id: "vpc-0" }, "10.13.0.0/16"))).to.match(
      ec2("InvalidVpcID.NotFound"),
    );
  });

  it("is smaller than every destination of the VPC's routes, and then local to them", async () => {
    const vpc = await scene.vpc("10.8.0.0/16");
    const gateway = await scene.transitGateway();
    await scene.attachment(gateway, vpc, [await scene.subnet(vpc, "10.8.0.0/24")]);
    const table = await scene.make(tokens.routeTable, { vpcId: vpc.id });
    const route = (destinationCidrBlock: string): Promise<Made> =>
      scene.make(tokens.route, {
        routeTableId: table.id,
        destinationCidrBlock,
        transitGatewayId: gateway.id,
      });
    await route("10.64.0.0/16");
    for (const block of ["10.64.0.0/16"]) {
      expect(await refusal(associate(vpc, block))).to.match(
        ec2("InvalidVpc.Range", "10.64.0.0/16 of a route"),
      );
    }
    await associate(vpc, "10.64.0.0/17");
    expect(await refusal(route("10.64.1.0/24"))).to.match(
      ec2("InvalidParameterValue", "equal to or more specific than one of this VPC's CIDR blocks"),
    );
    await associate(await scene.vpc("10.9.0.0/16"), "10.64.0.0/16");
  });

  it("checks its size and needs a block", () => {
    const check = (cidrBlock: string): string[] =>
      scene.refusals(tokens.vpcIpv4CidrBlockAssociation, { vpcId: "vpc-1", cidrBlock });
    expect(check("10.0.0.0/28")).to.deep.equal([]);
    expect(check("10.0.0.0/15")[0]).to.match(/^cidrBlock: .*between 16 and 28/);
    expect(check("10.0.0.0/29")[0]).to.match(/^cidrBlock: /);
    expect(scene.refusals(tokens.vpcIpv4CidrBlockAssociation, { vpcId: "vpc-1" })[0]).to.match(
      /^cidrBlock: one of cidrBlock, ipv4IpamPoolId/,
    );
    expect(
      scene.refusals(tokens.vpcIpv4CidrBlockAssociation, { vpcId: "vpc-1", ipv4IpamPoolId: "pool" })[0],
    ).to.match(/^ipv4IpamPoolId: .*not simulated/);
  });
});
