import { expect } from "chai";

import { neverJoins } from "../helpers/mutatedFiles";
import { brokenPromises } from "../helpers/promises";
import { SimulatedProject } from "../helpers/simulatedProject";

const program = ["index.ts", "config.ts", "address-plan.json", "addressing", "components", "pricing"];
const settings = ["Pulumi.yaml", "package.json", "tsconfig.json", "tsconfig.pulumi.json"];
const stacks = ["dev", "prod"];

describe("this repository's environments, as planned", function () {
  this.timeout(180_000);

  let project: SimulatedProject;
  const planned: string[] = [];
  before(async () => {
    const configurations = stacks.map((stack) => `Pulumi.${stack}.yaml`);
    project = await SimulatedProject.copyOf(".", [...program, ...settings, ...configurations]);
    for (const stack of stacks) {
      await project.pulumi("stack", "init", stack);
      const { stdout } = await project.pulumi("preview", "--stack", stack, "--json", "--show-sames");
      planned.push(stdout);
    }
  });
  after(() => project.remove());

  for (const [index, stack] of stacks.entries()) {
    it(`keep what ${stack} promises`, async () => {
      expect(await brokenPromises(`intents/${stack}.yaml`, planned[index]!)).to.deep.equal([]);
    });
  }

  it("stay apart", async () => {
    expect(await brokenPromises("intents/environments.yaml", ...planned)).to.deep.equal([]);
  });

  it("stay apart, or can't be told, whatever is wrong with their previews", () => {
    neverJoins(planned[0]!, planned[1]!, ["dev-aws-subnet-private-0", "prod-azure-subnet-workload"]);
  });
});
