import type { Problems } from "../../problems";
import type { MultiCloudLoadBalancerArgs } from "../args";
import type { AzureCertificate } from "./args";

const path = "listener.certificate.azure";

/** Adds what is wrong with the certificate: https://learn.microsoft.com/azure/application-gateway/key-vault-certs */
export function checkCertificate(problems: Problems, { listener }: MultiCloudLoadBalancerArgs): void {
  const certificate: Partial<AzureCertificate> | undefined = listener.certificate?.azure;
  if (certificate === undefined || typeof certificate !== "object") {
    return;
  }
  problems.unknownKeys(certificate, ["keyVaultSecretId", "identityId"], `${path}.`);
  const { keyVaultSecretId, identityId } = certificate;
  if (keyVaultSecretId === undefined) {
    problems.add(`${path}.keyVaultSecretId`, "is missing: give the id of a Key Vault secret");
  } else if (
    typeof keyVaultSecretId === "string" &&
    !/^https:\/\/[^/]+\/secrets\/[^/]+(\/[^/]*)?$/.test(keyVaultSecretId)
  ) {
    problems.add(
      `${path}.keyVaultSecretId`,
      `"${keyVaultSecretId}" is no id of a Key Vault secret: give one such as "https://shop.vault.azure.net/secrets/api"`,
    );
  }
  if (identityId === undefined) {
    problems.add(
      `${path}.identityId`,
      "is missing: give the id of a user-assigned managed identity that may read the secret",
    );
  }
}
