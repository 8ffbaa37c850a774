import { expect } from "chai";

// What the rule loads when it first needs it is loaded before the first test's clock runs.
import "../../../policies/rules/route-back/oneWay";

import { routeBack } from "../../../policies/rules/route-back/routeBack";
import { type Properties, type Resource, Stack, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const check = (resources: readonly Resource[]) => findings(routeBack, resources);

const network = (name: string, block: number): Resource[] => [
  planned("aws:ec2/vpc:Vpc", name, { cidrBlock: `10.${block}.0.0/16` }, { id: `vpc-${name}` }),
  ...subnet(name, "a", `10.${block}.0.0/20`),
];
const subnet = (name: string, key: string, cidrBlock: string): Resource[] => [
  planned(
    "aws:ec2/subnet:Subnet",
    `${name}-${key}`,
    { vpcId: `vpc-${name}`, cidrBlock },
    { id: `subnet-${name}-${key}` },
  ),
  planned(
    "aws:ec2/routeTable:RouteTable",
    `${name}-${key}`,
    { vpcId: `vpc-${name}` },
    { id: `rtb-${name}-${key}` },
  ),
  planned("aws:ec2/routeTableAssociation:RouteTableAssociation", `${name}-${key}`, {
    subnetId: `subnet-${name}-${key}`,
    routeTableId: `rtb-${name}-${key}`,
  }),
];
const route = (table: string, destinationCidrBlock: string, target: Properties) =>
  planned("aws:ec2/route:Route", `${table}-${destinationCidrBlock}`, {
    routeTableId: `rtb-${table}`,
    destinationCidrBlock,
    ...target,
  });
const peering = planned(
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  "join",
  { vpcId: "vpc-shop", peerVpcId: "vpc-data", autoAccept: true },
  { id: "pcx-1" },
);
const overPeering = { vpcPeeringConnectionId: "pcx-1" };
const there = route("shop-a", "10.2.0.0/16", overPeering);
const back = route("data-a", "10.1.0.0/16", overPeering);
const networks = [...network("shop", 1), ...network("data", 2)];

describe("the rule route-back", () => {
  it("refuses a way there without a way back, at the table that lacks the route", () => {
    const [found, ...more] = check([...networks, peering, there]);
    expect(more).to.be.empty;
    expect(found).not.to.have.property("undecided");
    expect(found?.urn).to.match(/RouteTable::data-a$/);
    expect(found?.message)
      .to.contain("network shop reaches network data, but")
      .and.match(/answers don't get back: .*data-a has no route to 10\.1\./)
      .and.contain("Give that hop a route to 10.1.0.0/16 that leads back");
  });

  it("accepts a way there and back, and none at all", () => {
    expect(check([...networks, peering, there, back])).to.be.empty;
    expect(check([...networks, peering])).to.be.empty;
    expect(check(networks)).to.be.empty;
  });

  it("does not mind firewalls", () => {
    const closed = planned(
      "aws:ec2/networkAcl:NetworkAcl",
      "closed",
      { vpcId: "vpc-data", subnetIds: ["subnet-data-a"], ingress: [], egress: [] },
      { id: "acl-1" },
    );
    expect(check([...networks, peering, there, closed])).to.have.length(1);
    expect(check([...networks, peering, there, back, closed])).to.be.empty;
  });

  it("takes a subnet for left out on purpose if another beside it answers", () => {
    const publicSubnet = subnet("data", "public", "10.2.16.0/20");
    expect(check([...networks, peering, there, back, ...publicSubnet])).to.be.empty;
    expect(check([...networks, peering, there, ...publicSubnet])).to.have.length(1);
  });

  describe("through a transit gateway", () => {
    const attached = (...names: string[]): Resource[] => [
      planned(
        "aws:ec2transitgateway/transitGateway:TransitGateway",
        "hub",
        { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" },
        { id: "tgw-1" },
      ),
      ...names.flatMap((name) => [
        planned(
          "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
          name,
          { transitGatewayId: "tgw-1", vpcId: `vpc-${name}`, subnetIds: [`subnet-${name}-a`] },
          { id: `tgw-attach-${name}` },
        ),
        planned(
          "aws:ec2transitgateway/routeTable:RouteTable",
          name,
          { transitGatewayId: "tgw-1" },
          { id: `tgw-rtb-${name}` },
        ),
        entry("routeTableAssociation:RouteTableAssociation", name, name),
        route(`${name}-a`, "10.0.0.0/8", { transitGatewayId: "tgw-1" }),
      ]),
    ];
    const entry = (kind: string, of: string, to: string) =>
      planned(`aws:ec2transitgateway/${kind}`, `${of}-${to}`, {
        transitGatewayAttachmentId: `tgw-attach-${of}`,
        transitGatewayRouteTableId: `tgw-rtb-${to}`,
      });
    const propagated = (of: string, to: string) =>
      entry("routeTablePropagation:RouteTablePropagation", of, to);

    it("finds an answer that is lost on the way", () => {
      const joined = [...networks, ...attached("shop", "data"), propagated("data", "shop")];
      const [found, ...more] = check(joined);
      expect(more).to.be.empty;
      expect(found?.urn).to.match(/ec2transitgateway\/routeTable:RouteTable::data$/);
      expect(check([...joined, propagated("shop", "data")])).to.be.empty;
    });

    it("tells the tables of a hub apart, and tells of each once", () => {
      const joined = [
        ...networks,
        ...network("logs", 3),
        ...attached("shop", "data", "logs"),
        ...["shop", "data"].flatMap((name) => [propagated(name, "logs"), propagated("logs", name)]),
      ];
      expect(check(joined)).to.be.empty;
      const [found, ...more] = check(joined.filter(({ urn }) => !urn.endsWith("::logs-data")));
      expect(more).to.be.empty;
      expect(found?.urn).to.match(/ec2transitgateway\/routeTable:RouteTable::data$/);
      const deaf = joined.filter(({ urn }) => !/RouteTablePropagation::(shop|data)-logs$/.test(urn));
      const [both, ...rest] = check(deaf);
      expect(rest).to.be.empty;
      expect(both?.message).to.contain("(and 1 more pair of networks alike)");
    });
  });

  it("does not mind a firewall of another stack", () => {
    const azure = "azure-native:network:";
    const peered = (name: string, block: number, peer: string, properties: Properties = {}) => [
      planned(
        `${azure}VirtualNetwork`,
        name,
        { addressSpace: { addressPrefixes: [`10.${block}.0.0/16`] } },
        { id: `/vnets/${name}` },
      ),
      planned(
        `${azure}Subnet`,
        `${name}-hosts`,
        { addressPrefix: `10.${block}.0.0/20`, networkSecurityGroup: { id: "/elsewhere" }, ...properties },
        { id: `/vnets/${name}/subnets/hosts` },
      ),
      planned(
        `${azure}VirtualNetworkPeering`,
        `${name}-peering`,
        { remoteVirtualNetwork: { id: `/vnets/${peer}` }, allowVirtualNetworkAccess: true },
        { id: `/vnets/${name}/virtualNetworkPeerings/${peer}` },
      ),
    ];
    const routes = [{ name: "none", addressPrefix: "10.1.0.0/16", nextHopType: "None" }];
    const dropping = planned(`${azure}RouteTable`, "dropping", { routes }, { id: "/tables/dropping" });
    const deaf = peered("b", 2, "a", { routeTable: { id: "/tables/dropping" } });
    const [found, ...more] = check([...peered("a", 1, "b"), ...deaf, dropping]);
    expect(more).to.be.empty;
    expect(found).not.to.have.property("undecided");
    expect(found?.urn).to.equal(dropping.urn);
    expect(check([...peered("a", 1, "b"), ...peered("b", 2, "a")])).to.be.empty;
  });

  it("can't tell while the way back is unknown", () => {
    const drawn = route("data-a", "10.1.0.0/16", { transitGatewayId: unknown });
    const [found, ...more] = check([...networks, peering, there, drawn]);
    expect(more).to.be.empty;
    expect(found).to.have.property("undecided", true);
    expect(found?.message).to.contain("whether answers get back can't be told");
  });

  it("finds a way back in another stack, and minds its own networks alone", () => {
    const own = [...network("shop", 1), peering, there];
    const others = (more: Resource[]) => [{ name: "data.json", resources: [...network("data", 2), ...more] }];
    const ofPlan = (resources: Resource[], more: Resource[]) => [
      ...routeBack.check({ stackName: "prod", stack: new Stack(resources), others: others(more) }, {}),
    ];
    expect(ofPlan(own, [back])).to.be.empty;
    expect(ofPlan(own, [])).to.have.length(1);
    const [, , ...foreign] = network("shop", 1);
    expect(foreign).not.to.be.empty;
    expect(ofPlan([planned(peering.type, "other", {})], [...own])).to.be.empty;
  });

  it("lets malformed ranges be", () => {
    expect(() =>
      check([...networks, peering, there, route("data-a", "10.1/16", overPeering)]),
    ).not.to.throw();
  });
});
