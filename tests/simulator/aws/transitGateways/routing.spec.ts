import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

describe("aws ec2transitgateway routing", () => {
  let scene: Scene;
  /** Without default route tables. */
  let gateway: Made;
  let table: Made;
  let vpc: Made;
  let attachment: Made;

  const tableOf = (of: Made): Promise<Made> =>
    scene.make(tokens.transitGatewayRouteTable, { transitGatewayId: of.id });
  const pair = (attachmentId: string, tableId: string, more: Props = {}): Props => ({
    transitGatewayAttachmentId: attachmentId,
    transitGatewayRouteTableId: tableId,
    ...more,
  });
  const associate = (attachmentId: string, tableId: string, more: Props = {}): Promise<Made> =>
    scene.make(tokens.transitGatewayRouteTableAssociation, pair(attachmentId, tableId, more));
  const propagate = (attachmentId: string, tableId: string): Promise<Made> =>
    scene.make(tokens.transitGatewayRouteTablePropagation, pair(attachmentId, tableId));
  const route = (inputs: Props): Promise<Made> =>
    scene.make(tokens.transitGatewayRoute, {
      transitGatewayRouteTableId: table.id,
      destinationCidrBlock: "10.32.0.0/16",
      ...inputs,
    });

  beforeEach(async () => {
    scene = await Scene.open();
    gateway = await scene.transitGateway({
      defaultRouteTableAssociation: "disable",
      defaultRouteTablePropagation: "disable",
    });
    table = await tableOf(gateway);
    vpc = await scene.vpc();
    attachment = await scene.attachment(gateway, vpc, [await scene.subnet(vpc)]);
  });

  describe("RouteTable", () => {
    it("is one of a gateway's twenty, the default one counted", async () => {
      expect(table.id).to.match(/^tgw-rtb-0[0-9a-f]{16}$/);
      expect(table.outputs).to.include({
        arn: `arn:aws:ec2:eu-central-1:123456789012:transit-gateway-route-table/${table.id}`,
        defaultAssociationRouteTable: false,
        defaultPropagationRouteTable: false,
      });
      const other = await scene.transitGateway();
      for (let i = 0; i < 19; i++) {
        await tableOf(other);
      }
      expect(await refusal(tableOf(other))).to.match(ec2("TransitGatewayRouteTableLimitExceeded", other.id));
      expect(await refusal(tableOf({ ...other, id: "tgw-0" }))).to.match(
        ec2("InvalidTransitGatewayID.NotFound"),
      );
    });

    it("stays while an attachment is associated, and takes its routes along", async () => {
      const association = await associate(attachment.id, table.id);
      await propagate(attachment.id, table.id);
      const made = await route({ blackhole: true });
      expect(await refusal(scene.account.delete(table))).to.match(ec2("IncorrectState", attachment.id));
      await scene.account.delete(association);
      await scene.account.delete(table);
      expect(scene.account.read(made)).to.equal(undefined);
    });
  });

  describe("RouteTableAssociation", () => {
    it("is the only one of its attachment", async () => {
      const made = await associate(attachment.id, table.id);
      expect(made.id).to.equal(`${table.id}_${attachment.id}`);
      expect(made.outputs).to.include({ resourceId: vpc.id, resourceType: "vpc" });
      const second = await tableOf(gateway);
      expect(await refusal(associate(attachment.id, second.id))).to.match(
        ec2(
          "Resource.AlreadyAssociated",
          `Transit Gateway Attachment ${attachment.id} is already associated to a route table.`,
        ),
      );
      await scene.account.delete(made);
      await associate(attachment.id, second.id);
    });

    it("moves to another table before the old one goes, where it replaces the present one", async () => {
      const replaces = { replaceExistingAssociation: true };
      const made = await associate(attachment.id, table.id, replaces);
      expect(await refusal(associate(attachment.id, table.id, replaces))).to.match(
        ec2("Resource.AlreadyAssociated"),
      );
      const second = await tableOf(gateway);
      const moved = await associate(attachment.id, second.id, replaces);
      expect(await refusal(scene.account.delete(second))).to.match(ec2("IncorrectState", attachment.id));
      await scene.account.delete(made);
      await scene.account.delete(table);
      expect(await refusal(scene.account.delete(second))).to.match(ec2("IncorrectState", attachment.id));
      expect(scene.account.read(moved)).not.to.equal(undefined);
    });

    it("is refused beside the default one, unless that is declined or replaced", async () => {
      const withDefault = await scene.transitGateway();
      const own = await tableOf(withDefault);
      const second = await scene.vpc("10.1.0.0/16");
      const subnet = await scene.subnet(second, "10.1.0.0/24");
      const byDefault = await scene.attachment(withDefault, second, [subnet]);
      expect(await refusal(associate(byDefault.id, own.id))).to.match(ec2("Resource.AlreadyAssociated"));
      await associate(byDefault.id, own.id, { replaceExistingAssociation: true });
      expect(scene.account.read(byDefault)?.transitGatewayDefaultRouteTableAssociation).to.equal(false);

      const third = await scene.vpc("10.2.0.0/16");
      const declined = await scene.attachment(
        withDefault,
        third,
        [await scene.subnet(third, "10.2.0.0/24")],
        { transitGatewayDefaultRouteTableAssociation: false },
      );
      await associate(declined.id, own.id);
    });

    it("holds for VPN connections, which cannot decline the default one", async () => {
      const withDefault = await scene.transitGateway();
      const own = await tableOf(withDefault);
      const cgw = await scene.customerGateway();
      const vpn = await scene.transitVpn(cgw, withDefault);
      const attachmentId = vpn.outputs.transitGatewayAttachmentId as string;
      expect(await refusal(associate(attachmentId, own.id))).to.match(ec2("Resource.AlreadyAssociated"));

      const free = await scene.transitVpn(cgw, gateway);
      const made = await associate(free.outputs.transitGatewayAttachmentId as string, table.id);
      expect(made.outputs).to.include({ resourceId: free.id, resourceType: "vpn" });
      await scene.account.delete(free);
      expect(scene.account.read(made)).to.equal(undefined);
    });

    it("puts each VPN connection into one segment's table, whose routes it advertises", async () => {
      const cgw = await scene.customerGateway();
      const segments = [table, await tableOf(gateway)];
      for (const segment of segments) {
        const vpn = await scene.transitVpn(cgw, gateway);
        const attachmentId = vpn.outputs.transitGatewayAttachmentId as string;
        await associate(attachmentId, segment.id);
        for (const other of segments) {
          await propagate(attachmentId, other.id);
          if (other !== segment) {
            expect(await refusal(associate(attachmentId, other.id))).to.match(
              ec2("Resource.AlreadyAssociated"),
            );
          }
        }
      }
    });

    it("goes with its attachment, not with an update of it", async () => {
      const made = await associate(attachment.id, table.id);
      await scene.account.update(attachment, { ...attachment.inputs, tags: { a: "b" } });
      expect(scene.account.read(made)).not.to.equal(undefined);
      await scene.account.delete(attachment);
      expect(scene.account.read(made)).to.equal(undefined);
      await scene.account.delete(table);
    });

    it("joins an attachment and a table of one gateway", async () => {
      const elsewhere = await tableOf(await scene.transitGateway());
      expect(await refusal(associate(attachment.id, elsewhere.id))).to.match(
        ec2("InvalidParameterValue", "belong to different transit gateways"),
      );
      expect(await refusal(associate("tgw-attach-0", table.id))).to.match(
        ec2("InvalidTransitGatewayAttachmentID.NotFound", "tgw-attach-0 was deleted or does not exist."),
      );
      const region = "us-east-1";
      const far = await scene.transitGateway({ region });
      const tableThere = far.outputs.associationDefaultRouteTableId as string;
      expect(await refusal(associate(attachment.id, tableThere, { region }))).to.match(
        ec2("InvalidTransitGatewayAttachmentID.NotFound", attachment.id),
      );
      expect(await refusal(associate(attachment.id, "tgw-rtb-0"))).to.match(
        ec2("InvalidRouteTableID.NotFound", "tgw-rtb-0 was deleted or does not exist."),
      );
    });
  });

  describe("RouteTablePropagation", () => {
    it("does not pretend to know which of two identical blocks a table has", async () => {
      const twin = await scene.vpc();
      const second = await scene.attachment(gateway, twin, [await scene.subnet(twin)]);
      await propagate(attachment.id, table.id);
      expect(await refusal(propagate(second.id, table.id))).to.match(
        /10\.0\.0\.0\/16 of vpc-\w+ beside the blocks of vpc-\w+ is not simulated: .* are identical/,
      );
      await propagate(second.id, (await tableOf(gateway)).id);
    });

    it("does not pretend to know what the default table leaves out of overlapping blocks", async () => {
      const withDefault = await scene.transitGateway();
      await scene.attachment(withDefault, vpc, [await scene.subnet(vpc, "10.0.1.0/24")]);
      const part = await scene.vpc("10.0.2.0/24");
      const subnet = await scene.subnet(part, "10.0.2.0/26");
      expect(await refusal(scene.attachment(withDefault, part, [subnet]))).to.match(
        /10\.0\.2\.0\/24 of vpc-\w+ beside .* is not simulated: .* overlap/,
      );
      const declines = { transitGatewayDefaultRouteTablePropagation: false };
      await scene.attachment(withDefault, part, [subnet], declines);
      await scene.attachment(gateway, part, [subnet]);
    });

    it("takes in a block within another one", async () => {
      const part = await scene.vpc("10.0.1.0/24");
      const second = await scene.attachment(gateway, part, [await scene.subnet(part, "10.0.1.0/26")]);
      await propagate(attachment.id, table.id);
      await propagate(second.id, table.id);
    });

    it("is into any number of tables, once each", async () => {
      const made = await propagate(attachment.id, table.id);
      expect(made.id).to.equal(`${table.id}_${attachment.id}`);
      expect(made.outputs).to.include({ resourceId: vpc.id, resourceType: "vpc" });
      await propagate(attachment.id, (await tableOf(gateway)).id);
      expect(await refusal(propagate(attachment.id, table.id))).to.match(
        ec2("TransitGatewayRouteTablePropagation.Duplicate", table.id),
      );
    });

    it("is there already for the default table", async () => {
      const withDefault = await scene.transitGateway();
      const vpn = await scene.transitVpn(await scene.customerGateway(), withDefault);
      const attachmentId = vpn.outputs.transitGatewayAttachmentId as string;
      const byDefault = withDefault.outputs.propagationDefaultRouteTableId as string;
      expect(await refusal(propagate(attachmentId, byDefault))).to.match(
        ec2("TransitGatewayRouteTablePropagation.Duplicate", byDefault),
      );
      await propagate(attachmentId, (await tableOf(withDefault)).id);
    });
  });

  describe("Route", () => {
    it("leads to an attachment or into a black hole", async () => {
      const made = await route({ transitGatewayAttachmentId: attachment.id });
      expect(made.id).to.equal(`${table.id}_10.32.0.0/16`);
      await route({ destinationCidrBlock: "10.48.0.0/16", blackhole: true });
      await route({ destinationCidrBlock: "2001:db8::/32", blackhole: true });
      expect(await refusal(route({ destinationCidrBlock: "10.49.0.0/16" }))).to.match(
        ec2("MissingParameter", "TransitGatewayAttachmentId"),
      );
      expect(
        await refusal(
          route({
            destinationCidrBlock: "10.49.0.0/16",
            blackhole: true,
            transitGatewayAttachmentId: attachment.id,
          }),
        ),
      ).to.match(ec2("InvalidParameterCombination"));
    });

    it("is the only one of its destination in its table, which may be the default one", async () => {
      await route({ blackhole: true });
      expect(await refusal(route({ transitGatewayAttachmentId: attachment.id }))).to.match(
        ec2(
          "RouteAlreadyExists",
          `Route 10.32.0.0/16 already exists in Transit Gateway Route Table ${table.id}.`,
        ),
      );
      const withDefault = await scene.transitGateway();
      const byDefault = withDefault.outputs.associationDefaultRouteTableId as string;
      await route({ blackhole: true, transitGatewayRouteTableId: byDefault });
      expect(await refusal(route({ blackhole: true, transitGatewayRouteTableId: byDefault }))).to.match(
        ec2("RouteAlreadyExists"),
      );
    });

    it("is of its own gateway, to one network, and replaced by every change", async () => {
      const other = await scene.transitVpn(await scene.customerGateway(), await scene.transitGateway());
      const made = { transitGatewayAttachmentId: other.outputs.transitGatewayAttachmentId as string };
      expect(await refusal(route(made))).to.match(
        ec2("InvalidParameterValue", "belong to different transit gateways"),
      );
      expect(
        scene.refusals(tokens.transitGatewayRoute, {
          transitGatewayRouteTableId: table.id,
          destinationCidrBlock: "10.32.0.1/16",
        })[0],
      ).to.match(/^destinationCidrBlock: .*host bits set/);
      const blackhole = await route({ blackhole: true });
      expect(
        scene.account.diff(blackhole, {
          transitGatewayRouteTableId: table.id,
          destinationCidrBlock: "10.33.0.0/16",
          transitGatewayAttachmentId: attachment.id,
        }),
      ).to.deep.equal(["blackhole!", "destinationCidrBlock!", "transitGatewayAttachmentId!"]);
    });
  });
});
