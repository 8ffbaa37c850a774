import { expect } from "chai";
import type { CrossCloudVpn } from "../../../../components";
import {
  find,
  ofType,
  plainText,
  record,
  type RecordedResource,
  value,
} from "../../../helpers/recordedMocks";
import { clouds } from "../../clouds";
import { expectGoldenUrns } from "../../golden";
import { bgp, gcpSide, link, officeSide, sides, staticRoutes } from "../programs";
import { watching } from "./watching";

const keys = ["0-1", "0-2", "1-1", "1-2"];
const metricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const alertPolicy = "gcp:monitoring/alertPolicy:AlertPolicy";

describe("CrossCloudVpn's monitoring", () => {
  it("is nothing by default, everything in production, and nothing there with false", async () => {
    expect(watching((await record(() => bgp(), clouds)).resources)).to.deep.equal([]);
    const { resources } = await record(() => bgp(), { ...clouds, stack: "prod" });
    // 4 alarms and 1 on each side, 1 dashboard each, a log group, a workspace and a setting
    expect(watching(resources)).to.have.length(5 + 5 + 2 + 3);
    const off = await record(() => bgp({ monitoring: false }), { ...clouds, stack: "prod" });
    expect(watching(off.resources)).to.deep.equal([]);
    expect(off.result.alarms).to.deep.equal({ tunnels: {}, link: {} });
  });

  for (const [part, types] of Object.entries({
    logs: /LogGroup|Workspace|DiagnosticSetting/,
    alarms: /MetricAlarm|MetricAlert/,
    dashboards: /Dashboard/,
  })) {
    it(`leaves out ${part} alone`, async () => {
      const all = watching((await record(() => bgp({ monitoring: true }), clouds)).resources);
      const some = watching((await record(() => bgp({ monitoring: { [part]: false } }), clouds)).resources);
      const urns = (resources: readonly RecordedResource[]) => resources.map(({ urn }) => urn);
      expect(urns(some)).to.have.members(urns(all.filter(({ type }) => !types.test(type))));
    });
  }

  for (const [name, program] of Object.entries({
    "aws-azure": () => bgp({ monitoring: true }),
    "aws-azure-static": () => staticRoutes({ monitoring: true }),
    "aws-gcp": () => link({ aws: sides.aws, gcp: gcpSide, monitoring: true }),
    "azure-on-premises": () => link({ azure: sides.azure, onPremises: officeSide(), monitoring: true }),
  })) {
    it(`of ${name} has names that stay`, async () => {
      const { resources } = await record(program, clouds);
      expectGoldenUrns(`vpn-monitoring-${name}`, watching(resources));
      const preview = await record(program, { ...clouds, preview: true });
      const names = (all: readonly RecordedResource[]) => watching(all).map(({ urn }) => urn);
      expect(names(preview.resources)).to.have.members(names(resources));
    });
  }
});

describe("CrossCloudVpn's monitoring on AWS", () => {
  it("has an alarm for every tunnel with its own connection and address, when both ends are there", async () => {
    const { resources, result } = await record(() => bgp({ monitoring: true }), clouds);
    const addresses = await awsAddresses(result);
    expect(new Set(addresses).size).to.equal(keys.length);
    for (const [index, key] of keys.entries()) {
      const [connection] = key.split("-");
      const alarm = find(resources, `shop-tunnel-down-${key}`, metricAlarm);
      expect(alarm.inputs).to.deep.include({
        metricName: "TunnelState",
        dimensions: {
          VpnId: `shop-vpn-connection-${connection}_id`,
          TunnelIpAddress: addresses[index],
        },
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        treatMissingData: "breaching",
      });
      const ends = [`shop-vpn-connection-${connection}`, `shop-connection-${key}`];
      for (const end of ends) {
        expect(alarm.dependencies).to.include(find(resources, end).urn);
      }
      expect(await value(result.alarms.tunnels[key]!.aws!)).to.equal(`arn-of-shop-tunnel-down-${key}`);
    }
    expect(ofType(resources, metricAlarm)).to.have.length(keys.length + 1);
  });

  it("has an alarm over the best tunnel of all connections of the link", async () => {
    const { resources, result } = await record(() => bgp({ monitoring: true }), clouds);
    const { metricQueries } = find(resources, "shop-link-down", metricAlarm).inputs as {
      metricQueries: { expression?: string; metric?: { stat: string; dimensions: object } }[];
    };
    expect(metricQueries.map(({ expression }) => expression).filter(Boolean)).to.deep.equal([
      "MAX(METRICS())",
    ]);
    expect(
      metricQueries.flatMap(({ metric }) => (metric ? [[metric.stat, metric.dimensions]] : [])),
    ).to.deep.equal([
      ["Maximum", { VpnId: "shop-vpn-connection-0_id" }],
      ["Maximum", { VpnId: "shop-vpn-connection-1_id" }],
    ]);
    expect(await value(result.alarms.link.aws!)).to.equal("arn-of-shop-link-down");
  });

  it("logs every tunnel's activity and session to the link's log group", async () => {
    const { resources } = await record(() => bgp({ monitoring: { logRetentionDays: 90 } }), clouds);
    const group = find(resources, "shop-vpn-logs", "aws:cloudwatch/logGroup:LogGroup").inputs;
    expect(group["name"]).to.equal("/aws/vendedlogs/vpn/project-stack-shop");
    expect(group["retentionInDays"]).to.equal(90);
    for (const { inputs } of ofType(resources, "aws:ec2/vpnConnection:VpnConnection")) {
      for (const tunnel of [1, 2]) {
        expect(inputs[`tunnel${tunnel}LogOptions`]).to.deep.equal({
          cloudwatchLogOptions: {
            logEnabled: true,
            logGroupArn: "arn-of-shop-vpn-logs",
            logOutputFormat: "json",
            bgpLogEnabled: true,
            bgpLogGroupArn: "arn-of-shop-vpn-logs",
            bgpLogOutputFormat: "json",
          },
        });
      }
    }
    const withStatic = await record(() => staticRoutes({ monitoring: true }), clouds);
    const [connection] = ofType(withStatic.resources, "aws:ec2/vpnConnection:VpnConnection");
    expect(plainText(connection!.inputs["tunnel1LogOptions"])).to.not.contain("bgp");
  });

  it("shows every tunnel's state and bytes, each under its name", async () => {
    const { resources, result } = await record(() => bgp({ monitoring: true }), clouds);
    const addresses = await awsAddresses(result);
    const { inputs } = find(resources, "shop-dashboard", "aws:cloudwatch/dashboard:Dashboard");
    expect(inputs["dashboardName"]).to.equal("project-stack-shop");
    const { widgets } = JSON.parse(inputs["dashboardBody"] as string) as {
      widgets: { properties: { region: string; metrics: unknown[][] } }[];
    };
    for (const { properties } of widgets) {
      expect(properties.region).to.equal("eu-central-1");
      expect(properties.metrics.map((metric) => metric.slice(3))).to.deep.equal(
        keys.map((key, index) => {
          const vpn = `shop-vpn-connection-${key.slice(0, 1)}_id`;
          return [vpn, "TunnelIpAddress", addresses[index], { label: `shop-${key}` }];
        }),
      );
    }
    expect(widgets.map(({ properties }) => properties.metrics[0]![1])).to.deep.equal([
      "TunnelState",
      "TunnelDataIn",
      "TunnelDataOut",
    ]);
  });

  it("tells the topics when an alarm goes off and when it is over", async () => {
    const monitoring = { aws: { topicArns: ["arn:aws:sns:eu-central-1:123456789012:on-call"] } };
    const { resources } = await record(() => bgp({ monitoring }), clouds);
    for (const { inputs } of ofType(resources, metricAlarm)) {
      expect(inputs["alarmActions"]).to.deep.equal(monitoring.aws.topicArns);
      expect(inputs["okActions"]).to.deep.equal(monitoring.aws.topicArns);
    }
  });
});

