import { expect } from "chai";

import { Estate, itChecks, refusal, refused, tokens } from "./scene";
import type { Made } from "../../../helpers/simulated";

describe("aws TargetGroupAttachment", () => {
  itChecks(tokens.targetGroupAttachment, { targetGroupArn: "arn", targetId: "10.0.0.1" }, [
    {
      rule: "has a port from 1 to 65535",
      refused: [{ port: 0 }, { port: 65536 }],
      accepted: [{ port: 8080 }, {}],
      text: /^port: /,
    },
    {
      rule: "has no server id",
      refused: [{ quicServerId: "0x0123456789abcdef" }],
      accepted: [],
      text: /not simulated/,
    },
  ]);

  describe("of addresses", () => {
    let estate: Estate;
    let group: Made;
    beforeEach(async () => {
      estate = await Estate.open();
      group = await estate.group();
    });

    for (const [title, address, zone, words] of [
      ["an address in a subnet", "172.16.0.207", undefined, undefined],
      ["an address in a subnet, with its zone", "172.16.0.207", "eu-central-1a", undefined],
      ["an address in a subnet, with another zone", "172.16.0.207", "eu-central-1b", "is within the VPC"],
      [
        "an address in a subnet, with all zones",
        "172.16.0.207",
        "all",
        "is within the VPC, and cannot have its Availability Zone overridden to 'all' from 'eu-central-1a'",
      ],
      ["a private address outside, with all zones", "172.18.0.4", "all", undefined],
      ["a private address outside, with a zone", "192.168.7.7", "eu-central-1c", undefined],
      ["a shared address outside", "100.64.0.9", "all", undefined],
      [
        "a private address outside, without zone",
        "172.18.0.4",
        undefined,
        "The Availability Zone is required for IP address '172.18.0.4' because it is not in the VPC",
      ],
      ["a private address outside, with a wrong zone", "172.18.0.4", "us-east-1a", "valid Availability Zone"],
      ["an address of the VPC in no subnet, without zone", "172.16.200.1", undefined, "is required"],
      ["an address of the VPC in no subnet, with all zones", "172.16.200.1", "all", undefined],
      ["a public address", "8.8.8.8", "all", "publicly routable"],
      ["an address just outside of RFC 1918", "172.32.0.1", "all", "publicly routable"],
      ["a name", "web.internal", "all", "not a valid IPv4 address"],
    ] as const) {
      it(`${words === undefined ? "takes" : "refuses"} ${title}`, async () => {
        const made = estate.target(group, address, zone === undefined ? {} : { availabilityZone: zone });
        if (words === undefined) {
          expect((await made).id).to.match(/^arn:aws:elasticloadbalancing:.*-[0-9a-f]{26}$/);
        } else {
          expect(await refusal(made)).to.match(refused("ValidationError", words));
        }
      });
    }

    it("takes public addresses that the VPC itself has", async () => {
      const vpc = await estate.scene.vpc("20.30.0.0/16");
      await estate.scene.subnet(vpc, "20.30.0.0/24");
      const own = await estate.group({ vpcId: vpc.id });
      await estate.target(own, "20.30.0.9");
    });

    it("needs a group, and goes with it", async () => {
      expect(
        await refusal(
          estate.scene.make(tokens.targetGroupAttachment, { targetGroupArn: "arn", targetId: "10.0.0.1" }),
        ),
      ).to.match(refused("TargetGroupNotFound"));
      const target = await estate.target(group, "172.16.0.207");
      expect(estate.scene.account.diff(target, { ...target.inputs, targetId: "172.16.0.208" })).to.deep.equal(
        ["targetId!"],
      );
      await estate.scene.account.delete(group);
      expect(estate.scene.account.read(target)).to.equal(undefined);
    });
  });

  it("of instances needs one in the VPC, without a zone", async () => {
    const estate = await Estate.open();
    const group = await estate.group({ targetType: "instance" });
    const launch = (subnetId: string): Promise<Made> =>
      estate.scene.make(tokens.instance, { ami: "ami-12345678", instanceType: "t3.micro", subnetId });
    const own = await launch(estate.subnets[0]!.id);
    await estate.target(group, own.id, { port: 8080 });
    expect(await refusal(estate.target(group, own.id, { availabilityZone: "eu-central-1a" }))).to.match(
      refused("ValidationError", "not supported"),
    );
    expect(await refusal(estate.target(group, "i-0"))).to.match(refused("InvalidTarget", "running state"));
    const other = await estate.scene.vpc("10.0.0.0/16");
    const stranger = await launch((await estate.scene.subnet(other)).id);
    expect(await refusal(estate.target(group, stranger.id))).to.match(
      refused("InvalidTarget", "not in the target group VPC"),
    );
  });

  it("of load balancers needs one for applications that listens on the port", async () => {
    const estate = await Estate.open();
    const group = await estate.group({ targetType: "alb", protocol: "TCP" });
    const alb = await estate.balancer();
    expect(await refusal(estate.target(group, alb.id))).to.match(refused("InvalidTarget", "no listener"));
    const listener = await estate.listener(alb, await estate.group());
    await estate.target(group, alb.id);
    expect(await refusal(estate.target(group, alb.id))).to.match(refused("TooManyTargets"));
    const nlb = await estate.balancer({ loadBalancerType: "network" });
    expect(await refusal(estate.target(group, nlb.id))).to.match(refused("InvalidTarget", "Application"));
    await estate.listener(nlb, group, { protocol: "TCP" });
    expect(await refusal(estate.scene.account.delete(listener))).to.match(refused("ResourceInUse"));
  });
});
