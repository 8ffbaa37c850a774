import type { Problems } from "../problems";
import { type KeyArgs, presharedKeyProblem } from "./keys";
import type { LinkPlan } from "./plan";

/** Adds what is wrong with preshared keys of the user's own. */
export function checkKeys(problems: Problems, { presharedKeys, keyRotation }: KeyArgs, plan: LinkPlan): void {
  if (presharedKeys === undefined) {
    return;
  }
  if (keyRotation !== undefined) {
    problems.add(
      "keyRotation",
      "does not go with presharedKeys: change these yourself, one tunnel at a time",
    );
  }
  const keys = plan.tunnels.map(({ key }) => key);
  for (const key of keys.filter((key) => presharedKeys[key] === undefined)) {
    problems.add("presharedKeys", `has none for tunnel ${key}: give one for each of ${keys.join(", ")}`);
  }
  problems.unknownKeys(presharedKeys, keys, "presharedKeys.");
  const plain = Object.entries(presharedKeys).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  for (const [key, value] of plain) {
    const problem = presharedKeyProblem(value);
    if (problem !== undefined) {
      problems.add(`presharedKeys["${key}"]`, problem);
    }
    const twin = plain.find(([, other]) => other === value);
    if (twin !== undefined && twin[0] !== key) {
      problems.add(`presharedKeys["${key}"]`, `is the same as that of ${twin[0]}: give each tunnel its own`);
    }
  }
}
