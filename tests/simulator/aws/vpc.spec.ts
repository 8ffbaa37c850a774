import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";

describe("aws Vpc", () => {
  let scene: Scene;
  beforeEach(async () => (scene = await Scene.open()));

  it("takes /16 to /28 without host bits", async () => {
    for (const [cidrBlock, problem] of [
      [
        "10.0.0.0/15",
        'cidrBlock: expected cidrBlock to be an IPv4 network: "10.0.0.0/15" must have between 16 and 28 significant bits, got 15',
      ],
      [
        "10.0.0.0/29",
        'cidrBlock: expected cidrBlock to be an IPv4 network: "10.0.0.0/29" must have between 16 and 28 significant bits, got 29',
      ],
      [
        "10.0.0.1/16",
        'cidrBlock: expected cidrBlock to be an IPv4 network: "10.0.0.1/16" has host bits set: the network is 10.0.0.0/16',
      ],
      ["10.0.0.0/16", undefined],
      ["10.0.0.0/28", undefined],
    ] as const) {
      expect(scene.refusals(tokens.vpc, { cidrBlock })).to.deep.equal(problem ? [problem] : []);
    }
    expect(await refusal(scene.vpc("169.254.0.0/16"))).to.match(
      ec2("InvalidVpc.Range", "The CIDR '169.254.0.0/16' is invalid."),
    );
  });

  it("needs a CIDR block and refuses what is not simulated", () => {
    expect(scene.refusals(tokens.vpc, {})).to.deep.equal([
      "cidrBlock: one of cidrBlock, ipv4IpamPoolId must be specified",
    ]);
    expect(
      scene.refusals(tokens.vpc, { cidrBlock: "10.0.0.0/16", ipv6CidrBlock: "2600:1f18::/56" }),
    ).to.deep.equal([
      'ipv6CidrBlock: "ipv6CidrBlock" is not simulated: there is no IPAM; set assignGeneratedIpv6CidrBlock',
    ]);
    for (const assignGeneratedIpv6CidrBlock of [true, false]) {
      expect(
        scene.refusals(tokens.vpc, { cidrBlock: "10.0.0.0/16", assignGeneratedIpv6CidrBlock }),
      ).to.deep.equal([]);
    }
    expect(scene.refusals(tokens.vpc, { cidrBlock: "10.0.0.0/16", instanceTenancy: "shared" })[0]).to.match(
      /"default", "dedicated"/,
    );
    expect(scene.refusals(tokens.vpc, { cidrBlock: "10.0.0.0/16", region: "eu-nowhere-1" })[0]).to.match(
      /^region: invalid AWS Region: eu-nowhere-1/,
    );
  });

  it("allows five in a Region and others elsewhere", async () => {
    for (let i = 0; i < 5; i++) {
      await scene.vpc(`10.${i}.0.0/16`);
    }
    expect(await refusal(scene.vpc("10.9.0.0/16"))).to.match(
      ec2("VpcLimitExceeded", "The maximum number of VPCs has been reached."),
    );
    const abroad = await scene.vpc("10.9.0.0/16", { region: "us-east-1" });
    expect(abroad.outputs.arn).to.match(/^arn:aws:ec2:us-east-1:123456789012:vpc\/vpc-0[0-9a-f]{16}$/);
  });

  it("comes with what AWS makes along with it", async () => {
    const { id, outputs } = await scene.vpc();
    expect(id).to.match(/^vpc-0[0-9a-f]{16}$/);
    expect(outputs).to.include({
      ownerId: "123456789012",
      enableDnsSupport: true,
      enableDnsHostnames: false,
      instanceTenancy: "default",
    });
    expect(outputs.mainRouteTableId)
      .to.match(/^rtb-0[0-9a-f]{16}$/)
      .and.equal(outputs.defaultRouteTableId);
    expect(outputs.defaultSecurityGroupId).to.match(/^sg-0[0-9a-f]{16}$/);
    expect(outputs.defaultNetworkAclId).to.match(/^acl-0[0-9a-f]{16}$/);
    expect(outputs.dhcpOptionsId).to.match(/^dopt-0[0-9a-f]{16}$/);
  });

  it("replaces for the CIDR block, not for DNS settings and tags", async () => {
    const vpc = await scene.vpc();
    expect(scene.account.diff(vpc, { cidrBlock: "10.1.0.0/16" })).to.deep.equal(["cidrBlock!"]);
    expect(
      scene.account.diff(vpc, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, tags: { a: "b" } }),
    ).to.deep.equal(["enableDnsHostnames", "tags"]);
    const changed = await scene.account.update(vpc, {
      cidrBlock: "10.0.0.0/16",
      enableDnsHostnames: true,
      tags: { a: "b" },
    });
    expect(changed.outputs).to.deep.include({ enableDnsHostnames: true, tagsAll: { a: "b" } });
  });

  it("stays while something is in it", async () => {
    const violation = ec2("DependencyViolation", "has dependencies and cannot be deleted.");
    const vpc = await scene.vpc();
    for (const make of [
      () => scene.subnet(vpc),
      () => scene.group(vpc),
      () => scene.make(tokens.routeTable, { vpcId: vpc.id }),
      () => scene.make(tokens.internetGateway, { vpcId: vpc.id }),
      () => scene.vpnGateway({ vpcId: vpc.id }),
    ]) {
      const inside = await make();
      expect(await refusal(scene.account.delete(vpc)), inside.token).to.match(violation);
      await scene.account.delete(inside);
    }
    await scene.account.delete(vpc);
    expect(scene.account.read(vpc)).to.equal(undefined);
  });

  it("draws the same ids from the same seed", async () => {
    const idsOf = async (seed: string): Promise<unknown> => (await (await Scene.open(seed)).vpc()).outputs;
    expect(await idsOf("a")).to.deep.equal(await idsOf("a"));
    expect(await idsOf("a")).not.to.deep.equal(await idsOf("b"));
  });
});
