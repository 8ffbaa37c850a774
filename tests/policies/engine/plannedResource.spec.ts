import { type PolicyResource, unknownCheckingProxy } from "@pulumi/policy";
import { expect } from "chai";

import { plannedResource } from "../../../policies/engine/plannedResource";
import { planOf } from "../../../policies/planOf";
import { readText, type Stack, unknown } from "../../../reachability/resources";

/** As the analyzer server guards what it hands to a policy; the package's types leave it out. */
const guarded = unknownCheckingProxy as <T>(props: T) => T;

const marks: readonly [string, string][] = [
  ["a boolean", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7"],
  ["a number", "3eeb2bf0-c639-47a8-9e75-3b44932eb421"],
  ["a text", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
  ["a list", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"],
  ["an asset", "030794c1-ac77-496b-92df-f27374a8bd58"],
  ["an archive", "e48ece36-62e2-4504-bad9-02848725956a"],
  ["an object", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"],
];
const mark = marks[2]![1];

describe("the resources of a plan", () => {
  for (const [what, sentinel] of marks) {
    it(`reads ${what} that is not known yet as unknown, wherever it lies`, () => {
      const props = { a: sentinel, b: { c: [1, { d: sentinel }] }, e: "known" };
      const planned = plannedResource(resource("one", props), {});
      expect(planned.outputs).to.deep.equal({ a: unknown, b: { c: [1, { d: unknown }] }, e: "known" });
    });
  }

  it("leaves what the engine handed over as it was", () => {
    const props = { list: [mark], object: { text: mark } };
    plannedResource(resource("one", props), {});
    expect(props).to.deep.equal({ list: [mark], object: { text: mark } });
  });

  it("keeps the parent and what went into each property", () => {
    const vpc = resource("vpc", {});
    const subnet = { ...resource("subnet", { vpcId: mark }, { vpcId: [vpc] }), parent: vpc };
    const planned = plannedResource(subnet, {});
    expect(planned.parent).to.equal(vpc.urn);
    expect(planned.propertyDependencies).to.deep.equal({ vpcId: [vpc.urn] });
  });

  const pointed: [string, Record<string, unknown>, string][] = [
    ["an EC2 resource by the id at the end of its ARN", { arn: "arn:aws:ec2:eu-west-1:1:thing/t-1" }, "t-1"],
    ["one in another partition of AWS", { arn: "arn:aws-us-gov:ec2:us-gov-west-1:1:thing/t-1" }, "t-1"],
    ["an Azure resource by the id that it answered", { id: "/subscriptions/s/A" }, "/subscriptions/s/a"],
    [
      "a Google Cloud resource by its self link",
      { selfLink: "projects/p/global/networks/n" },
      "projects/p/global/networks/n",
    ],
  ];
  for (const [what, props, id] of pointed) {
    it(`finds ${what}, though the engine does not tell ids`, () => {
      const stack = stackOf(resource("one", props), resource("two", { thing: id }));
      const from = stack.get(resource("two", {}).urn)!;
      expect(stack.reference(from, "thing", "some:type:Thing")).to.deep.include({ state: "found" });
    });
  }

  it("finds what has no id at all by the property that its output went into", () => {
    const zone = resource("zone", { name: "z" });
    const record = resource("record", { zone: "Z0123" }, { zone: [zone] });
    const stack = stackOf(zone, record);
    const reference = stack.reference(stack.get(record.urn)!, "zone", "some:type:Thing");
    expect(reference.state === "found" && reference.resource.urn).to.equal(zone.urn);
  });

  it("does not take one resource for another whose id is known", () => {
    const other = resource("other", { id: "other" });
    const record = resource("record", { zone: "Z0123" }, { zone: [other] });
    const stack = stackOf(other, record);
    expect(stack.reference(stack.get(record.urn)!, "zone", "some:type:Thing").state).to.equal("outside");
  });

  it("reads an ARN of another service as no id", () => {
    const arn = "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/tg/0123";
    const planned = plannedResource(resource("one", { arn }), {});
    expect(planned.id).to.equal(undefined);
    expect(readText(planned, "arn")).to.deep.equal({ state: "known", value: arn });
  });
});

function resource(
  name: string,
  props: Record<string, unknown>,
  propertyDependencies: Record<string, PolicyResource[]> = {},
): PolicyResource {
  const type = "some:type:Thing";
  const urn = `urn:pulumi:prod::shop::${type}::${name}`;
  return { urn, type, name, props: guarded(props), propertyDependencies } as unknown as PolicyResource;
}

function stackOf(...resources: PolicyResource[]): Stack {
  return planOf(resources.map((one) => plannedResource(one, {}))).stack;
}
