import { expect } from "chai";

import { accountId, connection, itChecks, refusal, refused, Scene, tokens } from "./scene";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const tunnelDown: Props = {
  name: "tunnel-down",
  namespace: "AWS/VPN",
  metricName: "TunnelState",
  dimensions: { VpnId: UNKNOWN },
  statistic: "Minimum",
  period: 300,
  evaluationPeriods: 1,
  threshold: 1,
  comparisonOperator: "LessThanThreshold",
  treatMissingData: "breaching",
};
const off = Object.fromEntries(
  ["metricName", "namespace", "dimensions", "statistic", "period"].map((name) => [name, null]),
) as Props;
const state = (id: string, more: Props = {}): Props => ({
  id,
  metric: {
    namespace: "AWS/VPN",
    metricName: "TunnelState",
    dimensions: { VpnId: "vpn-1" },
    period: 300,
    stat: "Minimum",
    ...more,
  },
});
const sum: Props = { id: "e1", expression: "m1 + m2", returnData: true };
const topicArn = (region: string, account = accountId): string => `arn:aws:sns:${region}:${account}:alerts`;

describe("aws MetricAlarm", () => {
  itChecks(tokens.metricAlarm, tunnelDown, [
    {
      rule: "watches a metric that the VPN has",
      refused: ["TunnelStatus", "TunnelBytesIn", "tunnelState"].map((metricName) => ({ metricName })),
      accepted: ["TunnelState", "TunnelDataIn", "TunnelDataOut"].map((metricName) => ({ metricName })),
      text: /metricName: AWS\/VPN has no metric .* it has TunnelState, TunnelDataIn, TunnelDataOut/,
    },
    {
      rule: "watches it by dimensions by which it is kept",
      refused: [
        { dimensions: null },
        { dimensions: { VpnConnectionId: "vpn-1" } },
        { dimensions: { VpnId: "v", TunnelId: "t" } },
      ],
      accepted: [
        { dimensions: { VpnId: "vpn-1", TunnelIpAddress: "3.64.0.1" } },
        { dimensions: { TunnelIpAddress: UNKNOWN } },
        { dimensions: UNKNOWN },
        { namespace: "Own", metricName: "Anything", dimensions: null },
      ],
      text: /metricName: AWS\/VPN keeps no metric by/,
    },
    {
      rule: "gives no unit, or the metric's",
      refused: [{ unit: "Count" }, { metricName: "TunnelDataIn", unit: "Bits" }],
      accepted: [{ unit: "None" }, { metricName: "TunnelDataIn", unit: "Bytes" }],
      text: /unit: .* would never find data/,
    },
    {
      rule: "has a period of whole minutes for AWS's own metrics",
      refused: [{ period: 10 }, { period: 30 }],
      accepted: [{ period: 60 }, { namespace: "Own", dimensions: null, period: 10 }],
      text: /period: .*resolution of one minute/,
    },
    {
      rule: "has a period of 10, 20 or 30 seconds or of minutes",
      refused: [{ period: 90 }, { period: 61 }],
      accepted: [{ period: 120 }, { period: UNKNOWN }],
      text: /period: expected period to be one of 10, 20, 30 or a multiple of 60/,
    },
    {
      rule: "looks back for a day at most, or a week with periods of an hour",
      refused: [
        { period: 300, evaluationPeriods: 289 },
        { period: 3600, evaluationPeriods: 169 },
      ],
      accepted: [
        { period: 300, evaluationPeriods: 288 },
        { period: 3600, evaluationPeriods: 168 },
      ],
      text: /evaluationPeriods: ValidationError: .* more than (a day|seven days)/,
    },
    {
      rule: "breaches on no more datapoints than it looks at",
      refused: [{ datapointsToAlarm: 3, evaluationPeriods: 2 }],
      accepted: [{ datapointsToAlarm: 2, evaluationPeriods: 2 }],
      text: /datapointsToAlarm/,
    },
    {
      rule: "compares by an operator that exists, without anomaly detection",
      refused: [
        { comparisonOperator: "LessThan" },
        { comparisonOperator: "LessThanLowerThreshold" },
        { comparisonOperator: null },
      ],
      accepted: [{ comparisonOperator: "GreaterThanOrEqualToThreshold" }],
      text: /^comparisonOperator: /,
    },
    {
      rule: "needs what one metric needs",
      refused: [
        { namespace: null, metricName: "Other" },
        { period: null },
        { statistic: null },
        { threshold: null },
        { evaluationPeriods: null },
        { metricName: null },
      ],
      accepted: [{ namespace: UNKNOWN, period: UNKNOWN }],
      text: /needs|must be (set|specified)/,
    },
    {
      rule: "has one statistic",
      refused: [
        { extendedStatistic: "p99" },
        { statistic: "Median" },
        { statistic: null, extendedStatistic: "p101" },
      ],
      accepted: [
        { statistic: null, extendedStatistic: "p99.9" },
        { statistic: null, extendedStatistic: "IQM" },
      ],
      text: /statistic/i,
    },
    {
      rule: "treats missing data in one of four ways",
      refused: [{ treatMissingData: "ok" }],
      accepted: ["missing", "ignore", "breaching", "notBreaching"].map((treatMissingData) => ({
        treatMissingData,
      })),
      text: /treatMissingData/,
    },
    {
      rule: "acts by at most five ARNs",
      refused: [{ alarmActions: ["alerts"] }, { okActions: Array<string>(6).fill(topicArn("eu-central-1")) }],
      accepted: [{ alarmActions: [topicArn("eu-central-1")], okActions: [UNKNOWN] }],
      text: /invalid ARN|supports 5 items/,
    },
    {
      rule: "has a name of 255 characters",
      refused: [{ name: "n".repeat(256) }],
      accepted: [{ name: "n".repeat(255) }],
      text: /name/,
    },
  ]);

  itChecks(tokens.metricAlarm, { ...tunnelDown, ...off, metricQueries: [state("m1"), state("m2"), sum] }, [
    {
      rule: "returns the data of exactly one of its queries",
      refused: [
        { metricQueries: [state("m1"), state("m2"), { ...sum, returnData: false }] },
        { metricQueries: [{ ...state("m1"), returnData: true }, state("m2"), sum] },
      ],
      accepted: [{}, { metricQueries: [{ ...state("m1"), returnData: true }] }, { metricQueries: UNKNOWN }],
      text: /Exactly one element of the metrics list should return data/,
    },
    {
      rule: "has queries with a metric or an expression",
      refused: [
        { metricQueries: [{ id: "m1", returnData: true }] },
        { metricQueries: [{ ...state("m1"), expression: "1", returnData: true }] },
      ],
      accepted: [],
      text: /both `expression` and a `metric`/,
    },
    {
      rule: "names queries once, and only those that there are",
      refused: [
        { metricQueries: [state("m1"), sum] },
        { metricQueries: [state("M1"), { ...sum, expression: "1" }] },
        { metricQueries: [state("m1"), state("m1"), { ...sum, expression: "m1" }] },
      ],
      accepted: [{ metricQueries: [state("m1"), { ...sum, expression: "IF(m1 < 1, 1, 0)" }] }],
      text: /no query has the id m2|lowercase letter|must be unique/,
    },
    {
      rule: "asks for metrics of the VPN that there are",
      refused: [
        { metricQueries: [{ ...state("m1", { metricName: "State" }), returnData: true }] },
        { metricQueries: [{ ...state("m1", { period: 30 }), returnData: true }] },
        { metricQueries: [{ ...state("m1", { stat: "Mean" }), returnData: true }] },
      ],
      accepted: [],
      text: /has no metric|resolution of one minute|invalid statistic/,
    },
    {
      rule: "describes no metric beside",
      refused: [{ statistic: "Minimum" }, { period: 60 }],
      accepted: [],
      text: /conflicts with metricQueries/,
    },
  ]);

  describe("beside other resources", () => {
    let scene: Scene;
    let vpn: Made;
    const alarm = (more: Props = {}): Promise<Made> =>
      scene.make(tokens.metricAlarm, { ...tunnelDown, dimensions: { VpnId: vpn.id }, ...more });
    beforeEach(async () => {
      scene = await Scene.open();
      vpn = await connection(scene);
    });

    it("watches a connection and a tunnel that exist in its Region", async () => {
      const made = await alarm();
      expect(made.id).to.equal("tunnel-down");
      expect(made.outputs.arn).to.equal(`arn:aws:cloudwatch:eu-central-1:${accountId}:alarm:tunnel-down`);
      const { tunnel2Address = "" } = vpn.outputs;
      await alarm({ name: "second", dimensions: { VpnId: vpn.id, TunnelIpAddress: tunnel2Address } });
      expect(await refusal(alarm({ name: "b", dimensions: { VpnId: "vpn-0" } }))).to.match(
        refused("ValidationError", "there is no VPN connection vpn-0"),
      );
      const elsewhere = { VpnId: vpn.id, TunnelIpAddress: "3.3.3.3" };
      expect(await refusal(alarm({ name: "b", dimensions: elsewhere }))).to.match(
        refused("ValidationError", "has no tunnel with the address 3.3.3.3"),
      );
      expect(await refusal(alarm({ name: "b", region: "us-east-1" }))).to.match(/no VPN connection/);
      const queries = {
        metricQueries: [{ ...state("m1", { dimensions: { VpnId: "vpn-0" } }), returnData: true }],
      };
      const math = Object.fromEntries(Object.entries(tunnelDown).filter(([name]) => !(name in off)));
      expect(await refusal(scene.make(tokens.metricAlarm, { ...math, ...queries, name: "b" }))).to.match(
        /vpn-0/,
      );
    });

    it("tells a topic of its Region that exists", async () => {
      const here = topicArn("eu-central-1");
      expect(await refusal(alarm({ alarmActions: [here] }))).to.match(
        /does not exist, so nobody would be notified/,
      );
      const topic = await scene.make(tokens.topic, { name: "alerts" });
      await alarm({ alarmActions: [topic.id], okActions: [topicArn("eu-central-1", "210987654321")] });
      expect(await refusal(alarm({ name: "b", alarmActions: [topicArn("us-east-1")] }))).to.match(
        refused("ValidationError", "Invalid region us-east-1 specified. Only eu-central-1 is supported."),
      );
    });

    it("has its name to itself in the Region, and changes in place", async () => {
      const made = await alarm();
      expect(await refusal(alarm())).to.match(/exists already/);
      const other = await scene.make(tokens.metricAlarm, {
        ...tunnelDown,
        namespace: "Own",
        dimensions: {},
        region: "us-east-1",
      });
      expect(other.id).to.equal("tunnel-down@us-east-1");
      expect(scene.account.diff(made, { ...made.inputs, threshold: 2, name: "n" })).to.deep.equal([
        "name!",
        "threshold",
      ]);
      const changed = await scene.account.update(made, { ...made.inputs, statistic: "Maximum" });
      expect(changed.outputs.statistic).to.equal("Maximum");
      await scene.account.delete(made);
    });
  });
});
