import { expect } from "chai";

import { itChecks } from "../operations/scene";
import { ec2, refusal, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const ami = "ami-0123456789abcdef0";
const base: Props = { ami, instanceType: "t3.micro", subnetId: "subnet-1" };

describe("aws Instance", () => {
  itChecks(tokens.instance, base, [
    {
      rule: "has an image and a type",
      refused: [{ ami: null }, { instanceType: null }],
      accepted: [{}, { instanceType: "c7gn.16xlarge" }, { instanceType: "m5.metal" }],
      text: /must be specified/,
    },
    {
      rule: "names them in their form",
      refused: [{ ami: "al2023" }, { ami: "ami-xyz" }, { instanceType: "micro" }],
      accepted: [{ ami: "ami-12345678" }],
      text: /InvalidAMIID.Malformed|InvalidParameterValue/,
    },
    {
      rule: "has a valid address",
      refused: [{ privateIp: "10.0.0.256" }],
      accepted: [{ privateIp: "10.0.0.10" }],
      text: /^privateIp: /,
    },
    {
      rule: "has user data in one form, up to 16 KB",
      refused: [
        { userData: "a", userDataBase64: "YQ==" },
        { userData: "x".repeat(16385) },
        { userDataBase64: "not base64!" },
      ],
      accepted: [{ userData: "x".repeat(16384) }, { userDataBase64: "YQ==" }],
      text: /^userData/,
    },
    {
      rule: "has metadata options and a disk that exist",
      refused: [
        { metadataOptions: { httpTokens: "yes" } },
        { metadataOptions: { tokens: "required" } },
        { rootBlockDevice: { volumeType: "gp4" } },
      ],
      accepted: [{ metadataOptions: { httpTokens: "required" }, rootBlockDevice: { encrypted: true } }],
      text: /^(metadataOptions|rootBlockDevice)\./,
    },
    {
      rule: "has none of what is not simulated",
      refused: [{ keyName: "key" }, { iamInstanceProfile: "role" }, { secondaryPrivateIps: ["10.0.0.9"] }],
      accepted: [{ hibernation: false }],
      text: /is not simulated/,
    },
  ]);

  describe("in a subnet", () => {
    let scene: Scene;
    let vpc: Made;
    let subnet: Made;
    const launch = (more: Props = {}): Promise<Made> =>
      scene.make(tokens.instance, { ...base, subnetId: subnet.id, ...more });

    beforeEach(async () => {
      scene = await Scene.open();
      vpc = await scene.vpc("172.16.0.0/16", { enableDnsHostnames: true });
      subnet = await scene.subnet(vpc, "172.16.20.0/24", { availabilityZone: "eu-central-1b" });
    });

    it("has addresses, names and the VPC's default group", async () => {
      const { id, outputs } = await launch({ privateIp: "172.16.20.207", associatePublicIpAddress: true });
      expect(id).to.match(/^i-0[0-9a-f]{16}$/);
      expect(outputs).to.deep.include({
        arn: `arn:aws:ec2:eu-central-1:123456789012:instance/${id}`,
        availabilityZone: "eu-central-1b",
        instanceState: "running",
        privateDns: "ip-172-16-20-207.eu-central-1.compute.internal",
        vpcSecurityGroupIds: [vpc.outputs.defaultSecurityGroupId],
      });
      expect(outputs.primaryNetworkInterfaceId).to.match(/^eni-0[0-9a-f]{16}$/);
      expect(outputs.publicDns).to.equal(
        `ec2-${(outputs.publicIp as string).replaceAll(".", "-")}.eu-central-1.compute.amazonaws.com`,
      );
    });

    it("has a public address where the subnet says so", async () => {
      expect((await launch()).outputs).to.include({ publicIp: "", publicDns: "" });
      const open = await scene.subnet(vpc, "172.16.21.0/24", { mapPublicIpOnLaunch: true });
      expect((await launch({ subnetId: open.id })).outputs.publicIp).to.match(/^\d+\.\d+\.\d+\.\d+$/);
      expect(
        (await launch({ subnetId: open.id, associatePublicIpAddress: false })).outputs.publicIp,
      ).to.equal("");
    });

    it("takes a free address of its subnet that AWS does not keep", async () => {
      for (const [privateIp, code, text] of [
        ["172.16.21.5", "InvalidParameterValue", "does not fall within the subnet's address range"],
        ["172.16.20.3", "InvalidParameterValue", "reserved address range"],
        ["172.16.20.255", "InvalidParameterValue", "reserved address range"],
      ] as const) {
        expect(await refusal(launch({ privateIp }))).to.match(ec2(code, text));
      }
      await launch({ privateIp: "172.16.20.4" });
      expect(await refusal(launch({ privateIp: "172.16.20.4" }))).to.match(
        ec2("InvalidIPAddress.InUse", "Address 172.16.20.4 is in use."),
      );
    });

    it("finds no address in a full subnet", async () => {
      const small = await scene.subnet(vpc, "172.16.30.0/28");
      for (let i = 0; i < 11; i++) {
        await launch({ subnetId: small.id });
      }
      expect(await refusal(launch({ subnetId: small.id }))).to.match(
        ec2("InsufficientFreeAddressesInSubnet"),
      );
    });

    it("needs a subnet of the zone and groups of the VPC", async () => {
      expect(await refusal(scene.make(tokens.instance, { ami, instanceType: "t3.micro" }))).to.match(
        ec2("VPCIdNotSpecified"),
      );
      expect(await refusal(launch({ subnetId: "subnet-0" }))).to.match(ec2("InvalidSubnetID.NotFound"));
      expect(await refusal(launch({ availabilityZone: "eu-central-1a" }))).to.match(
        ec2("InvalidParameterValue", "eu-central-1b"),
      );
      const stranger = await scene.group(await scene.vpc("10.0.0.0/16"));
      expect(await refusal(launch({ vpcSecurityGroupIds: [stranger.id] }))).to.match(
        ec2("InvalidParameter", "belong to different networks"),
      );
      expect(await refusal(launch({ vpcSecurityGroupIds: ["sg-0"] }))).to.match(ec2("InvalidGroup.NotFound"));
      const own = await scene.group(vpc);
      expect((await launch({ vpcSecurityGroupIds: [own.id] })).outputs.vpcSecurityGroupIds).to.deep.equal([
        own.id,
      ]);
    });

    it("keeps what it has from being deleted", async () => {
      const group = await scene.group(vpc);
      const gateway = await scene.make(tokens.internetGateway, { vpcId: vpc.id });
      const made = await launch({ vpcSecurityGroupIds: [group.id], associatePublicIpAddress: true });
      expect(await refusal(scene.account.delete(subnet))).to.match(ec2("DependencyViolation"));
      expect(await refusal(scene.account.delete(group))).to.match(ec2("DependencyViolation"));
      expect(await refusal(scene.account.delete(gateway))).to.match(ec2("DependencyViolation", "public"));
      await scene.account.delete(made);
      await scene.account.delete(group);
      await scene.account.delete(gateway);
      await scene.account.delete(subnet);
    });

    it("is resized in place and replaced by another image", async () => {
      const made = await launch();
      const changed = (more: Props): string[] => scene.account.diff(made, { ...made.inputs, ...more });
      expect(changed({ instanceType: "t3.small" })).to.deep.equal(["instanceType"]);
      expect(changed({ userData: "#!/bin/sh" })).to.deep.equal(["userData"]);
      expect(changed({ ami: "ami-12345678" })).to.deep.equal(["ami!"]);
      expect(changed({ privateIp: "172.16.20.9" })).to.deep.equal(["privateIp!"]);
      const replaced = await launch({ userDataReplaceOnChange: true });
      expect(scene.account.diff(replaced, { ...replaced.inputs, userData: "a" })).to.deep.equal([
        "userData!",
      ]);
      const updated = await scene.account.update(made, { ...made.inputs, tags: { a: "b" } });
      expect(updated.outputs.privateIp).to.equal(made.outputs.privateIp);
    });

    it("is not terminated while it is protected", async () => {
      const made = await launch({ disableApiTermination: true });
      expect(await refusal(scene.account.delete(made))).to.match(ec2("OperationNotPermitted", made.id));
      await scene.account.update(made, { ...made.inputs, disableApiTermination: false });
      await scene.account.delete(made);
    });
  });
});

describe("aws getParameter", () => {
  const image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

  it("knows the public names of images, which differ by Region", async () => {
    const { clouds } = (await Scene.open()).account;
    const call = (name: string, region = "eu-central-1"): Props =>
      clouds.invoke("aws:ssm/getParameter:getParameter", { name }, { region });
    expect(call(image)).to.include({ name: image, type: "String" });
    expect(call(image).value).to.match(/^ami-0[0-9a-f]{16}$/);
    expect(call(image).value).to.equal(call(image).value);
    expect(call(image, "us-east-1").value).not.to.equal(call(image).value);
    call("/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id");
    expect(() => call("/own/parameter")).to.throw("ParameterNotFound");
    expect(() => call(`${image}-beta`)).to.throw("ParameterNotFound");
  });
});
