import { analyse, type Failures, type Resource } from "../../../reachability";
import { type Answers, type Balancer, healthOf, readBalancers } from "../../../traffic";

/** The balancers of resources, as they are read. */
export function balancersIn(resources: readonly Resource[]): readonly Balancer[] {
  return readBalancers(resources, analyse(resources));
}

/** Of each target its name, and `healthy` or why it is not. */
export function verdicts(
  resources: readonly Resource[],
  options: { readonly answers?: Answers; readonly lost?: Failures } = {},
): Record<string, string> {
  const whole = analyse(resources);
  const analysis = options.lost ? whole.without(options.lost) : whole;
  const all = readBalancers(resources, whole)
    .flatMap((balancer) => healthOf(balancer, analysis, options.answers))
    .flatMap(({ targets }) => targets);
  return Object.fromEntries(
    all.map(({ target, state, reason }) => [target.name, reason === "" ? state : `${state}: ${reason}`]),
  );
}
