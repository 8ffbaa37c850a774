import { tunnelLogs } from "../../../policies/rules/tunnelLogs";
import { unknown } from "../../../reachability/resources";
import type { ResourceArgs, RuleProgram } from "./program";

const logOptions = { cloudwatchLogOptions: { logEnabled: true, logGroupArn: unknown } };
const connection = (props: ResourceArgs["props"]): ResourceArgs => ({
  type: "aws:ec2/vpnConnection:VpnConnection",
  name: "connection",
  props: { customerGatewayId: "cgw-1", type: "ipsec.1", ...props },
});
const gateway: ResourceArgs = {
  type: "azure-native:network:VirtualNetworkGateway",
  name: "gateway",
  props: { gatewayType: "Vpn" },
};
const setting: ResourceArgs = {
  type: "azure-native:monitor:DiagnosticSetting",
  name: "logs",
  props: { logs: [{ category: "TunnelDiagnosticLog", enabled: true }], resourceUri: unknown },
  from: { resourceUri: "gateway" },
};

export const program: RuleProgram = {
  rule: tunnelLogs,
  violating: [connection({ tunnel1LogOptions: logOptions }), gateway],
  clean: [connection({ tunnel1LogOptions: logOptions, tunnel2LogOptions: logOptions }), gateway, setting],
  says: /keeps no logs of one of its tunnels/,
};
