import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { expect } from "chai";

import { DemoRun } from "../helpers/demoRun";

const checkout = resolve(__dirname, "../..");

/** A program of its own, run by the real engine against simulated clouds. */
async function preview(
  program: string,
): Promise<{ output: string; code: number | null; registered: string[] }> {
  const run = await DemoRun.start();
  const folder = await mkdtemp(join(tmpdir(), "crosscloud-program-"));
  try {
    await writeFile(join(folder, "Pulumi.yaml"), "name: wrong\nruntime: nodejs\nmain: index.js\n");
    await writeFile(
      join(folder, "Pulumi.dev.yaml"),
      "config:\n  aws:region: eu-central-1\n  azure-native:location: westeurope\n",
    );
    await writeFile(join(folder, "package.json"), '{ "name": "wrong" }');
    await writeFile(
      join(folder, "index.js"),
      program.replaceAll("pulumi-crosscloud", join(checkout, "dist/components")),
    );
    await symlink(join(checkout, "node_modules"), join(folder, "node_modules"));

    const sim = ["sim", "--world", run.world, "--"];
    await run.crosscloud(...sim, "pulumi", "stack", "init", "dev", "--cwd", folder).ended;
    const { output, code } = await run.crosscloud(
      ...sim,
      "pulumi",
      "up",
      "--yes",
      "--skip-preview",
      "--stack",
      "dev",
      "--cwd",
      folder,
    ).ended;
    const state = await readFile(join(run.folder, ".pulumi", "stacks", "wrong", "dev.json"), "utf8");
    const { checkpoint } = JSON.parse(state) as {
      checkpoint: { latest?: { resources?: { urn: string }[] } };
    };
    expect(await run.records()).to.deep.equal([]);
    return {
      output,
      code,
      registered: (checkpoint.latest?.resources ?? []).map(({ urn }) => urn.split("::").slice(2).join("::")),
    };
  } finally {
    await run.remove();
    await rm(folder, { recursive: true });
  }
}

describe("wrong arguments on the real engine", function () {
  this.timeout(120_000);

  it("end before any resource exists, with every problem on the component", async () => {
    const { output, code, registered } = await preview(`
      const { CrossCloudVpn } = require("pulumi-crosscloud");
      new CrossCloudVpn("shop", {
        aws: { vpcId: "vpc-1", routeTableIds: {}, cidrBlocks: ["10.0.0.0/16"], asn: 65515 },
        azure: { resourceGroupName: "rg", gatewaySubnetId: "id", addressPrefixes: ["10.0.128.0/17", "10.32.0.7/16"], sku: "VpnGw1" },
        routing: "bgp",
        tunnels: 3,
      });
    `);
    expect(code).not.to.equal(0);
    expect(output).to.match(/pulumi-crosscloud:index:CrossCloudVpn.*shop/);
    for (const problem of [
      /aws\.routeTableIds/,
      /azure\.addressPrefixes\[1\].*10\.32\.0\.7\/16/,
      /azure\.sku.*VpnGw1AZ/,
      /tunnels/,
      /10\.0\.128\.0\/17.*10\.0\.0\.0\/16|10\.0\.0\.0\/16.*10\.0\.128\.0\/17/,
    ]) {
      expect(output).to.match(problem);
    }
    expect(output, "no stack trace").not.to.match(/at .*crossCloudVpn/);
    expect(registered.filter((urn) => !/^pulumi:|CrossCloudVpn::/.test(urn))).to.deep.equal([]);
  });

  it("end at the simulated clouds' refusal where no component stands between", async () => {
    const { output, code } = await preview(`
      const { Vpc } = require("@pulumi/aws/ec2");
      new Vpc("huge", { cidrBlock: "10.0.0.0/8" });
    `);
    expect(code).not.to.equal(0);
    expect(output)
      .to.match(/aws:ec2:Vpc.*huge/)
      .and.contain("must have between 16 and 28 significant bits");
  });
});
