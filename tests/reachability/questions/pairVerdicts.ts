import { type Analysis, type Matrix, matrix, type Outcome } from "../../../reachability";
import type { Traffic } from "../../../reachability/trace";
import { nearnessOf } from "../../../reachability/questions/classes/pairClasses";

/** What a matrix says of each pair, by ids. */
export function matrixVerdicts(
  analysis: Analysis,
  between: "instances" | "subnets",
  { protocol, port }: Traffic,
): Record<string, Outcome> {
  const made = matrix(analysis, { between, protocol, ...(port > 0 && { port }) });
  const members = new Map(made.groups.map((group) => [group.number, group.members]));
  return Object.fromEntries(
    [...made.cells].flatMap(({ from, to, nearness, verdict }) =>
      pairsOf(members.get(from), members.get(to))
        .filter(([one, other]) => nearnessOf(one, other) === nearness)
        .map(([one, other]) => [`${one.id} to ${other.id}`, verdict]),
    ),
  );
}

/** What a trace says of each pair. */
export function tracedVerdicts(
  { estate, tracer }: Analysis,
  between: "instances" | "subnets",
  traffic: Traffic,
): Record<string, Outcome> {
  const wanted = estate.estate.endpoints.filter(
    ({ kind }) => (kind === "any host") === (between === "subnets"),
  );
  return Object.fromEntries(
    pairsOf(wanted, wanted).map(([from, to]) => [
      `${from.id} to ${to.id}`,
      tracer.trace(from, to, traffic).verdict,
    ]),
  );
}

type Members = Matrix["groups"][number]["members"];

function pairsOf(froms: Members = [], tos: Members = []) {
  return froms.flatMap((from) => tos.filter(({ id }) => id !== from.id).map((to) => [from, to] as const));
}
