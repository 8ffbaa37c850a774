import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { recover } from "../../../cli/stack/recover";
import type { ExportedStack, Stack } from "../../../cli/stack/stack";

/** Notes what is done to it. */
class FakeStack {
  readonly name = "prod";
  readonly done: string[] = [];
  exported: ExportedStack = { version: 3, deployment: { resources: [] } };

  constructor(private readonly locks: string) {}

  export = () => Promise.resolve(this.exported);
  import = (state: ExportedStack) => {
    this.exported = state;
    this.done.push("import");
    return Promise.resolve();
  };
  quietly = (operation: string) => {
    this.done.push(operation);
    return Promise.resolve();
  };
  capture = async ([command = ""]: readonly string[]) => {
    this.done.push(command);
    await rm(this.locks, { recursive: true });
    return "";
  };
}

describe("recovering a stack", () => {
  const vpc = { urn: "urn:pulumi:prod::p::aws:ec2/vpc:Vpc::net", type: "aws:ec2/vpc:Vpc" };
  const neverRuns = 2 ** 22 + 1;
  let folder: string;
  let locks: string;
  let stack: FakeStack;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "crosscloud-recover-"));
    locks = join(folder, ".pulumi/locks/organization/p/prod");
    stack = new FakeStack(locks);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const recovered = (cloudsKilled = false) =>
    recover(stack as unknown as Stack, {
      project: "p",
      backendUrl: `file://${folder}`,
      existing: [],
      cloudsKilled,
      say: () => undefined,
    });

  const lock = async (pid: number, of = locks): Promise<void> => {
    await mkdir(of, { recursive: true });
    await writeFile(join(of, "a.json"), JSON.stringify({ pid, hostname: hostname() }));
  };

  it("does nothing after a run that ended by itself", async () => {
    expect(await recovered()).to.deep.equal([]);
    expect(stack.done).to.deep.equal([]);
  });

  it("releases the lock of a process that no longer runs, and leaves other stacks' locks alone", async () => {
    const others = ["p/dev", "q/prod"].map((key) => join(folder, ".pulumi/locks/organization", key));
    await lock(neverRuns);
    await Promise.all(others.map((other) => lock(neverRuns, other)));
    expect((await recovered())[0]).to.equal(
      `released the lock of process ${neverRuns}, which no longer runs`,
    );
    expect(stack.done).to.deep.equal(["cancel"]);
    for (const other of others) {
      expect(await readdir(other)).to.deep.equal(["a.json"]);
    }
  });

  it("settles what was pending, then reads anew what exists", async () => {
    stack.exported = {
      version: 3,
      deployment: { resources: [vpc], pending_operations: [{ type: "creating", resource: vpc }] },
    };
    expect(await recovered()).to.deep.equal([
      "forgot 1 creations that the clouds never began",
      "read anew what exists in the clouds",
    ]);
    expect(stack.done).to.deep.equal(["import", "refresh"]);
    expect(stack.exported.deployment.pending_operations).to.deep.equal([]);
  });

  it("reads anew what exists when the clouds were killed, though the engine ended in good order", async () => {
    stack.exported = { version: 3, deployment: { resources: [vpc] } };
    expect(await recovered(true)).to.deep.equal(["read anew what exists in the clouds"]);
    expect(stack.done).to.deep.equal(["refresh"]);
  });
});
