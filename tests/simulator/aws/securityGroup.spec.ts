import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";
import type { Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const ssh = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };

const without = (props: Props, name: string): Props =>
  Object.fromEntries(Object.entries(props).filter(([other]) => other !== name));

describe("aws SecurityGroup", () => {
  let scene: Scene;
  let vpc: Made;
  beforeEach(async () => {
    scene = await Scene.open();
    vpc = await scene.vpc();
  });

  it("makes a name from the resource's and keeps it", async () => {
    const group = await scene.make(tokens.securityGroup, { vpcId: vpc.id }, "web");
    expect(group.inputs.name).to.match(/^web-[0-9a-f]{7}$/);
    expect(group.outputs.description).to.equal("Managed by Pulumi");
    expect(scene.account.diff(group, { vpcId: vpc.id, ingress: [ssh] })).to.deep.equal(["ingress"]);
    expect(scene.account.diff(group, { vpcId: vpc.id, description: "other" })).to.deep.equal([
      "description!",
    ]);
  });

  it("has a name that EC2 takes, once a VPC", async () => {
    expect(scene.refusals(tokens.securityGroup, { vpcId: vpc.id, name: "sg-web" })[0]).to.match(
      /^name: invalid value for name \(cannot begin with sg-\)/,
    );
    expect(scene.refusals(tokens.securityGroup, { vpcId: vpc.id, name: "x".repeat(256) })[0]).to.match(
      /got 256 characters/,
    );
    expect(scene.refusals(tokens.securityGroup, { vpcId: vpc.id, name: "x".repeat(255) })).to.deep.equal([]);
    expect(scene.refusals(tokens.securityGroup, { vpcId: vpc.id, description: "" })[0]).to.match(
      /^description: /,
    );
    expect(scene.refusals(tokens.securityGroup, { vpcId: vpc.id, namePrefix: "web" })[0]).to.match(
      /^namePrefix: .*not simulated/,
    );
    expect(await refusal(scene.group(vpc, { name: "grün" }))).to.match(
      ec2("InvalidParameterValue", "Value (grün) for parameter GroupName is invalid."),
    );
    expect(await refusal(scene.group(vpc, { description: "a < b" }))).to.match(
      ec2("InvalidParameterValue", "GroupDescription"),
    );
    expect(await refusal(scene.group(vpc, { name: "default" }))).to.match(
      ec2("InvalidParameterValue", "reserved security group name"),
    );
    await scene.group(vpc, { name: "a-z A-Z 0-9 ._-:/()#,@[]+=&;{}!$*" });
    await scene.group(vpc, { name: "web" });
    expect(await refusal(scene.group(vpc, { name: "web" }))).to.match(
      ec2("InvalidGroup.Duplicate", `The security group 'web' already exists for VPC '${vpc.id}'`),
    );
    await scene.group(await scene.vpc("10.1.0.0/16"), { name: "web" });
  });

  it("needs a VPC", async () => {
    expect(await refusal(scene.make(tokens.securityGroup, {}))).to.match(ec2("VPCIdNotSpecified"));
    expect(await refusal(scene.make(tokens.securityGroup, { vpcId: "vpc-0" }))).to.match(
      ec2("InvalidVpcID.NotFound"),
    );
  });

  it("checks inline rules as the provider does", () => {
    const check = (rule: Props): string[] =>
      scene.refusals(tokens.securityGroup, { vpcId: vpc.id, ingress: [rule] });
    expect(check(ssh)).to.deep.equal([]);
    expect(check({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] })).to.deep.equal([]);
    expect(check({ ...ssh, protocol: "-1" })).to.deep.equal([
      `ingress[0].fromPort: fromPort and toPort must both be 0 to use the 'ALL' "-1" protocol`,
    ]);
    expect(check({ ...ssh, cidrBlocks: ["10.0.0.1/24"] })[0]).to.match(
      /^ingress\[0\]\.cidrBlocks: .*host bits set/,
    );
    expect(check({ protocol: "tcp", fromPort: 22, cidrBlocks: [] })).to.deep.equal([
      'ingress[0].toPort: Missing required argument "toPort"',
    ]);
    expect(check({ ...ssh, port: 22 })[0]).to.match(/does not know the property "port"/);
    expect(check({ ...ssh, prefixListIds: ["pl-1"] })[0]).to.match(/not simulated/);
    expect(check({ ...ssh, ipv6CidrBlocks: ["::/0"] })).to.deep.equal([]);
    expect(check({ ...ssh, ipv6CidrBlocks: ["10.0.0.0/8"] })[0]).to.match(
      /^ingress\[0\]\.ipv6CidrBlocks: .*is IPv4/,
    );
  });

  it("refuses ports, protocols and peers that EC2 refuses", async () => {
    const make = (rule: Props): Promise<Made> => scene.group(vpc, { ingress: [{ ...ssh, ...rule }] });
    const icmp = { protocol: "icmp" };
    for (const [rule, code, text] of [
      [{ toPort: 65536 }, "InvalidParameterValue", "TCP/UDP port (65536) out of range"],
      [{ fromPort: -1 }, "InvalidParameterValue", "TCP/UDP port (-1) out of range"],
      [{ fromPort: 23 }, "InvalidParameterValue", "from port is greater than to port"],
      [{ protocol: "smtp" }, "InvalidParameterValue", "Unknown protocol"],
      [{ ...icmp, fromPort: 256, toPort: 0 }, "InvalidParameterValue", "ICMP type (256) out of range"],
      [{ ...icmp, fromPort: -1, toPort: 0 }, "InvalidParameterValue", "ICMP code (0) out of range"],
      [{ securityGroups: ["sg-0"] }, "InvalidGroup.NotFound", "The security group 'sg-0' does not exist"],
      [
        { cidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"] },
        "InvalidPermission.Duplicate",
        'the specified rule "peer: 10.0.0.0/8, TCP, from port: 22, to port: 22, ALLOW" already exists',
      ],
    ] as const) {
      expect(await refusal(make(rule as unknown as Props)), JSON.stringify(rule)).to.match(ec2(code, text));
    }
    await make({ toPort: 65535 });
    await make({ ...icmp, fromPort: 8, toPort: 0 });
    await make({ ...icmp, fromPort: -1, toPort: -1 });
    await make({ protocol: "50", fromPort: 0, toPort: 0 });
    await make({ self: true });
    await make({ securityGroups: [vpc.outputs.defaultSecurityGroupId as string] });
  });

  it("refuses a group of another VPC as peer", async () => {
    const stranger = await scene.group(await scene.vpc("10.1.0.0/16"));
    const rule = { protocol: "tcp", fromPort: 22, toPort: 22, securityGroups: [stranger.id] };
    expect(await refusal(scene.group(vpc, { ingress: [rule] }))).to.match(
      ec2("InvalidGroup.NotFound", "different networks"),
    );
  });

  it("takes sixty rules a direction", async () => {
    const many = (count: number): Props[] => [
      { ...ssh, cidrBlocks: Array.from({ length: count }, (_, i) => `10.0.${i}.0/24`) },
    ];
    expect(await refusal(scene.group(vpc, { ingress: many(61) }))).to.match(
      ec2("RulesPerSecurityGroupLimitExceeded"),
    );
    await scene.group(vpc, { ingress: many(60), egress: many(60) });
  });

  it("stays while another group's rule names it", async () => {
    const peer = await scene.group(vpc);
    const user = await scene.group(vpc, {
      ingress: [{ protocol: "tcp", fromPort: 1, toPort: 1, securityGroups: [peer.id] }],
    });
    expect(await refusal(scene.account.delete(peer))).to.match(
      ec2("DependencyViolation", `resource ${peer.id} has a dependent object`),
    );
    await scene.account.delete(user);
    await scene.account.delete(peer);
  });
});

