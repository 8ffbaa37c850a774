import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";

describe("aws TransitGateway", () => {
  let scene: Scene;
  const check = (inputs: Props): string[] => scene.refusals(tokens.transitGateway, inputs);

  beforeEach(async () => {
    scene = await Scene.open();
  });

  it("has the documented defaults and one default route table", async () => {
    const { id, inputs, outputs } = await scene.transitGateway();
    expect(id).to.match(/^tgw-0[0-9a-f]{16}$/);
    expect(inputs).to.include({
      amazonSideAsn: 64512,
      autoAcceptSharedAttachments: "disable",
      defaultRouteTableAssociation: "enable",
      defaultRouteTablePropagation: "enable",
      dnsSupport: "enable",
      multicastSupport: "disable",
      vpnEcmpSupport: "enable",
    });
    expect(outputs).to.include({
      arn: `arn:aws:ec2:eu-central-1:123456789012:transit-gateway/${id}`,
      ownerId: "123456789012",
    });
    expect(outputs.associationDefaultRouteTableId)
      .to.match(/^tgw-rtb-0[0-9a-f]{16}$/)
      .and.equal(outputs.propagationDefaultRouteTableId);
  });

  it("has no default route table where it is turned off", async () => {
    const { outputs } = await scene.transitGateway({ defaultRouteTableAssociation: "disable" });
    expect(outputs.associationDefaultRouteTableId).to.equal("");
    expect(outputs.propagationDefaultRouteTableId).to.match(/^tgw-rtb-0/);
  });

  it("checks its switches and refuses what is not simulated", () => {
    for (const name of ["dnsSupport", "vpnEcmpSupport", "defaultRouteTableAssociation"]) {
      expect(check({ [name]: "disable" })).to.deep.equal([]);
      expect(check({ [name]: "off" })[0]).to.match(new RegExp(`^${name}: .*"enable", "disable", got off`));
    }
    for (const name of ["multicastSupport", "encryptionSupport", "securityGroupReferencingSupport"]) {
      expect(check({ [name]: "disable" })).to.deep.equal([]);
      expect(check({ [name]: "enable" })[0]).to.match(new RegExp(`^${name}: .*not simulated`));
    }
  });

  const blocks: [block: string, text: RegExp | undefined][] = [
    ["10.200.0.0/24", undefined],
    ["2001:db8::/64", undefined],
    ["10.200.0.0/25", /at most 24 significant bits/],
    ["2001:db8::/65", /at most 64 significant bits/],
    ["169.254.10.0/24", /must not be from range 169\.254\.0\.0\/16/],
    ["10.200.0.1/24", /host bits set/],
  ];
  for (const [block, text] of blocks) {
    it(`${text ? "refuses" : "takes"} the CIDR block ${block}`, () => {
      const refusals = check({ transitGatewayCidrBlocks: [block] });
      expect(refusals).to.have.lengthOf(text ? 1 : 0);
      expect(refusals.join()).to.match(text ?? /^$/);
    });
  }

  it("takes five CIDR blocks, in any order", async () => {
    const five = [0, 1, 2, 3, 4].map((i) => `10.20${i}.0.0/24`);
    expect(check({ transitGatewayCidrBlocks: [...five, "10.205.0.0/24"] })[0]).to.match(/at most 5 items/);
    const made = await scene.transitGateway({ transitGatewayCidrBlocks: five });
    expect(scene.account.diff(made, { transitGatewayCidrBlocks: [...five].reverse() })).to.deep.equal([]);
  });

  for (const amazonSideAsn of [64511, 65535, 4199999999, 4294967295]) {
    it(`refuses the ASN ${amazonSideAsn}`, async () => {
      expect(await refusal(scene.transitGateway({ amazonSideAsn }))).to.match(
        ec2("InvalidParameterValue", `Value (${amazonSideAsn}) for parameter AmazonSideAsn is invalid`),
      );
    });
  }

  it("takes private ASNs of both lengths", async () => {
    for (const amazonSideAsn of [65534, 4200000000, 4294967294]) {
      await scene.transitGateway({ amazonSideAsn });
    }
  });

  it("changes its ASN in place, but not under a VPN connection", async () => {
    const made = await scene.transitGateway({ amazonSideAsn: 64600 });
    expect(scene.account.diff(made, { amazonSideAsn: 64601 })).to.deep.equal(["amazonSideAsn"]);
    const changed = await scene.account.update(made, { amazonSideAsn: 64601 });
    expect(changed.outputs.amazonSideAsn).to.equal(64601);
    const vpn = await scene.transitVpn(await scene.customerGateway(), made);
    expect(await refusal(scene.account.update(changed, { amazonSideAsn: 64602 }))).to.match(
      ec2("IncorrectState", vpn.outputs.transitGatewayAttachmentId as string),
    );
    await scene.account.update(changed, { amazonSideAsn: 64601, description: "hub" });
    await scene.account.delete(vpn);
    await scene.account.update(changed, { amazonSideAsn: 64602 });
  });

  it("turns a default off in place and on by another gateway", async () => {
    const made = await scene.transitGateway();
    const off = { defaultRouteTableAssociation: "disable" };
    expect(scene.account.diff(made, off)).to.deep.equal(["defaultRouteTableAssociation"]);
    const changed = await scene.account.update(made, off);
    expect(changed.outputs).to.include({
      associationDefaultRouteTableId: "",
      propagationDefaultRouteTableId: made.outputs.propagationDefaultRouteTableId,
    });
    expect(scene.account.diff(changed, {})).to.deep.equal(["defaultRouteTableAssociation!"]);
    expect(
      scene.account.diff(made, { multicastSupport: "disable", vpnEcmpSupport: "disable" }),
    ).to.deep.equal(["vpnEcmpSupport"]);
  });

  it("does not pretend to know what turning a default off does to attachments", async () => {
    const made = await scene.transitGateway();
    await scene.transitVpn(await scene.customerGateway(), made);
    expect(await refusal(scene.account.update(made, { defaultRouteTablePropagation: "disable" }))).to.match(
      /not simulated while it has attachments/,
    );
  });

  it("is limited to five a Region", async () => {
    for (let i = 0; i < 5; i++) {
      await scene.transitGateway();
    }
    expect(await refusal(scene.transitGateway())).to.match(ec2("TransitGatewayLimitExceeded"));
    await scene.transitGateway({ region: "us-east-1" });
  });

  it("stays while something is attached or a route table is left", async () => {
    const gateway = await scene.transitGateway();
    const vpc = await scene.vpc();
    const attachment = await scene.attachment(gateway, vpc, [await scene.subnet(vpc)]);
    const vpn = await scene.transitVpn(await scene.customerGateway(), gateway);
    const table = await scene.make(tokens.transitGatewayRouteTable, { transitGatewayId: gateway.id });
    const refused = async (text: string): Promise<void> => {
      expect(await refusal(scene.account.delete(gateway))).to.match(
        ec2("IncorrectState", `${gateway.id} has non-deleted ${text}.`),
      );
    };
    await refused(`VPC Attachments: ${attachment.id}`);
    await scene.account.delete(attachment);
    await refused(`VPN Attachments: ${vpn.outputs.transitGatewayAttachmentId as string}`);
    await scene.account.delete(vpn);
    await refused(`Transit Gateway Route Tables: ${table.id}`);
    await scene.account.delete(table);
    await scene.account.delete(gateway);
  });
});
