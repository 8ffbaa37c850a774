import { LoadBalancer } from "@pulumi/aws/lb";
import { expect } from "chai";
import { AwsNetwork, type AwsNetworkArgs } from "../../../components";
import { find, ofType, record, type RecordedResource, value } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";
import { expectGoldenUrns } from "../golden";

const create = (args: Partial<AwsNetworkArgs> = {}) =>
  new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16", ...args });

/** System S1. */
const twoPublicSubnets: Partial<AwsNetworkArgs> = {
  cidrBlock: "172.16.0.0/16",
  subnets: {
    a: { cidrBlock: "172.16.0.0/18", public: true },
    b: { cidrBlock: "172.16.64.0/18", public: true },
  },
  peerCidrBlocks: ["172.18.0.0/16"],
};

/** Where 0.0.0.0/0 leads from each subnet: the target's id, or undefined. */
function defaultRoutes(resources: readonly RecordedResource[]): Record<string, unknown> {
  const routes = ofType(resources, "aws:ec2/route:Route").map(({ inputs }) => inputs);
  const associations = ofType(resources, "aws:ec2/routeTableAssociation:RouteTableAssociation");
  return Object.fromEntries(
    associations.map(({ inputs }) => {
      const route = routes.find(({ routeTableId }) => routeTableId === inputs["routeTableId"]);
      const subnet = String(inputs["subnetId"]).replace(/^shop-aws-subnet-(.+)_id$/, "$1");
      return [subnet, route?.["gatewayId"] ?? route?.["natGatewayId"]];
    }),
  );
}

