import { readdir, readFile, readlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import { killGroup } from "../helpers/demoRun";
import { type Begun, SimulatedProject } from "../helpers/simulatedProject";

/** It prints all the while: a failed write is what keeps an orphaned program at work. */
const program = `
const { AwsNetwork, AzureNetwork, CrossCloudVpn } = components;
const aws = new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16" });
const azure = new AzureNetwork("azure", { addressSpace: "10.32.0.0/16" });
new CrossCloudVpn("shop", { aws, azure, routing: "bgp" });
setInterval(() => console.log("at work"), 50).unref();
`;

const up = ["pulumi", "--non-interactive", "up", "--yes", "--skip-preview"];

describe("an interrupted crosscloud sim", function () {
  this.timeout(240_000);
  before(function () {
    if (process.platform !== "linux") {
      this.skip();
    }
  });

  let project: SimulatedProject;
  beforeEach(async () => (project = await SimulatedProject.program(program)));
  afterEach(() => project.remove());

  /** Begins an update that is slow enough to be hit while the gateway is being created: that takes 11 s. */
  async function beginSlowly(): Promise<Begun> {
    const begun = project.begin("sim", "--time-scale", "0.004", "--", ...up);
    while (!/VirtualNetworkGateway .* creating/.test(begun.output())) {
      await sleep(50);
      if (begun.child.exitCode !== null) {
        throw new Error(`the run ended before it could be interrupted:\n${begun.output()}`);
      }
    }
    return begun;
  }

  /** The Node processes at work in the project's folder. */
  async function programs(): Promise<string[]> {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
      pids.map(async (pid) => {
        const [folder, name] = await Promise.all([
          readlink(`/proc/${pid}/cwd`).catch(() => ""),
          readFile(`/proc/${pid}/comm`, "utf8").catch(() => ""),
        ]);
        return folder === project.folder && name.trim() === "node" ? [pid] : [];
      }),
    );
    return found.flat();
  }

  async function expectConverged(): Promise<void> {
    const { code, output } = await project.crosscloud("sim", "--", ...up);
    expect(output).to.contain("After the interrupted run of dev: released the lock of process");
    expect(code, output).to.equal(0);
    const known = (await project.state())
      .filter(({ type }) => !type.startsWith("pulumi:"))
      .flatMap(({ type, id }) => (id === undefined ? [] : [`${type} ${id}`]));
    const existing = (await project.records()).map(({ token, id }) => `${token} ${id}`);
    expect(existing.sort()).to.deep.equal(known.sort());
    expect((await project.tunnels()).filter((tunnel) => tunnel.up)).to.have.length(4);
    expect((await project.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes")).code).to.equal(0);
  }

  it("that was killed leaves no program behind, and goes on with the next run, with nothing twice", async () => {
    const { child, ended } = await beginSlowly();
    expect(await programs()).to.have.length.greaterThan(1);
    killGroup(child, "SIGKILL");
    await ended;
    for (let waited = 0; (await programs()).length > 0 && waited < 100; waited++) {
      await sleep(100);
    }
    expect(await programs()).to.deep.equal([]);
    await expectConverged();
  });

  it("that was killed while the state was written goes on all the same", async () => {
    const { child, ended } = await beginSlowly();
    killGroup(child, "SIGKILL");
    await ended;
    await writeFile(join(project.folder, ".crosscloud/state/.pulumi/stacks/estate/dev.json.attrs"), "");
    await expectConverged();
  });

  it("whose engine alone was killed goes on with the next run, with nothing twice", async () => {
    const { child, ended } = await beginSlowly();
    const [engine] = (await readFile(`/proc/${child.pid!}/task/${child.pid!}/children`, "utf8")).split(" ");
    process.kill(Number(engine), "SIGKILL");
    expect((await ended).code).to.equal(137);
    await expectConverged();
  });
});
