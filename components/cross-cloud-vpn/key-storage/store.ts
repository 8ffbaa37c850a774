import { Secret as AwsSecret, SecretVersion as AwsSecretVersion } from "@pulumi/aws/secretsmanager";
import { Secret as AzureSecret } from "@pulumi/azure-native/keyvault";
import { Secret as GcpSecret, SecretVersion as GcpSecretVersion } from "@pulumi/gcp/secretmanager";
import type { Output } from "@pulumi/pulumi";
import { type ComponentContext, sideOptions } from "../gateway";
import type { JoinedTunnel } from "../join";
import type { Sides } from "../sides";
import { nameInAccount } from "../names";
import type { AwsKeyStorage, AzureKeyStorage, GcpKeyStorage, KeyStorage } from "./args";
import { storedKeyName } from "./names";

/** The ids of one tunnel's key in the stores that were asked for. */
export type StoredKeyIds = Readonly<Partial<Record<keyof KeyStorage, Output<string>>>>;

/** Keeps the preshared key of every tunnel, and answers with the secrets' ids by the tunnel's key. */
export function storeKeys(
  context: ComponentContext,
  sides: Sides,
  storage: KeyStorage,
  tunnels: readonly JoinedTunnel[],
): Readonly<Record<string, StoredKeyIds>> {
  const { aws, gcp, azure } = withSides(storage, sides);
  return Object.fromEntries(
    tunnels.map(({ plan, presharedKey }) => {
      const name = storedKeyName(context.name, plan.key);
      return [
        plan.key,
        {
          ...(aws && { aws: inSecretsManager(context, name, presharedKey, aws) }),
          ...(gcp && { gcp: inSecretManager(context, name, presharedKey, gcp) }),
          ...(azure && { azure: inKeyVault(context, name, presharedKey, azure) }),
        },
      ];
    }),
  );
}

/** A store is where the cloud's side is, unless it says otherwise. */
function withSides({ aws, gcp, azure }: KeyStorage, sides: Sides): KeyStorage {
  return {
    ...(aws && { aws: { region: sides.aws?.region, ...given(sides.aws?.provider), ...aws } }),
    ...(gcp && { gcp: { ...given(sides.gcp?.provider), ...gcp } }),
    ...(azure && { azure: { ...given(sides.azure?.provider), ...azure } }),
  };
}

function given<Provider>(provider: Provider | undefined): { readonly provider?: Provider } {
  return provider === undefined ? {} : { provider };
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html */
const recoveryWindowInDays = 7;

function inSecretsManager(
  { parent, tags }: ComponentContext,
  name: string,
  secretString: Output<string>,
  { region, provider }: AwsKeyStorage,
): Output<string> {
  const opts = sideOptions(parent, provider);
  const description = "Preshared key of a VPN tunnel";
  const secret = new AwsSecret(
    name,
    { region, recoveryWindowInDays, description, tags: { ...tags, Name: name } },
    opts,
  );
  new AwsSecretVersion(name, { region, secretId: secret.id, secretString }, opts);
  return secret.arn;
}

function inSecretManager(
  { parent, tags }: ComponentContext,
  name: string,
  secretData: Output<string>,
  { provider }: GcpKeyStorage,
): Output<string> {
  const opts = sideOptions(parent, provider);
  const secret = new GcpSecret(
    name,
    // Google Cloud's provider makes no names for secrets.
    { secretId: nameInAccount(name), replication: { auto: {} }, ...(tags && { labels: tags }) },
    // A secret's name can be taken once.
    { ...opts, deleteBeforeReplace: true },
  );
  new GcpSecretVersion(name, { secret: secret.id, secretData }, opts);
  return secret.id;
}

function inKeyVault(
  { parent, tags }: ComponentContext,
  name: string,
  value: Output<string>,
  { resourceGroupName, vaultName, provider }: AzureKeyStorage,
): Output<string> {
  const secret = new AzureSecret(
    name,
    {
      resourceGroupName,
      vaultName,
      properties: { value, contentType: "Preshared key of a VPN tunnel" },
      tags,
    },
    {
      ...sideOptions(parent, provider),
      // The provider does not mark the value itself.
      additionalSecretOutputs: ["properties"],
    },
  );
  return secret.id;
}
