import { expect } from "chai";

import { ec2, refusal, Scene, tokens } from "./scene";
import type { Props } from "../../../simulator/protocol/values";
import type { Made } from "../../helpers/simulated";

describe("aws RouteTable, Route and RouteTableAssociation", () => {
  let scene: Scene;
  let vpc: Made;
  let table: Made;
  let igw: Made;
  const route = (inputs: Props): Promise<Made> =>
    scene.make(tokens.route, {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: igw.id,
      ...inputs,
    });

  beforeEach(async () => {
    scene = await Scene.open();
    vpc = await scene.vpc();
    table = await scene.make(tokens.routeTable, { vpcId: vpc.id });
    igw = await scene.make(tokens.internetGateway, { vpcId: vpc.id });
  });

  it("refuses inline routes and propagation", () => {
    for (const property of ["routes", "propagatingVgws"]) {
      expect(scene.refusals(tokens.routeTable, { vpcId: vpc.id, [property]: [] })[0]).to.match(
        new RegExp(`^${property}: "${property}" is not simulated: .*aws.ec2.`),
      );
    }
    expect(scene.refusals(tokens.routeTable, { vpcId: vpc.id })).to.deep.equal([]);
  });

  it("checks destination and target", () => {
    const good = { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" };
    const targetless = { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" };
    expect(scene.refusals(tokens.route, good)).to.deep.equal([]);
    expect(scene.refusals(tokens.route, { ...good, natGatewayId: "nat-1" })[0]).to.match(
      /^natGatewayId: exactly one of gatewayId, .* got gatewayId and natGatewayId$/,
    );
    expect(scene.refusals(tokens.route, targetless)[0]).to.match(/exactly one of gatewayId.*got none$/);
    expect(scene.refusals(tokens.route, { ...good, destinationCidrBlock: "10.0.0.1/8" })[0]).to.match(
      /host bits set/,
    );
    expect(scene.refusals(tokens.route, { ...targetless, transitGatewayId: "tgw-1" })).to.deep.equal([]);
    expect(scene.refusals(tokens.route, { ...good, transitGatewayId: "tgw-1" })[0]).to.match(
      /got gatewayId and transitGatewayId$/,
    );
    expect(scene.refusals(tokens.route, { ...targetless, vpcEndpointId: "vpce-1" })[0]).to.match(
      /^vpcEndpointId: .*not simulated/,
    );
  });

  it("has one route a destination", async () => {
    expect((await route({})).outputs).to.include({ origin: "CreateRoute", state: "active" });
    expect(await refusal(route({}))).to.match(
      ec2("RouteAlreadyExists", "The route identified by 0.0.0.0/0 already exists."),
    );
    await route({ destinationCidrBlock: "10.9.0.0/16" });
  });

  it("leaves the local route alone", async () => {
    for (const destinationCidrBlock of ["10.0.0.0/16", "10.0.4.0/24"]) {
      expect(await refusal(route({ destinationCidrBlock }))).to.match(
        ec2(
          "InvalidParameterValue",
          `The destination CIDR block ${destinationCidrBlock} is equal to or more specific than one of this VPC's CIDR blocks.`,
        ),
      );
    }
    const nat = await scene.make(tokens.natGateway, {
      subnetId: (await scene.subnet(vpc)).id,
      connectivityType: "private",
    });
    const byNat = (destinationCidrBlock: string): Promise<Made> =>
      scene.make(tokens.route, { routeTableId: table.id, destinationCidrBlock, natGatewayId: nat.id });
    expect(await refusal(byNat("10.0.0.0/16"))).to.match(ec2("RouteAlreadyExists"));
    await byNat("10.0.4.0/24");
  });

  it("goes by a gateway that is attached to the table's VPC", async () => {
    const different = (id: string): RegExp =>
      ec2(
        "InvalidParameterValue",
        `route table ${table.id} and network gateway ${id} belong to different networks`,
      );
    const elsewhere = await scene.make(tokens.internetGateway, {
      vpcId: (await scene.vpc("10.1.0.0/16")).id,
    });
    const detached = await scene.vpnGateway();
    expect(await refusal(route({ gatewayId: elsewhere.id }))).to.match(different(elsewhere.id));
    expect(await refusal(route({ gatewayId: detached.id }))).to.match(different(detached.id));
    expect(await refusal(route({ gatewayId: "igw-0" }))).to.match(
      ec2("InvalidGatewayID.NotFound", "The gateway ID 'igw-0' does not exist"),
    );
    expect(await refusal(route({ routeTableId: "rtb-0" }))).to.match(ec2("InvalidRouteTableID.NotFound"));
    await scene.make(tokens.vpnGatewayAttachment, { vpcId: vpc.id, vpnGatewayId: detached.id });
    await route({ gatewayId: detached.id, destinationCidrBlock: "10.9.0.0/16" });
  });

  describe("by a transit gateway", () => {
    const byTransitGateway = (gateway: Made, destinationCidrBlock = "10.9.0.0/16"): Promise<Made> =>
      scene.make(tokens.route, {
        routeTableId: table.id,
        destinationCidrBlock,
        transitGatewayId: gateway.id,
      });

    it("needs the gateway attached to the table's VPC, and is a black hole without it", async () => {
      const gateway = await scene.transitGateway();
      const elsewhere = await scene.vpc("10.1.0.0/16");
      await scene.attachment(gateway, elsewhere, [await scene.subnet(elsewhere, "10.1.0.0/24")]);
      expect(await refusal(byTransitGateway(gateway))).to.match(
        ec2("InvalidTransitGatewayID.NotFound", `The transitGateway ID '${gateway.id}' does not exist`),
      );
      expect(await refusal(byTransitGateway({ ...gateway, id: "tgw-0" }))).to.match(
        ec2("InvalidTransitGatewayID.NotFound", "'tgw-0'"),
      );
      const attachment = await scene.attachment(gateway, vpc, [await scene.subnet(vpc)]);
      const made = await byTransitGateway(gateway);
      expect(made.outputs.state).to.equal("active");
      expect(scene.account.read(table)?.routes).to.deep.equal([
        {
          cidrBlock: "10.9.0.0/16",
          gatewayId: "",
          ipv6CidrBlock: "",
          natGatewayId: "",
          transitGatewayId: gateway.id,
        },
      ]);
      await scene.account.delete(attachment);
      expect(scene.account.read(made)?.state).to.equal("blackhole");
    });

    it("leaves the local route alone", async () => {
      const gateway = await scene.transitGateway();
      await scene.attachment(gateway, vpc, [await scene.subnet(vpc)]);
      expect(await refusal(byTransitGateway(gateway, "10.0.4.0/24"))).to.match(
        ec2("InvalidParameterValue", "equal to or more specific than"),
      );
      await byTransitGateway(gateway, "10.0.0.0/8");
    });
  });

  it("can be in the main table", async () => {
    await route({ routeTableId: vpc.outputs.mainRouteTableId as string });
  });

  it("changes its target in place and becomes a black hole with it", async () => {
    const vgw = await scene.vpnGateway({ vpcId: vpc.id });
    const made = await route({});
    const changed = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: vgw.id };
    expect(scene.account.diff(made, changed)).to.deep.equal(["gatewayId"]);
    expect(scene.account.diff(made, { ...changed, destinationCidrBlock: "10.9.0.0/16" })).to.deep.equal([
      "destinationCidrBlock!",
      "gatewayId",
    ]);
    await scene.account.update(made, changed);
    await scene.account.delete(vgw);
    expect(scene.account.read(made)?.state).to.equal("blackhole");
  });

  it("associates a subnet of its VPC with one table", async () => {
    const subnet = await scene.subnet(vpc);
    const stranger = await scene.subnet(await scene.vpc("10.1.0.0/16"), "10.1.0.0/24");
    const associate = (to: Made): Promise<Made> =>
      scene.make(tokens.routeTableAssociation, { routeTableId: table.id, subnetId: to.id });
    const made = await associate(subnet);
    expect(made.id).to.match(/^rtbassoc-0[0-9a-f]{16}$/);
    expect(await refusal(associate(subnet))).to.match(
      ec2(
        "Resource.AlreadyAssociated",
        `the specified association for route table ${table.id} conflicts with an existing association`,
      ),
    );
    expect(await refusal(associate(stranger))).to.match(
      ec2(
        "InvalidParameterValue",
        `Route table ${table.id} and subnet ${stranger.id} belong to different networks`,
      ),
    );
    expect(scene.account.diff(made, { routeTableId: "rtb-2", subnetId: stranger.id })).to.deep.equal([
      "routeTableId",
      "subnetId!",
    ]);
    expect(scene.refusals(tokens.routeTableAssociation, { routeTableId: table.id })[0]).to.match(
      /exactly one of subnetId, gatewayId/,
    );
  });

  it("stays while a subnet is associated", async () => {
    const subnet = await scene.subnet(vpc);
    const association = await scene.make(tokens.routeTableAssociation, {
      routeTableId: table.id,
      subnetId: subnet.id,
    });
    expect(await refusal(scene.account.delete(table))).to.match(
      ec2("DependencyViolation", `The routeTable '${table.id}' has dependencies`),
    );
    await scene.account.delete(association);
    await scene.account.delete(table);
  });
});
