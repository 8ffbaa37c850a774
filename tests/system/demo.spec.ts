import { expect } from "chai";

import { DemoRun } from "../helpers/demoRun";
import { neverJoins } from "../helpers/mutatedFiles";
import { brokenPromises } from "../helpers/promises";

const vpnRoute = "aws:ec2/vpnConnectionRoute:VpnConnectionRoute";

describe("the demo on the real engine", function () {
  this.timeout(180_000);

  describe("of the dev stack", () => {
    let run: DemoRun;
    before(async () => (run = await DemoRun.start()));
    after(() => run.remove());

    it("comes up with every tunnel up, as both clouds report it", async () => {
      const { code, output } = await run.demo();
      expect(output).to.contain("2 of 2 tunnels up");
      expect(output)
        .to.match(/10\.0\.0\.0\/16/)
        .and.match(/10\.32\.0\.0\/16/)
        .and.match(/169\.254\.2[12]\.\d+\/30/);
      expect(code).to.equal(0);
    });

    it("has nothing to do the second time", async () => {
      const { code, output } = await run.demo();
      expect(output).to.match(/Resources:\s+\d+ unchanged/);
      expect(output).not.to.match(/created|updated|replaced|deleted/);
      expect(code).to.equal(0);
    });

    it("finds what was deleted behind its back, and mends it", async () => {
      const [route] = (await run.records()).filter(({ token }) => token === vpnRoute);
      const removed = await run.crosscloud("world", "delete", route!.id, "--world", run.world).ended;
      expect(removed.output).to.contain(route!.id);

      const refreshed = await run.demo("refresh");
      expect(refreshed.output).to.match(/VpnConnectionRoute .* deleted/);

      const mended = await run.demo();
      expect(mended.output)
        .to.match(/VpnConnectionRoute .* created/)
        .and.contain("2 of 2 tunnels up");
      expect((await run.records()).filter(({ token }) => token === vpnRoute)).to.have.length(1);
    });

    it("finds what was changed behind its back, and mends it", async () => {
      const connection = (await run.records()).find(({ token }) =>
        token.endsWith(":VirtualNetworkGatewayConnection"),
      );
      await run.crosscloud("world", "set", connection!.id, "dpdTimeoutSeconds", "9", "--world", run.world)
        .ended;

      const refreshed = await run.demo("refresh");
      expect(refreshed.output).to.match(/VirtualNetworkGatewayConnection .* updated .*dpdTimeoutSeconds/);

      await run.demo();
      const mended = (await run.records()).find(({ id }) => id === connection!.id);
      expect(mended?.inputs.dpdTimeoutSeconds).not.to.equal(9);
    });

    it("goes down to nothing", async () => {
      const { code, output } = await run.demo("destroy");
      expect(output).to.contain("Nothing of it is left in the simulated clouds");
      expect(code).to.equal(0);
      expect(await run.records()).to.deep.equal([]);
    });
  });

  describe("of the prod stack", () => {
    let run: DemoRun;
    before(async () => (run = await DemoRun.start()));
    after(() => run.remove());

    it("joins all three clouds over BGP, has nothing to do again, and goes down to nothing", async () => {
      const up = await run.demo("--stack", "prod");
      expect(up.output).to.contain("10 of 10 tunnels up, 10 of 10 BGP sessions established");
      for (const [range, end] of [
        ["10.1.0.0/16", "AWS"],
        ["10.16.0.0/17", "Google Cloud"],
        ["10.33.0.0/16", "Azure"],
      ]) {
        expect(up.output).to.contain(range).and.contain(`│ ${end}`);
      }
      const admitted = (await run.records()).flatMap(({ inputs }) => [
        ...[inputs.cidrIpv4 ?? []].flat(),
        ...((inputs.sourceRanges ?? []) as string[]),
        ...((inputs.sourceAddressPrefixes ?? []) as string[]),
      ]);
      for (const range of ["10.1.0.0/16", "10.16.0.0/16", "10.33.0.0/16"]) {
        expect(
          admitted.filter((source) => source === range),
          `firewalls that admit ${range}`,
        ).to.have.length.at.least(2);
      }
      const again = await run.demo("--stack", "prod");
      expect(again.output)
        .to.match(/Resources:\s+\d+ unchanged/)
        .and.not.match(/created|updated|replaced|deleted/);
      const down = await run.demo("destroy", "--stack", "prod");
      expect(down.code).to.equal(0);
      expect(await run.records()).to.deep.equal([]);
    });
  });

  it("keeps two stacks in one world apart", async () => {
    const run = await DemoRun.start();
    await run.demo();
    await run.demo("--stack", "prod");
    const ofProd = async () => (await run.records()).filter(({ urn }) => urn.startsWith("urn:pulumi:prod::"));
    const before = await ofProd();
    const [dev, prod] = await Promise.all([run.exported("dev"), run.exported("prod")]);
    expect(await brokenPromises("intents/dev.yaml", dev)).to.deep.equal([]);
    expect(await brokenPromises("intents/prod.yaml", prod)).to.deep.equal([]);
    expect(await brokenPromises("intents/environments.yaml", dev, prod)).to.deep.equal([]);
    neverJoins(dev, prod, ["dev-aws-subnet-private-0", "prod-azure-subnet-workload"]);
    const { code } = await run.demo("destroy");
    expect(code).to.equal(0);
    expect(before.length).to.be.greaterThan(20);
    expect(await ofProd()).to.deep.equal(before);
    expect(await run.records()).to.have.length(before.length);
    await run.remove();
  });

  it("names a stack that does not exist", async () => {
    const run = await DemoRun.start();
    const { code, output } = await run.demo("--stack", "staging");
    expect(output).to.contain('there is no stack "staging": no Pulumi.staging.yaml in this folder');
    expect(code).to.equal(1);
    await run.remove();
  });
});
