import { awsAutonameLength, azureAutonameLength } from "../../names";
import { ipv6Suffix } from "../ipVersions";
import { nameInAccount } from "../names";
import type { KeyStorage } from "./args";

/** The name of a tunnel's stored key in Pulumi. */
export function storedKeyName(component: string, tunnel: string): string {
  return `${component}-stored-key-${tunnel}`;
}

/** What a store takes for a secret's name, and the part of it that is made here. */
interface SecretNameRule {
  readonly store: string;
  readonly letters: RegExp;
  readonly allowed: string;
  readonly longest: number;
  readonly nameOf: (storedKeyName: string) => string;
}

const automatic = (name: string): string => name;

const rules: Readonly<Record<keyof KeyStorage, SecretNameRule>> = {
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
  aws: {
    store: "AWS Secrets Manager",
    letters: /^[A-Za-z0-9/_+=.@-]+$/,
    allowed: "letters, digits and /_+=.@-",
    longest: 512 - awsAutonameLength,
    nameOf: automatic,
  },
  // https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets/create
  gcp: {
    store: "Google Secret Manager",
    letters: /^[A-Za-z0-9_-]+$/,
    allowed: "letters, digits, _ and -",
    longest: 255,
    nameOf: nameInAccount,
  },
  // https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#object-identifiers
  azure: {
    store: "Azure Key Vault",
    letters: /^[A-Za-z0-9-]+$/,
    allowed: "letters, digits and -",
    longest: 127 - azureAutonameLength,
    nameOf: automatic,
  },
};

/** What is wrong with a component's name for the secrets of a store, or undefined. */
export function storedKeyNameProblem(component: string, cloud: keyof KeyStorage): string | undefined {
  const { store, letters, allowed, longest, nameOf } = rules[cloud];
  if (!letters.test(component)) {
    return `"${component}" is no part of a secret's name in ${store}: use ${allowed}`;
  }
  // No tunnel's key is longer.
  const name = nameOf(storedKeyName(component, `0-1${ipv6Suffix}`));
  return name.length > longest
    ? `"${name}" has ${name.length} characters, ${store} takes ${longest}: shorten it by ${name.length - longest}`
    : undefined;
}
