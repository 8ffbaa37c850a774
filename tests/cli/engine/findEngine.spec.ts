import { expect } from "chai";
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, utimesSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { type Engine, findEngine, InterruptedError, NoEngineError } from "../../../cli/engine";
import { builtEngineDirectory } from "../../../cli/engine/cache";
import { Miss } from "../../../cli/engine/engine";
import { engineDownloadedByNpm } from "../../../cli/engine/npmPackage";
import { Progress } from "../../../cli/engine/progress";
import { FakeMachine } from "./fakeMachine";

describe("findEngine", () => {
  let machine: FakeMachine;
  beforeEach(() => (machine = new FakeMachine()));
  afterEach(() => machine.remove());

  const find = (): Promise<Engine> => findEngine({ machine, log: machine.log });
  const failure = async (search: Promise<unknown>): Promise<Error> => {
    try {
      await search;
    } catch (error) {
      return error as Error;
    }
    throw new Error("an engine was found");
  };

  describe("on PATH", () => {
    it("takes a pulumi that is new enough, and asks nothing else", async () => {
      const pulumi = machine.pulumi("v3.200.0");
      machine.refuseDownload();
      const engine = await find();
      expect(engine).to.include({ pulumi, directory: machine.bin, version: "3.200.0", source: "PATH" });
      expect(engine.reason).to.equal(`Pulumi 3.200.0, on PATH (${machine.bin}).`);
      expect(machine.calls("npx")).to.deep.equal([]);
      expect(machine.lines).to.deep.equal([]);
    });

    it("takes one whose language host lies elsewhere on PATH", async () => {
      machine.program("pulumi", "echo v3.250.0");
      machine.program(path.join(machine.root, "other", "pulumi-language-nodejs"), "");
      machine.env["PATH"] = [machine.bin, path.join(machine.root, "other")].join(path.delimiter);
      expect((await find()).source).to.equal("PATH");
    });

    it("takes a symbolic link to one whose language host lies beside the real file", async () => {
      const real = machine.pulumi("v3.250.0", path.join(machine.root, "opt"));
      mkdirSync(machine.bin, { recursive: true });
      symlinkSync(real, path.join(machine.bin, "pulumi"));
      expect((await find()).pulumi).to.equal(path.join(machine.bin, "pulumi"));
    });

    for (const [title, prepare, why] of [
      ["is too old", () => machine.pulumi("v3.199.0"), "is version 3.199.0, older than 3.200.0"],
      ["has no language host", () => machine.program("pulumi", "echo v3.250.0"), "no pulumi-language-nodejs"],
      ["prints no version", () => machine.pulumi("nonsense"), "no version"],
      ["does not run", () => machine.pulumi("x; echo 'error: bad CPU' >&2; exit 126"), "bad CPU"],
    ] as const) {
      it(`passes over one that ${title}, and says so`, async () => {
        prepare();
        machine.pulumi("v3.250.0", machine.npmDirectory);
        const engine = await find();
        expect(engine).to.include({ source: "npm", directory: machine.npmDirectory });
        expect(engine.reason).to.contain(why);
      });
    }
  });

  describe("from npm's pulumi package", () => {
    it("downloads it when there is neither that nor a built one", async () => {
      machine.pulumi("v3.250.0", path.join(machine.root, "download"));
      machine.npx(`mkdir -p ${machine.npmDirectory}; cp ${machine.root}/download/* ${machine.npmDirectory}`);
      expect(await find()).to.include({ source: "npm", version: "3.250.0", directory: machine.npmDirectory });
      expect(machine.calls("npx")).to.deep.equal(["--yes pulumi@3.250.0 version"]);
      await find();
      expect(machine.calls("npx"), "no second download").to.have.length(1);
    });

    it("gives up, and ends all it started, when the download hangs", async () => {
      const marker = path.join(machine.root, "still-there");
      machine.npx(`(sleep 0.6; touch ${marker}) & wait`);
      const result = await engineDownloadedByNpm(machine, new Progress(machine.log), 200);
      expect(result).to.be.instanceOf(Miss).with.property("why").that.contains("did not finish in 0.2 s");
      await sleep(700);
      expect(existsSync(marker)).to.equal(false);
    });

    it("never repeats a password from a refused address", async () => {
      machine.npx("echo 'npm error code E401 https://ada:hunter2@npm.example.com/' >&2; exit 1");
      const error = await failure(find());
      expect(error.message).to.contain("E401 https://npm.example.com").and.not.contain("hunter2");
    });
  });

  describe("built with Go", () => {
    beforeEach(() => machine.refuseDownload());

    it("builds a whole engine from modules that go.sum vouches for, once", async () => {
      machine.go();
      const directory = builtEngineDirectory(machine);
      const built = await find();
      expect(built).to.include({ source: "built", version: "3.200.0", directory });
      expect(built.reason).to.contain("no pulumi is on PATH").and.contain("fetch failed");
      expect(readdirSync(directory)).to.have.members([
        "pulumi",
        "pulumi-analyzer-policy",
        "pulumi-language-nodejs",
        "pulumi-resource-pulumi-nodejs",
      ]);
      readdirSync(directory).forEach((name) =>
        expect(statSync(path.join(directory, name)).mode & 0o111, name).not.to.equal(0),
      );
      expect(readdirSync(machine.cache), "nothing else is left").to.deep.equal([path.basename(directory)]);
      const builds = machine.calls("go").filter((call) => call.startsWith("build"));
      expect(builds).to.have.length(2);
      builds.forEach((build) => expect(build).to.contain("-mod=readonly"));

      const again = await find();
      expect(again).to.include({ source: "cache", directory });
      expect(machine.calls("npx"), "the refused download is not tried again").to.have.length(1);
      expect(machine.calls("go").filter((call) => call.startsWith("build"))).to.have.length(2);
    });

    it("builds once when two runs want it at the same time", async () => {
      machine.go({ build: "sleep 0.2" });
      const engines = await Promise.all([find(), find()]);
      expect(engines.map(({ source }) => source)).to.have.members(["built", "cache"]);
      expect(machine.calls("go").filter((call) => call.startsWith("build"))).to.have.length(2);
      expect(machine.lines.some((line) => line.startsWith("Waiting for another run"))).to.equal(true);
    });

    it("recovers from a run that was killed while it built", async () => {
      machine.go();
      const directory = builtEngineDirectory(machine);
      mkdirSync(`${directory}.building-1/engine`, { recursive: true });
      mkdirSync(`${directory}.lock`);
      const aMinuteAgo = Date.now() / 1000 - 60;
      utimesSync(`${directory}.lock`, aMinuteAgo, aMinuteAgo);
      expect((await find()).source).to.equal("built");
      expect(readdirSync(machine.cache)).to.deep.equal([path.basename(directory)]);
    });

    it("builds anew when the built one has been damaged", async () => {
      machine.go();
      machine.pulumi("x; exit 1", builtEngineDirectory(machine));
      expect((await find()).source).to.equal("built");
    });

    it("leaves nothing behind when a module is not what go.sum says", async () => {
      const words = [
        "go: downloading a v1",
        "verifying a@v1: checksum mismatch",
        "  go.sum: h1:A=",
        "SECURITY ERROR",
        "For more information, see 'go help module-auth'.",
      ];
      machine.go({ build: `cat >&2 <<'END'\n${words.join("\n")}\nEND\n  exit 1` });
      const error = await failure(find());
      expect(error).to.be.instanceOf(NoEngineError);
      expect(error.message).to.contain("building one with Go failed: verifying a@v1: checksum mismatch\n");
      expect(readdirSync(machine.cache)).to.deep.equal([]);
    });

    it("stops when the process is told to end, and leaves nothing behind", async () => {
      machine.go({ build: "sleep 5" });
      const search = failure(find());
      for (let i = 0; i < 250 && !machine.calls("go").some((call) => call.startsWith("build")); i++) {
        await sleep(20);
      }
      process.emit("SIGHUP", "SIGHUP");
      expect(await search).to.be.instanceOf(InterruptedError);
      expect(readdirSync(machine.cache)).to.deep.equal([]);
    });
  });

  describe("with no way to an engine", () => {
    it("says in one error why each way failed and what to install", async () => {
      machine.refuseDownload();
      const error = await failure(find());
      expect(error).to.be.instanceOf(NoEngineError);
      expect(error.message.split("\n").slice(1, -1)).to.deep.equal([
        "  - no pulumi is on PATH",
        "  - npm's pulumi@3.250.0 could not be downloaded: pulumi: fetch failed",
        "  - no go is on PATH to build one",
      ]);
      expect(error.message).to.match(
        /Install the Pulumi CLI, 3\.200\.0 or newer .+, or Go, 1\.23\.11 or newer/,
      );
    });

    it("does not start a build with a Go that is too old", async () => {
      machine.refuseDownload();
      machine.go({ version: "go1.20.5" });
      expect((await failure(find())).message).to.contain("is version 1.20.5, older than the 1.23.11");
      expect(existsSync(machine.cache)).to.equal(false);
    });
  });
});
