import type { Problems } from "../../problems";
import type { KeyStorage } from "./args";
import { storedKeyNameProblem } from "./names";

const stores: readonly (keyof KeyStorage)[] = ["aws", "gcp", "azure"];

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
  problems.unknownKeys(storage, stores, `${path}.`);
  const { azure } = storage as Partial<Record<keyof KeyStorage, Partial<Record<string, unknown>>>>;
  for (const key of azure === undefined ? [] : ["resourceGroupName", "vaultName"]) {
    if (azure?.[key] === undefined) {
      problems.add(`${path}.azure.${key}`, "is missing: give the vault's");
    }
  }
  for (const cloud of stores.filter((each) => storage[each] !== undefined)) {
    const problem = storedKeyNameProblem(name, cloud);
    if (problem !== undefined) {
      problems.add("name", problem);
    }
  }
}
