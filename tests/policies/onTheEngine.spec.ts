import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { expect } from "chai";

import { type Ended, SimulatedProject } from "../helpers/simulatedProject";

const checkout = resolve(__dirname, "../..");
const pack = join(checkout, "policies");

/** Networks of all three clouds, and one VNet whose range is drawn only when the update runs. */
const program = (ranges: {
  readonly office: string;
  readonly pods: string;
  readonly data: string;
}): string => `
  const { Vpc } = require("@pulumi/aws/ec2");
  const { VirtualNetwork } = require("@pulumi/azure-native/network");
  const { ResourceGroup } = require("@pulumi/azure-native/resources");
  const { Network, Subnetwork } = require("@pulumi/gcp/compute");
  const { RandomString } = require("@pulumi/random");
  const { name: resourceGroupName } = new ResourceGroup("group");
  const vnet = (name, range) => new VirtualNetwork(name, { resourceGroupName, addressSpace: { addressPrefixes: [range] } });
  new Vpc("shop", { cidrBlock: "10.0.0.0/16" });
  new Vpc("data", { cidrBlock: "${ranges.data}" });
  vnet("office", "${ranges.office}");
  vnet("drawn", new RandomString("draw", { length: 8 }).result.apply(() => "10.7.0.0/16"));
  const network = new Network("cluster", { autoCreateSubnetworks: false });
  const secondaryIpRanges = [{ rangeName: "pods", ipCidrRange: "${ranges.pods}" }];
  new Subnetwork("nodes", { network: network.id, ipCidrRange: "10.3.0.0/20", secondaryIpRanges });
`;
const apart = { office: "10.1.0.0/16", pods: "10.4.0.0/16", data: "10.2.0.0/16" };

describe("the policy pack on the real engine", function () {
  this.timeout(300_000);

  const folder = mkdtempSync(join(tmpdir(), "crosscloud-pack-"));
  const otherStack = join(folder, "other.json");
  const urn = "urn:pulumi:prod::other::aws:ec2/vpc:Vpc::warehouse";
  const warehouse = { urn, type: "aws:ec2/vpc:Vpc", custom: true, outputs: { cidrBlock: "10.9.0.0/16" } };
  writeFileSync(otherStack, JSON.stringify({ deployment: { resources: [warehouse] } }));
  after(() => rmSync(folder, { recursive: true }));

  let project: SimulatedProject;
  afterEach(() => project.remove());

  async function preview(ranges: Parameters<typeof program>[0], more: object = {}): Promise<Ended> {
    const onPremises = [{ name: "headquarters", cidrs: ["10.48.0.0/12"] }];
    const rules = { "overlapping-cidrs": { scope: "all", onPremises } };
    project = await SimulatedProject.of({
      "Pulumi.yaml": "name: networks\nruntime: nodejs\n",
      "Pulumi.dev.yaml":
        "config: { aws:region: eu-central-1, azure-native:location: germanywestcentral, gcp:project: p, gcp:region: europe-west3 }\n",
      "package.json": JSON.stringify({ main: "index.js" }),
      "index.js": program(ranges),
      "pack.json": JSON.stringify({ crosscloud: { stacks: [otherStack], rules, ...more } }),
    });
    await project.pulumi("stack", "init", "dev");
    return project.pulumi("preview", "--policy-pack", pack, "--policy-pack-config", "pack.json");
  }

  it("refuses overlaps between clouds, with the premises and with another stack, before anything is created", async () => {
    const { code, output } = await preview({
      office: "10.0.128.0/17",
      pods: "10.50.0.0/16",
      data: "10.9.64.0/18",
    });
    expect(output).not.to.contain("can't run policy");
    expect(output).to.match(/\[mandatory\] +overlapping-cidrs/);
    const said = output.split("\n").filter((line) => line.includes("overlap"));
    for (const [a, b, one, other] of [
      ["shop", "office", "10.0.0.0/16", "10.0.128.0/17"],
      ["nodes", "headquarters", "10.50.0.0/16", "10.48.0.0/12"],
      ["data", "warehouse", "10.9.64.0/18", "10.9.0.0/16"],
    ] as const) {
      const told = said.filter((line) => [a, b, one, other].every((text) => line.includes(text)));
      expect(told, output).to.have.length(1);
    }
    expect(code).not.to.equal(0);
    expect(await project.records()).to.deep.equal([]);
  });

  it("does not let a network pass of which the range is not known, though no other overlaps", async () => {
    const { code, output } = await preview(apart);
    expect(output).to.match(
      /\[mandatory\] +overlapping-cidrs +\(azure-native:network:VirtualNetwork: drawn\)/,
    );
    expect(output.match(/\[(mandatory|advisory)\] +overlapping-cidrs/g)).to.have.length(1);
    expect(code).not.to.equal(0);
  });

  it("lets it pass where the configuration says so", async () => {
    const { code, output } = await preview(apart, { onUnknown: "warn" });
    expect(output).to.match(/\[advisory\] +overlapping-cidrs/);
    expect(output).not.to.contain("[mandatory]");
    expect(code, output).to.equal(0);
  });

  describe("in npm run preview:ci", () => {
    const own = ["index.ts", "config.ts", "address-plan.json", "addressing", "components", "pricing"];
    const settings = [
      "Pulumi.yaml",
      "package.json",
      "tsconfig.json",
      "tsconfig.pulumi.json",
      "policy-pack.json",
    ];
    const stacks = ["Pulumi.dev.yaml", "Pulumi.prod.yaml"];

    /** What the script runs, on a copy of this checkout. */
    async function previewCi(change: (dev: string) => string): Promise<Ended & { readonly report: string }> {
      project = await SimulatedProject.copyOf(".", [...own, ...settings, ...stacks]);
      const dev = join(project.folder, "Pulumi.dev.yaml");
      writeFileSync(dev, change(readFileSync(dev, "utf8")));
      const { tasks } = (await import(join(checkout, "scripts/tasks.mjs"))) as {
        tasks: { readonly "preview:ci": { readonly command: string[] } };
      };
      const [, ...args] = tasks["preview:ci"].command;
      const ended = await project.crosscloud(...args, "--output", "preview.md");
      return { ...ended, report: readFileSync(join(project.folder, "preview.md"), "utf8") };
    }

    it("this repository's stacks pass, and the report says what they open", async () => {
      const { code, report, output } = await previewCi((dev) => dev);
      expect(code, output).to.equal(0);
      expect(report)
        .to.match(/\| dev \| passes \| \d+ to create \| no rule is violated \|/)
        .and.match(/\| prod \| passes \| \d+ to create \|/)
        .and.contain("#### Opened")
        .and.not.contain("**mandatory**");
    });

    it("a dev stack is stopped that takes the network of prod", async () => {
      const { code, report } = await previewCi((dev) => dev.replace("network: dev-aws", "network: prod-aws"));
      expect(code).to.equal(1);
      expect(report).to.contain("| dev | **stopped** |");
      expect(report).to.match(/\*\*mandatory\*\* \| `overlapping-cidrs` \| dev-aws-vpc \|.*prod-aws-vpc/);
    });
  });
});
