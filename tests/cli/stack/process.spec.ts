import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect } from "chai";

import { isRunning } from "../../../cli/stack/isRunning";
import { CommandNotRunError, runAttached, runCaptured } from "../../../cli/stack/process";

const { env } = process;
const node = (script: string): [string, string[]] => [process.execPath, ["-e", script]];

describe("running a command", () => {
  it("answers with its exit code, and with 128 and the signal's number where a signal ended it", async () => {
    expect((await runAttached(...node("process.exit(7)"), { env })).code).to.equal(7);
    expect((await runAttached(...node("process.kill(process.pid, 'SIGKILL')"), { env })).code).to.equal(137);
  });

  it("captures what it printed, and hands it its input", async () => {
    const script = "process.stdin.pipe(process.stdout); console.error('told')";
    expect(await runCaptured(...node(script), { env, input: "asked" })).to.deep.include({
      code: 0,
      stdout: "asked",
      stderr: "told\n",
    });
  });

  it("survives a command that ends without reading its input", async () => {
    const { code } = await runCaptured(...node("process.exit(3)"), { env, input: "x".repeat(1_000_000) });
    expect(code).to.equal(3);
  });

  it("says that a program does not exist, with the exit code of a shell", async () => {
    const error: unknown = await runAttached("no-such-program", [], { env }).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(CommandNotRunError);
    expect(error).to.include({ message: "no-such-program was not found on PATH", exitCode: 127 });
  });

  it("outlives a signal until the command has ended, passes it on, and tells of it", async () => {
    const script = `
      process.on("SIGTERM", () => { console.log("asked to end"); process.exit(5); });
      process.kill(process.ppid, "SIGTERM");
      setTimeout(() => undefined, 60_000);
    `;
    expect(await runCaptured(...node(script), { env, input: "" })).to.include({
      code: 5,
      stdout: "asked to end\n",
      interruptedBy: "SIGTERM",
    });
  });
});

describe("isRunning", () => {
  it("is true of a process until it ends", async () => {
    const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    await once(child, "spawn");
    expect(isRunning(child.pid!, "node")).to.be.true;
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(isRunning(child.pid!, "node")).to.be.false;
  });

  it("is false of another program under a reused id", function () {
    if (process.platform !== "linux") {
      this.skip();
    }
    expect(isRunning(process.pid, "pulumi")).to.be.false;
  });
});
