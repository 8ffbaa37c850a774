import { getStack } from "@pulumi/pulumi";

/**
 * Workspaces and dashboards take letters, digits and hyphens, fewer than gateways.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export function azureName(name: string): string {
  return name.replace(/[^A-Za-z0-9-]/g, "-");
}

/** What people read: several stacks may be in one account. */
export function titleOf(name: string): string {
  return `${name} (${getStack()})`;
}
