import { expect } from "chai";
import fc from "fast-check";
import type { HealthCheckLimits } from "../../../components/multi-cloud-load-balancer/frontEnd";
import {
  detectionSeconds,
  planHealthCheck,
} from "../../../components/multi-cloud-load-balancer/planHealthCheck";

const like = (changes: Partial<HealthCheckLimits> = {}): HealthCheckLimits => ({
  source: "https://example.com",
  protocols: ["HTTP", "HTTPS", "TCP"],
  intervalSeconds: { minimum: 5, maximum: 300 },
  timeoutSeconds: { minimum: 2, maximum: 120 },
  timeout: "below-interval",
  healthyThreshold: { minimum: 2, maximum: 10 },
  unhealthyThreshold: { minimum: 2, maximum: 10 },
  statusCodes: { minimum: 200, maximum: 499 },
  host: true,
  port: true,
  ...changes,
});

describe("planHealthCheck", () => {
  it("has defaults that all clouds take", () => {
    expect(planHealthCheck({}, "HTTP", like())).to.deep.equal({
      ...{ protocol: "HTTP", path: "/", port: undefined, host: undefined, statusCodes: ["200"] },
      ...{ intervalSeconds: 10, timeoutSeconds: 5, healthyThreshold: 2, unhealthyThreshold: 3 },
    });
  });

  it("asks for nothing over TCP", () => {
    const { path, statusCodes } = planHealthCheck({}, "TCP", like());
    expect([path, statusCodes]).to.deep.equal([undefined, undefined]);
  });

  it("moves what is left out to what the cloud has fixed", () => {
    const once = { minimum: 1, maximum: 1 };
    expect(planHealthCheck({}, "HTTP", like({ healthyThreshold: once })).healthyThreshold).to.equal(1);
  });

  it("takes as long to tell as all failing checks and the wait for the last", () => {
    const check = planHealthCheck(
      { intervalSeconds: 10, timeoutSeconds: 4, unhealthyThreshold: 2 },
      "HTTP",
      like(),
    );
    expect(detectionSeconds(check)).to.equal(24);
  });

  const range = (least: number, most: number) =>
    fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most })).map(([a, b]) => ({
      minimum: Math.min(a, b),
      maximum: Math.max(a, b),
    }));
  const limits = fc
    .record({
      intervalSeconds: range(10, 300),
      timeoutSeconds: range(1, 9),
      timeout: fc.constantFrom("below-interval", "up-to-interval", "any"),
      healthyThreshold: range(1, 10),
      unhealthyThreshold: range(1, 10),
    })
    .map((changes) => like(changes as Partial<HealthCheckLimits>));

  it("stays within any limits, and keeps what was given", () => {
    fc.assert(
      fc.property(limits, fc.boolean(), fc.boolean(), (within, interval, timeout) => {
        const given = {
          ...(interval && { intervalSeconds: within.intervalSeconds.minimum }),
          ...(timeout && { timeoutSeconds: within.timeoutSeconds.maximum }),
        };
        const check = planHealthCheck(given, "HTTP", within);
        expect(check).to.deep.include(given);
        for (const name of [
          "intervalSeconds",
          "timeoutSeconds",
          "healthyThreshold",
          "unhealthyThreshold",
        ] as const) {
          expect(check[name]).to.be.within(within[name].minimum, within[name].maximum);
        }
        if (within.timeout !== "any") {
          expect(check.timeoutSeconds).to.be.at.most(check.intervalSeconds);
        }
        if (within.timeout === "below-interval") {
          expect(check.timeoutSeconds).to.be.below(check.intervalSeconds);
        }
      }),
    );
  });
});
