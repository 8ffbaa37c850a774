import { expect } from "chai";
import fc from "fast-check";

import { type Analysis, analyse, type Outcome, type Resource, unknown } from "../../reachability";
import { threeClouds, threeHosts } from "./threeClouds";

/** The verdict between every two clouds, on a port that the networks open to their peers. */
function verdicts(analysis: Analysis): Map<string, Outcome> {
  const { endpoints } = analysis.estate.estate;
  const there = threeHosts.flatMap((name) => endpoints.find((one) => one.name === name) ?? []);
  return new Map(
    there.flatMap((from) =>
      there
        .filter((to) => to !== from)
        .map((to) => {
          const { verdict } = analysis.tracer.trace(from, to, { protocol: 6, port: 22 });
          return [`${from.name} to ${to.name}`, verdict] as const;
        }),
    ),
  );
}

/** Every place in a resource's properties, by its path. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const here = path.length > 1 ? [path] : [];
  return typeof value === "object" && value !== null
    ? [...here, ...Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))]
    : here;
}

function withValue(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) {
    return to;
  }
  if (Array.isArray(value)) {
    return value.map((each, index) =>
      String(index) === key ? withValue(each, rest, to) : (each as unknown),
    );
  }
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: withValue(record[key], rest, to) };
}

const garbage = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    "",
    0,
    -1,
    Number.NaN,
    true,
    [],
    {},
    [[]],
    unknown,
    "::/0",
    "/24",
  ),
  fc.string(),
  fc.integer(),
  fc.ipV4(),
  fc.constantFrom("10.16.0.0/16", "10.16.0.0/33", "0.0.0.0/0", "::ffff:10.0.0.1", "169.254.21.1/30"),
  fc.array(fc.string(), { maxLength: 3 }),
);

/** One thing that is wrong with a list of resources. */
const mutation = fc.oneof(
  fc.record({ kind: fc.constant("value" as const), at: fc.nat(), where: fc.nat(), to: garbage }),
  fc.record({ kind: fc.constant("gone" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("twice" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("swapped" as const), at: fc.nat(), with: fc.nat() }),
);

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutated(resources: readonly Resource[], change: Mutation): readonly Resource[] {
  const at = change.at % resources.length;
  const victim = resources[at]!;
  switch (change.kind) {
    case "gone":
      return resources.filter((_, index) => index !== at);
    case "twice":
      return [...resources, victim];
    case "swapped": {
      const other = resources[change.with % resources.length]!;
      return resources.map((one, index) =>
        index === at ? { ...victim, id: other.id, outputs: other.outputs } : one,
      );
    }
    case "value": {
      const paths = pathsIn({ inputs: victim.inputs, outputs: victim.outputs });
      const path = paths[change.where % paths.length];
      return path === undefined
        ? resources
        : resources.map((one, index) => (index === at ? (withValue(one, path, change.to) as Resource) : one));
    }
  }
}

describe("reachability of resources that are not as they should be", function () {
  this.timeout(120_000);

  let resources: readonly Resource[];
  let truth: Map<string, Outcome>;
  before(async () => {
    resources = await threeClouds();
    truth = verdicts(analyse(resources));
  });

  it("tells apart what is open and what is not, to begin with", () => {
    expect(truth.get("aws-subnet-private-0 to gcp-subnet-workload")).to.equal("reachable");
    expect(truth.get("azure-subnet-workload to gcp-subnet-workload")).to.equal("blocked");
    expect(truth).to.have.property("size", 6);
  });

  it("never fails, whatever is wrong with them", () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 8 }), (changes) => {
        verdicts(analyse(changes.reduce(mutated, resources)));
      }),
      { numRuns: 300 },
    );
  });

  it("finds no way between clouds of which one has no tunnels", () => {
    const types = /vpnConnection:|VPNTunnel|VirtualNetworkGatewayConnection/i;
    const severed = resources.filter(({ type }) => !types.test(type));
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 5 }), (changes) => {
        expect([...verdicts(analyse(changes.reduce(mutated, severed))).values()]).to.not.include("reachable");
      }),
      { numRuns: 100 },
    );
  });
});
