import { expect } from "chai";
import { find, ofType, plainText, record, type RecordedResource } from "../../../helpers/recordedMocks";
import { clouds } from "../../clouds";
import { bgp, existingAzureSide, link, sides, staticRoutes } from "../programs";

const keys = ["0-1", "0-2", "1-1", "1-2"];
const metricAlert = "azure-native:monitor:MetricAlert";

/** The one criterion of an Azure alert. */
const criterionOf = (alert: RecordedResource) =>
  (alert.inputs["criteria"] as { allOf: Record<string, unknown>[] }).allOf[0]!;

describe("CrossCloudVpn's monitoring on Azure", () => {
  it("has an alert for every tunnel's session, which only both instances without one can raise", async () => {
    const monitoring = { azure: { actionGroupIds: ["group"] } };
    const { resources, result } = await record(() => bgp({ monitoring }), clouds);
    const peers = keys.map((key) => {
      const alert = find(resources, `shop-tunnel-down-${key}`, metricAlert);
      for (const end of [`shop-connection-${key}`, `shop-vpn-connection-${key.slice(0, 1)}`]) {
        expect(alert.dependencies).to.include(find(resources, end).urn);
      }
      const { metricName, timeAggregation, operator, threshold, dimensions } = criterionOf(alert);
      expect([metricName, timeAggregation, operator, threshold]).to.deep.equal([
        "BgpPeerStatus",
        "Average",
        "LessThanOrEqual",
        0,
      ]);
      expect(alert.inputs["scopes"]).to.deep.equal([gatewayId(resources)]);
      expect(alert.inputs["actions"]).to.deep.equal([{ actionGroupId: "group" }]);
      const [{ name, values }] = dimensions as [{ name: string; values: string[] }];
      expect(name).to.equal("BgpPeerAddress");
      return values;
    });
    // AWS's hosts of the tunnels
    expect(peers).to.deep.equal(result.tunnels.map(({ aws }) => [aws?.insideAddress]));
    expect(criterionOf(find(resources, "shop-link-down", metricAlert))).to.not.have.property("dimensions");
    expect(Object.keys(result.alarms.link)).to.have.members(["aws", "azure"]);
  });

  it("does not take an idle static tunnel for a lost one", async () => {
    const { resources, result } = await record(() => staticRoutes({ monitoring: true }), clouds);
    const alerts = ofType(resources, metricAlert);
    expect(alerts.map(({ name }) => name)).to.deep.equal(["shop-link-down"]);
    expect(criterionOf(alerts[0]!)).to.include({
      metricName: "TunnelIngressBytes",
      timeAggregation: "Total",
    });
    expect(result.alarms.tunnels["0-1"]).to.have.all.keys("aws");
  });

  it("says nothing of a link at an existing gateway, which others may use, and leaves its logs alone", async () => {
    const { resources, result } = await record(
      () => link({ aws: sides.aws, azure: existingAzureSide, monitoring: true }),
      clouds,
    );
    expect(ofType(resources, metricAlert).map(({ name }) => name)).to.have.members(
      keys.map((key) => `shop-tunnel-down-${key}`),
    );
    expect(result.alarms.link).to.have.all.keys("aws");
    expect(ofType(resources, "azure-native:monitor:DiagnosticSetting")).to.deep.equal([]);
    expect(ofType(resources, "azure-native:operationalinsights:Workspace")).to.deep.equal([]);
    expect(ofType(resources, "aws:cloudwatch/logGroup:LogGroup")).to.have.length(1);
  });

  it("keeps the gateway's logs in a new workspace, or in the user's", async () => {
    const setting = "azure-native:monitor:DiagnosticSetting";
    const workspaces = "azure-native:operationalinsights:Workspace";
    const own = await record(() => bgp({ monitoring: { logRetentionDays: 60 } }), clouds);
    const [workspace] = ofType(own.resources, workspaces);
    expect(workspace!.inputs["retentionInDays"]).to.equal(60);
    const { inputs } = find(own.resources, "shop-vpn-logs", setting);
    expect(inputs["resourceUri"]).to.equal(gatewayId(own.resources));
    expect(inputs["workspaceId"]).to.contain("shop-logs");
    expect((inputs["logs"] as { enabled: boolean }[]).map(({ enabled }) => enabled)).to.deep.equal(
      Array.from({ length: 4 }, () => true),
    );
    const azure = { logAnalyticsWorkspaceId: "/subscriptions/sub-1/workspace" };
    const given = await record(() => bgp({ monitoring: { azure } }), clouds);
    expect(ofType(given.resources, workspaces)).to.deep.equal([]);
    expect(find(given.resources, "shop-vpn-logs", setting).inputs["workspaceId"]).to.equal(
      azure.logAnalyticsWorkspaceId,
    );
  });

  it("shows the gateway's sessions and bytes", async () => {
    const { resources } = await record(() => bgp({ monitoring: true }), clouds);
    const dashboard = find(resources, "shop-dashboard", "azure-native:portal:Dashboard");
    const text = plainText(dashboard.inputs);
    for (const part of ["BgpPeerStatus", "TunnelIngressBytes", "TunnelEgressBytes", gatewayId(resources)]) {
      expect(text).to.contain(part);
    }
    expect(dashboard.inputs["tags"]).to.deep.include({ "hidden-title": "VPN shop (stack)" });
  });

  it("takes names that workspaces and dashboards refuse", async () => {
    const { resources } = await record(() => link({ ...sides, monitoring: true }, "shop_eu.west"), clouds);
    const names = ["azure-native:operationalinsights:Workspace", "azure-native:portal:Dashboard"].map(
      (type) => ofType(resources, type)[0]!.name,
    );
    expect(names).to.deep.equal(["shop-eu-west-logs", "shop-eu-west-dashboard"]);
  });
});

function gatewayId(resources: readonly RecordedResource[]): string | undefined {
  const { type, name, inputs } = find(resources, "shop-gateway");
  return clouds.id?.({ type, name, inputs });
}
