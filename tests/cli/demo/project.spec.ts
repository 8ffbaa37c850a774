import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { demoProject } from "../../../cli/demo/project";
import { rejection } from "../../helpers/rejection";

describe("the demo's copy of the project", () => {
  const before = process.cwd();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "crosscloud-checkout-"));
    process.chdir(folder);
  });
  afterEach(async () => {
    process.chdir(before);
    await rm(folder, { recursive: true });
  });

  it("follows the repository's configuration and keeps the salt that the engine wrote into the copy", async () => {
    await writeFile("Pulumi.yaml", "name: 'shop'\nruntime: nodejs\n");
    await writeFile("Pulumi.dev.yaml", "config:\n  a: 1\n");
    const project = await demoProject("dev", join(folder, "out/world.json"));
    await project.copy();
    await writeFile(project.configFile, "encryptionsalt: v1:abc=\nconfig:\n  a: 1\n");

    await writeFile("Pulumi.dev.yaml", "config:\n  a: 2");
    const again = await demoProject("dev", join(folder, "out/world.json"));
    await again.copy();
    expect(await readFile(project.configFile, "utf8")).to.equal("config:\n  a: 2\nencryptionsalt: v1:abc=\n");
    expect(await readFile("Pulumi.dev.yaml", "utf8"), "the repository's own").not.to.contain("salt");
    expect(again.urnPrefix).to.equal("urn:pulumi:dev::shop::");
  });

  it("says where there is no project or no such stack, before it writes anything", async () => {
    expect(await rejection(demoProject("dev", "world.json"))).to.contain("there is no Pulumi.yaml here");
    await writeFile("Pulumi.yaml", "name: shop\n");
    expect(await rejection(demoProject("prod", "world.json"))).to.contain(
      "no Pulumi.prod.yaml in this folder",
    );
  });
});
