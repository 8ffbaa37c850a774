import { expect } from "chai";
import fc from "fast-check";

import { analyse, type Resource } from "../../reachability";
import { interpret, type Question, type Verdict } from "./naive";
import { Choices } from "./naive/arbitrary/choices";
import { type Feature, features } from "./naive/arbitrary/features";
import { topology } from "./naive/arbitrary/topology";

/** Another seed makes other topologies; fast-check prints the one of a failure. */
const seed = 20261121;

const traffic: readonly Pick<Question, "protocol" | "port">[] = [
  { protocol: "tcp", port: 443 },
  { protocol: "tcp", port: 22 },
  { protocol: "udp", port: 53 },
  { protocol: "icmp", port: 0 },
];

describe("reachability against a naive interpreter that pushes packets hop by hop", () => {
  const verdicts: Record<Verdict, number> = { reachable: 0, blocked: 0 };
  const between = new Map<string, Record<Verdict, number>>();
  const used = new Set<Feature>();

  it("agrees on every pair of instances of 300 small topologies", () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const estate = topology(new Choices(gen));
        estate.features.forEach((feature) => used.add(feature));
        const expected = interpret(estate.resources);
        const analysis = analyse(estate.resources);
        for (const from of estate.instances) {
          for (const to of estate.instances.filter((other) => other !== from)) {
            for (const { protocol, port } of traffic) {
              const verdict = expected({ from, to, protocol, port });
              const trace = analysis.trace({ from, to, protocol, ...(protocol !== "icmp" && { port }) });
              if (trace.verdict !== verdict) {
                expect.fail(
                  `${from} to ${to}, ${protocol} ${port}: naively ${verdict}, but ${trace.verdict}, as ${trace.reason}\n` +
                    estate.resources.map(textOf).join("\n"),
                );
              }
              verdicts[verdict] += 1;
              count(between, `${cloudOf(from)} to ${cloudOf(to)}`, verdict);
            }
          }
        }
      }),
      { seed, numRuns: 300, interruptAfterTimeLimit: 100_000, markInterruptAsFailure: true },
    );
  }).timeout(120_000);

  it("asks of enough that is reachable and of enough that is not", () => {
    const all = verdicts.reachable + verdicts.blocked;
    expect(verdicts.reachable / all).to.be.greaterThan(0.2);
    expect(verdicts.blocked / all).to.be.greaterThan(0.2);
    expect([...between.keys()].sort()).to.deep.equal(
      ["AWS", "Azure", "Google Cloud"].flatMap((from) =>
        ["AWS", "Azure", "Google Cloud"].map((to) => `${from} to ${to}`),
      ),
    );
    for (const [clouds, counts] of between) {
      expect(counts.reachable, clouds).to.be.greaterThan(30);
      expect(counts.blocked, clouds).to.be.greaterThan(30);
    }
  });

  it("makes use of everything that a topology can have", () => {
    expect(features.filter((feature) => !used.has(feature))).to.deep.equal([]);
  });
});

function count(between: Map<string, Record<Verdict, number>>, clouds: string, verdict: Verdict): void {
  const counts = between.get(clouds) ?? { reachable: 0, blocked: 0 };
  counts[verdict] += 1;
  between.set(clouds, counts);
}

function textOf({ type, id, outputs }: Resource): string {
  return `${type.split(":").at(-1) ?? type} ${id ?? ""} ${JSON.stringify(outputs)}`;
}

function cloudOf(urn: string): string {
  return urn.includes("::aws:") ? "AWS" : urn.includes("::gcp:") ? "Google Cloud" : "Azure";
}
