import { expect } from "chai";

import { operationsTokens as tokens } from "../../../../simulator/gcp/operations/tokens";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import { project, refusal, Scene } from "../scene";

const tunnelDown = 'resource.type="vpn_gateway" AND metric.type="vpn.googleapis.com/tunnel_established"';
const sessionDown = 'resource.type = "gce_router" AND metric.type = "router.googleapis.com/bgp/session_up"';
const aligned = { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MAX" };

const threshold = (more: Props = {}): Props => ({
  filter: tunnelDown,
  comparison: "COMPARISON_LT",
  thresholdValue: 1,
  duration: "120s",
  aggregations: [aligned],
  ...more,
});
const conditions = (...list: Props[]): Props => ({
  conditions: list.map((one) => ({ displayName: "down", ...one })),
});
const watching = (more: Props): Props => conditions({ conditionThreshold: threshold(more) });
const absent = (more: Props): Props =>
  conditions({ conditionAbsent: { filter: tunnelDown, duration: "300s", ...more } });
const promql = (query: string, more: Props = {}): Props =>
  conditions({ conditionPrometheusQueryLanguage: { query, duration: "120s", ...more } });
const aggregated = (more: Props, filter = tunnelDown): Props =>
  watching({ filter, aggregations: [{ ...aligned, ...more }] });
const filtered = (filter: string): Props => watching({ filter });

const base: Props = { displayName: "Tunnel down", combiner: "OR", ...watching({}) };

/** Without the name that other types have. */
const make = (scene: Scene, token: string, inputs: Props): ReturnType<Scene["account"]["create"]> =>
  scene.account.create(token, "subject", inputs);

describe("gcp AlertPolicy", () => {
  describe("its request", () => {
    const check = (rule: string, refused: Props[], accepted: Props[], text: RegExp): void => {
      it(rule, async () => {
        const scene = await Scene.open();
        const refusals = (more: Props): string[] =>
          scene.account.refusals(tokens.alertPolicy, "subject", { ...base, ...more });
        for (const more of refused) {
          expect(refusals(more), JSON.stringify(more)).to.have.lengthOf(1);
          expect(refusals(more)[0]).to.match(text);
        }
        for (const more of accepted) {
          expect(refusals(more), JSON.stringify(more)).to.deep.equal([]);
        }
      });
    };

    check(
      "watches a metric that Cloud VPN and Cloud Router have",
      [
        filtered(tunnelDown.replace("tunnel_established", "tunnel_status")),
        filtered(tunnelDown.replace("vpn.googleapis.com/tunnel", "vpn.googleapis.com/vpn/tunnel")),
        filtered(sessionDown.replace("bgp/session_up", "bgp/session_down")),
      ],
      [
        filtered(sessionDown),
        filtered('metric.type="compute.googleapis.com/anything" resource.type="gce_instance"'),
        watching({ filter: UNKNOWN }),
      ],
      /filter: .*Cannot find metric that matches type = "(vpn|router)\.googleapis\.com/,
    );
    check(
      "names the type of the metric and of the resource, which must keep it",
      [
        filtered('metric.type="vpn.googleapis.com/tunnel_established"'),
        filtered('resource.type="vpn_gateway"'),
        filtered(tunnelDown.replace("vpn_gateway", "vpn_tunnel")),
        filtered(sessionDown.replace("gce_router", "router")),
      ],
      [],
      /must specify a restriction on|is kept for resource\.type=/,
    );
    check(
      "restricts and groups by labels that there are",
      [
        filtered(`${tunnelDown} AND metric.label.tunnel_id="t"`),
        filtered(`${tunnelDown} AND resource.labels.tunnel_name="t"`),
        aggregated({ crossSeriesReducer: "REDUCE_MIN", groupByFields: ["resource.label.tunnel_name"] }),
        aggregated({ crossSeriesReducer: "REDUCE_MIN", groupByFields: ["tunnel_name"] }),
        filtered(`${sessionDown} AND metric.labels.bgp_peer="p"`),
      ],
      [
        filtered(
          `${tunnelDown} AND metric.labels.tunnel_name=one_of("a","b") AND resource.labels.region="r"`,
        ),
        aggregated({ crossSeriesReducer: "REDUCE_MIN", groupByFields: ["metric.label.tunnel_name"] }),
        filtered(`${sessionDown} AND metric.labels.bgp_peer_name="metric.label.no"`),
      ],
      /is no (label|field)/,
    );
    check(
      "aligns by what suits the metric, over a minute at least",
      [
        aggregated({ alignmentPeriod: "30s" }),
        aggregated({ perSeriesAligner: "ALIGN_RATE" }),
        aggregated({ perSeriesAligner: "ALIGN_COUNT_TRUE" }),
        aggregated({ perSeriesAligner: "ALIGN_LAST" }),
        watching({ aggregations: [{ perSeriesAligner: "ALIGN_MAX" }] }),
        watching({ aggregations: [{ alignmentPeriod: "60s", crossSeriesReducer: "REDUCE_SUM" }] }),
      ],
      [
        aggregated({ alignmentPeriod: "300s", perSeriesAligner: "ALIGN_MEAN" }),
        aggregated(
          { perSeriesAligner: "ALIGN_RATE" },
          'metric.type="vpn.googleapis.com/network/sent_bytes_count" resource.type="vpn_gateway"',
        ),
        aggregated({ perSeriesAligner: "ALIGN_NEXT_OLDER" }),
      ],
      /aggregations\[0\]/,
    );
    check(
      "compares by less or greater only",
      [watching({ comparison: "COMPARISON_EQ" }), watching({ comparison: "COMPARISON_LE" })],
      [watching({ comparison: "COMPARISON_GT" })],
      /comparison/,
    );
    check(
      "waits for whole minutes, up to 23 and a half hours",
      ["90s", "84660s", "2m", "-60s"].map((duration) => watching({ duration })),
      ["0s", "60s", "84600s"].map((duration) => watching({ duration })),
      /duration.*multiple of 60/,
    );
    check(
      "waits two minutes at least for absent data",
      [
        absent({ duration: "60s" }),
        absent({ duration: "150s" }),
        absent({ filter: 'metric.type="vpn.googleapis.com/x" resource.type="vpn_gateway"' }),
      ],
      [absent({ duration: "120s" })],
      /conditionAbsent/,
    );
    check(
      "says what missing data means only where it waits",
      [watching({ duration: "0s", evaluationMissingData: "EVALUATION_MISSING_DATA_ACTIVE" })],
      [watching({ evaluationMissingData: "EVALUATION_MISSING_DATA_ACTIVE" })],
      /evaluationMissingData/,
    );
    check(
      "has one to six conditions, each of one kind",
      [
        conditions(),
        conditions({}),
        conditions({
          conditionThreshold: threshold(),
          conditionAbsent: { filter: tunnelDown, duration: "120s" },
        }),
        conditions(...Array<Props>(7).fill({ conditionThreshold: threshold() })),
      ],
      [conditions(...Array<Props>(6).fill({ conditionThreshold: threshold() }))],
      /conditions/,
    );
    check(
      "asks in PromQL for metrics that there are",
      [
        promql("vpn_googleapis_com:tunnel_up < 1"),
        promql('{"router.googleapis.com/bgp/up"} < 1'),
        promql(""),
        promql("up", { evaluationInterval: "20s" }),
      ],
      [
        promql('vpn_googleapis_com:tunnel_established{tunnel_name="a"} < 1', { evaluationInterval: "60s" }),
        promql('{"router.googleapis.com/bgp/session_up", monitored_resource="gce_router"} < 1'),
        promql("rate(vpn_googleapis_com:network_sent_bytes_count[1m]) > 1e8"),
      ],
      /conditionPrometheusQueryLanguage/,
    );
    check(
      "combines, closes and labels as it can",
      [
        { combiner: "ANY" },
        { severity: "INFO" },
        { alertStrategy: { autoClose: "60s" } },
        { alertStrategy: { notificationRateLimit: { period: "300s" } } },
        { userLabels: { Team: "net" } },
        { documentation: { content: "c".repeat(8193) } },
        { notificationChannels: ["ops@example.com"] },
      ],
      [
        { combiner: "AND_WITH_MATCHING_RESOURCE", severity: "CRITICAL", userLabels: { team: "net-1" } },
        { alertStrategy: { autoClose: "1800s", notificationPrompts: ["OPENED", "CLOSED"] } },
        { notificationChannels: [UNKNOWN] },
      ],
      /./,
    );
  });

  it("tells channels that exist, which stay while it does", async () => {
    const scene = await Scene.open();
    const channel = await make(scene, tokens.notificationChannel, {
      type: "email",
      labels: { email_address: "ops@example.com" },
    });
    expect(channel.id).to.match(new RegExp(`^projects/${project}/notificationChannels/\\d+$`));
    const policy = await make(scene, tokens.alertPolicy, { ...base, notificationChannels: [channel.id] });
    expect(policy.outputs.name).to.equal(policy.id);
    expect(policy.id).to.match(new RegExp(`^projects/${project}/alertPolicies/\\d+$`));
    expect(JSON.stringify(policy.outputs.conditions)).to.include(`${policy.id}/conditions/`);
    const missing = `projects/${project}/notificationChannels/1`;
    expect(
      await refusal(make(scene, tokens.alertPolicy, { ...base, notificationChannels: [missing] })),
    ).to.equal(
      `Error creating AlertPolicy: googleapi: Error 404: NotificationChannel "${missing}" not found.`,
    );
    expect(await refusal(scene.account.delete(channel))).to.match(/in use by the alerting policy/);
    expect(scene.account.diff(policy, { ...policy.inputs, displayName: "d", enabled: false })).to.deep.equal([
      "displayName",
      "enabled",
    ]);
    await scene.account.delete(policy);
    await scene.account.delete(channel);
  });
});

describe("gcp NotificationChannel", () => {
  it("has the labels that its type needs, and shows none of their values", async () => {
    const scene = await Scene.open();
    const check = (inputs: Props): string[] =>
      scene.account.refusals(tokens.notificationChannel, "subject", inputs);
    expect(check({ type: "email", labels: {} })[0]).to.match(/needs the label "email_address"/);
    expect(check({ type: "email", labels: { email_address: "nobody" } })[0]).to.match(/no e-mail address/);
    expect(check({ type: "fax" })[0]).to.match(/expected type to be one of/);
    expect(check({ type: "pagerduty" })[0]).to.match(/service_key/);
    expect(check({ type: "pagerduty", sensitiveLabels: { serviceKey: "Hush" } })).to.deep.equal([]);
    expect(check({ type: "pubsub", labels: { topic: UNKNOWN } })).to.deep.equal([]);
    const twice = {
      type: "pagerduty",
      labels: { service_key: "Hush" },
      sensitiveLabels: { serviceKey: "Hush" },
    };
    expect(check(twice)).to.deep.equal([
      'labels: "service_key" is in labels and in sensitiveLabels; give it in one of them',
    ]);
  });
});
