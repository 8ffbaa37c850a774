import { resolve } from "node:path";

import { expect } from "chai";

import { type Ended, SimulatedProject } from "../helpers/simulatedProject";

const pack = resolve(__dirname, "../../policies");

/** A VPC, a VNet, and a second VNet whose range is drawn only when the update runs. */
const program = (vnetRange: string): Record<string, string> => ({
  "Pulumi.yaml": "name: networks\nruntime: nodejs\n",
  "Pulumi.dev.yaml": "config: { aws:region: eu-central-1, azure-native:location: germanywestcentral }\n",
  "package.json": JSON.stringify({ main: "index.js" }),
  "pack-config.json": JSON.stringify({ "decided-networks": "advisory" }),
  "index.js": `
    const { Vpc } = require("@pulumi/aws/ec2");
    const { VirtualNetwork } = require("@pulumi/azure-native/network");
    const { ResourceGroup } = require("@pulumi/azure-native/resources");
    const { RandomString } = require("@pulumi/random");
    const { name: resourceGroupName } = new ResourceGroup("group");
    const vnet = (name, range) => new VirtualNetwork(name, { resourceGroupName, addressSpace: { addressPrefixes: [range] } });
    new Vpc("shop", { cidrBlock: "10.0.0.0/16" });
    vnet("office", "${vnetRange}");
    vnet("drawn", new RandomString("draw", { length: 8 }).result.apply(() => "10.2.0.0/16"));
  `,
});

describe("the policy pack on the real engine", function () {
  this.timeout(180_000);

  let project: SimulatedProject;
  afterEach(() => project.remove());

  async function preview(...flags: string[]): Promise<Ended> {
    await project.pulumi("stack", "init", "dev");
    return project.pulumi("preview", "--policy-pack", pack, ...flags);
  }

  it("refuses overlapping networks, and one of which it can't tell, before anything is created", async () => {
    project = await SimulatedProject.of(program("10.0.128.0/17"));
    const { code, output } = await preview();
    expect(output)
      .to.match(/\[mandatory\] +network-rules/)
      .and.match(/\[mandatory\] +decided-networks/);
    expect(output).to.match(/::shop and \S+::office overlap \(10\.0\.0\.0\/16 and 10\.0\.128\.0\/17\)/);
    expect(output).to.match(/whether \S+::drawn overlaps another network can't be told/);
    expect(output).not.to.contain("can't run policy");
    expect(code).not.to.equal(0);
    expect(await project.records()).to.deep.equal([]);
  });

  it("lets a stack pass that allows undecided networks in the pack's configuration", async () => {
    project = await SimulatedProject.of(program("10.1.0.0/16"));
    const { code, output } = await preview("--policy-pack-config", "pack-config.json");
    expect(output)
      .to.match(/\[advisory\] +decided-networks/)
      .and.not.contain("network-rules");
    expect(code, output).to.equal(0);
  });

  it("accepts this repository's dev stack", async () => {
    const program = ["index.ts", "config.ts", "address-plan.json", "addressing", "components", "pricing"];
    const settings = [
      "Pulumi.yaml",
      "Pulumi.dev.yaml",
      "package.json",
      "tsconfig.json",
      "tsconfig.pulumi.json",
    ];
    project = await SimulatedProject.copyOf(".", [...program, ...settings]);
    const { code, output } = await preview();
    expect(output)
      .to.match(/Policies:|Policy Packs run:/)
      .and.match(/\d+ to create/);
    expect(output).not.to.match(/mandatory|advisory/);
    expect(code, output).to.equal(0);
  });
});
