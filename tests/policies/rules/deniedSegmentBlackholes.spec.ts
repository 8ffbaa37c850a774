import { expect } from "chai";

import { deniedSegmentBlackholes } from "../../../policies/rules/denied-segment-blackholes/deniedSegmentBlackholes";
import { type Properties, type Resource, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const options = {
  segments: {
    prod: ["10.0.0.0/12"],
    staging: ["10.16.0.0/12", "2001:db8:16::/48"],
    shared: ["10.32.0.0/12"],
  },
  denied: [["prod", "staging"]],
};
const check = (resources: readonly Resource[], given: object = options) =>
  findings(deniedSegmentBlackholes, resources, { ...given });

const vpc = (name: string, cidrBlock: unknown, more: Properties = {}) =>
  planned("aws:ec2/vpc:Vpc", name, { cidrBlock, ...more }, { id: `vpc-${name}` });
const attachment = (of: Resource) => {
  const name = of.urn.split("::").at(-1)!;
  return planned(
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    name,
    { vpcId: of.id },
    { id: `tgw-attach-${name}` },
  );
};
const table = (name: string) =>
  planned(
    "aws:ec2transitgateway/routeTable:RouteTable",
    name,
    { transitGatewayId: "tgw-1" },
    { id: `tgw-rtb-${name}` },
  );
const entry =
  (kind: "routeTableAssociation:RouteTableAssociation" | "routeTablePropagation:RouteTablePropagation") =>
  (of: Resource, to: Resource) =>
    planned(`aws:ec2transitgateway/${kind}`, `${of.id}-${to.id}`, {
      transitGatewayAttachmentId: of.id,
      transitGatewayRouteTableId: to.id,
    });
const associated = entry("routeTableAssociation:RouteTableAssociation");
const propagated = entry("routeTablePropagation:RouteTablePropagation");
const route = (to: Resource, destinationCidrBlock: unknown, more: Properties = { blackhole: true }) =>
  planned("aws:ec2transitgateway/route:Route", `${to.id}-${String(destinationCidrBlock)}`, {
    transitGatewayRouteTableId: to.id,
    destinationCidrBlock,
    ...more,
  });

const prod = vpc("prod", "10.0.0.0/16");
const staging = vpc("staging", "10.16.0.0/16");
const [prodAttachment, stagingAttachment] = [attachment(prod), attachment(staging)];
const [prodTable, stagingTable] = [table("prod"), table("staging")];
const base = [
  prod,
  staging,
  prodAttachment,
  stagingAttachment,
  prodTable,
  stagingTable,
  associated(prodAttachment, prodTable),
  associated(stagingAttachment, stagingTable),
];
const towardsStaging = [route(prodTable, "10.16.0.0/12"), route(prodTable, "2001:db8:16::/48")];
const towardsProd = [route(stagingTable, "10.0.0.0/12")];

describe("the rule denied-segment-blackholes", () => {
  it("refuses tables that don't throw away what is for the other segment", () => {
    const found = check(base);
    expect(found.map(({ urn }) => urn)).to.deep.equal([prodTable.urn, stagingTable.urn]);
    expect(found[0]?.message)
      .to.contain("transit gateway route table prod serves segment prod (VPC prod)")
      .and.contain("nothing in it throws away 10.16.0.0/12, 2001:db8:16::/48")
      .and.contain("blackhole: true");
  });

  it("accepts tables that do", () => {
    expect(check([...base, ...towardsStaging, ...towardsProd])).to.be.empty;
  });

  it("accepts several blackholes that together cover the segment", () => {
    const halves = [route(stagingTable, "10.0.0.0/13"), route(stagingTable, "10.8.0.0/13")];
    expect(check([...base, ...towardsStaging, ...halves])).to.be.empty;
  });

  it("accepts a blackhole of a prefix list", () => {
    const list = planned(
      "aws:ec2/managedPrefixList:ManagedPrefixList",
      "prod",
      { entries: [{ cidr: "10.0.0.0/12" }] },
      { id: "pl-1" },
    );
    const reference = planned("aws:ec2transitgateway/prefixListReference:PrefixListReference", "prod", {
      blackhole: true,
      prefixListId: "pl-1",
      transitGatewayRouteTableId: stagingTable.id,
    });
    expect(check([...base, ...towardsStaging, list, reference])).to.be.empty;
  });

  it("names what a blackhole leaves open", () => {
    const [found, ...more] = check([...base, ...towardsStaging, route(stagingTable, "10.0.0.0/13")]);
    expect(more).to.be.empty;
    expect(found?.message).to.contain("throws away 10.8.0.0/13.");
  });

  it("refuses what is more specific than the blackhole", () => {
    const leak = propagated(prodAttachment, stagingTable);
    const [found, ...more] = check([...base, ...towardsStaging, ...towardsProd, leak]);
    expect(more).to.be.empty;
    expect(found?.urn).to.equal(leak.urn);
    expect(found?.message)
      .to.contain("10.0.0.0/16 to VPC prod, propagated")
      .and.contain("10.0.0.0/16 can be reached");
    const fixed = [...towardsProd, route(stagingTable, "10.0.0.0/16"), leak];
    expect(check([...base, ...towardsStaging, ...fixed])).to.be.empty;
  });

  it("refuses a static route inside the blackhole, but not a wider one", () => {
    const to = (range: string) =>
      route(stagingTable, range, { transitGatewayAttachmentId: "tgw-attach-firewall" });
    const closed = [...base, ...towardsStaging, ...towardsProd];
    expect(check([...closed, to("10.0.4.0/24")])).to.have.length(1);
    expect(check([...closed, to("0.0.0.0/0")])).to.be.empty;
  });

  it("refuses one table for both segments, once", () => {
    const both = [
      ...base.slice(0, 6),
      associated(prodAttachment, prodTable),
      associated(stagingAttachment, prodTable),
    ];
    const [found, ...more] = check([...both, ...towardsStaging, route(prodTable, "10.0.0.0/12")]);
    expect(more).to.be.empty;
    expect(found?.message).to.contain("Associate each with a route table of its own");
  });

  it("leaves alone what nobody denied", () => {
    const shared = vpc("shared", "10.32.0.0/16");
    const its = [shared, attachment(shared), table("shared")] as const;
    const all = [...base, ...towardsStaging, ...towardsProd, ...its, associated(its[1], its[2])];
    expect(check(all)).to.be.empty;
    expect(check(base, { segments: options.segments, denied: [] })).to.be.empty;
  });

  it("counts a VPC's secondary range", () => {
    const secondary = planned("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "more", {
      vpcId: "vpc-prod",
      cidrBlock: "10.16.0.0/20",
    });
    expect(check([...base, ...towardsStaging, ...towardsProd, secondary])[0]?.message).to.contain(
      "route table of its own",
    );
  });

  it("can't tell an unknown VPC, range or route", () => {
    const drawn = vpc("staging", unknown);
    const unknownRange = base.map((one) => (one === staging ? drawn : one));
    expect(check([...unknownRange, ...towardsStaging])).to.deep.include({
      urn: drawn.urn,
      undecided: true,
      message: check([...unknownRange, ...towardsStaging])[0]?.message,
    });
    const [route1, ...more] = check([...base, ...towardsStaging, route(stagingTable, unknown)]);
    expect(more).to.be.empty;
    expect(route1).to.include({ undecided: true, urn: stagingTable.urn });
    const either = planned(
      "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
      "either",
      { transitGatewayAttachmentId: unknown, transitGatewayRouteTableId: prodTable.id },
      { from: {} },
    );
    const doubtful = {
      ...either,
      propertyDependencies: { transitGatewayAttachmentId: [prodAttachment.urn, stagingAttachment.urn] },
    };
    expect(check([...base, ...towardsStaging, ...towardsProd, doubtful])).to.have.nested.property(
      "[0].undecided",
      true,
    );
  });

  it("says what is wrong with its options", () => {
    const given = { segments: { prod: ["10.0.0.7/12"] }, denied: [["prod", "stagin"]] };
    expect(check([prod], given).map(({ message }) => message)).to.deep.equal([
      'the option segments.prod[0]: "10.0.0.7/12" has host bits set: the network is 10.0.0.0/12',
      'the option denied[0]: no segment is called "stagin". The option segments has prod',
    ]);
  });

  it("lets malformed ranges be", () => {
    expect(check([...base, ...towardsStaging, ...towardsProd, route(stagingTable, "10.0/8")])).to.be.empty;
  });
});
