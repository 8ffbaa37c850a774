import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";
import type { Made } from "../../helpers/simulated";

describe("aws VpnGateway, VpnGatewayAttachment and VpnGatewayRoutePropagation", () => {
  let scene: Scene;
  let vpc: Made;
  const attach = (to: Made, gateway: Made): Promise<Made> =>
    scene.make(tokens.vpnGatewayAttachment, { vpcId: to.id, vpnGatewayId: gateway.id });
  beforeEach(async () => {
    scene = await Scene.open();
    vpc = await scene.vpc();
  });

  it("has a private ASN", async () => {
    for (const [asn, accepted] of [
      ["64511", false],
      ["64512", true],
      ["65534", true],
      ["65535", false],
      ["4199999999", false],
      ["4200000000", true],
      ["4294967294", true],
      ["4294967295", false],
      ["64.512", false],
    ] as const) {
      const refused = `amazonSideAsn: "amazonSideAsn" ("${asn}") must be 7224, 9059, 10124 or 17493 or in the range 64512 to 65534 or 4200000000 to 4294967294`;
      expect(scene.refusals(tokens.vpnGateway, { amazonSideAsn: asn })).to.deep.equal(
        accepted ? [] : [refused],
      );
    }
    expect(await refusal(scene.vpnGateway({ amazonSideAsn: "7224" }))).to.match(
      ec2("InvalidParameterValue", "Value (7224) for parameter amazonSideAsn is invalid."),
    );
    expect((await scene.vpnGateway()).outputs.amazonSideAsn).to.equal("64512");
    expect((await scene.vpnGateway({ amazonSideAsn: "64600" })).outputs.amazonSideAsn).to.equal("64600");
  });

  it("is limited to five a Region and to the Region's zones", async () => {
    expect(await refusal(scene.vpnGateway({ availabilityZone: "us-east-1a" }))).to.match(
      ec2("InvalidParameterValue", "us-east-1a"),
    );
    await scene.vpnGateway({ availabilityZone: "eu-central-1a" });
    for (let i = 1; i < 5; i++) {
      await scene.vpnGateway();
    }
    expect(await refusal(scene.vpnGateway())).to.match(ec2("VpnGatewayLimitExceeded"));
  });

  it("is attached to one VPC, and a VPC to one", async () => {
    const taken = ec2("InvalidParameterValue", `Network ${vpc.id} already has the virtual private gateway`);
    const gateway = await scene.vpnGateway({ vpcId: vpc.id });
    expect(gateway.outputs.vpcId).to.equal(vpc.id);
    expect(await refusal(scene.vpnGateway({ vpcId: vpc.id }))).to.match(taken);
    expect(await refusal(attach(vpc, await scene.vpnGateway()))).to.match(taken);
    expect(await refusal(attach(await scene.vpc("10.1.0.0/16"), gateway))).to.match(
      ec2("VpnGatewayAttachmentLimitExceeded"),
    );
    expect(await refusal(attach(vpc, { ...gateway, id: "vgw-0" }))).to.match(
      ec2("InvalidVpnGatewayID.NotFound"),
    );
    expect(await refusal(scene.vpnGateway({ vpcId: "vpc-0" }))).to.match(ec2("InvalidVpcID.NotFound"));
  });

  it("replaces for the ASN, moves to another VPC in place", async () => {
    const gateway = await scene.vpnGateway({ vpcId: vpc.id });
    const other = await scene.vpc("10.1.0.0/16");
    expect(scene.account.diff(gateway, { vpcId: other.id, amazonSideAsn: "64600" })).to.deep.equal([
      "amazonSideAsn!",
      "vpcId",
    ]);
    expect((await scene.account.update(gateway, { vpcId: other.id })).outputs.vpcId).to.equal(other.id);
  });

  it("stays while an attachment or a connection needs it; its own attachment goes with it", async () => {
    const inUse = ec2("IncorrectState", "The VPN gateway is in use.");
    const gateway = await scene.vpnGateway();
    const attachment = await attach(vpc, gateway);
    expect(attachment.id).to.match(/^vpn-attachment-[0-9a-f]+$/);
    expect(scene.account.read(gateway)?.vpcId).to.equal(vpc.id);
    expect(await refusal(scene.account.delete(gateway))).to.match(inUse);
    await scene.account.delete(attachment);
    const connection = await scene.vpn(await scene.customerGateway(), gateway);
    expect(await refusal(scene.account.delete(gateway))).to.match(inUse);
    await scene.account.delete(connection);
    await scene.account.delete(gateway);
    await scene.account.delete(await scene.vpnGateway({ vpcId: vpc.id }));
    await scene.account.delete(vpc);
  });

  it("propagates into tables of the VPC it is attached to, which may be asked twice", async () => {
    const gateway = await scene.vpnGateway();
    const table = await scene.make(tokens.routeTable, { vpcId: vpc.id });
    const propagate = (vpnGatewayId = gateway.id, routeTableId = table.id): Promise<Made> =>
      scene.make(tokens.vpnGatewayRoutePropagation, { vpnGatewayId, routeTableId });
    expect(await refusal(propagate())).to.match(
      ec2("Gateway.NotAttached", `resource ${gateway.id} is not attached to network ${vpc.id}`),
    );
    await attach(vpc, gateway);
    expect((await propagate()).id).to.equal(`${gateway.id}_${table.id}`);
    expect((await propagate()).id).to.equal(`${gateway.id}_${table.id}`);
    expect(scene.account.read(table)?.propagatingVgws).to.deep.equal([gateway.id]);
    await propagate(gateway.id, vpc.outputs.mainRouteTableId as string);
    expect(await refusal(propagate("vgw-0"))).to.match(ec2("InvalidGatewayID.NotFound"));
    expect(await refusal(propagate(gateway.id, "rtb-0"))).to.match(ec2("InvalidRouteTableID.NotFound"));
  });
});
