import { operationsTokens } from "./tokens";
import { armType, type ArmCheck, type ArmOperation } from "../arm/armType";
import { ArmError } from "../arm/error";
import { lastName } from "../arm/ids";
import { asList, asNumber, asObject, asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Source: https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/create-or-update#secretpermissions */
const secretPermissions = ["all", "backup", "delete", "get", "list", "purge", "recover", "restore", "set"];

/**
 * A vault for secrets. What Azure keeps of a deleted vault for its soft-delete retention is not simulated: its name is
 * free at once.
 *
 * https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/create-or-update
 */
export const vault: ResourceType = armType({
  token: operationsTokens.vault,
  armType: "Microsoft.KeyVault/vaults",
  apiVersion: "2024-11-01",
  nameProperty: "vaultName",
  nameRule: {
    code: "VaultNameNotValid",
    shortest: 3,
    longest: 24,
    pattern: /^[A-Za-z](?!.*--)[A-Za-z0-9-]*[A-Za-z0-9]$/,
    rule: "The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens.",
  },
  inputs: {
    "properties!": {
      accessPolicies: [
        {
          applicationId: "unsimulated string",
          "objectId!": "string",
          "permissions!": {
            certificates: ["string"],
            keys: ["string"],
            secrets: ["string"],
            storage: ["string"],
          },
          "tenantId!": "string",
        },
      ],
      createMode: "string",
      enablePurgeProtection: "boolean",
      enableRbacAuthorization: "boolean",
      enableSoftDelete: "boolean",
      enabledForDeployment: "boolean",
      enabledForDiskEncryption: "boolean",
      enabledForTemplateDeployment: "boolean",
      networkAcls: "unsimulated object",
      publicNetworkAccess: "string",
      "sku!": { "family!": "string", "name!": "string" },
      softDeleteRetentionInDays: "number",
      "tenantId!": "string",
    },
  },
  regional: true,
  computed: [],
  enriches: { properties: ["hsmPoolResourceId", "provisioningState", "vaultUri"] },
  durations: { create: 20, update: 10, delete: 10 },
  check(context) {
    checkSku(context);
    checkProtection(context);
    checkIdentities(context);
  },
  create(context) {
    requireFreeName(context);
    return shown(context);
  },
  update: shown,
});

function checkSku({ inputs, refuse }: ArmCheck): void {
  const { sku, createMode, publicNetworkAccess } = asObject(inputs.properties);
  const { family, name } = asObject(sku);
  const choices: readonly (readonly [string, typeof family, readonly string[]])[] = [
    ["sku.family", family, ["A"]],
    ["sku.name", name, ["standard", "premium"]],
    ["createMode", createMode, ["default"]],
    ["publicNetworkAccess", publicNetworkAccess, ["enabled", "disabled"]],
  ];
  for (const [path, value, values] of choices) {
    if (typeof value === "string" && !values.includes(path.startsWith("sku") ? value : value.toLowerCase())) {
      refuse(
        `properties.${path}`,
        "BadRequest",
        `${path} '${value}' is not known or not simulated; use ${values.join(" or ")}.`,
      );
    }
  }
}

/** Source: https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview */
function checkProtection({ inputs, refuse }: ArmCheck): void {
  const properties = asObject(inputs.properties);
  for (const [property, what] of [
    ["enablePurgeProtection", "purge protection"],
    ["enableSoftDelete", "soft delete"],
  ] as const) {
    if (properties[property] === false) {
      refuse(
        `properties.${property}`,
        "BadRequest",
        `The property "${property}" cannot be set to false. Enabling the ${what} for a vault is an irreversible action.`,
      );
    }
  }
  const days = asNumber(properties.softDeleteRetentionInDays);
  if (days !== undefined && (!Number.isInteger(days) || days < 7 || days > 90)) {
    refuse(
      "properties.softDeleteRetentionInDays",
      "BadRequest",
      `softDeleteRetentionInDays must be 7 to 90, got ${days}.`,
    );
  }
}

/** Source: the documentation of `accessPolicies` in the REST reference */
function checkIdentities({ inputs, refuse }: ArmCheck): void {
  const properties = asObject(inputs.properties);
  const tenant = asString(properties.tenantId);
  if (tenant !== undefined && !guid.test(tenant)) {
    refuse("properties.tenantId", "BadRequest", `tenantId '${tenant}' is not a GUID.`);
  }
  const { enableRbacAuthorization: roles, accessPolicies } = properties;
  if (inputs.properties !== UNKNOWN && roles !== true && roles !== UNKNOWN && accessPolicies === undefined) {
    refuse(
      "properties.accessPolicies",
      "BadRequest",
      "The parameter accessPolicies is not specified; give a list, which may be empty, or enableRbacAuthorization.",
    );
  }
  asList(accessPolicies)
    .map(asObject)
    .forEach(({ tenantId, permissions }, i) => {
      const path = `properties.accessPolicies[${i}]`;
      const other = asString(tenantId);
      if (tenant !== undefined && other !== undefined && other !== tenant) {
        refuse(
          `${path}.tenantId`,
          "BadRequest",
          `All identities of access policies must be of the vault's tenant ${tenant}, got ${other}.`,
        );
      }
      const unknown = asStrings(asObject(permissions).secrets).find(
        (permission) => !secretPermissions.includes(permission.toLowerCase()),
      );
      if (unknown !== undefined) {
        refuse(
          `${path}.permissions.secrets`,
          "BadRequest",
          `'${unknown}' is not one of ${secretPermissions.join(", ")}.`,
        );
      }
    });
}

/** Names of vaults are global. */
function requireFreeName({ world, id }: ArmOperation): void {
  const name = lastName(id).toLowerCase();
  if (world.all(operationsTokens.vault).some((other) => lastName(other.id).toLowerCase() === name)) {
    throw new ArmError(
      409,
      "VaultAlreadyExists",
      `The vault name '${lastName(id)}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`,
    );
  }
}

function shown({ inputs, id }: ArmOperation): Props {
  return {
    properties: {
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      ...asObject(inputs.properties),
      provisioningState: "Succeeded",
      vaultUri: `https://${lastName(id).toLowerCase()}.vault.azure.net/`,
    },
  };
}
