import { createInboundRules, type InboundRule } from "../../networks/azure/inboundRules";
import { type FirewallContext, targetRanges } from "./context";
import { azureRuleName, securityRulePriorities } from "./azureRules";
import { firewallRules } from "./rules";

/**
 * Adds rules to the targets' network security group: the balancer's sources to the targets' addresses and ports.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export function openAzureSecurityGroup(context: FirewallContext): void {
  const { name, args, plan } = context;
  const network = args.networks.azure;
  if (network?.networkSecurityGroupName === undefined) {
    return;
  }
  const rules = firewallRules(plan.peerRules, "azure");
  const priorities = securityRulePriorities(
    rules.map(({ key }) => azureRuleName(name, key)),
    network.securityRulePriority,
  );
  const { resourceGroupName, networkSecurityGroupName } = network;
  createInboundRules(
    { resourceGroupName, networkSecurityGroupName },
    Object.fromEntries(
      rules.map(({ key, port, sourceCidrs, targets }) => {
        const ruleName = azureRuleName(name, key);
        const rule: InboundRule = {
          priority: priorities.get(ruleName) ?? 0,
          ...{ access: "Allow", protocol: "Tcp" },
          sourceAddressPrefixes: [...sourceCidrs],
          destinationAddressPrefixes: targetRanges(context, "azure", targets),
          destinationPortRange: String(port),
        };
        return [ruleName, rule];
      }),
    ),
    (ruleName) => ruleName,
    { parent: context.parent },
  );
}
