import type { Problems } from "../../problems";
import type { MultiCloudLoadBalancerArgs } from "../args";
import type { Settings } from "./reaches";

const path = "frontEnd.gcp.subnets";

/** Adds what is wrong with the subnets that an internal balancer has its addresses in. */
export function checkSubnets(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  { frontEnd, facts, region }: Settings,
): void {
  const { subnets } = frontEnd;
  if (!facts.internal) {
    if (subnets !== undefined) {
      problems.add(path, `has no effect with reach "${frontEnd.reach}": leave it out`);
    }
    return;
  }
  if (!Array.isArray(subnets) || subnets.length === 0) {
    problems.add(
      path,
      `is missing: give the key of a subnet of networks.gcp.subnets that the balancer has its address in`,
    );
    return;
  }
  if (facts.regional && subnets.length > 1) {
    problems.add(
      path,
      `has ${subnets.length} subnets, a regional balancer takes one: remove ${subnets.length - 1}, or take reach "cross-region-internal"`,
    );
  }
  checkRegions(problems, args, subnets, facts.regional ? region : undefined);
}

function checkRegions(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  keys: readonly string[],
  only: string | undefined,
): void {
  const known = args.networks.gcp?.subnets ?? {};
  const taken = new Map<string, string>();
  for (const [index, key] of keys.entries()) {
    const subnet = Object.hasOwn(known, key) ? known[key] : undefined;
    const at = `${path}[${index}]`;
    if (subnet === undefined) {
      const all = Object.keys(known).join(", ");
      problems.add(
        at,
        `"${key}" is no key of networks.gcp.subnets: use one of ${all || "those, and give some"}`,
      );
      continue;
    }
    if (only !== undefined) {
      if (only !== "" && subnet.region !== undefined && subnet.region !== only) {
        problems.add(
          at,
          `"${key}" is in ${subnet.region}, the balancer in ${only} by its zone: take a subnet there`,
        );
      }
    } else if (subnet.region === undefined) {
      problems.add(
        at,
        `"${key}" has no region of its own: give networks.gcp.subnets.${key}.region, as it must be known when the program runs`,
      );
    } else {
      const twin = taken.get(subnet.region);
      if (twin !== undefined) {
        problems.add(at, `"${key}" is in ${subnet.region}, as "${twin}": one subnet a region, remove one`);
      }
      taken.set(subnet.region, key);
    }
  }
}
