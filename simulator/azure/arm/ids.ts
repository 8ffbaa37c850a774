import { asString, type Props } from "../../protocol/values";
import type { ProviderConfig } from "../../providers/resourceType";

/** The subscription of a provider that names none, as `az login` would have chosen one. */
export const defaultSubscriptionId = "00000000-0000-4000-8000-000000000000";

export const subscriptionOf = (config: ProviderConfig): string =>
  config.subscriptionId ?? defaultSubscriptionId;

export const groupId = (config: ProviderConfig, name: string): string =>
  `/subscriptions/${subscriptionOf(config)}/resourceGroups/${name}`;

/**
 * The id of a resource, or a nested one, such as `Microsoft.Network/virtualNetworks/subnets` with two names.
 *
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types
 */
export function resourceId(group: string, armType: string, names: readonly string[]): string {
  const [namespace = "", ...kinds] = armType.split("/");
  return [group, "providers", namespace, ...kinds.flatMap((kind, i) => [kind, names[i] ?? ""])].join("/");
}

/** The resource group's id in front of a resource's id. */
export const groupOf = (id: string): string => id.split("/").slice(0, 5).join("/");

/** The last name in an id. */
export const lastName = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

/** `Microsoft.Network/virtualNetworks/subnets` of a subnet's id. */
export function armTypeOf(id: string): string {
  const [namespace = "", ...rest] = id.split("/providers/")[1]?.split("/") ?? [];
  return [namespace, ...rest.filter((_, i) => i % 2 === 0)].join("/");
}

/** The id without its last kind and name: a subnet's virtual network. */
export const parentOf = (id: string): string => id.split("/").slice(0, -2).join("/");

/** Ids are compared without regard to case. */
export const sameId = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();

/** The `id` of a reference such as `{ id: … }`. */
export const referredId = (reference: Props): string | undefined => asString(reference.id);
