import { SecurityRule } from "@pulumi/azure-native/network";
import type { Resource } from "@pulumi/pulumi";
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
  let previous: Resource | undefined;
  for (const { key, port, sourceCidrs, targets } of rules) {
    const ruleName = azureRuleName(name, key);
    previous = new SecurityRule(
      ruleName,
      {
        resourceGroupName: network.resourceGroupName,
        networkSecurityGroupName: network.networkSecurityGroupName,
        securityRuleName: ruleName,
        priority: priorities.get(ruleName) ?? 0,
        ...{ direction: "Inbound", access: "Allow", protocol: "Tcp" },
        sourceAddressPrefixes: [...sourceCidrs],
        sourcePortRange: "*",
        destinationAddressPrefixes: targetRanges(context, "azure", targets),
        destinationPortRange: String(port),
      },
      // Azure changes the rules of a group one at a time and refuses a second change meanwhile.
      { parent: context.parent, ...(previous !== undefined && { dependsOn: previous }) },
    );
  }
}
