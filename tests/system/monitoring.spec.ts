import { expect } from "chai";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WorldRecord } from "../../simulator";
import { SimulatedProject, withoutCheckpoints } from "../helpers/simulatedProject";

const program = `
  const { AwsNetwork, AzureNetwork, CrossCloudMesh, GcpNetwork } = require(COMPONENTS);
  const { monitoring } = require("./args.json");
  const mesh = new CrossCloudMesh("corp", {
    networks: {
      shop: { number: 0, aws: new AwsNetwork("shop", { cidrBlock: "10.0.0.0/16" }) },
      data: { number: 1, gcp: new GcpNetwork("data", { ipCidrRange: "10.16.0.0/16" }) },
      office: { number: 2, azure: new AzureNetwork("office", { addressSpace: "10.32.0.0/16" }) },
    },
    monitoring,
  });
  exports.alarms = mesh.alarms;
`;

const files = {
  "Pulumi.yaml": "name: watched\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "Pulumi.prod.yaml": [
    "config:",
    "  aws:region: eu-central-1",
    "  azure-native:location: westeurope",
    "  gcp:project: project",
    "  gcp:region: europe-west3\n",
  ].join("\n"),
  "package.json": '{ "name": "watched" }',
  "index.js": program.replace("COMPONENTS", JSON.stringify(join(__dirname, "../../dist/components"))),
};

const isWatching = ({ token }: WorldRecord): boolean =>
  /:(cloudwatch|monitoring|monitor|portal|operationalinsights)[:/]/.test(token);

/** AWS's connections say where their tunnels log. */
const isConnection = ({ token }: WorldRecord): boolean => token === "aws:ec2/vpnConnection:VpnConnection";

describe("monitoring of a running mesh in production", function () {
  this.timeout(240_000);

  let project: SimulatedProject;
  before(async () => {
    project = await SimulatedProject.of(files, withoutCheckpoints);
    await project.pulumi("stack", "init", "prod");
  });
  after(() => project.remove());

  const up = async (args: object) => {
    await writeFile(join(project.folder, "args.json"), JSON.stringify(args));
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code, output).to.equal(0);
    const [records, tunnels] = [await project.records(), await project.tunnels()];
    expect(tunnels.filter(({ up }) => up)).to.have.length(4 + 4 + 2);
    return records;
  };

  it("is on by itself, goes and comes back, and leaves everything else as it is", async () => {
    const watched = await up({});
    expect(watched.filter(isWatching)).to.have.length(27);
    const alone = await up({ monitoring: false });
    expect(alone.filter(isWatching)).to.deep.equal([]);
    const rest = (records: readonly WorldRecord[]) =>
      records.filter((record) => !isWatching(record) && !isConnection(record));
    expect(rest(alone)).to.deep.equal(rest(watched));
    const again = await up({});
    const ids = (records: readonly WorldRecord[]) => records.filter(isConnection).map(({ id }) => id);
    expect(ids(again)).to.deep.equal(ids(watched));
    expect(again.filter(isWatching)).to.have.length(27);
    expect((await project.pulumi("destroy", "--yes", "--skip-preview")).code).to.equal(0);
    expect(await project.records()).to.deep.equal([]);
  });
});
