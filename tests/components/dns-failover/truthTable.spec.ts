import { expect } from "chai";
import fc from "fast-check";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DnsFailoverArgs } from "../../../components";
import { type Answer, type Asker, askersOf } from "../../../components/dns-failover/answers";
import { dnsCapabilities } from "../../../components/dns-failover/capabilities";
import { checkDns } from "../../../components/dns-failover/check";
import { providersOf } from "../../../components/dns-failover/model";
import type { DnsPlan } from "../../../components/dns-failover/plan";
import { dnsAnswers, type TruthTable, truthTables } from "../../../components/dns-failover/truthTable";
import { address, azure, gcp, healthCheck, pool, programs, route53 } from "./programs";
import { anyName } from "./randomNames";

function planned(args: DnsFailoverArgs): DnsPlan {
  const { problems, planned } = checkDns("api", args);
  expect(problems.found, JSON.stringify(problems)).to.equal(false);
  return planned();
}

const anywhere: Asker = { from: "anywhere" };

/** Answers as `<members> <per cent>`; `?` where nobody knows how often. */
function asked(
  plan: DnsPlan,
  provider: "route53" | "azure" | "gcp",
  healthy: string[],
  asker = anywhere,
): string[] {
  return dnsAnswers(plan, provider, asker, new Set(healthy)).map(written);
}

const written = ({ members, probability }: Answer): string =>
  `${members.join("+")} ${probability === undefined ? "?" : Math.round(probability * 1000) / 10}`;

/** `UPDATE_GOLDEN=1` writes the tables anew. */
function expectGoldenTables(name: string, tables: readonly TruthTable[]): void {
  const file = join(__dirname, "golden", `${name}.json`);
  const rows = ({ rows }: TruthTable): string =>
    rows.map((row) => `      ${JSON.stringify(row)}`).join(",\n");
  const text = tables.map(
    (table) =>
      `  {\n    "provider": "${table.provider}",\n    "name": "${table.name}",\n    "rows": [\n${rows(table)}\n    ]\n  }`,
  );
  if (process.env["UPDATE_GOLDEN"] === "1") {
    writeFileSync(file, `[\n${text.join(",\n")}\n]\n`);
  }
  expect(tables).to.deep.equal(JSON.parse(readFileSync(file, "utf8")));
}

describe("truth tables", () => {
  for (const [name, args] of Object.entries(programs)) {
    it(`of ${name} are as reviewed`, () => {
      const tables = truthTables(planned(args)).map(
        (table) => JSON.parse(JSON.stringify(table)) as TruthTable,
      );
      expectGoldenTables(name, tables);
    });
  }

  it("are refused for more members than anybody reads", () => {
    const members = Object.fromEntries(
      Array.from({ length: 13 }, (_, n) => [`m${n}`, { target: address(n + 1) }]),
    );
    const plan = planned({
      ...programs["weighted"]!,
      pools: { all: { members } },
      routing: { weighted: { all: 1 } },
    });
    expect(() => truthTables(plan)).to.throw("13 checked members, 2^13 combinations");
    expect(asked(plan, "route53", ["all/m3"])).to.deep.equal(["all/m3 100"]);
  });
});

