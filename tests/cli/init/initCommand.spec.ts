import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { expect } from "chai";

const crosscloud = resolve(__dirname, "../../../dist/cli/main.js");

describe("crosscloud init", () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "crosscloud-init-"))));
  afterEach(() => rm(folder, { recursive: true }));

  /** Without a terminal. */
  function init(...args: string[]): Promise<{ readonly code: number | null; readonly output: string }> {
    return new Promise((done, reject) => {
      const child = spawn(process.execPath, [crosscloud, "init", ...args], {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.on("error", reject);
      child.on("close", (code) => done({ code, output }));
    });
  }

  const filesIn = async (of: string) =>
    (await readdir(join(folder, of), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, of).length + 1))
      .toSorted();

  it("writes a whole project by flags alone, and says what it costs by the hour", async () => {
    const flags = ["--clouds", "aws,gcp", "--gcp-project", "shop-networks", "--segments", "prod,staging"];
    const { code, output } = await init("shop", ...flags, "--yes");
    expect(code, output).to.equal(0);
    expect(output)
      .to.match(/The stack dev costs about \$\d+\.\d\d an hour/)
      .and.match(/The stack prod costs about \$\d+\.\d\d an hour/)
      .and.contain("cd shop");
    expect(await filesIn("shop")).to.deep.equal([
      ...[
        ".github/workflows/preview.yml",
        ".gitignore",
        "Pulumi.dev.yaml",
        "Pulumi.prod.yaml",
        "Pulumi.yaml",
      ],
      ...["README.md", "index.ts", "intents.yaml", "package.json", "tsconfig.json"],
    ]);
    expect(await readFile(join(folder, "shop/Pulumi.dev.yaml"), "utf8")).to.contain(
      "gcp:project: shop-networks",
    );
  });

  it("asks nothing without a terminal, and lists the flags that are missing", async () => {
    const { code, output } = await init("shop", "--clouds", "aws,azure");
    expect(code).to.equal(1);
    expect(output).to.contain("nobody can be asked here").and.contain("--aws-region <region>");
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("lists all that is wrong at once, and writes nothing", async () => {
    const { code, output } = await init("shop", "--name", "Shop", "--aws-region", "Frankfurt", "--yes");
    expect(code).to.equal(1);
    expect(output).to.contain('--name: "Shop"').and.contain('--aws-region: "Frankfurt"');
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("overwrites nothing unless it is told to", async () => {
    await writeFile(join(folder, "index.ts"), "mine");
    const refused = await init("--yes");
    expect(refused.code).to.equal(1);
    expect(refused.output).to.contain("already has index.ts");
    expect(await filesIn(".")).to.deep.equal(["index.ts"]);
    expect(await readFile(join(folder, "index.ts"), "utf8")).to.equal("mine");

    expect((await init("--yes", "--force")).code).to.equal(0);
    expect(await readFile(join(folder, "index.ts"), "utf8")).to.contain("new TransitHub");
  });
});
