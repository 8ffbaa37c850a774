import { expect } from "chai";

import { ec2, refusal, Scene, tokens, without } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

describe("aws ec2transitgateway PrefixListReference", () => {
  let scene: Scene;
  let gateway: Made;
  let table: Made;
  let attachment: Made;
  let list: Made;

  const listOf = (maxEntries: number): Promise<Made> =>
    scene.make(tokens.managedPrefixList, { addressFamily: "IPv4", maxEntries });
  const refer = (more: Props = {}): Promise<Made> =>
    scene.make(tokens.transitGatewayPrefixListReference, {
      prefixListId: list.id,
      transitGatewayRouteTableId: table.id,
      ...more,
    });
  const blackhole = (to: Made): Promise<Made> => refer({ prefixListId: to.id, blackhole: true });
  const route = (destinationCidrBlock: string): Promise<Made> =>
    scene.make(tokens.transitGatewayRoute, {
      transitGatewayRouteTableId: table.id,
      destinationCidrBlock,
      blackhole: true,
    });

  beforeEach(async () => {
    scene = await Scene.open();
    gateway = await scene.transitGateway({
      defaultRouteTableAssociation: "disable",
      defaultRouteTablePropagation: "disable",
    });
    table = await scene.make(tokens.transitGatewayRouteTable, { transitGatewayId: gateway.id });
    const vpc = await scene.vpc();
    attachment = await scene.attachment(gateway, vpc, [await scene.subnet(vpc)]);
    list = await listOf(10);
  });

  it("leads to an attachment or into a black hole, and changes in place", async () => {
    expect(await refusal(refer())).to.match(ec2("MissingParameter", "TransitGatewayAttachmentId"));
    expect(await refusal(refer({ blackhole: true, transitGatewayAttachmentId: attachment.id }))).to.match(
      ec2("InvalidParameterCombination"),
    );
    const made = await refer({ transitGatewayAttachmentId: attachment.id });
    expect(made.id).to.equal(`${table.id}_${list.id}`);
    expect(made.outputs).to.include({ blackhole: false, prefixListOwnerId: "123456789012" });
    const others = without(made.inputs, "transitGatewayAttachmentId");
    expect(scene.account.diff(made, { ...others, blackhole: true })).to.deep.equal([
      "blackhole",
      "transitGatewayAttachmentId",
    ]);
    await scene.account.update(made, { ...others, blackhole: true });
    expect(await refusal(scene.account.update(made, { ...others, blackhole: false }))).to.match(
      ec2("MissingParameter"),
    );
  });

  it("is the only one to its list in its table", async () => {
    await blackhole(list);
    expect(await refusal(refer({ transitGatewayAttachmentId: attachment.id }))).to.match(
      ec2("RouteAlreadyExists", list.id),
    );
    await blackhole(await listOf(10));
  });

  it("needs list, table and attachment in one Region", async () => {
    expect(await refusal(blackhole({ ...list, id: "pl-0" }))).to.match(
      ec2("InvalidPrefixListID.NotFound", "pl-0"),
    );
    expect(await refusal(refer({ blackhole: true, transitGatewayRouteTableId: "tgw-rtb-0" }))).to.match(
      ec2("InvalidRouteTableID.NotFound"),
    );
    expect(await refusal(refer({ transitGatewayAttachmentId: "tgw-attach-0" }))).to.match(
      ec2("InvalidTransitGatewayAttachmentID.NotFound"),
    );
    const far = await scene.make(tokens.managedPrefixList, {
      addressFamily: "IPv4",
      maxEntries: 1,
      region: "us-east-1",
    });
    expect(await refusal(blackhole(far))).to.match(ec2("InvalidPrefixListID.NotFound", far.id));
  });

  it("keeps its list, and goes with its table", async () => {
    const made = await blackhole(list);
    expect(await refusal(scene.account.delete(list))).to.match(ec2("DependencyViolation", table.id));
    await scene.account.delete(table);
    expect(scene.account.read(made)).to.equal(undefined);
    await scene.account.delete(list);
  });

  describe("the quota of 10,000 routes of a gateway", () => {
    it("counts a list as if it were full, in all tables together", async () => {
      for (let i = 0; i < 9; i++) {
        await blackhole(await listOf(1000));
      }
      const second = await scene.make(tokens.transitGatewayRouteTable, { transitGatewayId: gateway.id });
      const last = await listOf(1000);
      await route("10.64.0.0/16");
      expect(
        await refusal(
          refer({ prefixListId: last.id, blackhole: true, transitGatewayRouteTableId: second.id }),
        ),
      ).to.match(ec2("RouteLimitExceeded", `routes of ${gateway.id}`));
      const smaller = await listOf(998);
      await blackhole(smaller);
      await route("10.65.0.0/16");
      expect(await refusal(route("10.66.0.0/16"))).to.match(ec2("RouteLimitExceeded", gateway.id));
      expect(await refusal(scene.account.update(smaller, { ...smaller.inputs, maxEntries: 999 }))).to.match(
        ec2("RouteLimitExceeded", gateway.id),
      );
      await scene.account.update(smaller, { ...smaller.inputs, maxEntries: 997 });
      await route("10.66.0.0/16");
    });

    it("counts what VPCs propagate, and does not pretend to know which routes are left out", async () => {
      for (let i = 0; i < 10; i++) {
        await blackhole(await listOf(i < 9 ? 1000 : 999));
      }
      const propagate = (routeTable: Made): Promise<Made> =>
        scene.make(tokens.transitGatewayRouteTablePropagation, {
          transitGatewayAttachmentId: attachment.id,
          transitGatewayRouteTableId: routeTable.id,
        });
      const propagation = await propagate(table);
      expect(await refusal(route("10.64.0.0/16"))).to.match(ec2("RouteLimitExceeded"));
      const second = await scene.make(tokens.transitGatewayRouteTable, { transitGatewayId: gateway.id });
      expect(await refusal(propagate(second))).to.match(/more routes than the quota .* not simulated/);
      await scene.account.delete(propagation);
      await route("10.64.0.0/16");
    });

    it("counts a list for each of its references, when it grows", async () => {
      const second = await scene.make(tokens.transitGatewayRouteTable, { transitGatewayId: gateway.id });
      for (let i = 0; i < 9; i++) {
        await blackhole(await listOf(1000));
      }
      const shared = await listOf(400);
      await blackhole(shared);
      await refer({ prefixListId: shared.id, blackhole: true, transitGatewayRouteTableId: second.id });
      expect(await refusal(scene.account.update(shared, { ...shared.inputs, maxEntries: 501 }))).to.match(
        ec2("RouteLimitExceeded"),
      );
      await scene.account.update(shared, { ...shared.inputs, maxEntries: 500 });
    });

    it("counts what goes into the default table by itself", async () => {
      gateway = await scene.transitGateway();
      const byDefault = {
        transitGatewayRouteTableId: gateway.outputs.propagationDefaultRouteTableId as string,
      };
      for (let i = 0; i < 10; i++) {
        await refer({ prefixListId: (await listOf(i < 9 ? 1000 : 998)).id, blackhole: true, ...byDefault });
      }
      const attach = async (block: string, subnet: string): Promise<Made> => {
        const vpc = await scene.vpc(block);
        return scene.attachment(gateway, vpc, [await scene.subnet(vpc, subnet)]);
      };
      await attach("10.1.0.0/16", "10.1.0.0/24");
      await attach("10.2.0.0/16", "10.2.0.0/24");
      const one = { destinationCidrBlock: "10.64.0.0/16", blackhole: true, ...byDefault };
      expect(await refusal(scene.make(tokens.transitGatewayRoute, one))).to.match(ec2("RouteLimitExceeded"));
      expect(await refusal(attach("10.3.0.0/16", "10.3.0.0/24"))).to.match(/quota .* not simulated/);
    });
  });
});
