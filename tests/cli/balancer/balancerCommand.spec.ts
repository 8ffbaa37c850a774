import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { balancerCommand } from "../../../cli/balancer/balancerCommand";
import * as microsoft from "../../reachability/cases/azure/resources";
import { awsAndAzure } from "../../traffic/estates/awsAndAzure";
import { alb } from "../../traffic/estates/awsBalancers";
import { applicationGateway } from "../../traffic/estates/azureBalancers";
import { exportedFile, run } from "../inProcess";

describe("crosscloud balancer", () => {
  let folder: string;
  let [open, closed, both, none] = ["", "", "", ""];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "crosscloud-balancer-"));
    const blocked = awsAndAzure({ nsgRules: [microsoft.inbound(100, "Deny")] });
    open = await exportedFile(folder, "open.json", [...awsAndAzure(), ...alb()]);
    closed = await exportedFile(folder, "closed.json", [...blocked, ...alb()]);
    both = await exportedFile(folder, "both.json", [
      ...awsAndAzure(),
      ...alb(),
      ...applicationGateway("gateway"),
    ]);
    none = await exportedFile(folder, "none.json", awsAndAzure());
  });
  after(() => rm(folder, { recursive: true }));

  it("lists targets with their health and how soon they are dropped", async () => {
    const { code, output } = await run(balancerCommand(), open);
    expect(output).to.match(/front, internet-facing Application Load Balancer at front\..+: HTTP 80/);
    expect(output).to.match(/every 10 s \(dropped within 25 s, back within 35 s\)/);
    expect(output).to.match(/azure-target +│ 172\.18\.0\.4:80 +│ all +│ ✓ healthy/);
    expect(code).to.equal(0);
  });

  it("tells which hop blocks a target", async () => {
    const { code, output } = await run(balancerCommand(), closed);
    expect(output).to.match(/✗ unhealthy/);
    expect(output).to.match(/azure-target: from front in a: .*guard.* denies .*\[guard\]/);
    expect(code).to.equal(1);
  });

  it("prints JSON with each target's verdict", async () => {
    const { output } = await run(balancerCommand(), "--json", closed);
    const { balancers } = JSON.parse(output) as {
      balancers: { pools: { targets: { name: string; state: string }[] }[] }[];
    };
    expect(balancers[0]!.pools[0]!.targets.map(({ name, state }) => [name, state])).to.deep.equal([
      ["aws-target", "healthy"],
      ["azure-target", "unhealthy"],
    ]);
  });

  it("serves requests and tells who answered", async () => {
    const { code, output } = await run(balancerCommand(), "--requests", "4", open);
    expect(output).to.match(/4 requests: (aws|azure)-target 2, (aws|azure)-target 2/);
    expect(code).to.equal(0);
  });

  it("serves requests by what is left when a target is down", async () => {
    const { code, output } = await run(balancerCommand(), "--requests", "3", "--down", "aws-target", open);
    expect(output).to.match(/3 requests: azure-target 3/);
    expect(output).to.match(/aws-target was unhealthy: it refuses connections/);
    expect(code).to.equal(0);
  });

  it("drops what is behind lost tunnels", async () => {
    const lost = ["--fail", "tunnel-1", "--fail", "tunnel-2"];
    const { code, output } = await run(balancerCommand(), ...lost, "--requests", "2", open);
    expect(output).to.match(/2 requests: aws-target 2/);
    expect(code).to.equal(0);
    expect((await run(balancerCommand(), ...lost, open)).code).to.equal(1);
  });

  const bad: [what: string, args: () => string[], says: RegExp][] = [
    ["a balancer that is not there", () => ["--balancer", "frnt", open], /frnt.+front/],
    ["requests to several at once", () => ["--requests", "1", both], /several.+front.+gateway/],
    ["requests to none", () => ["--requests", "1", none], /no load balancer/],
    ["a target that is not there", () => ["--requests", "1", "--down", "web", open], /web.+aws-target/],
    ["a target switched off without requests", () => ["--down", "aws-target", open], /--requests/],
    ["a part that is not there", () => ["--fail", "nothing", open], /nothing/],
  ];
  for (const [what, args, says] of bad) {
    it(`answers ${what} with 2`, async () => {
      const { code, output } = await run(balancerCommand(), ...args());
      expect(output).to.match(says);
      expect(code).to.equal(2);
    });
  }

  it("says that there is none", async () => {
    expect(await run(balancerCommand(), none)).to.deep.equal({
      code: 0,
      output: "There is no load balancer in these stacks\n",
    });
  });
});
