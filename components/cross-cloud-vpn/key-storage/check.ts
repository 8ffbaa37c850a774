import type { Problems } from "../../problems";
import type { KeyStorage } from "./args";

/** Adds what is wrong with where keys are to be kept. */
export function checkKeyStorage(
  problems: Problems,
  path: string,
  name: string,
  storage: KeyStorage | undefined,
): void {
  if (storage === undefined) {
    return;
  }
  problems.unknownKeys(storage, ["aws", "gcp", "azure"], `${path}.`);
  const { azure } = storage as Partial<Record<keyof KeyStorage, Partial<Record<string, unknown>>>>;
  for (const key of azure === undefined ? [] : ["resourceGroupName", "vaultName"]) {
    if (azure?.[key] === undefined) {
      problems.add(`${path}.azure.${key}`, "is missing: give the vault's");
    }
  }
  // https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#object-identifiers
  if (azure !== undefined && !/^[0-9a-zA-Z-]+$/.test(name)) {
    problems.add(
      "name",
      `"${name}" is no part of the name of a Key Vault secret: use letters, digits and "-"`,
    );
  }
}
