import type { Input, ProviderResource } from "@pulumi/pulumi";

/** Where copies of the preshared keys are kept, besides Pulumi's encrypted state: one secret for every tunnel. */
export interface KeyStorage {
  /** AWS Secrets Manager, $0.40 a month for each. A deleted one can be restored for 7 days. */
  readonly aws?: AwsKeyStorage;
  /** Google Secret Manager, in all regions. */
  readonly gcp?: GcpKeyStorage;
  /** An existing Azure Key Vault. */
  readonly azure?: AzureKeyStorage;
}

export interface AwsKeyStorage {
  /** @default - that of the AWS side, or the AWS provider's */
  readonly region?: Input<string | undefined>;
  /** @default - that of the AWS side, or the component's */
  readonly provider?: ProviderResource;
}

export interface GcpKeyStorage {
  /** @default - that of the Google Cloud side, or the component's */
  readonly provider?: ProviderResource;
}

export interface AzureKeyStorage {
  /** The resource group of the vault. */
  readonly resourceGroupName: Input<string>;
  /**
   * The vault. Who runs Pulumi must be allowed to set and delete its secrets.
   * https://learn.microsoft.com/azure/key-vault/general/rbac-guide
   */
  readonly vaultName: Input<string>;
  /** @default - that of the Azure side, or the component's */
  readonly provider?: ProviderResource;
}
