import { expect } from "chai";

import { analyse, readStackFile, type Resource } from "../../reachability";
import { healthOf, Names, readBalancers, ServedBalancer, truthTable } from "../../traffic";
import { SimulatedProject, withoutCheckpoints } from "../helpers/simulatedProject";

const files = [
  ...["index.ts", "config.ts", "address-plan.json", "addressing", "components", "pricing"],
  ...["Pulumi.yaml", "Pulumi.prod.yaml", "package.json", "tsconfig.json", "tsconfig.pulumi.json"],
];
const addresses = ["10.1.128.10", "10.16.0.10", "10.33.0.10"];

describe("the service of this repository's stack prod", function () {
  this.timeout(400_000);

  let project: SimulatedProject;
  let resources: readonly Resource[];
  before(async () => {
    project = await SimulatedProject.copyOf(".", files, withoutCheckpoints);
    await pulumi("stack", "init", "prod");
    await pulumi("up", "--yes", "--skip-preview");
    resources = readStackFile(await pulumi("stack", "export", "--show-secrets"), "prod");
  });
  after(() => project.remove());

  async function pulumi(...args: string[]): Promise<string> {
    const { code, output, stdout } = await project.pulumi(...args);
    expect(code, output).to.equal(0);
    return stdout;
  }

  it("is one name that AWS answers while it can, and then Azure", () => {
    const [name, ...more] = new Names(resources).of("shop.crosscloud.example");
    expect(more).to.deep.equal([]);
    const { rows } = truthTable(name!);
    const [, azure, ...others] = [...name!.members].sort((a) => (a.endsWith(".elb.amazonaws.com") ? -1 : 1));
    const aws = name!.members.find((member) => member.endsWith(".elb.amazonaws.com"));
    expect(others).to.deep.equal([]);
    const answers = rows.map(({ healthy, answers: given }) => [
      healthy.length,
      given.map(({ values, probability }) => [values, probability]),
    ]);
    expect(answers).to.have.deep.members([
      [2, [[[aws], 1]]],
      [1, [[[aws], 1]]],
      [1, [[[azure], 1]]],
      [0, [[[aws], 1]]],
    ]);
  });

  it("has the web servers of all three clouds behind both balancers, all healthy", () => {
    const analysis = analyse(resources);
    const found = readBalancers(resources, analysis).map((balancer) => [
      balancer.name,
      healthOf(balancer, analysis)
        .flatMap(({ targets }) => targets)
        .map(({ target, state }) => `${target.address} ${state}`)
        .sort(),
    ]);
    const healthy = addresses.map((address) => `${address} healthy`);
    expect(found).to.have.deep.members([
      ["prod-web-aws-lb", healthy],
      ["prod-web-azure-gateway", healthy],
    ]);
  });

  for (const balancer of ["prod-web-aws-lb", "prod-web-azure-gateway"]) {
    it(`answers from all three clouds in turn through ${balancer}`, async () => {
      const served = await ServedBalancer.start(resources, {
        balancer,
        speed: 50,
        page: ({ address }) => ({ body: address ?? "" }),
      });
      try {
        const all = await served.until(() => served.targets.every(({ state }) => state === "healthy"), 120);
        expect(all, JSON.stringify(served.targets)).not.to.equal(undefined);
        const replies: string[] = [];
        for (let index = 0; index < 6; index++) {
          replies.push((await served.request({ path: "/" })).body);
        }
        expect(replies.slice(0, 3)).to.have.members(addresses);
        expect(replies.slice(3)).to.deep.equal(replies.slice(0, 3));
      } finally {
        await served.close();
      }
    });
  }

  it("has nothing to do the second time, and goes down to nothing", async () => {
    await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    await pulumi("destroy", "--yes", "--skip-preview");
    expect(await project.records()).to.deep.equal([]);
  });
});
