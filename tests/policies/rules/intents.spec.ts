import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

// What the rule loads when it first needs it is loaded before the first test's clock runs.
import "../../../reachability";

import type { OtherStack } from "../../../policies/plan";
import { intents } from "../../../policies/rules/intents";
import { type Properties, type Resource, Stack, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const network = (name: string, block: number): Resource[] => [
  planned("aws:ec2/vpc:Vpc", name, { cidrBlock: `10.${block}.0.0/16` }, { id: `vpc-${name}` }),
  planned(
    "aws:ec2/subnet:Subnet",
    `${name}-a`,
    { vpcId: `vpc-${name}`, cidrBlock: `10.${block}.0.0/20` },
    { id: `subnet-${name}` },
  ),
];
const table = (name: string, route: Properties) => [
  planned("aws:ec2/routeTable:RouteTable", name, { vpcId: `vpc-${name}`, routes: [] }, { id: `rtb-${name}` }),
  planned("aws:ec2/routeTableAssociation:RouteTableAssociation", name, {
    subnetId: `subnet-${name}`,
    routeTableId: `rtb-${name}`,
  }),
  planned("aws:ec2/route:Route", `${name}-out`, { routeTableId: `rtb-${name}`, ...route }),
];
const peering = planned(
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  "join",
  { vpcId: "vpc-staging", peerVpcId: "vpc-prod", autoAccept: true },
  { id: "pcx-1" },
);
const apart = [...network("staging", 1), ...network("prod", 2)];
const joined = [
  ...apart,
  peering,
  ...table("staging", { destinationCidrBlock: "10.2.0.0/16", vpcPeeringConnectionId: "pcx-1" }),
  ...table("prod", { destinationCidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: "pcx-1" }),
];
const denied = { name: "staging stays out", from: "network:staging", to: "network:prod", expect: "denied" };

const check = (resources: readonly Resource[], ...given: object[]) =>
  findings(intents, resources, { intents: given });

describe("the rule intents", () => {
  it("refuses a plan that joins what must stay apart, with the hop that does", () => {
    const [found, ...more] = check(joined, denied);
    expect(more).to.be.empty;
    expect(found?.urn).to.match(/::staging-out$/);
    expect(found?.message)
      .to.match(/^"staging stays out" is broken: it must not get through\. staging-a to prod-a/)
      .and.match(/: reachable: .*10\.2\.0\.0\/16.*, on the way staging-a, .*prod-a\./);
  });

  it("accepts one that keeps them apart", () => {
    expect(check(apart, denied)).to.be.empty;
    expect(check(joined, { ...denied, expect: "allowed" })).to.be.empty;
  });

  it("refuses a plan without a way that must be there", () => {
    const [found] = check(apart, { from: "network:staging", to: "network:prod", expect: "allowed" });
    expect(found?.message).to.match(/is broken: it must get through\..*: blocked: .*no route to 10\.2\./);
  });

  it("can't tell while a route's target is unknown", () => {
    const resources = [
      ...apart,
      ...table("staging", { destinationCidrBlock: "10.2.0.0/16", transitGatewayId: unknown }),
    ];
    const [found, ...more] = check(resources, denied);
    expect(more).to.be.empty;
    expect(found).to.have.property("undecided", true);
    expect(found?.message).to.contain("can't be proved before the update");
    expect(check(resources, { ...denied, undecided: "accept" })).to.be.empty;
  });

  it("says nothing without intents", () => {
    expect(check(joined)).to.be.empty;
  });

  it("looks into other stacks too", () => {
    const others: OtherStack[] = [{ name: "prod.json", resources: network("prod", 2) }];
    const plan = { stackName: "staging", stack: new Stack(network("staging", 1)), others };
    expect([...intents.check(plan, { intents: [denied as never] })]).to.be.empty;
  });

  it("tells every problem of its intents at once", () => {
    const [found, ...more] = check(joined, { ...denied, to: "network:prd" }, { from: "a", expect: "maybe" });
    expect(more).to.be.empty;
    expect(found?.message)
      .to.contain('no network is called "network:prd": there are prod')
      .and.contain("[1].to")
      .and.contain('"maybe" means nothing here');
  });

  describe("from a file", () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "intents-"))));
    afterEach(() => rmSync(folder, { recursive: true }));

    it("proves what it says", () => {
      const file = join(folder, "intents.yaml");
      writeFileSync(file, "- { from: network:staging, to: network:prod, expect: denied }\n");
      expect(findings(intents, joined, { intents: file })).to.have.length(1);
      expect(findings(intents, apart, { intents: file })).to.be.empty;
    });

    it("names a file that isn't there, and the line that is wrong", () => {
      const file = join(folder, "intents.yaml");
      expect(findings(intents, joined, { intents: file })[0]?.message).to.contain(
        `${file} can't be read (ENOENT)`,
      );
      writeFileSync(file, "\n- { from: network:staging, expect: denied }\n");
      expect(findings(intents, joined, { intents: file })[0]?.message).to.contain("intents.yaml:2 [0].to");
    });
  });

  it("counts what fails in too many ways", () => {
    const many = Array.from({ length: 8 }, (_, index) => network(`n${index}`, index + 10)).flat();
    const found = check(many, { from: "n*", to: "n*", expect: "allowed" });
    expect(found.length).to.be.within(1, 6);
  });
});
