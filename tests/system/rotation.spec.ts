import { expect } from "chai";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TunnelState, WorldRecord } from "../../simulator";
import { SimulatedProject, withoutCheckpoints } from "../helpers/simulatedProject";

/** A link of each kind: keys of AWS's connections, and of two clouds that keep them in resources of their own. */
const program = `
  const { AwsNetwork, AzureNetwork, CrossCloudVpn, GcpNetwork } = require(COMPONENTS);
  const { keyRotation } = require("./args.json");
  const routing = "bgp";
  const aws = (name, octet) => new AwsNetwork(name, { cidrBlock: "10." + octet + ".0.0/16" });
  const gcp = (name, octet) => new GcpNetwork(name, { ipCidrRange: "10." + octet + ".0.0/16" });
  const azure = (name, octet) => new AzureNetwork(name, { addressSpace: "10." + octet + ".0.0/16" });
  new CrossCloudVpn("shop", { aws: aws("a1", 0), azure: azure("z1", 32), routing, keyRotation });
  new CrossCloudVpn("data", { aws: aws("a2", 1), gcp: gcp("g1", 16), routing, keyRotation });
  new CrossCloudVpn("docs", { gcp: gcp("g2", 17), azure: azure("z2", 33), routing, keyRotation });
`;

const files = {
  "Pulumi.yaml":
    "name: rotation\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "Pulumi.dev.yaml": [
    "config:",
    "  aws:region: eu-central-1",
    "  azure-native:location: westeurope",
    "  gcp:project: project",
    "  gcp:region: europe-west3\n",
  ].join("\n"),
  "package.json": '{ "name": "rotation" }',
  "index.js": program.replace("COMPONENTS", JSON.stringify(join(__dirname, "../../dist/components"))),
};

/** In the order in which they are rotated. */
const links: Readonly<Record<string, readonly string[]>> = {
  shop: ["0-1", "0-2", "1-1", "1-2"],
  data: ["0-1", "0-2", "1-1", "1-2"],
  docs: ["0-1", "0-2"],
};

/** What belongs to one tunnel of a link alone, or to the AWS connection whose options it is among. */
const ownResources = (link: string, key: string): RegExp =>
  new RegExp(
    `^${link}-(vpn-connection-${key[0]}|(preshared-key|connection|vpn-tunnel|router-interface|router-peer)-${key})$`,
  );

interface Situation {
  readonly records: readonly WorldRecord[];
  /** All tunnels that are up. The other instance of an Azure gateway tries each too, in vain. */
  readonly states: readonly TunnelState[];
  readonly reasons: string;
}

/** Each tunnel's key by the tunnel's name. */
function keysOf({ records, states }: Situation): Map<string, string | undefined> {
  const nameOf = (id: string) =>
    records
      .find((record) => record.id === id)
      ?.urn.split("::")
      .at(-1) ?? "";
  return new Map(
    states.map(({ ends }) => {
      const [{ recordId, index, presharedKey }] = ends;
      const name = nameOf(recordId).replace(/-(vpn-connection|vpn-tunnel|connection)-/, "-");
      return [/-\d$/.test(name) && !/-\d-\d$/.test(name) ? `${name}-${index + 1}` : name, presharedKey];
    }),
  );
}

/** When AWS last saw each of its tunnels come or go, by the tunnel's name. */
function statusChanges({ records }: Situation): Map<string, unknown> {
  const connections = records.filter(({ token }) => token === "aws:ec2/vpnConnection:VpnConnection");
  return new Map(
    connections.flatMap(({ urn, outputs }) => {
      const name = (urn.split("::").at(-1) ?? "").replace("-vpn-connection-", "-");
      const telemetries = outputs["vgwTelemetries"] as { lastStatusChange: string }[];
      return telemetries.map(
        ({ lastStatusChange }, index) => [`${name}-${index + 1}`, lastStatusChange] as const,
      );
    }),
  );
}

function changed<Value>(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value>): string[] {
  return [...after].filter(([name, value]) => before.get(name) !== value).map(([name]) => name);
}

describe("a key rotation on the real engine", function () {
  this.timeout(120_000);

  let project: SimulatedProject;
  let now: Situation;

  before(async () => {
    project = await SimulatedProject.of(files, withoutCheckpoints);
    await project.pulumi("stack", "init", "dev");
  });
  after(() => project.remove());

  /** Raises the counter, and answers with the names of the resources that the engine did anything to. */
  async function up(keyRotation: number): Promise<string[]> {
    await writeFile(join(project.folder, "args.json"), JSON.stringify({ keyRotation }));
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code, output).to.equal(0);
    const states = await project.tunnels();
    now = {
      records: await project.records(),
      states: states.filter(({ up }) => up),
      reasons: states.flatMap(({ reasons }) => reasons).join("\n"),
    };
    const done = /^ *\S+ +\S+:\S+ (\S+) (?:created|updated|replaced|deleted) \(/gm;
    return [...new Set([...output.matchAll(done)].map(([, name]) => name ?? ""))].filter(
      (name) => !name.startsWith("rotation-"),
    );
  }

  function expectAllUp(): void {
    expect(now.states, now.reasons).to.have.length(10);
  }

  it("starts with all tunnels up, each with a key of its own", async () => {
    await up(0);
    expectAllUp();
    expect(new Set(keysOf(now).values()).size).to.equal(10);
  });

  for (const rotation of [1, 2, 3]) {
    it(`gives one tunnel of each link its key number ${rotation}, and touches no other`, async () => {
      const before = now;
      const touched = await up(rotation);
      expectAllUp();

      const rotated = Object.entries(links).map(([link, keys]) => ({
        link,
        key: keys[(rotation - 1) % keys.length] ?? "",
      }));
      const names = rotated.map(({ link, key }) => `${link}-${key}`);
      expect(changed(keysOf(before), keysOf(now)), "keys").to.have.members(names);

      const own = rotated.map(({ link, key }) => ownResources(link, key));
      expect(
        touched.filter((name) => !own.some((pattern) => pattern.test(name))),
        "touched besides",
      ).to.deep.equal([]);
      // Which are as they were in the cloud too: not even updated to the same.
      const untouched = before.records.filter(({ urn }) => !touched.includes(urn.split("::").at(-1) ?? ""));
      for (const { urn, id, ended } of untouched) {
        const record = now.records.find((each) => each.urn === urn);
        expect([record?.id, record?.ended], urn).to.deep.equal([id, ended]);
      }

      const withAws = names.filter((name) => !name.startsWith("docs-"));
      expect(changed(statusChanges(before), statusChanges(now)), "AWS saw go").to.have.members(withAws);
    });
  }
});
