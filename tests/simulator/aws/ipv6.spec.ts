import { expect } from "chai";

import { ec2, refusal, Scene, tokens, without } from "./scene";
import { nthSubnet, parseCidr } from "../../../addressing/cidr";
import { UNKNOWN, type Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

const on = { assignGeneratedIpv6CidrBlock: true };
const blockOf = ({ outputs }: Made): string => outputs.ipv6CidrBlock as string;
const subnetBlock = (vpc: Made, index: number): string => nthSubnet(parseCidr(blockOf(vpc)), 64, index).text;

describe("aws IPv6", () => {
  let scene: Scene;
  let vpc: Made;
  beforeEach(async () => {
    scene = await Scene.open();
    vpc = await scene.vpc("10.0.0.0/16", on);
  });
  const subnet = (index: number, more: Props = {}): Promise<Made> =>
    scene.subnet(vpc, `10.0.${index}.0/24`, { ipv6CidrBlock: subnetBlock(vpc, index), ...more });

  describe("of a Vpc", () => {
    it("is a /56 that Amazon chooses, unknown before", async () => {
      const other = await scene.vpc("10.1.0.0/16", on);
      expect(parseCidr(blockOf(vpc))).to.include({ version: 6, prefixLength: 56 });
      expect(blockOf(other)).not.to.equal(blockOf(vpc));
      expect(vpc.outputs.ipv6AssociationId).to.match(/^vpc-cidr-assoc-0[0-9a-f]{16}$/);
      expect((await scene.vpc("10.2.0.0/16")).outputs).to.include({
        ipv6AssociationId: "",
        ipv6CidrBlock: "",
      });
      const preview = scene.account.clouds.preview(tokens.vpc, { props: { ...on }, secrets: new Set() });
      expect(preview.outputs.ipv6CidrBlock).to.equal(UNKNOWN);
    });

    it("comes and goes in place, and is unknown in between", async () => {
      const plain = await scene.vpc("10.1.0.0/16");
      const wanted = { ...plain.inputs, ...on };
      expect(scene.account.diff(plain, wanted)).to.deep.equal(["assignGeneratedIpv6CidrBlock"]);
      const toDual = { props: wanted, secrets: new Set<string>() };
      const preview = scene.account.clouds.preview(tokens.vpc, toDual, plain.outputs);
      expect(preview.outputs).to.include({ ipv6CidrBlock: UNKNOWN, arn: plain.outputs.arn });
      const dual = await scene.account.update(plain, wanted);
      expect(blockOf(dual)).to.match(/\/56$/);
      const retagged = await scene.account.update(dual, { ...wanted, tags: { a: "b" } });
      expect(blockOf(retagged)).to.equal(blockOf(dual));
      expect(blockOf(await scene.account.update(retagged, plain.inputs))).to.equal("");
    });

    it("stays while a subnet has a part of it", async () => {
      const made = await subnet(1);
      const off = without(vpc.inputs, "assignGeneratedIpv6CidrBlock");
      expect(await refusal(scene.account.update(vpc, off))).to.match(
        ec2(
          "InvalidCidrBlock.InUse",
          `The vpc ${vpc.id} currently has a subnet within CIDR block ${blockOf(vpc)}`,
        ),
      );
      await scene.account.delete(made);
      await scene.account.update(vpc, off);
    });
  });

  describe("of a Subnet", () => {
    it("is a /64 of the VPC's, which no sibling has", async () => {
      const made = await subnet(1, { assignIpv6AddressOnCreation: true });
      expect(made.outputs.ipv6CidrBlockAssociationId).to.match(/^subnet-cidr-assoc-0[0-9a-f]{16}$/);
      const conflict = subnet(2, { ipv6CidrBlock: subnetBlock(vpc, 1).replace("::/64", ":0:0:0:0/64") });
      expect(await refusal(conflict)).to.match(ec2("InvalidSubnet.Conflict", subnetBlock(vpc, 1)));
      const bare = await scene.vpc("10.1.0.0/16");
      for (const [owner, cidrBlock, ipv6CidrBlock] of [
        [vpc, "10.0.2.0/24", blockOf(vpc)],
        [vpc, "10.0.2.0/24", blockOf(vpc).replace("/56", "/65")],
        [vpc, "10.0.2.0/24", "2001:db8::/64"],
        [bare, "10.1.0.0/24", subnetBlock(vpc, 2)],
      ] as const) {
        expect(await refusal(scene.subnet(owner, cidrBlock, { ipv6CidrBlock })), ipv6CidrBlock).to.match(
          ec2("InvalidSubnet.Range", "is invalid."),
        );
      }
      await subnet(2);
    });

    it("is there before addresses are assigned out of it", async () => {
      const assign = { assignIpv6AddressOnCreation: true };
      const message = ec2("InvalidParameterValue", "has an IPv6 CIDR block associated with it.");
      expect(await refusal(scene.subnet(vpc, "10.0.1.0/24", assign))).to.match(message);
      const made = await scene.subnet(vpc, "10.0.1.0/24");
      expect(await refusal(scene.account.update(made, { ...made.inputs, ...assign }))).to.match(message);
      const dual = { ...made.inputs, ...assign, ipv6CidrBlock: subnetBlock(vpc, 1) };
      expect(scene.account.diff(made, dual)).to.deep.equal(["assignIpv6AddressOnCreation", "ipv6CidrBlock"]);
      expect(blockOf(await scene.account.update(made, dual))).to.equal(subnetBlock(vpc, 1));
    });

    it("changes in place, but with addresses assigned the subnet is replaced", async () => {
      const plain = await subnet(1);
      const other = { ipv6CidrBlock: subnetBlock(vpc, 9) };
      expect(scene.account.diff(plain, { ...plain.inputs, ...other })).to.deep.equal(["ipv6CidrBlock"]);
      expect(blockOf(await scene.account.update(plain, { ...plain.inputs, ...other }))).to.equal(
        subnetBlock(vpc, 9),
      );
      const assigning = await subnet(2, { assignIpv6AddressOnCreation: true });
      const moved = { ...assigning.inputs, ipv6CidrBlock: subnetBlock(vpc, 8) };
      expect(scene.account.diff(assigning, moved)).to.deep.equal(["ipv6CidrBlock!"]);
      expect(await refusal(scene.account.update(assigning, moved))).to.match(
        ec2("InvalidCidrBlock.InUse", "assign-ipv6-address-on-creation set to true"),
      );
    });
  });

  it("needs subnets with IPv6 for an attachment that supports it", async () => {
    const gateway = await scene.transitGateway();
    const [a, b] = [
      await subnet(1, { availabilityZone: "eu-central-1a" }),
      await scene.subnet(vpc, "10.0.2.0/24", { availabilityZone: "eu-central-1b" }),
    ];
    const support = { ipv6Support: "enable" };
    const message = ec2("InvalidParameterValue", `Subnet ${b.id} has no IPv6 CIDR block`);
    expect(await refusal(scene.attachment(gateway, vpc, [a, b], support))).to.match(message);
    const made = await scene.attachment(gateway, vpc, [a, b]);
    const supporting = { ...made.inputs, ...support };
    expect(scene.account.diff(made, supporting)).to.deep.equal(["ipv6Support"]);
    expect(await refusal(scene.account.update(made, supporting))).to.match(message);
    await scene.account.update(b, { ...b.inputs, ipv6CidrBlock: subnetBlock(vpc, 2) });
    await scene.account.update(made, supporting);
  });

  describe("in a Route", () => {
    let table: Made;
    let gateway: Made;
    beforeEach(async () => {
      table = await scene.make(tokens.routeTable, { vpcId: vpc.id });
      gateway = await scene.transitGateway();
      await scene.attachment(gateway, vpc, [await subnet(1)], { ipv6Support: "enable" });
    });
    const route = (destinationIpv6CidrBlock: string, target: Props): Promise<Made> =>
      scene.make(tokens.route, { routeTableId: table.id, destinationIpv6CidrBlock, ...target });

    it("goes by a transit gateway, once a destination however it is written", async () => {
      const made = await route("fd20:a:b:0:0:0:0:0/48", { transitGatewayId: gateway.id });
      expect(made.outputs.state).to.equal("active");
      expect(await refusal(route("fd20:a:b::/48", { transitGatewayId: gateway.id }))).to.match(
        ec2("RouteAlreadyExists", "The route identified by fd20:a:b::/48"),
      );
      await route("::/0", { transitGatewayId: gateway.id });
      expect(scene.account.read(table)?.routes).to.have.lengthOf(2);
    });

    it("leaves the VPC's own block alone", async () => {
      for (const own of [blockOf(vpc), subnetBlock(vpc, 7)]) {
        expect(await refusal(route(own, { transitGatewayId: gateway.id }))).to.match(
          ec2("InvalidParameterValue", "equal to or more specific than"),
        );
      }
    });

    it("does not go by a virtual private or NAT gateway, but by the internet's", async () => {
      const vgw = await scene.vpnGateway({ vpcId: vpc.id });
      const nat = await scene.make(tokens.natGateway, {
        subnetId: (await subnet(2)).id,
        connectivityType: "private",
      });
      const targets: Props[] = [{ gatewayId: vgw.id }, { natGatewayId: nat.id }];
      for (const target of targets) {
        expect(await refusal(route("fd20:a:b::/48", target))).to.match(
          ec2("InvalidParameterValue", "IPv6 network fd20:a:b::/48 cannot target"),
        );
      }
      await route("64:ff9b::/96", { natGatewayId: nat.id });
      await route("::/0", { gatewayId: (await scene.make(tokens.internetGateway, { vpcId: vpc.id })).id });
    });

    it("has one destination, of its IP version", () => {
      const base = { routeTableId: table.id, transitGatewayId: gateway.id };
      const check = (more: Props): string[] => scene.refusals(tokens.route, { ...base, ...more });
      const ipv6 = { destinationIpv6CidrBlock: "fd20::/48" };
      expect(check({ ...ipv6, destinationCidrBlock: "10.0.0.0/8" })[0]).to.match(/exactly one of/);
      expect(check({ destinationIpv6CidrBlock: "10.0.0.0/8" })[0]).to.match(/is IPv4/);
      expect(check({ destinationIpv6CidrBlock: "fd20::1/48" })[0]).to.match(/host bits set/);
      expect(check({ destinationIpv6CidrBlock: UNKNOWN })).to.deep.equal([]);
      expect(check(ipv6)).to.deep.equal([]);
    });
  });

  describe("in rules of security groups", () => {
    const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
    const duplicate = ec2("InvalidPermission.Duplicate", "peer: fd20:a:b::/48, TCP");

    it("is a peer, once however it is written and wherever the rule is made", async () => {
      const inline = await scene.group(vpc, { ingress: [{ ...ssh, ipv6CidrBlocks: ["fd20:a:b::/48"] }] });
      const group = await scene.group(vpc);
      const rule = (more: Props): Promise<Made> =>
        scene.make(tokens.securityGroupRule, { type: "ingress", securityGroupId: group.id, ...ssh, ...more });
      const vpcRule = (more: Props): Promise<Made> =>
        scene.make(tokens.securityGroupIngressRule, {
          securityGroupId: group.id,
          ipProtocol: "tcp",
          fromPort: 22,
          toPort: 22,
          ...more,
        });
      await rule({ ipv6CidrBlocks: ["fd20:a:b::/48"] });
      expect(await refusal(vpcRule({ cidrIpv6: "fd20:a:b:0::/48" }))).to.match(duplicate);
      expect(await refusal(vpcRule({ securityGroupId: inline.id, cidrIpv6: "fd20:a:b::/48" }))).to.match(
        duplicate,
      );
      const made = await vpcRule({ cidrIpv6: "::/0" });
      const ipv4 = { ...without(made.inputs, "cidrIpv6"), cidrIpv4: "0.0.0.0/0" };
      expect(scene.account.diff(made, ipv4)).to.deep.equal(["cidrIpv4!", "cidrIpv6!"]);
      await vpcRule({ cidrIpv6: "::/0", ipProtocol: "icmpv6", fromPort: -1, toPort: -1 });
    });

    it("is checked as the provider does", () => {
      const rule = (more: Props): string[] =>
        scene.refusals(tokens.securityGroupRule, {
          type: "ingress",
          securityGroupId: "sg-1",
          ...ssh,
          ...more,
        });
      expect(rule({ ipv6CidrBlocks: ["10.0.0.0/8"] })[0]).to.match(/^ipv6CidrBlocks: .*is IPv4/);
      expect(rule({ ipv6CidrBlocks: ["::/0"], sourceSecurityGroupId: "sg-2" })[0]).to.match(/conflicts with/);
      expect(rule({ ipv6CidrBlocks: ["::/0"], self: true })[0]).to.match(/^self: "self" conflicts with/);
      const vpcRule = (more: Props): string[] =>
        scene.refusals(tokens.securityGroupEgressRule, {
          securityGroupId: "sg-1",
          ipProtocol: "-1",
          ...more,
        });
      expect(vpcRule({ cidrIpv6: "::/0", cidrIpv4: "0.0.0.0/0" })[0]).to.match(/exactly one of/);
      expect(vpcRule({ cidrIpv6: "10.0.0.0/8" })[0]).to.match(/^cidrIpv6: .*is IPv4/);
      expect(vpcRule({ cidrIpv6: "::/0", ipProtocol: "icmpv6" })).to.deep.equal([]);
    });
  });
});