describe("AwsNetwork", () => {
  const variants: Record<string, Partial<AwsNetworkArgs>> = {
    "aws-network-default": {},
    "aws-network-s1": twoPublicSubnets,
    "aws-network-nat-per-zone": {
      natGateway: "per-zone",
      availabilityZones: 3,
      peerCidrBlocks: ["10.32.0.0/16"],
    },
  };
  for (const [variant, args] of Object.entries(variants)) {
    it(`has the reviewed children, in an update and in a preview (${variant})`, async () => {
      for (const preview of [false, true]) {
        const { resources } = await record(() => create(args), { ...clouds, preview });
        expectGoldenUrns(variant, resources);
      }
    });
  }

  it("puts subnets where they were asked for, public ones behind the internet gateway (S1)", async () => {
    const { resources, result } = await record(() => create(twoPublicSubnets), clouds);
    const zoneOf = (key: string) => find(resources, `shop-aws-subnet-${key}`).inputs;
    expect(zoneOf("a")).to.include({ cidrBlock: "172.16.0.0/18", availabilityZone: "eu-central-1a" });
    expect(zoneOf("b")).to.include({ cidrBlock: "172.16.64.0/18", availabilityZone: "eu-central-1b" });
    expect(defaultRoutes(resources)).to.deep.equal({
      a: "shop-aws-internet-gateway_id",
      b: "shop-aws-internet-gateway_id",
    });
    expect(await value(result.routeTableIds)).to.deep.equal({ public: "shop-aws-route-table-public_id" });
  });

  it("admits ICMP echo and SSH from the peers, nothing else, and lets everything out (S1)", async () => {
    const { resources } = await record(() => create(twoPublicSubnets), clouds);
    const rules = ofType(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const reduced = rules.map(({ inputs }) => [
      inputs["cidrIpv4"],
      inputs["ipProtocol"],
      inputs["fromPort"],
      inputs["toPort"],
    ]);
    expect(reduced).to.have.deep.members([
      ["172.18.0.0/16", "icmp", 8, -1],
      ["172.18.0.0/16", "tcp", 22, 22],
    ]);
    expect(find(resources, "shop-aws-egress").inputs).to.include({ cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" });
  });

  it("admits nothing when no peers are given, and other ports when asked", async () => {
    const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const closed = await record(() => create(), clouds);
    expect(ofType(closed.resources, type)).to.deep.equal([]);
    const peerTcpPorts = [80, 443];
    const open = await record(() => create({ peerCidrBlocks: ["10.32.0.0/16"], peerTcpPorts }), clouds);
    const ports = ofType(open.resources, type).map(({ inputs }) => inputs["fromPort"]);
    expect(ports).to.have.members([8, 80, 443]);
  });

  it("keeps private subnets off the internet by default", async () => {
    const { resources } = await record(() => create(), clouds);
    expect(defaultRoutes(resources)).to.deep.equal({
      "public-0": "shop-aws-internet-gateway_id",
      "public-1": "shop-aws-internet-gateway_id",
      "private-0": undefined,
      "private-1": undefined,
    });
  });

  it("sends private subnets through one NAT gateway, or each through its zone's", async () => {
    const single = await record(() => create({ natGateway: "single" }), clouds);
    expect(defaultRoutes(single.resources)).to.include({
      "private-0": "shop-aws-nat-gateway-0_id",
      "private-1": "shop-aws-nat-gateway-0_id",
    });
    const perZone = await record(() => create({ natGateway: "per-zone" }), clouds);
    expect(defaultRoutes(perZone.resources)).to.include({
      "private-0": "shop-aws-nat-gateway-0_id",
      "private-1": "shop-aws-nat-gateway-1_id",
    });
    for (const zone of ["0", "1"]) {
      expect(find(perZone.resources, `shop-aws-nat-gateway-${zone}`).inputs).to.include({
        allocationId: `shop-aws-nat-address-${zone}_id`,
        subnetId: `shop-aws-subnet-public-${zone}_id`,
      });
    }
  });

  it("pairs subnets and NAT gateways by the zones the program names, without asking AWS", async () => {
    const subnets = {
      web: { cidrBlock: "10.0.0.0/24", availabilityZone: "us-east-1d", public: true },
      lb: { cidrBlock: "10.0.1.0/24", availabilityZone: "us-east-1b", public: true },
      db: { cidrBlock: "10.0.2.0/24", availabilityZone: "us-east-1b" },
    };
    const { resources, invokes } = await record(() => create({ subnets, natGateway: "per-zone" }), clouds);
    expect(find(resources, "shop-aws-nat-gateway-us-east-1b").inputs).to.include({
      subnetId: "shop-aws-subnet-lb_id",
    });
    expect(find(resources, "shop-aws-subnet-db").inputs).to.include({ availabilityZone: "us-east-1b" });
    expect(ofType(resources, "aws:ec2/natGateway:NatGateway")).to.have.length(1);
    expect(invokes).to.deep.equal([]);
  });

  it("names and tags everything, and places it in the region given", async () => {
    const { resources, invokes } = await record(
      () => create({ natGateway: "single", region: "eu-central-1", tags: { team: "network" } }),
      clouds,
    );
    for (const { name, inputs } of resources.filter(({ custom }) => custom)) {
      expect(inputs, name).to.include({ region: "eu-central-1" });
      if ("tags" in inputs) {
        expect(inputs["tags"]).to.deep.equal({ team: "network", Name: name });
      }
    }
    expect(invokes.map(({ inputs }) => (inputs as Record<string, unknown>)["region"])).to.deep.equal([
      "eu-central-1",
    ]);
  });

  it("lets what is put into public subnets wait for the way to the internet", async () => {
    const { resources } = await record(() => {
      const { subnets } = create();
      const of = (key: string) => ({ subnets: [subnets[key]?.id ?? ""] });
      new LoadBalancer("outside", of("public-0"));
      return new LoadBalancer("inside", of("private-0"));
    }, clouds);
    const waitsFor = (name: string) =>
      find(resources, name).dependencies.map((urn) => urn.split("::").at(-1));
    expect(waitsFor("outside")).to.include.members([
      "shop-aws-subnet-public-0",
      "shop-aws-default-route-public",
    ]);
    expect(waitsFor("inside")).not.to.include("shop-aws-default-route-public");
  });

  it("offers what programs need", async () => {
    const { result } = await record(() => create(), clouds);
    expect(result.cidrBlocks).to.deep.equal(["10.0.0.0/16"]);
    expect(await value(result.vpcId)).to.equal("shop-aws-vpc_id");
    expect(await value(result.securityGroupId)).to.equal("shop-aws-security-group_id");
    expect(await value(result.subnetIds)).to.include({ "private-1": "shop-aws-subnet-private-1_id" });
    expect(await value(result.subnets["public-1"])).to.deep.equal({
      id: "shop-aws-subnet-public-1_id",
      cidrBlock: "10.0.32.0/19",
      availabilityZone: "eu-central-1b",
      public: true,
    });
    expect(result.subnets["private-0"]).to.deep.include({ cidrBlock: "10.0.128.0/19", public: false });
    expect(await value(result.publicSubnetIds)).to.deep.equal([
      "shop-aws-subnet-public-0_id",
      "shop-aws-subnet-public-1_id",
    ]);
    expect(await value(result.privateSubnetIds)).to.deep.equal([
      "shop-aws-subnet-private-0_id",
      "shop-aws-subnet-private-1_id",
    ]);
    expect(await value(result.routeTableIds)).to.deep.equal({
      public: "shop-aws-route-table-public_id",
      "private-0": "shop-aws-route-table-private-0_id",
      "private-1": "shop-aws-route-table-private-1_id",
    });
  });
});
