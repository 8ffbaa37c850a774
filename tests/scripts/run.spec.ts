import { expect } from "chai";
import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Installs a compiler that copies sources, and npm's record of it, as the last thing. */
const npm = `#!/bin/sh
PATH=/bin:/usr/bin
echo "$@" >> npm.calls
rm -rf node_modules
mkdir -p node_modules/typescript/bin
[ -e npm.slow ] && sleep 0.5
[ -e npm.broken ] && { echo 'npm error code E500' >&2; exit 7; }
cp tsc.js node_modules/typescript/bin/tsc
cp package-lock.json node_modules/.package-lock.json
`;

const tsc = `
const fs = require("node:fs");
fs.appendFileSync("tsc.calls", "called\\n");
fs.mkdirSync("dist/cli", { recursive: true });
for (const file of fs.readdirSync("cli")) {
  fs.copyFileSync("cli/" + file, "dist/cli/" + file.replace(/ts$/, "js"));
}
`;

describe("scripts/run.mjs", () => {
  let checkout: string;
  const inCheckout = (file: string) => path.join(checkout, file);
  const write = (file: string, text: string) => writeFileSync(inCheckout(file), text);
  const calls = (program: string) =>
    existsSync(inCheckout(`${program}.calls`))
      ? readFileSync(inCheckout(`${program}.calls`), "utf8")
          .trimEnd()
          .split("\n").length
      : 0;

  beforeEach(() => {
    checkout = mkdtempSync(path.join(tmpdir(), "checkout-"));
    cpSync(path.join(__dirname, "../../scripts"), inCheckout("scripts"), { recursive: true });
    mkdirSync(inCheckout("bin"));
    mkdirSync(inCheckout("cli"));
    writeFileSync(inCheckout("bin/npm"), npm, { mode: 0o755 });
    write("tsc.js", tsc);
    write("package.json", JSON.stringify({ engines: { node: ">=20.19" } }));
    lock("1.0.0");
    write("tsconfig.json", "{}");
    write("tsconfig.build.json", JSON.stringify({ include: ["cli"] }));
    write("cli/main.ts", "console.log(JSON.stringify(process.argv.slice(2)));");
  });
  afterEach(() => rmSync(checkout, { recursive: true, force: true, maxRetries: 5 }));

  const lock = (version: string) =>
    write(
      "package-lock.json",
      JSON.stringify({ packages: { "": {}, "node_modules/typescript": { version } } }),
    );

  interface Run {
    readonly child: ChildProcess;
    readonly end: Promise<{
      code: number | null;
      signal: NodeJS.Signals | null;
      stdout: string;
      stderr: string;
    }>;
  }
  const start = (...args: string[]): Run => {
    const child = spawn(process.execPath, [inCheckout("scripts/run.mjs"), ...args], {
      cwd: tmpdir(),
      env: { PATH: inCheckout("bin") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
    child.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
    return {
      child,
      end: new Promise((resolve) =>
        child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr })),
      ),
    };
  };
  const run = (...args: string[]) => start(...args).end;
  /** The ids of the run that holds the lock and of its command. */
  const holders = () => readFileSync(inCheckout(".crosscloud/prepare.lock"), "utf8").split(" ").map(Number);
  const until = async (condition: () => boolean) => {
    for (let attempt = 0; !condition() && attempt < 500; attempt++) {
      await sleep(10);
    }
  };

  it("installs, compiles and runs a task in a fresh clone, from any folder", async () => {
    const { code, stdout, stderr } = await run("demo", "--cloud", "a b");
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '["demo","--cloud","a b"]\n' });
    expect(stderr).to.match(/Installing dependencies…[^]*Compiling…/);
    expect(readFileSync(inCheckout("npm.calls"), "utf8")).to.equal("ci --include=dev --no-audit --no-fund\n");
  });

  it("says and does nothing more when all is up to date", async () => {
    await run("build");
    const { stderr } = await run("crosscloud");
    expect(stderr).to.equal("");
    expect([calls("npm"), calls("tsc")]).to.deep.equal([1, 1]);
  });

  it("installs again when the lockfile has changed", async () => {
    await run("build");
    lock("2.0.0");
    await run("build");
    expect(calls("npm")).to.equal(2);
  });

  it("takes what the user installed with npm themselves", async () => {
    await run("build");
    rmSync(inCheckout("node_modules/.crosscloud-installed"));
    await run("build");
    expect(calls("npm")).to.equal(1);
  });

  it("compiles again when a source has changed, and drops what has no source any more", async () => {
    write("cli/old.ts", "");
    await run("build");
    rmSync(inCheckout("cli/old.ts"));
    write("cli/main.ts", "console.log('new');");
    expect((await run("crosscloud")).stdout).to.equal("new\n");
    expect([calls("npm"), calls("tsc")]).to.deep.equal([1, 2]);
    expect(readdirSync(inCheckout("dist/cli"))).to.deep.equal(["main.js"]);
  });

  it("shows npm's error, fails as npm did, and tries again the next time", async () => {
    write("npm.broken", "");
    const { code, stderr } = await run("build");
    expect(code).to.equal(7);
    expect(stderr).to.contain("npm error code E500").and.contain("Installing dependencies failed");
    rmSync(inCheckout("npm.broken"));
    expect((await run("build")).code).to.equal(0);
  });

  it("installs once when two runs start at the same time", async () => {
    write("npm.slow", "");
    const results = await Promise.all([run("crosscloud", "1"), run("crosscloud", "2")]);
    expect(results.map(({ stdout }) => stdout)).to.deep.equal(['["1"]\n', '["2"]\n']);
    expect([calls("npm"), calls("tsc")]).to.deep.equal([1, 1]);
  });

  it("waits for the npm of a killed run before it looks at node_modules", async () => {
    write("npm.slow", "");
    const killed = start("build");
    await until(() => calls("npm") === 1 && holders().length === 2);
    killed.child.kill("SIGKILL");
    const { code, stderr } = await run("build");
    expect(code).to.equal(0);
    expect(stderr).to.contain("Waiting for another run");
    expect(calls("npm")).to.equal(1);
  });

  it("repeats an install that was killed with its run", async () => {
    write("npm.slow", "");
    const killed = start("build");
    await until(() => calls("npm") === 1 && holders().length === 2);
    const [runner, command] = holders();
    expect(runner).to.equal(killed.child.pid);
    process.kill(runner!, "SIGKILL");
    process.kill(command!, "SIGKILL");
    rmSync(inCheckout("npm.slow"));
    expect((await run("crosscloud")).stdout).to.equal("[]\n");
    expect(calls("npm")).to.equal(2);
  });

  it("stops an install when it is told to end, and leaves no lock", async () => {
    write("npm.slow", "");
    const { child, end } = start("build");
    await until(() => calls("npm") === 1 && holders().length === 2);
    child.kill("SIGTERM");
    expect((await end).code).to.equal(130);
    expect(existsSync(inCheckout(".crosscloud/prepare.lock"))).to.equal(false);
  });

  it("ends as its task ends, by exit code", async () => {
    write("cli/main.ts", "process.exitCode = 42;");
    expect((await run("crosscloud")).code).to.equal(42);
  });

  it("passes a signal on to its task, which may take its time to clean up", async () => {
    write(
      "cli/main.ts",
      "process.on('SIGTERM', () => { console.log('bye'); process.exit(3); }); console.log('up'); setInterval(() => {}, 1000);",
    );
    const { child, end } = start("crosscloud");
    let out = "";
    child.stdout!.on("data", (text: Buffer) => (out += text.toString()));
    await until(() => out.includes("up"));
    child.kill("SIGTERM");
    expect(await end).to.include({ code: 3, stdout: "up\nbye\n" });
  });

  it("ends by the signal that ended its task", async () => {
    write("cli/main.ts", "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);");
    expect((await run("crosscloud")).signal).to.equal("SIGTERM");
  });

  it("names the tasks when asked for an unknown one, before it installs anything", async () => {
    const { code, stderr } = await run("dmeo");
    expect(code).to.equal(2);
    expect(stderr).to.contain("demo").and.contain("crosscloud");
    expect(calls("npm")).to.equal(0);
  });

  it("refuses a Node that is too old, before anything else", async () => {
    write("package.json", JSON.stringify({ engines: { node: ">=99.1" } }));
    const { code, stderr } = await run("build");
    expect(code).to.equal(1);
    expect(stderr).to.contain("Node 99.1 or newer is needed");
    expect(calls("npm")).to.equal(0);
  });
});
