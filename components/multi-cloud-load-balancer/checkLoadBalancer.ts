import type { Resource } from "@pulumi/pulumi";
import { Problems } from "../problems";
import type { MultiCloudLoadBalancerArgs } from "./args";
import { checkFirewalls } from "./checkFirewalls";
import { checkHealthCheck } from "./checkHealthCheck";
import { checkListener } from "./checkListener";
import { checkNetworks, checkSources } from "./checkNetworks";
import { checkSharing } from "./checkSharing";
import { checkTargets } from "./checkTargets";
import { cloudsIn, type LoadBalancerCloud, loadBalancerClouds } from "./clouds";
import { frontEnds } from "./frontEnds";

const argumentNames: readonly (keyof MultiCloudLoadBalancerArgs)[] = [
  "networks",
  "frontEnd",
  "listener",
  "backends",
  "backend",
  "healthCheck",
  "stickiness",
  "slowStartSeconds",
  "drainingSeconds",
  "crossZone",
  "locality",
  "tags",
];

/** Everything that is wrong with the arguments of a balancer. */
export function checkLoadBalancer(
  name: string,
  args: MultiCloudLoadBalancerArgs,
  parent: Resource,
): Problems {
  const problems = new Problems();
  if (!hasParts(problems, args)) {
    return problems;
  }
  problems.unknownKeys(args, argumentNames);
  const frontEnd = chosenFrontEnd(problems, args);
  const limits = frontEnd && frontEnds[frontEnd].limitsOf(args);
  const ranges = checkNetworks(problems, args, frontEnd);
  checkListener(problems, args, frontEnd, limits);
  checkTargets(problems, args, ranges, frontEnd, limits);
  checkFirewalls(problems, name, args);
  if (frontEnd !== undefined && limits !== undefined) {
    checkHealthCheck(problems, args, limits);
    checkSharing(problems, args, frontEnd, limits);
  }
  if (frontEnd !== undefined) {
    checkSources(problems, frontEnd, frontEnds[frontEnd].sourcesOf(args), ranges);
    frontEnds[frontEnd].check({ problems, name, args, parent });
  }
  return problems;
}

/** Whether all is there that the other checks look into. */
function hasParts(problems: Problems, args: MultiCloudLoadBalancerArgs): boolean {
  for (const part of ["networks", "frontEnd", "listener", "backends"] as const) {
    const given: unknown = args[part];
    if (typeof given !== "object" || given === null) {
      problems.add(part, "is missing");
    }
  }
  for (const part of ["backend", "healthCheck", "stickiness", "locality", "tags"] as const) {
    if ((args[part] as unknown) === null) {
      problems.add(part, "is null: leave it out");
    }
  }
  return !problems.found;
}

function chosenFrontEnd(
  problems: Problems,
  { frontEnd }: MultiCloudLoadBalancerArgs,
): LoadBalancerCloud | undefined {
  problems.unknownKeys(frontEnd, loadBalancerClouds, "frontEnd.");
  const [first, second] = cloudsIn(frontEnd);
  if (first === undefined) {
    problems.add("frontEnd", "names no cloud: give exactly one of aws, azure and gcp");
  } else if (second !== undefined) {
    problems.add(
      "frontEnd",
      `names ${cloudsIn(frontEnd).join(" and ")}: a balancer is in one cloud, make one for each and join them with DnsFailover`,
    );
  }
  return second === undefined ? first : undefined;
}
