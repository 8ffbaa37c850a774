import { expect } from "chai";
import fc from "fast-check";
import {
  MigrationError,
  type MigrationRequest,
  planMigration,
  type Weights,
} from "../../../components/dns-failover/migration";

const weightsOf = (request: MigrationRequest): Weights[] =>
  planMigration(request).map(({ weights }) => weights);

const total = (weights: Weights): number => Object.values(weights).reduce((sum, weight) => sum + weight, 0);

describe("a migration by weights", () => {
  it("moves at most a fifth of all answers at once", () => {
    expect(weightsOf({ from: { blue: 90, green: 10 }, to: { blue: 0, green: 100 } })).to.deep.equal([
      { blue: 72, green: 28 },
      { blue: 54, green: 46 },
      { blue: 36, green: 64 },
      { blue: 18, green: 82 },
      { blue: 0, green: 100 },
    ]);
  });

  it("says how long to wait, what to watch and how to go back", () => {
    const steps = planMigration({
      from: { a: 50, b: 50 },
      to: { a: 0, b: 100 },
      step: 25,
      ttl: 30,
      watch: 60,
    });
    expect(steps).to.deep.equal([
      {
        number: 1,
        weights: { a: 25, b: 75 },
        shares: { a: 25, b: 75 },
        waitSeconds: 90,
        watch: "errors, latency and load of b",
        undo: { a: 50, b: 50 },
      },
      {
        number: 2,
        weights: { a: 0, b: 100 },
        shares: { a: 0, b: 100 },
        waitSeconds: 90,
        watch: "errors, latency and load of b; requests to a end; keep it until they do",
        undo: { a: 25, b: 75 },
      },
    ]);
  });

  it("never goes from all to nothing in one step, even where one is asked for", () => {
    expect(weightsOf({ from: { a: 100, b: 0 }, to: { a: 0, b: 100 }, step: 100 })).to.deep.equal([
      { a: 50, b: 50 },
      { a: 0, b: 100 },
    ]);
  });

  it("has no steps where nothing is to do", () => {
    expect(planMigration({ from: { a: 1, b: 2 }, to: { a: 1, b: 2 } })).to.deep.equal([]);
  });

  it("leaves pools alone that keep their weight", () => {
    for (const { c } of weightsOf({ from: { a: 33, b: 0, c: 7 }, to: { a: 0, b: 33, c: 7 }, step: 9 }) as {
      c: number;
    }[]) {
      expect(c).to.equal(7);
    }
  });

  const nonsense: readonly (readonly [string, MigrationRequest, string])[] = [
    ["weights of nobody", { from: { a: 0 }, to: { a: 1 } }, "from: all weights are 0"],
    ["an end of nobody", { from: { a: 1 }, to: { a: 0 } }, "to: all weights are 0"],
    ["a pool that is lost", { from: { a: 1, b: 1 }, to: { a: 2 } }, "to: leaves out b"],
    ["a pool from nowhere", { from: { a: 2 }, to: { a: 1, b: 1 } }, "from: leaves out b"],
    ["negative weights", { from: { a: -1, b: 2 }, to: { a: 1, b: 0 } }, "from: a has weight -1"],
    ["half a weight", { from: { a: 0.5, b: 0.5 }, to: { a: 1, b: 0 } }, "from: a has weight 0.5"],
    ["weights beyond Route 53's", { from: { a: 256, b: 0 }, to: { a: 0, b: 256 } }, "from: a has weight 256"],
    ["other totals", { from: { a: 9, b: 1 }, to: { a: 0, b: 100 } }, "add up to 10 before and 100 after"],
    ["all or nothing", { from: { a: 1, b: 0 }, to: { a: 0, b: 1 } }, "nothing between all and nothing"],
    ["steps of nothing", { from: { a: 1, b: 1 }, to: { a: 0, b: 2 }, step: 0 }, "step: 0 is no share"],
    ["no TTL", { from: { a: 1, b: 1 }, to: { a: 0, b: 2 }, ttl: 0 }, "ttl: 0 is no whole number"],
    ["no patience", { from: { a: 1, b: 1 }, to: { a: 0, b: 2 }, watch: -1 }, "watch: -1 is no whole number"],
  ];
  for (const [what, request, message] of nonsense) {
    it(`refuses ${what}`, () => {
      expect(() => planMigration(request)).to.throw(MigrationError, message);
    });
  }

  it("refuses everything at once", () => {
    expect(() => planMigration({ from: { a: 0 }, to: { b: 0 }, step: 0 }))
      .to.throw(MigrationError)
      .with.property("problems")
      .with.length(5);
  });

  const requests = fc
    .tuple(
      fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 100 }),
    )
    .map(([pairs, step]): MigrationRequest => {
      const keyed = (side: 0 | 1): Weights =>
        Object.fromEntries(pairs.map((pair, index) => [`p${index}`, pair[side]]));
      const [from, to] = [keyed(0), keyed(1)];
      // One more pool brings both to one total.
      const most = Math.max(total(from), total(to));
      return { from: { ...from, last: most - total(from) }, to: { ...to, last: most - total(to) }, step };
    })
    .filter(({ from }) => total(from) > 1);

  it("has no moment, in whatever order records change, in which all weights are 0", () => {
    fc.assert(
      fc.property(requests, (request) => {
        let before = request.from;
        for (const { weights } of planMigration(request)) {
          // Some records have changed already, others not yet: a pool that is above 0 on both sides always answers.
          const [old, now] = [before, weights];
          const answers = Object.keys(old).some((pool) => (old[pool] ?? 0) > 0 && (now[pool] ?? 0) > 0);
          expect(answers, JSON.stringify([before, weights])).to.equal(true);
          before = weights;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("ends with what is wanted, in small steps of one total that stay on the way", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { from, to, step = 20 } = request;
        const steps = planMigration(request);
        expect(steps.at(-1)?.weights ?? from).to.deep.equal(to);
        steps.forEach(({ weights, undo }, index) => {
          expect(total(weights)).to.equal(total(from));
          expect(undo).to.deep.equal(steps[index - 1]?.weights ?? from);
          for (const [pool, weight] of Object.entries(weights)) {
            const ends = [from[pool]!, to[pool]!];
            expect(weight).to.be.within(Math.min(...ends), Math.max(...ends));
          }
          const moved = Object.keys(from).reduce(
            (sum, pool) => sum + Math.max(0, weights[pool]! - undo[pool]!),
            0,
          );
          // Whole weights round a step by less than one for each pool.
          expect(moved).to.be.below((total(from) * step) / 100 + Object.keys(from).length);
        });
      }),
      { numRuns: 1000 },
    );
  });
});
