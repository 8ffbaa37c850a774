import { expect } from "chai";

import { Names } from "../../../traffic";
import { aws } from "../../reachability/cases/aws/resources";
import { awsAndAzure } from "../estates/awsAndAzure";
import { alb } from "../estates/awsBalancers";
import { aliasTo, healthCheck, record, zone } from "../estates/dns";
import { answers } from "./answers";

const [a, b, c] = ["198.51.100.1", "198.51.100.2", "198.51.100.3"] as const;
const checkA = healthCheck("a", { ipAddress: a });
const checkB = healthCheck("b", { ipAddress: b });
const checkC = healthCheck("c", { ipAddress: c });
const checks = [zone, checkA, checkB, checkC];
const weight = (id: string, value: string, weight: number, healthCheckId?: string) =>
  record(id, { records: [value], weightedRoutingPolicies: [{ weight }], healthCheckId });
const role = (id: string, value: string, type: string, healthCheckId?: string) =>
  record(id, { records: [value], failoverRoutingPolicies: [{ type }], healthCheckId });

describe("Route 53", () => {
  it("answers a simple record whatever its health", () => {
    const simple = record("api", { setIdentifier: undefined, records: [a, b], healthCheckId: checkA.id });
    expect(answers([...checks, simple], [])).to.deep.equal({ [`${a} ${b}`]: 1 });
  });

  describe("by weight", () => {
    const all = [
      ...checks,
      weight("a", a, 90, checkA.id),
      weight("b", b, 10, checkB.id),
      weight("c", c, 0, checkC.id),
    ];
    const cases: [healthy: string[], found: Record<string, number>][] = [
      [[a, b, c], { [a]: 0.9, [b]: 0.1 }],
      [[b, c], { [b]: 1 }],
      [[c], { [c]: 1 }],
      [[], { [a]: 0.9, [b]: 0.1 }],
    ];
    for (const [healthy, found] of cases) {
      it(`answers with ${healthy.length} of 3 healthy`, () => {
        expect(answers(all, healthy)).to.deep.equal(found);
      });
    }

    it("takes a record without a health check for healthy", () => {
      const unchecked = [...checks, weight("a", a, 90, checkA.id), weight("b", b, 10)];
      expect(answers(unchecked, [])).to.deep.equal({ [b]: 1 });
    });

    it("gives all the same where all weights are 0", () => {
      expect(answers([...checks, weight("a", a, 0), weight("b", b, 0)], [a, b])).to.deep.equal({
        [a]: 0.5,
        [b]: 0.5,
      });
    });
  });

  describe("by failover", () => {
    const both = [...checks, role("a", a, "PRIMARY", checkA.id), role("b", b, "SECONDARY", checkB.id)];
    it("answers the primary, then the secondary, and the primary if both fail", () => {
      expect(answers(both, [a, b])).to.deep.equal({ [a]: 1 });
      expect(answers(both, [b])).to.deep.equal({ [b]: 1 });
      expect(answers(both, [])).to.deep.equal({ [a]: 1 });
    });

    it("answers a secondary without a check even while it fails", () => {
      const open = [...checks, role("a", a, "PRIMARY", checkA.id), role("b", b, "SECONDARY")];
      expect(answers(open, [])).to.deep.equal({ [b]: 1 });
    });

    it("never leaves a primary without a check", () => {
      const open = [...checks, role("a", a, "PRIMARY"), role("b", b, "SECONDARY", checkB.id)];
      expect(answers(open, [b])).to.deep.equal({ [a]: 1 });
    });

    it("follows an alias to a load balancer only if it evaluates the target's health", () => {
      const front = "front.eu-central-1.elb.amazonaws.com";
      const alias = (evaluates: boolean) => [
        ...checks,
        record("a", {
          ...aliasTo(`dualstack.${front}.`, evaluates),
          failoverRoutingPolicies: [{ type: "PRIMARY" }],
        }),
        role("b", b, "SECONDARY", checkB.id),
      ];
      expect(answers(alias(true), [b])).to.deep.equal({ [b]: 1 });
      expect(answers(alias(false), [b])).to.deep.equal({ [front]: 1 });
    });
  });

  it("answers the nearest region that is healthy by latency", () => {
    const near = (id: string, value: string, region: string, check: string | undefined) =>
      record(id, { records: [value], latencyRoutingPolicies: [{ region }], healthCheckId: check });
    const all = [...checks, near("a", a, "eu-central-1", checkA.id), near("b", b, "us-east-1", checkB.id)];
    expect(answers(all, [a, b], { from: "westeurope" })).to.deep.equal({ [a]: 1 });
    expect(answers(all, [a, b], { from: "us-east4" })).to.deep.equal({ [b]: 1 });
    expect(answers(all, [b], { from: "westeurope" })).to.deep.equal({ [b]: 1 });
    expect(answers(all, [], { from: "westeurope" })).to.deep.equal({ [a]: 1 });
    expect(answers(all, [a, b])).to.deep.equal({ [a]: 0.5, [b]: 0.5 });
  });

  it("goes from state to country to continent to the default by geolocation", () => {
    const at = (id: string, value: string, place: object, check: string | undefined) =>
      record(id, { records: [value], geolocationRoutingPolicies: [place], healthCheckId: check });
    const all = [
      ...checks,
      at("a", a, { country: "US", subdivision: "VA" }, checkA.id),
      at("b", b, { continent: "NA" }, checkB.id),
      at("c", c, { country: "*" }, checkC.id),
    ];
    expect(answers(all, [a, b, c], { from: "us-east-1" })).to.deep.equal({ [a]: 1 });
    expect(answers(all, [b, c], { from: "us-east-1" })).to.deep.equal({ [b]: 1 });
    expect(answers(all, [c], { from: "us-east-1" })).to.deep.equal({ [c]: 1 });
    expect(answers(all, [], { from: "us-east-1" })).to.deep.equal({ [a]: 1 });
    expect(answers(all, [a, b, c], { from: "japaneast" })).to.deep.equal({ [c]: 1 });
    expect(answers(all.slice(0, -1), [a, b], { from: "japaneast" })).to.deep.equal({ nothing: 1 });
  });

  it("answers up to eight healthy values of many", () => {
    const all = Array.from({ length: 9 }, (_, index) => {
      const value = `198.51.100.${index + 1}`;
      return [
        healthCheck(`m${index}`, { ipAddress: value }),
        record(`m${index}`, {
          records: [value],
          multivalueAnswerRoutingPolicy: true,
          healthCheckId: `healthcheck-m${index}`,
        }),
      ];
    }).flat();
    const [served] = new Names([zone, ...all]).of("api.example.com");
    const [nine] = served!.answer({ healthy: () => true, client: {} });
    expect(nine).to.include({ atMost: 8 });
    const [two] = served!.answer({ healthy: (member) => [a, b].includes(member as typeof a), client: {} });
    expect(two!.values).to.deep.equal([a, b]);
  });

  it("backs out of a branch in which nothing is healthy, if the alias evaluates it", () => {
    const tree = (evaluates: boolean) => [
      ...checks,
      record("blue", {
        ...aliasTo("blue.example.com", evaluates),
        failoverRoutingPolicies: [{ type: "PRIMARY" }],
      }),
      role("green", c, "SECONDARY", checkC.id),
      record("blue-a", {
        name: "blue.example.com",
        records: [a],
        weightedRoutingPolicies: [{ weight: 1 }],
        healthCheckId: checkA.id,
      }),
      record("blue-b", {
        name: "blue.example.com",
        records: [b],
        weightedRoutingPolicies: [{ weight: 3 }],
        healthCheckId: checkB.id,
      }),
    ];
    expect(answers(tree(true), [a, b, c])).to.deep.equal({ [a]: 0.25, [b]: 0.75 });
    expect(answers(tree(true), [b, c])).to.deep.equal({ [b]: 1 });
    expect(answers(tree(true), [c])).to.deep.equal({ [c]: 1 });
    expect(answers(tree(false), [c])).to.deep.equal({ [a]: 0.25, [b]: 0.75 });
  });

  describe("with health checks of other kinds", () => {
    const primary = (check: ReturnType<typeof healthCheck>, ...more: ReturnType<typeof healthCheck>[]) => [
      ...checks,
      check,
      ...more,
      role("a", a, "PRIMARY", check.id),
      role("b", b, "SECONDARY", checkB.id),
    ];

    it("counts what passes of a calculated check", () => {
      const two = healthCheck("two", {
        type: "CALCULATED",
        childHealthchecks: [checkA.id, checkB.id, checkC.id],
        childHealthThreshold: 2,
      });
      expect(answers(primary(two), [b, a])).to.deep.equal({ [a]: 1 });
      expect(answers(primary(two), [b])).to.deep.equal({ [b]: 1 });
    });

    it("lets an alarm stand for the record that uses it, and says so", () => {
      const alarm = healthCheck("alarm", { type: "CLOUDWATCH_METRIC", cloudwatchAlarmName: "private" });
      expect(answers(primary(alarm), [a, b])).to.deep.equal({ [a]: 1 });
      expect(answers(primary(alarm), [b])).to.deep.equal({ [b]: 1 });
    });

    it("takes checks of private addresses for failed", () => {
      const inside = healthCheck("inside", { ipAddress: "10.0.0.1" });
      const private_ = [
        ...checks,
        inside,
        role("a", "10.0.0.1", "PRIMARY", inside.id),
        role("b", b, "SECONDARY"),
      ];
      expect(answers(private_, ["10.0.0.1", b])).to.deep.equal({ [b]: 1 });
    });

    it("notices a check of another member than its record's", () => {
      expect(answers(primary(healthCheck("wrong", { ipAddress: b })), [b])).to.deep.equal({ [a]: 1 });
    });

    it("turns an inverted one around, and takes a disabled one for healthy", () => {
      expect(
        answers(primary(healthCheck("i", { ipAddress: a, invertHealthcheck: true })), [b]),
      ).to.deep.equal({ [a]: 1 });
      expect(answers(primary(healthCheck("d", { ipAddress: a, disabled: true })), [b])).to.deep.equal({
        [a]: 1,
      });
    });
  });

  it("says how long it takes to recover: interval × threshold + TTL", () => {
    const front = "front.eu-central-1.elb.amazonaws.com";
    const alarm = aws("cloudwatch/metricAlarm:MetricAlarm", "alarm", {
      name: "down",
      period: 60,
      evaluationPeriods: 2,
    });
    const onAlarm = healthCheck("on-alarm", { type: "CLOUDWATCH_METRIC", cloudwatchAlarmName: "down" });
    const all = [
      ...awsAndAzure(),
      ...alb(),
      ...checks,
      alarm,
      onAlarm,
      record("lb", { ...aliasTo(front, true), weightedRoutingPolicies: [{ weight: 1 }] }),
      weight("b", b, 1, checkB.id),
      weight("c", c, 1, onAlarm.id),
      weight("a", a, 1),
    ];
    const [served] = new Names(all).of("api.example.com");
    expect([...served!.recovery]).to.deep.equal([
      [front, { detectSeconds: 25, ttlSeconds: 60, totalSeconds: 85 }],
      [b, { detectSeconds: 30, ttlSeconds: 60, totalSeconds: 90 }],
      [c, { detectSeconds: 120, ttlSeconds: 60, totalSeconds: 180 }],
    ]);
  });
});
