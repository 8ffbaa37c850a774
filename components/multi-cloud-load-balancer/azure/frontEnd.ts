import { DiagnosticSetting } from "@pulumi/azure-native/monitor";
import type { ApplicationGateway } from "@pulumi/azure-native/network";
import type { FrontEnd, FrontEndOutputs } from "../frontEnd";
import { createApplicationGateway } from "./applicationGateway";
import { checkAzureFrontEnd } from "./check";
import { azureLimits } from "./limits";
import { azureSources } from "./sources";
import { createSubnet } from "./subnet";
import { type Wiring, wiringOf } from "./wiring";

/** Application Gateways of Azure. */
export const azureFrontEnd: FrontEnd = {
  limitsOf: azureLimits,
  check: checkAzureFrontEnd,
  sourcesOf: azureSources,
  create(context, plan): FrontEndOutputs {
    const wiring = wiringOf(context, plan);
    const { resource, address } = createApplicationGateway(wiring, createSubnet(wiring));
    createLogs(wiring, resource);
    return {
      endpoint: {
        address,
        internal: wiring.frontEnd.privateAddress !== undefined,
      },
      id: resource.id,
    };
  },
};

/** https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-network-applicationgateways-logs */
function createLogs({ name, frontEnd, opts }: Wiring, gateway: ApplicationGateway): void {
  const { workspaceId, firewallPolicyId } = frontEnd;
  if (workspaceId === undefined) {
    return;
  }
  const categories = [
    "ApplicationGatewayAccessLog",
    ...(firewallPolicyId === undefined ? [] : ["ApplicationGatewayFirewallLog"]),
  ];
  new DiagnosticSetting(
    `${name}-diagnostic-setting`,
    {
      resourceUri: gateway.id,
      workspaceId,
      logs: categories.map((category) => ({ category, enabled: true })),
    },
    opts,
  );
}
