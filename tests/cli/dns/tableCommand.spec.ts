import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { tableCommand } from "../../../cli/dns/tableCommand";
import {
  azureRecord,
  check,
  endpoint,
  healthCheck,
  managedZone,
  profile,
  record,
  recordSet,
  zone,
} from "../../traffic/estates/dns";
import { exportedFile, run } from "../inProcess";

const [a, b] = ["198.51.100.1", "198.51.100.2"] as const;

/** One name at three providers: failover, weights, and the nearest. */
function threeProviders() {
  const checks = [healthCheck("a", { ipAddress: a }), healthCheck("b", { ipAddress: b })] as const;
  const top = profile("api", "Weighted");
  return [
    ...[zone, ...checks],
    record("a", {
      records: [a],
      failoverRoutingPolicies: [{ type: "PRIMARY" }],
      healthCheckId: checks[0].id,
    }),
    record("b", {
      records: [b],
      failoverRoutingPolicies: [{ type: "SECONDARY" }],
      healthCheckId: checks[1].id,
    }),
    ...[top, azureRecord("api", { targetResource: { id: top.id } })],
    endpoint("a", top, { target: a, weight: 90 }),
    endpoint("b", top, { target: b, weight: 10 }),
    ...[managedZone, check],
    recordSet({
      healthCheck: check.id,
      geos: [
        { location: "europe-west1", healthCheckedTargets: { externalEndpoints: [a] } },
        { location: "us-east1", healthCheckedTargets: { externalEndpoints: [b] } },
      ],
    }),
  ];
}

describe("crosscloud dns table", () => {
  let folder: string;
  let [all, unchecked] = ["", ""];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "crosscloud-dns-"));
    all = await exportedFile(folder, "all.json", threeProviders());
    unchecked = await exportedFile(folder, "unchecked.json", [
      zone,
      record("a", { records: [a], weightedRoutingPolicies: [{ weight: 1 }] }),
      record("b", { records: [b], weightedRoutingPolicies: [{ weight: 1 }] }),
    ]);
  });
  after(() => rm(folder, { recursive: true }));

  it("answers for every combination at every provider, near each member", async () => {
    const { code, output } = await run(tableCommand(), "--name", "api.example.com", all);
    expect(output).to.match(/Route 53, public zone example\.com:/);
    expect(output).to.match(/✓ +│ +✓ +│ 198\.51\.100\.1 90 %, 198\.51\.100\.2 10 %/);
    expect(output).to.match(/Cloud DNS, public zone example\.com, asked from europe-west1:/);
    expect(output).to.match(/asked from us-east1:/);
    expect(output).to.match(/198\.51\.100\.1 fails: clients are elsewhere within 90 s \(30 s .+ TTL 60 s\)/);
    expect(code).to.equal(0);
  });

  it("answers for one provider and place in JSON", async () => {
    const args = ["--provider", "gcp", "--from", "eastus", "--json"];
    const { output } = await run(tableCommand(), "--name", "api.example.com", ...args, all);
    const [table, another] = JSON.parse(output) as { from: string; rows: object[]; recovery: object }[];
    expect(another).to.equal(undefined);
    expect(table).to.deep.include({ from: "eastus", provider: "gcp" });
    expect(table!.rows[0]).to.deep.equal({ healthy: [a, b], answers: [{ values: [b], probability: 1 }] });
    expect(table!.rows).to.have.length(4);
  });

  it("warns with 1 of answers that are unhealthy although a member is healthy", async () => {
    const { code, output } = await run(tableCommand(), "--name", "api.example.com", unchecked);
    expect(output).to.match(/✗ +│ +✓ +│ .+\(unhealthy\)/);
    expect(output).to.match(/198\.51\.100\.1 fails: nobody notices/);
    expect(code).to.equal(1);
  });

  for (const [what, args, says] of [
    ["a name that is not there", ["--name", "web.example.com"], /web\.example\.com.+api\.example\.com/],
    ["a region that is not there", ["--name", "api.example.com", "--from", "mars"], /mars is no region/],
  ] as const) {
    it(`answers ${what} with 2`, async () => {
      const { code, output } = await run(tableCommand(), ...args, all);
      expect(output).to.match(says);
      expect(code).to.equal(2);
    });
  }
});
