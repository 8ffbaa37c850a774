import { expect } from "chai";
import fc from "fast-check";

import type { Resource } from "../../../reachability";
import { clientIn, Names, truthTable } from "../../../traffic";
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
} from "../estates/dns";

const member = (index: number): string => `198.51.100.${index + 1}`;
const places = ["eu-central-1", "us-east-1", "ap-northeast-1", "sa-east-1", "eu-west-1"];

const route53 =
  (routing: (weight: number, index: number) => object) =>
  (weights: readonly number[]): Resource[] => [
    zone,
    ...weights.flatMap((weight, index) => {
      const check = healthCheck(`c${index}`, { ipAddress: member(index) });
      const more = { records: [member(index)], healthCheckId: check.id, ...routing(weight, index) };
      return [check, record(`r${index}`, more)];
    }),
  ];

const trafficManager =
  (method: string) =>
  (weights: readonly number[]): Resource[] => {
    const top = profile("api", method, { maxReturn: 5 });
    const endpoints = weights.map((weight, index) =>
      endpoint(`e${index}`, top, {
        target: member(index),
        weight: weight + 1,
        priority: index + 1,
        endpointLocation: ["westeurope", "eastus", "japaneast", "brazilsouth", "northeurope"][index],
      }),
    );
    return [top, azureRecord("api", { targetResource: { id: top.id } }), ...endpoints];
  };

const cloudDns =
  (
    policy: (items: readonly { weight: number; values: object; index: number }[]) => Record<string, unknown>,
  ) =>
  (weights: readonly number[]): Resource[] => {
    const items = weights.map((weight, index) => ({
      weight: weight + 1,
      index,
      values: { healthCheckedTargets: { externalEndpoints: [member(index)] } },
    }));
    return [managedZone, check, recordSet({ healthCheck: check.id, ...policy(items) })];
  };

const regions = ["europe-west1", "us-east1", "asia-northeast1", "southamerica-east1", "europe-north1"];

/** By name, what makes a name with as many members as there are weights. */
const policies: Readonly<Record<string, (weights: readonly number[]) => Resource[]>> = {
  "Route 53 weighted": route53((weight) => ({ weightedRoutingPolicies: [{ weight }] })),
  "Route 53 latency": route53((_, index) => ({ latencyRoutingPolicies: [{ region: places[index] }] })),
  "Route 53 multivalue": route53(() => ({ multivalueAnswerRoutingPolicy: true })),
  "Traffic Manager Priority": trafficManager("Priority"),
  "Traffic Manager Weighted": trafficManager("Weighted"),
  "Traffic Manager Performance": trafficManager("Performance"),
  "Traffic Manager MultiValue": trafficManager("MultiValue"),
  "Cloud DNS weighted": cloudDns((items) => ({
    wrrs: items.map(({ weight, values }) => ({ weight, ...values })),
  })),
  "Cloud DNS geo": cloudDns((items) => ({
    geos: items.map(({ index, values }) => ({ location: regions[index], ...values })),
  })),
};

describe("a truth table", () => {
  for (const [name, make] of Object.entries(policies)) {
    it(`of ${name} never answers nothing, and nothing unhealthy while a member is healthy`, () => {
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 5 }),
          fc.constantFrom(...places),
          (weights, from) => {
            const [served] = new Names(make(weights)).of("api.example.com");
            const table = truthTable(served!, clientIn(from), from);
            expect(table.rows).to.have.length(2 ** weights.length);
            for (const { healthy, answers } of table.rows) {
              const total = answers.reduce((sum, { probability }) => sum + probability, 0);
              expect(total).to.be.closeTo(1, 1e-9);
              for (const { values } of answers) {
                expect(values).not.to.be.empty;
                expect(values.every((value) => healthy.length === 0 || healthy.includes(value))).to.equal(
                  true,
                );
              }
            }
          },
        ),
        { numRuns: 40 },
      );
    });
  }

  it("goes from all healthy to none, and names the slowest recovery", () => {
    const [served] = new Names(trafficManager("Weighted")([1, 1])).of("api.example.com");
    const { rows, recovery } = truthTable(served!);
    expect(rows.map(({ healthy }) => healthy.length)).to.deep.equal([2, 1, 1, 0]);
    expect(recovery).to.deep.equal({ detectSeconds: 30, ttlSeconds: 60, totalSeconds: 90 });
  });

  it("is refused for more members than anybody reads", () => {
    const [served] = new Names(
      route53(() => ({ multivalueAnswerRoutingPolicy: true }))(Array(13).fill(1)),
    ).of("api.example.com");
    expect(() => truthTable(served!)).to.throw(/13 members/);
  });

  it("tells which names there are", () => {
    expect(() => new Names(trafficManager("Weighted")([1])).of("apj.example.com")).to.throw(
      /api\.example\.com/,
    );
  });
});