describe("CrossCloudVpn's monitoring on Google Cloud", () => {
  const program = () =>
    link({
      aws: sides.aws,
      gcp: gcpSide,
      monitoring: { gcp: { notificationChannels: ["projects/p/notificationChannels/1"] } },
    });
  const filtersOf = ({ inputs }: RecordedResource) =>
    (inputs["conditions"] as { conditionThreshold: { filter: string } }[]).map(
      ({ conditionThreshold }) => conditionThreshold.filter,
    );
  const quoted = (role: string) => keys.map((key) => `"shop-${role}-${key}-in-gcp"`).join(",");

  it("has a policy that looks at every tunnel and session by its name, and one for the link", async () => {
    const { resources, result } = await record(program, clouds);
    expect(ofType(resources, alertPolicy)).to.have.length(2);
    const each = find(resources, "shop-tunnel-down", alertPolicy);
    expect(filtersOf(each)).to.deep.equal([
      `resource.type="vpn_gateway" AND metric.type="vpn.googleapis.com/tunnel_established" AND metric.labels.tunnel_name=one_of(${quoted("vpn-tunnel")})`,
      `resource.type="gce_router" AND metric.type="router.googleapis.com/bgp/session_up" AND metric.labels.bgp_peer_name=one_of(${quoted("router-peer")})`,
    ]);
    expect(plainText(each.inputs)).to.not.contain("REDUCE");
    const whole = find(resources, "shop-link-down", alertPolicy);
    expect(filtersOf(whole)).to.deep.equal(filtersOf(each).slice(1));
    expect(plainText(whole.inputs)).to.contain("REDUCE_MAX");
    for (const policy of [each, whole]) {
      expect(policy.inputs["notificationChannels"]).to.deep.equal(["projects/p/notificationChannels/1"]);
    }
    for (const key of keys) {
      expect(await value(result.alarms.tunnels[key]!.gcp!)).to.equal("shop-tunnel-down_id");
      for (const end of [`shop-router-peer-${key}`, `shop-vpn-connection-${key.slice(0, 1)}`]) {
        expect(each.dependencies).to.include(find(resources, end).urn);
      }
    }
  });

  it("shows every tunnel and session", async () => {
    const { resources } = await record(program, clouds);
    const { inputs } = find(resources, "shop-dashboard", "gcp:monitoring/dashboard:Dashboard");
    const json = inputs["dashboardJson"] as string;
    for (const metric of ["tunnel_established", "sent_bytes_count", "received_bytes_count", "session_up"]) {
      expect(json).to.contain(`${metric}\\"`);
    }
    for (const key of keys) {
      expect(json).to.contain(`shop-vpn-tunnel-${key}-in-gcp`).and.contain(`shop-router-peer-${key}-in-gcp`);
    }
  });
});

function awsAddresses({ tunnels }: CrossCloudVpn): Promise<(string | undefined)[]> {
  return Promise.all(tunnels.map(({ aws }) => value(aws?.outsideAddress)));
}
