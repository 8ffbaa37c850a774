import { type Cidr, contains, overlaps, parseCidrOrReport } from "../../addressing/cidr";
import { cloudNames } from "../cross-cloud-vpn/clouds";
import type { LocatedCidr, Problems } from "../problems";
import type { MultiCloudLoadBalancerArgs } from "./args";
import { cloudsIn, type LoadBalancerCloud, loadBalancerClouds } from "./clouds";
import { networkRanges, rangesArguments } from "./networkRanges";
import type { TrafficSource } from "./plan";

/** A range and the cloud whose network has it. */
export interface NetworkRange extends LocatedCidr {
  readonly cloud: LoadBalancerCloud;
}

/** Reads the ranges of all networks; those of two networks must not overlap, or nothing could tell whose a target is. */
export function checkNetworks(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  frontEnd: LoadBalancerCloud | undefined,
): NetworkRange[] {
  problems.unknownKeys(args.networks, loadBalancerClouds, "networks.");
  if (frontEnd !== undefined && args.networks[frontEnd] === undefined) {
    problems.add(
      `networks.${frontEnd}`,
      `is missing: the balancer is in ${cloudNames[frontEnd]} and needs a network there`,
    );
  }
  const ranges: NetworkRange[] = [];
  for (const cloud of cloudsIn(args.networks)) {
    const path = `networks.${cloud}.${rangesArguments[cloud]}`;
    for (const range of problems.ipv4Cidrs(path, networkRanges(args, cloud))) {
      const other = ranges.find((each) => each.cloud !== cloud && overlaps(each.cidr, range.cidr));
      if (other !== undefined) {
        problems.add(
          range.path,
          `"${range.cidr.text}" overlaps ${other.path} ${other.cidr.text}: no route can tell them apart, give one of them other addresses`,
        );
      }
      ranges.push({ ...range, cloud });
    }
  }
  return ranges;
}

/** What the balancer sends from must not be another network's: its answers would stay there. */
export function checkSources(
  problems: Problems,
  frontEnd: LoadBalancerCloud,
  sources: readonly TrafficSource[],
  ranges: readonly NetworkRange[],
): void {
  const others = ranges.filter(({ cloud }) => cloud !== frontEnd);
  const own = ranges.filter(({ cloud }) => cloud === frontEnd);
  for (const { cidr: text, why } of sources) {
    // What is wrong with the text itself, the front end's own checks tell.
    const cidr = parseCidrOrReport(text, () => undefined);
    const other = cidr && others.find((range) => overlaps(range.cidr, cidr));
    if (cidr !== undefined && other !== undefined && !inOne(own, cidr)) {
      problems.add(
        `frontEnd.${frontEnd}`,
        `${why}, ${text}, overlaps ${other.path} ${other.cidr.text}, whose answers would never come back: give it other addresses`,
      );
    }
  }
}

/** Inside its own network a source overlaps what the network overlaps, which is told already. */
function inOne(ranges: readonly NetworkRange[], cidr: Cidr): boolean {
  return ranges.some((range) => contains(range.cidr, cidr));
}