describe("aws SecurityGroupRule, SecurityGroupIngressRule and SecurityGroupEgressRule", () => {
  let scene: Scene;
  let vpc: Made;
  let group: Made;
  const classic = (more: Props = {}): Props => ({
    type: "ingress",
    securityGroupId: group.id,
    ...ssh,
    ...more,
  });
  const ingress = (more: Props = {}): Props => ({
    securityGroupId: group.id,
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrIpv4: "0.0.0.0/0",
    ...more,
  });
  beforeEach(async () => {
    scene = await Scene.open();
    vpc = await scene.vpc();
    group = await scene.group(vpc);
  });

  it("checks the classic rule's peers and type", () => {
    const peerless = without(classic(), "cidrBlocks");
    expect(scene.refusals(tokens.securityGroupRule, classic())).to.deep.equal([]);
    expect(scene.refusals(tokens.securityGroupRule, peerless)[0]).to.match(
      /^cidrBlocks: one of cidrBlocks, .* must be specified$/,
    );
    expect(scene.refusals(tokens.securityGroupRule, classic({ self: true }))[0]).to.match(
      /^self: "self" conflicts with cidrBlocks/,
    );
    expect(scene.refusals(tokens.securityGroupRule, classic({ sourceSecurityGroupId: "sg-1" }))[0]).to.match(
      /conflicts with cidrBlocks/,
    );
    expect(scene.refusals(tokens.securityGroupRule, classic({ type: "inbound" }))[0]).to.match(
      /"ingress", "egress"/,
    );
    expect(scene.refusals(tokens.securityGroupRule, classic({ cidrBlocks: ["10.0.0.1/8"] }))[0]).to.match(
      /host bits set/,
    );
  });

  it("checks the newer rule's peer and ports", () => {
    const peerless = without(ingress(), "cidrIpv4");
    expect(scene.refusals(tokens.securityGroupIngressRule, ingress())).to.deep.equal([]);
    expect(scene.refusals(tokens.securityGroupIngressRule, peerless)[0]).to.match(
      /exactly one of cidrIpv4, .*got none/,
    );
    expect(
      scene.refusals(tokens.securityGroupIngressRule, ingress({ referencedSecurityGroupId: "sg-1" }))[0],
    ).to.match(/got cidrIpv4 and referencedSecurityGroupId/);
    expect(scene.refusals(tokens.securityGroupIngressRule, ingress({ toPort: 65536 }))[0]).to.match(
      /^toPort: expected toPort to be in the range \(-1 - 65535\), got 65536/,
    );
    expect(scene.refusals(tokens.securityGroupIngressRule, ingress({ ipProtocol: "-1" }))).to.have.length(2);
    expect(
      scene.refusals(tokens.securityGroupEgressRule, {
        securityGroupId: group.id,
        ipProtocol: "-1",
        cidrIpv4: "0.0.0.0/0",
      }),
    ).to.deep.equal([]);
  });

  it("finds a duplicate over every kind of rule and in each direction for itself", async () => {
    const duplicate = ec2("InvalidPermission.Duplicate", "already exists");
    const inline = await scene.group(vpc, { ingress: [ssh] });
    expect(
      await refusal(scene.make(tokens.securityGroupRule, classic({ securityGroupId: inline.id }))),
    ).to.match(duplicate);
    await scene.make(tokens.securityGroupRule, classic());
    expect(await refusal(scene.make(tokens.securityGroupIngressRule, ingress({ ipProtocol: "6" })))).to.match(
      duplicate,
    );
    await scene.make(tokens.securityGroupEgressRule, ingress());
    expect(await refusal(scene.make(tokens.securityGroupRule, classic({ type: "egress" })))).to.match(
      duplicate,
    );
    await scene.make(tokens.securityGroupIngressRule, ingress({ cidrIpv4: "10.0.0.0/8" }));
  });

  it("needs its group", async () => {
    expect(
      await refusal(scene.make(tokens.securityGroupRule, classic({ securityGroupId: "sg-0" }))),
    ).to.match(ec2("InvalidGroup.NotFound"));
    expect(
      await refusal(scene.make(tokens.securityGroupIngressRule, ingress({ securityGroupId: "sg-0" }))),
    ).to.match(ec2("InvalidGroup.NotFound"));
  });

  it("replaces the classic rule for all but its description, the newer one for another kind of peer", async () => {
    const old = await scene.make(tokens.securityGroupRule, classic());
    expect(old.id).to.match(/^sgrule-\d+$/);
    expect(scene.account.diff(old, classic({ toPort: 23, description: "x" }))).to.deep.equal([
      "description",
      "toPort!",
    ]);
    const rule = await scene.make(tokens.securityGroupIngressRule, ingress({ cidrIpv4: "10.0.0.0/8" }));
    expect(rule.outputs.securityGroupRuleId).to.equal(rule.id);
    expect(rule.id).to.match(/^sgr-0[0-9a-f]{16}$/);
    expect(scene.account.diff(rule, ingress({ cidrIpv4: "10.0.0.0/9", toPort: 23 }))).to.deep.equal([
      "cidrIpv4",
      "toPort",
    ]);
    const rest = without(ingress(), "cidrIpv4");
    expect(scene.account.diff(rule, { ...rest, referencedSecurityGroupId: group.id })).to.deep.equal([
      "cidrIpv4!",
      "referencedSecurityGroupId!",
    ]);
    await scene.account.update(rule, ingress({ cidrIpv4: "10.0.0.0/9" }));
  });
});
