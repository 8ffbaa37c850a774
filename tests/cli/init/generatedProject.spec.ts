import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";

import { costsOf } from "../../../cli/init/cost";
import { project } from "../../../cli/init/project";
import { hoursPerMonth } from "../../../pricing";
import { type Ended, SimulatedProject } from "../../helpers/simulatedProject";
import { answersWith, costs, kinds } from "./answers";

/** A project that `crosscloud init` wrote, on simulated clouds of its own. */
class GeneratedProject {
  private constructor(readonly folder: SimulatedProject) {}

  static async of(...flags: string[]): Promise<GeneratedProject> {
    const generated = new GeneratedProject(await SimulatedProject.of({}));
    await generated.crosscloud("init", "--name", "shop", ...flags, "--yes");
    return generated;
  }

  /** Runs one of its npm scripts, all of which are commands of crosscloud. */
  async script(name: string, ...args: string[]): Promise<Ended> {
    const { scripts } = JSON.parse(await readFile(join(this.folder.folder, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const [command, ...own] = scripts[name]!.split(" ");
    expect(command).to.equal("crosscloud");
    return this.crosscloud(...own, ...args);
  }

  /** The cost of what a stack has, as `crosscloud cost` tells it. */
  async costPerMonth(stack: string): Promise<number> {
    const exported = await this.folder.pulumi("stack", "export", "--stack", stack);
    await writeFile(join(this.folder.folder, "state.json"), exported.stdout);
    const { stdout } = await this.crosscloud("cost", "state.json", "--json");
    const { total, notPriced } = JSON.parse(stdout) as {
      total: { totalPerMonth: number };
      notPriced: object[];
    };
    expect(notPriced).to.deep.equal([]);
    return total.totalPerMonth;
  }

  private async crosscloud(...args: string[]): Promise<Ended> {
    const ended = await this.folder.crosscloud(...args);
    expect(ended.code, ended.output).to.equal(0);
    return ended;
  }
}

describe("a project that crosscloud init wrote", function () {
  this.timeout(300_000);

  it("has a program whose types are right, whatever was answered", async () => {
    const programs = await Promise.all(
      Object.values(kinds).map(async (flags) => project(await answersWith(flags), costs)),
    );
    const [first] = programs;
    const folder = await SimulatedProject.of({
      ...Object.fromEntries(programs.map((files, index) => [`program${index}.ts`, files["index.ts"]!])),
      "tsconfig.json": first!["tsconfig.json"]!,
    });
    const tsc = require.resolve("typescript/bin/tsc");
    const run = promisify(execFile)(process.execPath, [tsc, "-p", folder.folder]);
    const said = await run.then(
      () => "",
      (error: unknown) => (error as { stdout: string }).stdout,
    );
    expect(said).to.equal("");
    await folder.remove();
  });

  describe("with the default answers", () => {
    let generated: GeneratedProject;
    before(async () => (generated = await GeneratedProject.of()));
    after(() => generated.folder.remove());

    it("comes up on the simulated clouds, all tunnels up and every network reaching every other", async () => {
      const { output } = await generated.script("demo");
      expect(output)
        .to.contain("4 of 4 tunnels up, 4 of 4 BGP sessions established")
        .and.match(/Without .*: all of them stay reachable/);
    });

    it("costs what init says, and less than a dollar an hour", async () => {
      const [dev] = costsOf(await answersWith());
      expect(await generated.costPerMonth("dev")).to.equal(dev!.estimate.totalPerMonth);
      for (const { estimate } of costsOf(await answersWith())) {
        expect(estimate.totalPerMonth / hoursPerMonth).to.be.below(1);
        expect(estimate.unpriced).to.deep.equal([]);
      }
    });

    it("proves its intents for both stacks, and violates no mandatory policy", async () => {
      const { output } = await generated.script("check", "--output", "preview.md");
      expect(output.match(/3 intents: all hold/g)).to.have.length(2);
      expect(await readFile(join(generated.folder.folder, "preview.md"), "utf8")).to.contain(
        "| prod | passes |",
      );
    });

    it("has nothing to do the second time, and goes down to nothing", async () => {
      expect((await generated.script("demo")).output).to.match(/Resources:\s+\d+ unchanged/);
      expect((await generated.script("demo", "destroy")).output).to.contain("Nothing of it is left");
    });
  });

  describe("with three clouds, three segments and Virtual WAN", () => {
    let generated: GeneratedProject;
    before(async () => {
      const flags = ["--clouds", "aws,azure,gcp", "--segments", "prod,staging,shared", "--spokes", "3"];
      generated = await GeneratedProject.of(...flags, "--azure-hub", "virtual-wan");
    });
    after(() => generated.folder.remove());

    it("proves that segments stay apart over all clouds, and that all reach the shared one", async () => {
      const { output } = await generated.script("check");
      expect(output.match(/13 intents: all hold/g), output).to.have.length(2);
      expect(output).to.contain("✓ staging never reaches prod");
    });
  });
});
