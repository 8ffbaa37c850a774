import { SecurityRule, type SecurityRuleArgs } from "@pulumi/azure-native/network";
import type { Input, Resource } from "@pulumi/pulumi";

/** What one rule admits or refuses of what comes in. */
export type InboundRule = Pick<
  SecurityRuleArgs,
  | "priority"
  | "access"
  | "protocol"
  | "sourceAddressPrefix"
  | "sourceAddressPrefixes"
  | "destinationAddressPrefix"
  | "destinationAddressPrefixes"
  | "destinationPortRange"
  | "destinationPortRanges"
>;

/** Where a network security group is. */
export interface PlacedSecurityGroup {
  readonly resourceGroupName: Input<string>;
  readonly networkSecurityGroupName: Input<string>;
}

/**
 * Makes rules of a network security group: resources of their own, so that programs can add theirs to the group.
 *
 * @param resourceName - from a rule's name; a rule without destination addresses is for all
 * @returns the rules, the last of which exists when all do
 */
export function createInboundRules(
  group: PlacedSecurityGroup,
  rules: Readonly<Record<string, InboundRule>>,
  resourceName: (key: string) => string,
  opts: { readonly parent: Resource },
): SecurityRule[] {
  const made: SecurityRule[] = [];
  for (const [securityRuleName, rule] of Object.entries(rules)) {
    const { destinationAddressPrefixes } = rule;
    made.push(
      new SecurityRule(
        resourceName(securityRuleName),
        {
          ...group,
          securityRuleName,
          direction: "Inbound",
          sourcePortRange: "*",
          ...(destinationAddressPrefixes === undefined && { destinationAddressPrefix: "*" }),
          ...rule,
        },
        afterPrevious(opts, made.at(-1)),
      ),
    );
  }
  return made;
}

/** Azure changes the children of a network or security group one at a time and refuses a second change meanwhile. */
export function afterPrevious(opts: { readonly parent: Resource }, previous: Resource | undefined) {
  return previous === undefined ? opts : { ...opts, dependsOn: previous };
}
