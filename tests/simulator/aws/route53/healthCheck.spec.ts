import { expect } from "chai";

import { itChecks, refused } from "../operations/scene";
import { refusal, Scene, tokens } from "../scene";
import { operationsTokens } from "../../../../simulator/aws/operations/tokens";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const endpoint: Props = { type: "HTTPS", fqdn: "api.example.com" };
const calculated: Props = {
  type: "CALCULATED",
  fqdn: null,
  childHealthThreshold: 1,
  childHealthchecks: ["1", "2"],
};
const alarm: Props = {
  type: "CLOUDWATCH_METRIC",
  fqdn: null,
  cloudwatchAlarmName: "down",
  cloudwatchAlarmRegion: "eu-central-1",
};

describe("aws HealthCheck", () => {
  itChecks(tokens.healthCheck, endpoint, [
    {
      rule: "is of a type that is simulated",
      refused: [{ type: "UDP" }, { type: "RECOVERY_CONTROL" }],
      accepted: [{ type: "HTTP" }, calculated, alarm],
      text: /^type: /,
    },
    {
      rule: "has an endpoint on the internet",
      refused: [
        { fqdn: null },
        ...["10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.1.1", "127.0.0.1", "fd00::1"].map(
          (ipAddress) => ({ ipAddress }),
        ),
        { ipAddress: "api.example.com" },
      ],
      accepted: [{ fqdn: null, ipAddress: "52.29.1.1" }, { ipAddress: "2606:4700::1" }],
      text: /needs fqdn or ipAddress|private or reserved|valid IP/,
    },
    {
      rule: "asks every 10 or 30 seconds, and fails after 1 to 10 times",
      refused: [{ requestInterval: 20 }, { failureThreshold: 0 }, { failureThreshold: 11 }],
      accepted: [
        { requestInterval: 10, failureThreshold: 1 },
        { requestInterval: 30, failureThreshold: 10 },
      ],
      text: /^(requestInterval|failureThreshold): /,
    },
    {
      rule: "has what its type needs",
      refused: [
        { type: "TCP" },
        { type: "HTTP_STR_MATCH" },
        { ...calculated, childHealthchecks: null },
        { ...alarm, cloudwatchAlarmRegion: null },
      ],
      accepted: [
        { type: "TCP", port: 443 },
        { type: "HTTP_STR_MATCH", searchString: "ok" },
      ],
      text: /InvalidInput: a check of the type \w+ needs/,
    },
    {
      rule: "has only what its type has",
      refused: [
        { type: "TCP", port: 443, resourcePath: "/" },
        { searchString: "ok" },
        { insufficientDataHealthStatus: "Unhealthy" },
        { type: "HTTP", enableSni: true },
        { ...calculated, requestInterval: 10 },
        { ...alarm, failureThreshold: 3 },
      ],
      accepted: [
        { resourcePath: "/healthz", enableSni: true, port: 8443 },
        { ...alarm, insufficientDataHealthStatus: "LastKnownStatus" },
      ],
      text: /InvalidInput: "\w+" is for checks of the types/,
    },
    {
      rule: "asks from three Regions of checkers at least",
      refused: [
        { regions: ["us-east-1", "eu-west-1"] },
        { regions: ["us-east-1", "eu-west-1", "eu-central-1"] },
      ],
      accepted: [{ regions: ["us-east-1", "eu-west-1", "sa-east-1"] }],
      text: /^regions: /,
    },
    {
      rule: "counts no more children than it has",
      refused: [{ ...calculated, childHealthThreshold: 3 }],
      accepted: [{ ...calculated, childHealthThreshold: 0 }],
      text: /always be unhealthy/,
    },
  ]);

  describe("beside other resources", () => {
    let scene: Scene;
    const check = (more: Props = {}): Promise<Made> =>
      scene.make(
        tokens.healthCheck,
        Object.fromEntries(Object.entries({ ...endpoint, ...more }).filter(([, value]) => value !== null)),
      );
    beforeEach(async () => (scene = await Scene.open()));

    it("has an id, and what Route 53 fills in", async () => {
      const made = await check();
      expect(made.id).to.match(/^[0-9a-f-]{36}$/);
      expect(made.outputs).to.include({
        arn: `arn:aws:route53:::healthcheck/${made.id}`,
        enableSni: true,
        failureThreshold: 3,
      });
    });

    it("counts children that exist", async () => {
      const child = await check();
      await check({ ...calculated, childHealthchecks: [child.id] });
      expect(await refusal(check({ ...calculated, childHealthchecks: [child.id, "0"] }))).to.match(
        refused("InvalidInput", "child health check 0 does not exist"),
      );
    });

    it("follows an alarm on one metric that exists in its Region", async () => {
      const metric = (name: string, more: Props = {}): Promise<Made> =>
        scene.make(operationsTokens.metricAlarm, {
          name,
          namespace: "Own",
          metricName: "Health",
          statistic: "Minimum",
          period: 60,
          evaluationPeriods: 3,
          threshold: 1,
          comparisonOperator: "LessThanThreshold",
          ...more,
        });
      expect(await refusal(check(alarm))).to.match(
        refused("InvalidInput", "no alarm on a metric named down"),
      );
      await metric("down");
      await check(alarm);
      expect(await refusal(check({ ...alarm, cloudwatchAlarmRegion: "us-east-1" }))).to.match(/in us-east-1/);
      await metric("some", { datapointsToAlarm: 2 });
      await metric("fast", { period: 10 });
      for (const [cloudwatchAlarmName, words] of [
        ["some", "M datapoints out of N"],
        ["fast", "high resolution"],
      ] as const) {
        expect(await refusal(check({ ...alarm, cloudwatchAlarmName }))).to.match(
          refused("InvalidInput", words),
        );
      }
    });

    it("keeps its type, interval and kind of endpoint", async () => {
      const made = await check({ requestInterval: 30 });
      const diff = (more: Props): string[] => scene.account.diff(made, { ...made.inputs, ...more });
      expect(diff({ failureThreshold: 5, resourcePath: "/up" })).to.deep.equal([
        "failureThreshold",
        "resourcePath",
      ]);
      expect(diff({ requestInterval: 10 })).to.deep.equal(["requestInterval!"]);
      expect(diff({ type: "HTTP" })).to.deep.equal(["type!"]);
      expect(await refusal(scene.account.update(made, { ...made.inputs, ipAddress: "52.29.1.1" }))).to.match(
        refused("InvalidInput", "cannot be added"),
      );
      await scene.account.update(made, { ...made.inputs, fqdn: "www.example.com" });
    });
  });
});
