import type { Analysis } from "../../analysis";
import type { Intents } from "../intents/types";
import { type LosablePart, partsOf } from "./parts";
import { Question, type WhatIf } from "./whatIf";

/** What the loss of one part does. */
export interface SingleFailure extends WhatIf {
  readonly part: Pick<LosablePart, "kind" | "name">;
}

/**
 * What the loss of each single tunnel, connection, gateway, zone and region does; those that do nothing are left out.
 *
 * @example
 * const harmful = anySingleFailure(analysis, intents).filter(({ broken }) => broken.length > 0);
 * expect(harmful.map(({ part }) => part.name)).to.be.empty;
 * @throws {IntentsError} when the intents can't be checked.
 */
export function anySingleFailure(analysis: Analysis, intents: Intents = []): readonly SingleFailure[] {
  const question = new Question(analysis, intents);
  return partsOf(analysis).flatMap(({ kind, name, failures }) => {
    const found = question.answer(failures);
    return Object.values(found).some((each: readonly unknown[]) => each.length > 0)
      ? [{ part: { kind, name }, ...found }]
      : [];
  });
}
