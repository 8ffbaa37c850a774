import { azureNameProblem, gcpAutonameLength, gcpNameProblem, longestGcpName } from "../names";
import type { Problems } from "../problems";
import type { MultiCloudLoadBalancerArgs } from "./args";
import { azureRuleName, longestAzureRuleName } from "./firewalls/azureRules";
import { gcpFirewallName } from "./firewalls/gcp";
import { opensFirewall } from "./firewalls/open";
import { checkNumber } from "./numbers";

/** The longest key that a rule can have. */
const longestRuleKey = "65535-health-checks";

/** Checks the names and priorities of the rules that let the balancer in. */
export function checkFirewalls(problems: Problems, name: string, args: MultiCloudLoadBalancerArgs): void {
  const priority = args.networks.azure?.securityRulePriority;
  if (priority !== undefined) {
    // https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
    const path = "networks.azure.securityRulePriority";
    checkNumber(
      problems,
      path,
      priority,
      { minimum: 100, maximum: 4096 },
      "the priorities of security rules",
    );
  }
  const azure =
    args.backends.azure !== undefined && opensFirewall(args, "azure")
      ? azureNameProblem(azureRuleName(name, longestRuleKey), longestAzureRuleName)
      : undefined;
  const gcp =
    args.backends.gcp !== undefined && opensFirewall(args, "gcp")
      ? gcpNameProblem(gcpFirewallName(name, longestRuleKey), longestGcpName - gcpAutonameLength)
      : undefined;
  for (const problem of [azure, gcp]) {
    if (problem !== undefined) {
      problems.add("name", problem);
    }
  }
}
