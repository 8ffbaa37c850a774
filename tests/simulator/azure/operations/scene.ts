import {
  but,
  inGroup,
  makeGateway,
  makeSurroundings,
  network,
  passiveGateway,
  subscription,
  tokens,
} from "../estate";
import type { Props, Value } from "../../../../simulator/protocol/values";
import type { Made, SimulatedAccount } from "../../../helpers/simulated";

export const gatewayId = `${network}/virtualNetworkGateways/gw`;
export const hubGatewayId = `${network}/vpnGateways/gw`;
export const workspaceId = `${subscription}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/logs`;
export const actionGroupId = `${subscription}/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/on-call`;

/** An active-passive gateway with all that it stands on. */
export async function makeWatched(account: SimulatedAccount): Promise<Made> {
  await makeSurroundings(account);
  return makeGateway(account, passiveGateway);
}

export const makeWorkspace = (account: SimulatedAccount, workspaceName = "logs"): Promise<Made> =>
  account.create(tokens.workspace, workspaceName, { ...inGroup, workspaceName });

export const makeActionGroup = (account: SimulatedAccount): Promise<Made> =>
  account.create(tokens.actionGroup, "on-call", actionGroup);

export const actionGroup: Props = {
  ...inGroup,
  actionGroupName: "on-call",
  groupShortName: "on-call",
  enabled: true,
  location: "global",
};

export const bgpDown: Props = {
  name: "bgp",
  criterionType: "StaticThresholdCriterion",
  metricName: "BgpPeerStatus",
  metricNamespace: "Microsoft.Network/virtualNetworkGateways",
  operator: "LessThan",
  threshold: 1,
  timeAggregation: "Average",
  dimensions: [{ name: "BgpPeerAddress", operator: "Include", values: ["*"] }],
};
export const tunnelSilent: Props = {
  ...bgpDown,
  name: "silent",
  metricName: "TunnelIngressBytes",
  timeAggregation: "Total",
  dimensions: [{ name: "ConnectionName", operator: "Include", values: ["c"] }],
};
const odataType = "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria";
export const alert: Props = {
  ...inGroup,
  ruleName: "bgp-down",
  location: "global",
  scopes: [gatewayId],
  severity: 1,
  enabled: true,
  evaluationFrequency: "PT1M",
  windowSize: "PT5M",
  criteria: { odataType, allOf: [bgpDown] },
};
export const on = (...allOf: Props[]): Props => ({ ...alert, criteria: { odataType, allOf } });
export const onMetric = (changes: Record<string, Value | undefined>): Props => on(but(bgpDown, changes));
export const dimension = (name: string, ...values: string[]): Props => ({
  name,
  operator: "Include",
  values,
});
