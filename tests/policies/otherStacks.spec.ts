import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { ConfigurationError } from "../../policies/configuration/read";
import { readOtherStacks } from "../../policies/otherStacks";

describe("other stacks", () => {
  const folder = mkdtempSync(join(tmpdir(), "crosscloud-stacks-"));
  after(() => rmSync(folder, { recursive: true }));

  const urn = "urn:pulumi:prod::data::aws:ec2/vpc:Vpc::data";
  const resource = { urn, type: "aws:ec2/vpc:Vpc", outputs: { cidrBlock: "10.0.0.0/16" } };
  writeFileSync(join(folder, "data.json"), JSON.stringify({ deployment: { resources: [resource] } }));
  writeFileSync(join(folder, "broken.json"), "{");

  it("are read from their exports, by paths from the project's folder and absolute ones", () => {
    const stacks = readOtherStacks(["data.json", join(folder, "data.json")], folder);
    expect(stacks.map(({ name }) => name)).to.deep.equal(["data.json", join(folder, "data.json")]);
    for (const { resources } of stacks) {
      expect(resources.map((one) => one.outputs)).to.deep.equal([{ cidrBlock: "10.0.0.0/16" }]);
    }
  });

  it("are refused all at once where they can't be read", () => {
    const read = (): unknown => readOtherStacks(["gone.json", "data.json", "broken.json", "."], folder);
    expect(read).to.throw(ConfigurationError).with.property("problems").that.has.length(3);
    expect(read).to.throw(
      `stacks[0]: there is no file ${join(folder, "gone.json")}: write it with "pulumi stack export`,
    );
    expect(read).to.throw("stacks[2]: broken.json is not JSON");
    expect(read).to.throw(`stacks[3]: ${folder} cannot be read (EISDIR)`);
  });
});
