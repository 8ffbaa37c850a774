import { alphanumericName } from "./nameRules";
import { operationsTokens } from "./tokens";
import { armType, type ArmCheck, type ArmOperation } from "../arm/armType";
import { ArmError } from "../arm/error";
import { signedIn } from "../arm/identity";
import { lastName, parentOf } from "../arm/ids";
import { findById } from "../arm/references";
import { asList, asObject, asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";
import type { ProviderConfig, ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const mostBytes = 25_600;

/**
 * A secret in a vault. The management API writes it and never answers with its value; it has no way to delete it, so
 * the provider deletes it with the vault's own API, which asks for a permission that writing does not need.
 *
 * https://learn.microsoft.com/rest/api/keyvault/secrets/create-or-update and `keyVaultSecret` in
 * custom_keyvault.go of pulumi-azure-native
 */
export const secret: ResourceType = armType({
  token: operationsTokens.secret,
  armType: "Microsoft.KeyVault/vaults/secrets",
  apiVersion: "2024-11-01",
  nameProperty: "secretName",
  nameRule: alphanumericName(1, 127),
  parent: { token: operationsTokens.vault, nameProperty: "vaultName" },
  inputs: {
    "properties!": {
      attributes: { enabled: "boolean", expires: "number", notBefore: "number" },
      contentType: "string",
      value: "string",
    },
    tags: "map",
  },
  regional: false,
  computed: ["location"],
  credentials: ["properties"],
  enriches: { properties: ["secretUri", "secretUriWithVersion"] },
  durations: { create: 3, update: 3, delete: 3 },
  check: checkValue,
  create: (context) => shown(context, "first"),
  update(context, record) {
    const same = asObject(record.inputs.properties).value === asObject(context.inputs.properties).value;
    const current = asString(asObject(record.outputs.properties).secretUriWithVersion) ?? "";
    return shown(context, `after ${current}`, same ? lastName(current) : undefined);
  },
  delete({ world, config }, { id }) {
    const vault = findById(world, operationsTokens.vault, parentOf(id));
    if (vault) {
      requirePermission(vault, config);
    }
  },
});

/** Source: https://learn.microsoft.com/azure/key-vault/secrets/about-secrets */
function checkValue({ inputs, refuse }: ArmCheck): void {
  const { value } = asObject(inputs.properties);
  if (inputs.properties !== UNKNOWN && value === undefined) {
    refuse("properties.value", "BadParameter", "A secret needs a value.");
  }
  const bytes = typeof value === "string" ? Buffer.byteLength(value) : 0;
  if (bytes > mostBytes) {
    refuse("properties.value", "BadParameter", `The value has ${bytes} bytes; it can have ${mostBytes}.`);
  }
}

/**
 * With access policies one has to grant it; with roles the identity is taken to hold the right one.
 *
 * Source: https://learn.microsoft.com/azure/key-vault/general/assign-access-policy
 */
function requirePermission({ id, inputs }: WorldRecord, config: ProviderConfig): void {
  const { enableRbacAuthorization, accessPolicies } = asObject(inputs.properties);
  const granted = asList(accessPolicies)
    .map(asObject)
    .filter(({ objectId }) => objectId === signedIn.objectId)
    .flatMap(({ permissions }) => asStrings(asObject(permissions).secrets))
    .map((permission) => permission.toLowerCase());
  if (enableRbacAuthorization !== true && !granted.includes("delete") && !granted.includes("all")) {
    throw new ArmError(
      403,
      "Forbidden",
      `The user, group or application 'appid=${signedIn.clientId};oid=${signedIn.objectId};` +
        `iss=https://sts.windows.net/${config.tenantId ?? signedIn.tenantId}/' does not have secrets delete permission on key vault ` +
        `'${lastName(id)};location=${asString(inputs.location) ?? ""}'.`,
    );
  }
}

function shown({ inputs, id, world, draws }: ArmOperation, label: string, version?: string): Props {
  const { attributes, contentType } = asObject(inputs.properties);
  const vault = findById(world, operationsTokens.vault, parentOf(id));
  const secretUri = `https://${lastName(parentOf(id)).toLowerCase()}.vault.azure.net/secrets/${lastName(id)}`;
  return {
    location: vault?.inputs.location ?? null,
    properties: {
      attributes: { enabled: true, ...asObject(attributes) },
      ...(contentType === undefined ? {} : { contentType }),
      secretUri,
      secretUriWithVersion: `${secretUri}/${version ?? draws.hex(`version ${label}`, 32)}`,
    },
  };
}
