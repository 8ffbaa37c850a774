import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const vpcs = { serviceCode: "vpc", quotaCode: "L-F678F1CE" };

describe("aws ServiceQuota", () => {
  let scene: Scene;
  const raise = (value: number, more: Props = {}): Promise<Made> =>
    scene.make(tokens.serviceQuota, { ...vpcs, value, ...more });
  const times = async (count: number, make: (i: number) => Promise<unknown>): Promise<void> => {
    for (let i = 0; i < count; i++) {
      await make(i);
    }
  };

  beforeEach(async () => {
    scene = await Scene.open();
  });

  it("allows more of its kind in its Region", async () => {
    const made = await raise(7);
    expect(made.id).to.equal("vpc/L-F678F1CE");
    expect(made.outputs).to.deep.include({
      adjustable: true,
      arn: "arn:aws:servicequotas:eu-central-1:123456789012:vpc/L-F678F1CE",
      defaultValue: 5,
      quotaName: "VPCs per Region",
      requestStatus: "APPROVED",
      value: 7,
    });
    await times(7, () => scene.vpc());
    expect(await refusal(scene.vpc())).to.match(ec2("VpcLimitExceeded"));
    await scene.account.update(made, { ...made.inputs, value: 8 });
    await scene.vpc();
    await times(7, () => scene.make(tokens.internetGateway, {}));
    await times(5, () => scene.vpc("10.0.0.0/16", { region: "us-east-1" }));
    expect(await refusal(scene.vpc("10.0.0.0/16", { region: "us-east-1" }))).to.match(
      ec2("VpcLimitExceeded"),
    );
    await raise(6, { region: "us-east-1" });
    await scene.vpc("10.0.0.0/16", { region: "us-east-1" });
  });

  it("holds for transit gateways and their route tables", async () => {
    await raise(6, { serviceCode: "ec2", quotaCode: "L-A2478D36" });
    await times(6, () => scene.transitGateway());
    expect(await refusal(scene.transitGateway())).to.match(ec2("TransitGatewayLimitExceeded"));
    await raise(22, { serviceCode: "ec2", quotaCode: "L-43872EB7" });
    const far = await scene.transitGateway({ region: "us-east-1" });
    const table = (region: string, of: string): Promise<Made> =>
      scene.make(tokens.transitGatewayRouteTable, { transitGatewayId: of, region });
    await times(19, () => table("us-east-1", far.id));
    expect(await refusal(table("us-east-1", far.id))).to.match(ec2("TransitGatewayRouteTableLimitExceeded"));
  });

  it("holds for NAT gateways and Elastic IP addresses", async () => {
    await raise(6, { quotaCode: "L-FE5A380F" });
    await raise(6, { serviceCode: "ec2", quotaCode: "L-0263D0A3" });
    const vpc = await scene.vpc();
    const subnet = await scene.subnet(vpc);
    const nat = (): Promise<Made> =>
      scene.make(tokens.natGateway, { subnetId: subnet.id, connectivityType: "private" });
    await times(6, nat);
    expect(await refusal(nat())).to.match(ec2("NatGatewayLimitExceeded", "limit of 6"));
    await times(6, () => scene.make(tokens.eip, {}));
    expect(await refusal(scene.make(tokens.eip, {}))).to.match(ec2("AddressLimitExceeded"));
  });

  it("holds for the rules of a security group", async () => {
    await raise(61, { quotaCode: "L-0EA8095F" });
    const vpc = await scene.vpc();
    const group = (count: number): Promise<Made> => {
      const cidrBlocks = Array.from({ length: count }, (_, i) => `10.0.${i}.0/24`);
      return scene.group(vpc, { egress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks }] });
    };
    await group(61);
    expect(await refusal(group(62))).to.match(ec2("RulesPerSecurityGroupLimitExceeded"));
  });

  it("only rises", async () => {
    expect(await refusal(raise(4))).to.match(/\(vpc\/L-F678F1CE\) with value less than current/);
    const made = await raise(5);
    expect(made.outputs.requestStatus).to.equal("");
    const raised = await scene.account.update(made, { ...made.inputs, value: 9 });
    expect(await refusal(scene.account.update(raised, { ...made.inputs, value: 8 }))).to.match(
      /^operation error Service Quotas: RequestServiceQuotaIncrease, .*IllegalArgumentException: .*greater/,
    );
    expect(scene.account.diff(raised, { ...made.inputs, quotaCode: "L-FE5A380F", value: 10 })).to.deep.equal([
      "quotaCode!",
      "value",
    ]);
  });

  it("is one that is simulated", () => {
    expect(scene.refusals(tokens.serviceQuota, { ...vpcs, value: 6 })).to.deep.equal([]);
    expect(scene.refusals(tokens.serviceQuota, { ...vpcs, serviceCode: "ec2", value: 6 })[0]).to.match(
      /^quotaCode: the quota ec2\/L-F678F1CE is not simulated; simulated are vpc\/L-F678F1CE \(VPCs per Region\)/,
    );
  });
});
