import { expect } from "chai";

import { analyse, type Resource } from "../../reachability";
import { type Client, clientIn, healthOf, Names, readBalancers, truthTable } from "../../traffic";
import { ExampleRun } from "./exampleRun";

describe("the example dns-failover", function () {
  this.timeout(300_000);

  let example: ExampleRun;
  let resources: readonly Resource[];
  before(async () => {
    example = await ExampleRun.of("dns-failover");
    await example.up();
    resources = await example.resources();
  });
  after(() => example.remove());

  it("keeps what its intents promise, as planned and as deployed", async () => {
    expect(await example.brokenPromises()).to.deep.equal({ planned: [], deployed: [] });
  });

  it("has healthy targets behind both balancers", () => {
    const analysis = analyse(resources);
    const states = readBalancers(resources, analysis).map((balancer) => [
      balancer.cloud,
      healthOf(balancer, analysis).flatMap((pool) => pool.targets.map(({ state }) => state)),
    ]);
    expect(states).to.have.deep.members([
      ["aws", ["healthy"]],
      ["gcp", ["healthy"]],
    ]);
  });

  /** Who answers, as `aws 90 %`, by who is healthy. */
  const table = (name: string, client?: Client): Record<string, string> => {
    const [served, ...more] = new Names(resources).of(name);
    expect(more).to.deep.equal([]);
    const rows = truthTable(served!, client).rows.map(({ healthy, answers }) => {
      const said = answers.map(({ values, probability }) => `${clouds(values)} ${probability * 100} %`);
      return [clouds(healthy), said.sort().join(", ")];
    });
    return Object.fromEntries(rows) as Record<string, string>;
  };
  const clouds = (values: readonly string[]): string =>
    values
      .map((value) => (value.endsWith(".elb.amazonaws.com") ? "aws" : isOfGoogle(value) ? "gcp" : value))
      .sort()
      .join(" and ") || "none";
  const isOfGoogle = (value: string): boolean =>
    resources.some(
      ({ type, outputs }) =>
        type === "gcp:compute/globalForwardingRule:GlobalForwardingRule" && outputs.ipAddress === value,
    );

  it("answers api.example.com with AWS while it is healthy, then with Google Cloud", () => {
    expect(table("api.example.com")).to.deep.equal({
      "aws and gcp": "aws 100 %",
      aws: "aws 100 %",
      gcp: "gcp 100 %",
      none: "aws 100 %",
    });
  });

  it("answers shop.example.com with AWS nine times of ten, and with what is left", () => {
    expect(table("shop.example.com")).to.deep.equal({
      "aws and gcp": "aws 90 %, gcp 10 %",
      aws: "aws 100 %",
      gcp: "gcp 100 %",
      none: "aws 90 %, gcp 10 %",
    });
  });

  for (const [region, near, far] of [
    ["eu-central-1", "aws", "gcp"],
    ["us-east4", "gcp", "aws"],
  ] as const) {
    it(`answers media.example.com in ${region} with ${near}, or with ${far} when that is all there is`, () => {
      const answers = table("media.example.com", clientIn(region));
      expect(answers).to.include({ "aws and gcp": `${near} 100 %`, [far]: `${far} 100 %` });
    });
  }

  it("has a check on the primary, and a time to live of 60 seconds on what has one of its own", () => {
    const records = resources.filter(({ type }) => type === "aws:route53/record:Record");
    const own = records.filter(({ inputs }) => inputs.aliases === undefined);
    expect(own.map(({ inputs }) => inputs.ttl)).to.deep.equal([60, 60, 60]);
    const primary = records.find(({ inputs }) =>
      JSON.stringify(inputs.failoverRoutingPolicies ?? []).includes("PRIMARY"),
    );
    expect(JSON.stringify(primary?.inputs.aliases)).to.contain('"evaluateTargetHealth":true');
  });

  it("has nothing to do the second time, and goes down to nothing", () => example.endsWell());
});
