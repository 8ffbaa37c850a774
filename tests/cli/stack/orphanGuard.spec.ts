import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";

import { isRunning } from "../../../cli/stack/isRunning";
import { withOrphanGuard } from "../../../cli/stack/withOrphanGuard";

/** Prints, and prints what comes of it, as Pulumi's runner does. */
const program = `
process.on("uncaughtException", (error) => console.error(String(error)));
setInterval(() => console.log("working"), 20);
`;
const silent = "setInterval(() => undefined, 1000);";

describe("the guard of a session's Node processes", () => {
  let folder: string;
  let guard: string;
  const started: ChildProcess[] = [];
  before(async () => {
    // A space, for the paths of users.
    folder = await mkdtemp(join(tmpdir(), "crosscloud guard "));
    guard = join(folder, "orphanGuard.js");
    const source = await readFile(resolve(__dirname, "../../../cli/stack/orphanGuard.ts"), "utf8");
    const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
    await writeFile(guard, transpileModule(source, { compilerOptions }).outputText);
  });
  afterEach(() => started.splice(0).forEach((child) => child.kill("SIGKILL")));
  after(() => rm(folder, { recursive: true }));

  async function script(path: string, text: string): Promise<string> {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  const runner = (text = program) => script("node_modules/@pulumi/pulumi/cmd/run/index.js", text);

  function start(file: string, nodeOptions?: string): ChildProcess {
    const child = spawn(process.execPath, [file], {
      env: { ...process.env, NODE_OPTIONS: nodeOptions ?? withOrphanGuard(undefined, guard) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    started.push(child);
    return child;
  }

  /** Whether it has ended a while after nobody reads what it prints any more. */
  async function endsUnread(child: ChildProcess): Promise<boolean> {
    await once(child.stdout!, "data");
    child.stdout!.destroy();
    child.stderr!.destroy();
    const ended = once(child, "exit").then(() => true);
    return Promise.race([ended, sleep(1500, false)]);
  }

  it("ends a program that nobody reads any more, which else goes on for ever", async () => {
    expect(await endsUnread(start(await runner()))).to.equal(true);
    expect(await endsUnread(start(await runner(), ""))).to.equal(false);
  });

  it("leaves other Node processes as they are, also where they don't mind", async () => {
    expect(await endsUnread(start(await script("npm/index.js", program)))).to.equal(false);
  });

  it("stands before the user's own options", async () => {
    const own = await script("own.js", "process.stdout.write('own');");
    const options = withOrphanGuard(`--require ${JSON.stringify(own)}`, guard);
    const child = start(await runner(""), options);
    const [text] = (await once(child.stdout!, "data")) as [Buffer];
    expect(text.toString()).to.equal("own");
  });

  it("ends a silent program whose parent was killed", async function () {
    if (process.platform === "win32") {
      this.skip();
    }
    const host = await script(
      "host.js",
      `const { pid } = require("child_process").spawn(process.execPath, [${JSON.stringify(await runner(silent))}], { stdio: "ignore" });
       console.log(pid);
       setInterval(() => undefined, 1000);`,
    );
    const child = start(host);
    const [text] = (await once(child.stdout!, "data")) as [Buffer];
    const pid = Number(text.toString());
    await sleep(300);
    expect(isRunning(pid, "node"), "while its parent runs").to.equal(true);
    child.kill("SIGKILL");
    for (let waited = 0; isRunning(pid, "node") && waited < 50; waited++) {
      await sleep(100);
    }
    expect(isRunning(pid, "node")).to.equal(false);
  });
});
