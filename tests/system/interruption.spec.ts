import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import { DemoRun, killGroup } from "../helpers/demoRun";

/** Slow enough that a signal hits the clouds at work: the gateway takes 11 s. */
const slowly = ["--stack", "prod", "--time-scale", "0.004"];

describe("an interrupted demo", function () {
  this.timeout(240_000);

  let run: DemoRun;
  beforeEach(async () => (run = await DemoRun.start()));
  afterEach(() => run.remove());

  /** Everything that the engine knows exists once in the clouds, and nothing else does. */
  async function expectConverged(): Promise<void> {
    const { code, output } = await run.demo("--stack", "prod");
    expect(output).to.contain("10 of 10 tunnels up");
    expect(code).to.equal(0);
    const { resources, pending_operations } = await run.state("prod");
    const known = resources.flatMap(({ type, id }) =>
      id && !type.startsWith("pulumi:") ? [`${type} ${id}`] : [],
    );
    const existing = (await run.records()).map(({ token, id }) => `${token} ${id}`);
    expect(existing.sort()).to.deep.equal(known.sort());
    expect(pending_operations).to.deep.equal([]);
  }

  // While the first resources, the long gateway, and the connections after it are being created.
  const moments: [string, RegExp, number][] = [
    ["at its first resources", /VPC|Vpc .* creating/i, 0],
    ["while the gateway is being created", /VirtualNetworkGateway .* creating/, 2000],
    ["while connections are being created", /VirtualNetworkGatewayConnection .* creating/, 100],
  ];
  for (const [when, line, delay] of moments) {
    it(`killed ${when} goes on with the next run, with nothing twice`, async () => {
      const started = run.begin(...slowly);
      await until(() => line.test(started.output()), started.ended);
      await sleep(delay);
      killGroup(started.child, "SIGKILL");
      await started.ended;
      await expectConverged();
    });
  }

  it("whose clouds alone were killed goes on with the next run, though the engine ended in good order", async () => {
    const started = run.begin(...slowly);
    await until(() => /VirtualNetworkGateway .* creating/.test(started.output()), started.ended);
    started.child.kill("SIGKILL");
    expect((await started.ended).output).to.match(/creating failed/);
    await expectConverged();
  });

  it("whose destroy was killed comes up again, or goes on going down", async () => {
    await run.demo("--stack", "prod");
    const started = run.begin("destroy", ...slowly);
    await until(() => /VpnConnection .* deleting/.test(started.output()), started.ended);
    started.child.kill("SIGKILL");
    await started.ended;
    await expectConverged();
    expect((await run.demo("destroy", "--stack", "prod")).code).to.equal(0);
    expect(await run.records()).to.deep.equal([]);
  });

  it("stopped by Ctrl-C goes on with the next run", async () => {
    const started = run.begin(...slowly);
    await until(() => /VirtualNetworkGateway .* creating/.test(started.output()), started.ended);
    killGroup(started.child, "SIGINT");
    expect((await started.ended).code).to.equal(130);
    await expectConverged();
  });
});

async function until(condition: () => boolean, ended: Promise<{ output: string }>): Promise<void> {
  let over: string | undefined;
  void ended.then(({ output }) => (over = output));
  while (!condition()) {
    if (over !== undefined) {
      throw new Error(`the run ended before it could be interrupted:\n${over}`);
    }
    await sleep(50);
  }
}
