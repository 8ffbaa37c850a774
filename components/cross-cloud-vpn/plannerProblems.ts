import { AddressPlanError } from "../../addressing/addressPlan";
import type { Problems } from "../problems";

/** What the address planner calls by another name than the arguments do. */
const argumentNames: readonly (readonly [RegExp, string])[] = [
  [/^slot$/, "insideCidrSlot"],
  [/^used/, "usedInsideCidrs"],
];

/**
 * Everything that the address planners answer with.
 *
 * @throws {AddressPlanError} with the problems of all of them, each once.
 */
export function allPlanned<Plan>(planners: readonly (() => Plan)[]): Plan[] {
  const problems = new Set<string>();
  const plans = planners.flatMap((plan) => {
    try {
      return [plan()];
    } catch (error) {
      if (!(error instanceof AddressPlanError)) {
        throw error;
      }
      error.problems.forEach((problem) => problems.add(problem));
      return [];
    }
  });
  if (problems.size > 0) {
    throw new AddressPlanError([...problems]);
  }
  return plans;
}

/** A plan, or the address planner's problems added under a path. */
export function plannedOrProblems<Plan>(problems: Problems, plan: () => Plan, path = ""): Plan | undefined {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof AddressPlanError)) {
      throw error;
    }
    for (const problem of error.problems) {
      const [argument = "", ...text] = problem.split(": ");
      const name = argumentNames.reduce((renamed, [from, to]) => renamed.replace(from, to), argument);
      problems.add(`${path}${name}`, text.join(": "));
    }
    return undefined;
  }
}
