import { armType } from "../arm/armType";
import { signedIn } from "../arm/identity";
import { tokens } from "../tokens";
import type { ResourceType } from "../../providers/resourceType";

/**
 * An identity that resources act with.
 *
 * Sources: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview; names in
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftmanagedidentity
 */
export const userAssignedIdentity: ResourceType = armType({
  token: tokens.userAssignedIdentity,
  armType: "Microsoft.ManagedIdentity/userAssignedIdentities",
  apiVersion: "2023-01-31",
  nameProperty: "resourceName",
  nameRule: {
    code: "InvalidResourceName",
    shortest: 3,
    longest: 128,
    pattern: /^[A-Za-z0-9][\w-]*$/,
    rule: "It must start with a letter or a digit and can have letters, digits, hyphens and underscores.",
  },
  inputs: {},
  replaces: ["location"],
  regional: true,
  computed: ["clientId", "principalId", "systemData", "tenantId"],
  durations: { create: 5, update: 3, delete: 5 },
  create: ({ config, draws, now }) => ({
    clientId: draws.uuid("client"),
    principalId: draws.uuid("principal"),
    tenantId: config.tenantId ?? signedIn.tenantId,
    systemData: { createdAt: now, createdBy: signedIn.clientId, createdByType: "Application" },
  }),
});
