import { expect } from "chai";
import { resolve } from "node:path";
import type { OnPremisesRouters } from "../../simulator";
import { pairs } from "../components/cross-cloud-vpn/pairs";
import { SimulatedProject, withoutCheckpoints } from "../helpers/simulatedProject";

const checkout = resolve(__dirname, "../..");
const at = (path: string): string => JSON.stringify(resolve(checkout, path));

/** Links of one program, in different places: AWS takes five transit gateways in a region. */
const program = (first: number, last: number): string => `
  require("ts-node").register({ project: ${at("tsconfig.pulumi.json")}, swc: true });
  const { pairs } = require(${at("tests/components/cross-cloud-vpn/pairs")});
  const { regionNames } = require(${at("dist/simulator/aws/regions")});
  exports.routers = {};
  pairs.slice(${first}, ${last}).forEach((pair, number) => {
    const place = { name: "link" + number, region: regionNames[number], number };
    const { onPremisesConfiguration } = pair.create({}, place);
    if (onPremisesConfiguration) exports.routers[place.name] = onPremisesConfiguration;
  });
`;

const files = (index: string) => ({
  "Pulumi.yaml": "name: pairs\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n",
  "Pulumi.dev.yaml": [
    "config:",
    "  aws:region: eu-central-1",
    "  azure-native:location: westeurope",
    "  gcp:project: project",
    "  gcp:region: europe-west3\n",
  ].join("\n"),
  "package.json": '{ "name": "pairs" }',
  "index.js": index,
});

describe("every pair of gateways on the real engine", function () {
  this.timeout(240_000);

  const perProgram = 11;
  for (let first = 0; first < pairs.length; first += perProgram) {
    const some = pairs.slice(first, first + perProgram);

    it(`comes up and stays as it is, from ${some[0]?.name} to ${some.at(-1)?.name}`, async () => {
      const project = await SimulatedProject.of(
        files(program(first, first + perProgram)),
        withoutCheckpoints,
      );
      try {
        await project.pulumi("stack", "init", "dev");
        const up = await project.pulumi("up", "--yes", "--skip-preview");
        expect(up.code, up.output).to.equal(0);

        const { stdout } = await project.pulumi("stack", "output", "routers", "--json", "--show-secrets");
        const states = await project.tunnels(JSON.parse(stdout) as OnPremisesRouters);
        const wanted = some.reduce((sum, { tunnels }) => sum + tunnels, 0);
        const reasons = states.flatMap(({ reasons }) => reasons).join("\n");
        expect(states.filter(({ up }) => up).length, reasons).to.equal(wanted);

        const again = await project.pulumi("preview", "--expect-no-changes");
        expect(again.code, again.output).to.equal(0);
      } finally {
        await project.remove();
      }
    });
  }
});
