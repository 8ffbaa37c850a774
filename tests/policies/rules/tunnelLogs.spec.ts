import { expect } from "chai";

import { tunnelLogs } from "../../../policies/rules/tunnelLogs";
import { type Properties, type Resource, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

const check = (resources: readonly Resource[], stackName = "prod") =>
  findings(tunnelLogs, resources, {}, stackName);

const on = { cloudwatchLogOptions: { logEnabled: true, logGroupArn: "arn" } };
const connection = (properties: Properties = {}) =>
  planned("aws:ec2/vpnConnection:VpnConnection", "link", { type: "ipsec.1", ...properties });
const gateway = (properties: Properties = {}) =>
  planned(
    "azure-native:network:VirtualNetworkGateway",
    "gateway",
    { gatewayType: "Vpn", ...properties },
    { id: "/g" },
  );
const hubGateway = planned("azure-native:network:VpnGateway", "hub-gateway", {}, { id: "/h" });
const setting = (properties: Properties, from: Readonly<Record<string, Resource>> = {}) =>
  planned("azure-native:monitor:DiagnosticSetting", "logs", { resourceUri: "/g", ...properties }, { from });
const logs = (category: string, enabled: unknown = true) => ({ logs: [{ category, enabled }] });

describe("the rule tunnel-logs", () => {
  for (const [what, resources, says] of [
    [
      "a connection without",
      [connection()],
      /^VPN connection link keeps no logs of its tunnels.*tunnel1LogOptions\S+ and tunnel2/,
    ],
    [
      "one with logs of one tunnel",
      [connection({ tunnel1LogOptions: on })],
      /one of its tunnels.* Set tunnel2LogOptions\.cloudwatchLogOptions\.logEnabled to true/,
    ],
    ["a gateway without", [gateway()], /^VPN gateway gateway keeps no logs/],
    ["a Virtual WAN gateway without", [hubGateway], /^VPN gateway hub-gateway keeps no logs/],
    ["a gateway with other logs", [gateway(), setting(logs("GatewayDiagnosticLog"))], /keeps no logs/],
    [
      "a gateway whose logs are off",
      [gateway(), setting(logs("TunnelDiagnosticLog", false))],
      /keeps no logs/,
    ],
    [
      "a gateway with metrics alone",
      [gateway(), setting({ metrics: [{ category: "AllMetrics", enabled: true }] })],
      /keeps no logs/,
    ],
    [
      "a gateway whose setting is another's",
      [gateway(), setting({ ...logs("TunnelDiagnosticLog"), resourceUri: "/x" })],
      /keeps no logs/,
    ],
  ] as const) {
    it(`advises against ${what}`, () => {
      const [found, ...more] = check(resources);
      expect(more).to.be.empty;
      expect(found?.message).to.match(says);
      expect(found).not.to.have.property("undecided");
    });
  }

  for (const [what, resources] of [
    ["a connection with logs", [connection({ tunnel1LogOptions: on, tunnel2LogOptions: on })]],
    ["a gateway with logs", [gateway(), setting(logs("TunnelDiagnosticLog"))]],
    [
      "a gateway with all logs",
      [gateway(), setting({ logs: [{ categoryGroup: "allLogs", enabled: true }] })],
    ],
    [
      "a gateway made with its setting",
      [gateway(), setting({ ...logs("IKEDiagnosticLog"), resourceUri: unknown }, { resourceUri: gateway() })],
    ],
    ["a gateway for ExpressRoute", [gateway({ gatewayType: "ExpressRoute" })]],
    ["Google Cloud", [planned("gcp:compute/vPNTunnel:VPNTunnel", "tunnel", {})]],
  ] as const) {
    it(`is content with ${what}`, () => expect(check(resources)).to.be.empty);
  }

  for (const [what, resources] of [
    ["whether logs are on", [connection({ tunnel1LogOptions: on, tunnel2LogOptions: unknown })]],
    ["a setting's logs", [gateway(), setting({ logs: unknown })]],
    ["a setting's category", [gateway(), setting({ logs: [{ category: unknown, enabled: true }] })]],
  ] as const) {
    it(`can't tell while ${what} isn't known`, () => {
      const [found, ...more] = check(resources);
      expect(more).to.be.empty;
      expect(found).to.have.property("undecided", true);
    });
  }

  it("asks production stacks alone", () => expect(check([connection(), gateway()], "dev")).to.be.empty);
});
