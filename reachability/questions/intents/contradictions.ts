import { overlaps } from "../../../addressing";
import type { Endpoint } from "../../model";
import { hasPair, type ResolvedIntent } from "./resolve";
import type { IntentProblem } from "./types";

/** Intents that want different things of the same traffic. */
export function contradictions(intents: readonly ResolvedIntent[]): IntentProblem[] {
  return intents.flatMap((later, index) =>
    intents.slice(0, index).flatMap((earlier) => {
      const shared = sharedPair(earlier, later);
      if (!disagree(earlier, later) || !shareTraffic(earlier, later) || shared === undefined) {
        return [];
      }
      const { intent } = later;
      const { intent: other } = earlier;
      const both = `${shared.from.name} to ${shared.to.name}`;
      const text =
        `${JSON.stringify(intent.expect)} contradicts ${JSON.stringify(other.expect)} of ${other.path} ` +
        `(${other.name}): both are about ${both}; narrow one of them`;
      return [{ path: `${intent.path}.expect`, line: intent.line, text }];
    }),
  );
}

/** What is redundant is allowed as well. */
function disagree(a: ResolvedIntent, b: ResolvedIntent): boolean {
  const [one, other] = [a, b].map(({ intent: { expect } }) => (expect === "redundant" ? "allowed" : expect));
  return one !== other;
}

function shareTraffic({ intent: a }: ResolvedIntent, { intent: b }: ResolvedIntent): boolean {
  return (
    (a.protocol === "any" || b.protocol === "any" || a.protocol === b.protocol) &&
    (a.ports.length === 0 ||
      b.ports.length === 0 ||
      a.ports.some((one) => b.ports.some(({ first, last }) => one.first <= last && first <= one.last)))
  );
}

function sharedPair(a: ResolvedIntent, b: ResolvedIntent): { from: Endpoint; to: Endpoint } | undefined {
  const from = shared(a.from, b.from);
  const to = shared(a.to, b.to);
  if (!hasPair(from, to)) {
    return undefined;
  }
  const [one] = from.filter(({ id }) => to.some((other) => other.id !== id));
  const other = to.find(({ id }) => id !== one?.id);
  return one && other && { from: one, to: other };
}

function shared(a: readonly Endpoint[], b: readonly Endpoint[]): readonly Endpoint[] {
  const byId = new Map(b.map((one) => [one.id, one]));
  return a.filter(({ id, addresses }) => {
    const other = byId.get(id);
    return other?.addresses.some((theirs) => addresses.some((own) => overlaps(own, theirs)));
  });
}
