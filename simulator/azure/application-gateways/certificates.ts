import { partsOf } from "./parts";
import { eachItem } from "../arm/checks";
import type { ArmCheck, ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, parentOf } from "../arm/ids";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import { asList, asObject, asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Source: https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#object-identifiers */
const secretUri =
  /^https:\/\/([A-Za-z0-9-]{3,24})\.vault\.azure\.net(?::443)?\/secrets\/([A-Za-z0-9-]{1,127})(?:\/[0-9a-f]*)?\/?$/;

/**
 * Certificates are those of a key vault, which the gateway reads as a user-assigned identity.
 *
 * Source: https://learn.microsoft.com/azure/application-gateway/key-vault-certs
 */
export function checkCertificates({ inputs, refuse }: ArmCheck): void {
  const certificates = partsOf(inputs, "sslCertificates");
  eachItem(inputs.sslCertificates, "sslCertificates", ({ keyVaultSecretId }, item) => {
    const path = `${item}.keyVaultSecretId`;
    if (keyVaultSecretId === undefined) {
      refuse(
        path,
        "BadRequest",
        "A certificate must have its keyVaultSecretId; certificates as data are not simulated.",
      );
    }
    if (typeof keyVaultSecretId === "string" && !secretUri.test(keyVaultSecretId)) {
      refuse(
        path,
        "ApplicationGatewayKeyVaultSecretException",
        `'${keyVaultSecretId}' is not the identifier of a secret, such as https://shop.vault.azure.net/secrets/tls.`,
      );
    }
  });
  if (certificates.length > 0 && inputs.identity === undefined && inputs.sslCertificates !== UNKNOWN) {
    refuse(
      "identity",
      "BadRequest",
      "A gateway that reads certificates from a key vault must have a user-assigned identity.",
    );
  }
}

/** Source of the code: https://learn.microsoft.com/troubleshoot/azure/application-gateway/ (deployment failures) */
export function requireCertificates(
  { world, id, inputs }: ArmOperation,
  identities: readonly WorldRecord[],
): void {
  for (const certificate of partsOf(inputs, "sslCertificates")) {
    const problem = secretProblem(world, asString(certificate.keyVaultSecretId) ?? "", identities);
    if (problem !== undefined) {
      throw badRequest(
        "ApplicationGatewayKeyVaultSecretException",
        `Problem occured while accessing and validating KeyVault Secrets associated with Application Gateway '${id}': ${problem}`,
      );
    }
  }
}

function secretProblem(
  world: WorldView,
  uri: string,
  identities: readonly WorldRecord[],
): string | undefined {
  const [, vaultName = "", secretName = ""] = secretUri.exec(uri) ?? [];
  const vault = world
    .all(tokens.vault)
    .find(({ id }) => lastName(id).toLowerCase() === vaultName.toLowerCase());
  if (!vault) {
    return `there is no key vault '${vaultName}'.`;
  }
  if (!identities.some(({ outputs }) => mayRead(vault.inputs, asString(outputs.principalId) ?? ""))) {
    return `the identity of the gateway does not have secrets get permission on key vault '${vaultName}'.`;
  }
  const secret = findById(world, tokens.secret, `${vault.id}/secrets/${secretName}`);
  return secret && parentOf(secret.id) === vault.id
    ? undefined
    : `key vault '${vaultName}' has no secret '${secretName}'.`;
}

/** With roles instead of access policies the identity is taken to hold the right one. */
function mayRead(vault: Props, principal: string): boolean {
  const { enableRbacAuthorization, accessPolicies } = asObject(vault.properties);
  const granted = asList(accessPolicies)
    .map(asObject)
    .filter(({ objectId }) => objectId === principal)
    .flatMap(({ permissions }) => asStrings(asObject(permissions).secrets))
    .map((permission) => permission.toLowerCase());
  return enableRbacAuthorization === true || granted.includes("get") || granted.includes("all");
}