describe("DNS answers", () => {
  const weighted = planned(programs["weighted"]!);
  const out = planned(programs["weighted-out"]!);

  it("are shared by weights, of pools and inside them", () => {
    const all = ["blue/aws", "green/one", "green/two"];
    expect(asked(weighted, "route53", all)).to.deep.equal(["blue/aws 90", "green/one 5", "green/two 5"]);
    expect(asked(weighted, "azure", all)).to.deep.equal(["blue/aws 90", "green/one 5", "green/two 5"]);
    expect(asked(weighted, "gcp", all)).to.deep.equal(["blue/aws 90", "green/one+green/two 10"]);
  });

  it("leave a pool's share to it while one member is healthy", () => {
    for (const provider of ["route53", "azure", "gcp"] as const) {
      expect(asked(weighted, provider, ["blue/aws", "green/two"])).to.deep.equal([
        "blue/aws 90",
        "green/two 10",
      ]);
    }
  });

  it("are as if all were healthy when none is", () => {
    expect(asked(weighted, "route53", [])).to.deep.equal(["blue/aws 90", "green/one 5", "green/two 5"]);
    expect(asked(weighted, "azure", [])).to.deep.equal(["blue/aws 90", "green/one 5", "green/two 5"]);
    expect(asked(weighted, "gcp", [])).to.deep.equal(["blue/aws 90", "green/one+green/two 10"]);
  });

  it("fall back to weight 0 in Route 53 alone", () => {
    expect(asked(out, "route53", ["blue/aws", "green/gcp"])).to.deep.equal(["green/gcp 100"]);
    expect(asked(out, "route53", ["blue/aws"])).to.deep.equal(["blue/aws 100"]);
    expect(asked(out, "azure", ["blue/aws"])).to.deep.equal(["green/gcp 100"]);
    expect(asked(out, "gcp", ["blue/aws"])).to.deep.equal(["green/gcp 100"]);
    expect(asked(out, "route53", [])).to.deep.equal(["green/gcp 100"]);
  });

  it("follow an order to its last resort", () => {
    const order = planned(programs["failover-three"]!);
    for (const provider of ["route53", "azure"] as const) {
      expect(asked(order, provider, ["blue/two", "green/gcp"])).to.deep.equal(["blue/two 100"]);
      expect(asked(order, provider, ["green/gcp"])).to.deep.equal(["green/gcp 100"]);
      expect(asked(order, provider, [])).to.deep.equal(["sorry/page 100"]);
    }
  });

  it("are the first pool of an order when nothing is healthy, and in Cloud DNS the backup", () => {
    const order = planned(programs["failover"]!);
    expect(asked(order, "route53", [])).to.deep.equal(["blue/aws 100"]);
    expect(asked(order, "azure", [])).to.deep.equal(["blue/aws 100"]);
    expect(asked(order, "gcp", [])).to.deep.equal(["green/one+green/two 100"]);
  });

  it("come from the nearest healthy pool, of which nobody knows the next", () => {
    const latency = planned(programs["latency"]!);
    const near: Asker = { from: "near", pool: "eu" };
    const up = ["eu/aws", "us/one", "us/two", "asia/gcp"];
    for (const provider of ["route53", "azure"] as const) {
      expect(asked(latency, provider, up, near)).to.deep.equal(["eu/aws 100"]);
      expect(asked(latency, provider, ["asia/gcp"], near)).to.deep.equal(["asia/gcp 100"]);
      expect(asked(latency, provider, up.slice(1), near)).to.deep.equal([
        "asia/gcp ?",
        "us/one ?",
        "us/two ?",
      ]);
    }
  });

  it("come from a country's pool, then elsewhere's, then any", () => {
    const places = planned(programs["geography-countries"]!);
    const germany: Asker = { from: "place", place: { country: "DE" } };
    const europe: Asker = { from: "place", place: { continent: "EU" } };
    for (const provider of ["route53", "azure"] as const) {
      expect(asked(places, provider, ["de/one", "eu/azure", "rest/gcp"], germany)).to.deep.equal([
        "de/one 100",
      ]);
      expect(asked(places, provider, ["de/one", "eu/azure", "rest/gcp"], europe)).to.deep.equal([
        "eu/azure 100",
      ]);
      expect(asked(places, provider, ["eu/azure", "rest/gcp"], germany)).to.deep.equal(["rest/gcp 100"]);
      expect(asked(places, provider, ["eu/azure"], germany)).to.deep.equal(["eu/azure 100"]);
      expect(asked(places, provider, ["de/two"], { from: "elsewhere" })).to.deep.equal(["de/two 100"]);
    }
  });

  it("are all healthy addresses at once", () => {
    const values = planned(programs["multivalue"]!);
    for (const provider of ["route53", "azure", "gcp"] as const) {
      expect(asked(values, provider, ["blue/one", "green/gcp"])).to.deep.equal(["blue/one+green/gcp 100"]);
      expect(asked(values, provider, [])).to.deep.equal(["blue/one+blue/two+green/gcp 100"]);
    }
  });

  it("with a healthy member are never empty or unhealthy, but for pools of weight 0", () => {
    fc.assert(
      fc.property(anyName, fc.infiniteStream(fc.boolean()), (args, coin) => {
        const plan = planned(args);
        const all = plan.model.pools.flatMap(({ members }) => members);
        const { routing } = plan.model;
        const flips = coin[Symbol.iterator]();
        const healthy = all.filter(() => flips.next().value as boolean).map(({ id }) => id);
        for (const provider of providersOf(args)) {
          const weightsCount = routing.policy === "weighted" && provider !== "route53";
          const counted = plan.model.pools
            .filter((pool) => !weightsCount || routing.weights.get(pool) !== 0)
            .flatMap(({ members }) => members.filter(({ lastResort }) => !lastResort))
            .map(({ id }) => id);
          const lastResorts = all.filter(({ lastResort }) => lastResort).map(({ id }) => id);
          for (const asker of askersOf(plan.model)) {
            const answers = dnsAnswers(plan, provider, asker, new Set(healthy));
            expect(answers).not.to.be.empty;
            const answered = answers.flatMap(({ members }) => members);
            expect(answers.every(({ members }) => members.length > 0)).to.equal(true);
            const up = healthy.filter((member) => counted.includes(member));
            if (up.length > 0) {
              expect([...up, ...lastResorts]).to.include.members(answered);
              expect(up).to.include.members(answered);
            } else if (lastResorts.length > 0) {
              expect(lastResorts).to.include.members(answered);
            }
            const known = answers.flatMap(({ probability }) => probability ?? []);
            expect(known.length === 0 || Math.abs(known.reduce((a, b) => a + b) - 1) < 1e-9).to.equal(true);
            expect(known.every((probability) => probability > 0)).to.equal(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("the capability matrix", () => {
  const args: DnsFailoverArgs = {
    name: "api.example.com",
    healthCheck,
    pools: { blue: pool("aws", address(1)), green: pool("gcp", address(2)) },
    routing: { failover: ["blue", "green"] },
    providers: { gcp },
  };

  it("gives a reason, a source and the nearest thing for every no", () => {
    for (const features of Object.values(dnsCapabilities)) {
      for (const capability of Object.values(features)) {
        if (capability !== true) {
          expect(capability.reason).not.to.be.empty;
          expect(capability.source).to.match(/^(https:\/\/|RFC )/);
          expect(capability.instead).not.to.be.empty;
        }
      }
    }
  });

  it("says yes to what every provider takes", () => {
    for (const provider of ["route53", "azure", "gcp"] as const) {
      expect(dnsCapabilities[provider].failover).to.equal(true);
      expect(
        checkDns("api", { ...args, providers: { [provider]: { route53, azure, gcp }[provider] } }).problems
          .found,
      ).to.be.false;
    }
  });
});
