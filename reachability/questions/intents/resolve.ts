import type { Endpoint } from "../../model";
import type { SolvedEstate } from "../../trace";
import { select } from "./select";
import type { IntentProblem, ReadIntent } from "./types";

/** An intent, and the hosts that it is about. */
export interface ResolvedIntent {
  readonly intent: ReadIntent;
  readonly from: readonly Endpoint[];
  readonly to: readonly Endpoint[];
}

/** Finds the hosts that intents are about, and all names that nothing has. */
export function resolveIntents(
  estate: SolvedEstate,
  intents: readonly ReadIntent[],
): { readonly resolved: readonly ResolvedIntent[]; readonly problems: readonly IntentProblem[] } {
  const problems: IntentProblem[] = [];
  const resolved = intents.map((intent) => {
    const { path, line, expect } = intent;
    const hosts = (property: "from" | "to"): readonly Endpoint[] => {
      const found = new Map<string, Endpoint>();
      for (const text of intent[property]) {
        const selected = select(estate, text, expect === "denied");
        if (typeof selected === "string") {
          problems.push({ path: `${path}.${property}`, line, text: selected });
        } else {
          selected.forEach((one) =>
            found.set(`${one.id} ${one.addresses.map((each) => each.text).join()}`, one),
          );
        }
      }
      return [...found.values()];
    };
    return { intent, from: hosts("from"), to: hosts("to") };
  });
  const pairless = resolved.filter(({ from, to }) => from.length > 0 && to.length > 0 && !hasPair(from, to));
  for (const { intent } of pairless) {
    const text = "from and to are the same one host: name another";
    problems.push({ path: `${intent.path}.to`, line: intent.line, text });
  }
  return { resolved, problems };
}

/** Whether there is a pair of two different hosts. */
export function hasPair(from: readonly { id: string }[], to: readonly { id: string }[]): boolean {
  return from.some((one) => to.some(({ id }) => id !== one.id));
}
