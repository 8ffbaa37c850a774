import type { Problems } from "../problems";
import type { LocalityArgs, MultiCloudLoadBalancerArgs, StickinessArgs } from "./args";
import { cloudsIn, type LoadBalancerCloud } from "./clouds";
import type { FrontEndLimits, LimitedArgument, Range } from "./frontEnd";
import { checkNumber } from "./numbers";

/** Checks how requests are shared among targets: weights, locality, stickiness, slow start, draining and zones. */
export function checkSharing(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  frontEnd: LoadBalancerCloud,
  limits: FrontEndLimits,
): void {
  checkWeights(problems, args, limits);
  checkLocality(problems, args, frontEnd, limits);
  checkStickiness(problems, args.stickiness, limits);
  checkSeconds(problems, "slowStartSeconds", args.slowStartSeconds, limits);
  checkSeconds(problems, "drainingSeconds", args.drainingSeconds, limits);
  const { crossZone } = args;
  if (crossZone !== undefined && typeof crossZone !== "boolean") {
    problems.add("crossZone", "must be plain: give true or false");
  } else if (crossZone !== undefined && !limits.crossZone.includes(crossZone)) {
    refuse(problems, "crossZone", "crossZone", `can't be ${crossZone} with ${limits.label} here`, limits);
  }
}

function checkWeights(
  problems: Problems,
  { backends, locality }: MultiCloudLoadBalancerArgs,
  limits: FrontEndLimits,
) {
  const clouds = cloudsIn(backends);
  const weighted = clouds.filter((cloud) => backends[cloud]?.weight !== undefined);
  const [first] = weighted;
  if (first === undefined) {
    return;
  }
  if (limits.largestWeight === undefined) {
    refuse(problems, `backends.${first}.weight`, "weight", `${limits.label} has no weights`, limits);
    return;
  }
  const range = { minimum: 0, maximum: limits.largestWeight };
  for (const cloud of weighted) {
    const path = `backends.${cloud}.weight`;
    checkNumber(problems, path, backends[cloud]?.weight, range, `the weights of ${limits.label}`);
  }
  for (const cloud of clouds.filter((each) => !weighted.includes(each))) {
    problems.add(
      `backends.${cloud}.weight`,
      `is missing, while backends.${first} has one: give it to all or none`,
    );
  }
  if (weighted.every((cloud) => backends[cloud]?.weight === 0)) {
    problems.add("backends", "all weights are 0, so that no target gets a request: give one of them more");
  }
  if (locality !== undefined) {
    problems.add("locality", "and weights say two different things: leave out one of the two");
  }
}

const localityArguments: readonly (keyof LocalityArgs)[] = ["prefer", "spillOverPercent"];

function checkLocality(
  problems: Problems,
  { locality, backends }: MultiCloudLoadBalancerArgs,
  frontEnd: LoadBalancerCloud,
  limits: FrontEndLimits,
): void {
  if (locality === undefined) {
    return;
  }
  if (limits.locality === undefined) {
    refuse(problems, "locality", "locality", `${limits.label} prefers no targets`, limits);
    return;
  }
  problems.unknownKeys(locality, localityArguments, "locality.");
  const prefer: unknown = locality.prefer;
  if (prefer !== "own-cloud") {
    problems.add("locality.prefer", `${String(prefer)} is not what can be preferred: use "own-cloud"`);
  }
  if (backends[frontEnd] === undefined || cloudsIn(backends).length < 2) {
    problems.add("locality", `needs targets both in backends.${frontEnd} and in another cloud: leave it out`);
  }
  const { spillOverPercent } = locality;
  if (spillOverPercent !== undefined) {
    const path = "locality.spillOverPercent";
    checkOptional(
      problems,
      path,
      "spillOverPercent",
      spillOverPercent,
      limits.locality.spillOverPercent,
      limits,
    );
  }
}

function checkStickiness(
  problems: Problems,
  stickiness: StickinessArgs | undefined,
  limits: FrontEndLimits,
): void {
  if (stickiness === undefined) {
    return;
  }
  if (limits.stickiness === undefined) {
    refuse(problems, "stickiness", "stickiness", `${limits.label} keeps no client at a target`, limits);
    return;
  }
  problems.unknownKeys(stickiness, ["seconds"], "stickiness.");
  const { seconds } = stickiness;
  if (seconds !== undefined) {
    checkOptional(
      problems,
      "stickiness.seconds",
      "stickinessSeconds",
      seconds,
      limits.stickiness.seconds,
      limits,
    );
  }
}

function checkSeconds(
  problems: Problems,
  argument: "slowStartSeconds" | "drainingSeconds",
  value: number | undefined,
  limits: FrontEndLimits,
): void {
  if (value !== undefined) {
    checkOptional(problems, argument, argument, value, limits[argument], limits);
  }
}

/** A number that not every front end lets choose. */
function checkOptional(
  problems: Problems,
  path: string,
  argument: LimitedArgument,
  value: unknown,
  range: Range | undefined,
  limits: FrontEndLimits,
): void {
  if (range === undefined) {
    refuse(problems, path, argument, `${limits.label} can't choose it`, limits);
  } else {
    checkNumber(problems, path, value, range, `the limits of ${limits.label}`);
  }
}

function refuse(
  problems: Problems,
  path: string,
  argument: LimitedArgument,
  reason: string,
  limits: FrontEndLimits,
): void {
  problems.add(path, `${reason}: ${limits.instead?.[argument] ?? "leave it out"} (${limits.source})`);
}
