import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect } from "chai";

import { requiredTags } from "../../../policies/rules/required-tags/requiredTags";
import { taggedTypes } from "../../../policies/rules/required-tags/taggedTypes";
import { type Properties, type Resource, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const check = (resources: readonly Resource[], tags: readonly string[] = ["owner", "Environment"]) =>
  findings(requiredTags, resources, { tags });

const vpc = (properties: Properties) => planned("aws:ec2/vpc:Vpc", "shop", properties);
const network = (properties: Properties, version = "") =>
  planned(`azure-native:network${version}:VirtualNetwork`, "shop", properties);
const tunnel = (properties: Properties) => planned("gcp:compute/vPNTunnel:VPNTunnel", "tunnel", properties);

describe("the rule required-tags", () => {
  for (const [what, resource, says] of [
    [
      "a VPC without tags",
      vpc({}),
      /^shop \(aws:ec2\/vpc:Vpc\) lacks the tags owner, Environment.*Set tags\.owner, tags\.Environment/,
    ],
    ["one with some", vpc({ tags: { owner: "net" } }), /lacks the tag Environment/],
    ["one with another case", vpc({ tags: { Owner: "net", Environment: "prod" } }), /lacks the tag owner/],
    ["an empty value", vpc({ tags: { owner: " ", Environment: "prod" } }), /lacks the tag owner/],
    ["a VNet without tags", network({}), /^shop \(azure-native:network:VirtualNetwork\) lacks/],
    ["one of another API version", network({}, "/v20240501"), /lacks the tags/],
    [
      "a tunnel without labels",
      tunnel({}),
      /lacks the labels owner, environment.*Set labels\.owner, labels\.environment/,
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      const [found, ...more] = check([resource]);
      expect(more).to.be.empty;
      expect(found?.message).to.match(says);
      expect(found).not.to.have.property("undecided");
    });
  }

  for (const [what, resource] of [
    ["a VPC with all", vpc({ tags: { owner: "net", Environment: "prod" } })],
    [
      "one that has them from the provider",
      vpc({ tags: { owner: "net" }, tagsAll: { owner: "net", Environment: "prod" } }),
    ],
    ["a VNet in another case", network({ tags: { Owner: "net", environment: "prod" } })],
    ["a tunnel", tunnel({ labels: { owner: "net", environment: "prod" } })],
    [
      "one that has them from the provider of Google Cloud",
      tunnel({ effectiveLabels: { owner: "net", environment: "prod" } }),
    ],
    ["what takes no tags", planned("aws:ec2/route:Route", "route", {})],
  ] as const) {
    it(`accepts ${what}`, () => expect(check([resource])).to.be.empty);
  }

  it("can't tell while tags are unknown", () => {
    for (const resource of [
      vpc({ tags: unknown }),
      vpc({ tags: { owner: unknown, Environment: unknown } }),
    ]) {
      const [found, ...more] = check([resource]);
      expect(more).to.be.empty;
      expect(found).to.have.property("undecided", true);
    }
    const partly = check([vpc({ tags: { owner: unknown } })]);
    expect(partly.map(({ undecided }) => undecided)).to.deep.equal([undefined, true]);
  });

  it("asks for nothing by itself", () => expect(findings(requiredTags, [vpc({})])).to.be.empty);

  it("asks only types that take tags", () => {
    const taking = new Map(taggedTypes.map((type) => [type, false]));
    for (const folder of new Set(taggedTypes.map(folderOf))) {
      for (const file of readdirSync(folder).filter((name) => name.endsWith(".js"))) {
        const [, type = ""] = /__pulumiType = '([^']+)'/.exec(readFileSync(join(folder, file), "utf8")) ?? [];
        if (taking.has(type)) {
          const types = readFileSync(join(folder, file.replace(/js$/, "d.ts")), "utf8");
          taking.set(type, /^ {4}(tags|labels)\?:/m.test(types.slice(types.lastIndexOf("Args {"))));
        }
      }
    }
    expect([...taking].filter(([, takes]) => !takes).map(([type]) => type)).to.be.empty;
  });
});

/** Where the SDK of a type keeps its module. */
function folderOf(type: string): string {
  const [sdk = "", path = ""] = type.split(":");
  const [module = ""] = path.split("/");
  return join(dirname(require.resolve(`@pulumi/${sdk}/package.json`)), module);
}
