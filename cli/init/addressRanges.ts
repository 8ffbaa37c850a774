import { type Cidr, contains, nthSubnet, overlaps, parseCidr, parseCidrOrReport } from "../../addressing";
import type { Answers } from "./answers";
import type { Cloud } from "./clouds";
import type { Stack } from "./stacks";

/** Of each network; a stack has so many of a cloud's range as fit in its half. */
const networkPrefixLength = 16;

/** Holds a hub of every segment, of either kind. */
const azureHubPrefixLength = 20;

/** What the hubs have routes for, and so can join. RFC 1918 section 3. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(parseCidr);

/** A range and what it is given as. */
export interface GivenRange {
  readonly cloud: Cloud;
  readonly flag: string;
  readonly text: string;
}

/** All that is wrong with the ranges of the clouds, of which each is to have so many networks in each stack. */
export function rangeProblems(given: readonly GivenRange[], spokes: number): string[] {
  const problems: string[] = [];
  const read: (GivenRange & { readonly cidr: Cidr })[] = [];
  for (const range of given) {
    const report = (problem: string): void => {
      problems.push(`${range.flag}: ${problem}`);
    };
    const cidr = parseCidrOrReport(range.text, report);
    if (cidr === undefined) {
      continue;
    }
    if (!privateRanges.some((all) => contains(all, cidr))) {
      const ranges = privateRanges.map(({ text }) => text).join(", ");
      report(`${cidr.text} is not private: take a range inside one of ${ranges}`);
    } else {
      roomProblem(range.cloud, cidr, spokes).forEach(report);
    }
    for (const other of read.filter((one) => overlaps(one.cidr, cidr))) {
      report(`${cidr.text} overlaps ${other.cidr.text} of ${other.flag}: give each cloud a range of its own`);
    }
    read.push({ ...range, cidr });
  }
  return problems;
}

function roomProblem(cloud: Cloud, cidr: Cidr, spokes: number): string[] {
  // Azure's hubs take the last /20 of a stack's half, so no network may have the /16 around it.
  const wanted = spokes + (cloud === "azure" ? 1 : 0);
  const longest = networkPrefixLength - 1 - Math.ceil(Math.log2(wanted));
  if (cidr.prefixLength <= longest) {
    return [];
  }
  const hubs = cloud === "azure" ? " and its hubs" : "";
  return [
    `${cidr.text} has no room for ${spokes} networks of /${networkPrefixLength}${hubs} in each of dev and prod: give a ` +
      `/${longest} or larger`,
  ];
}

/** The ranges of a stack, none of which another stack has. */
export interface StackRanges {
  /** What holds all networks of a cloud, and nothing of another stack. */
  cloud(cloud: Cloud): string;
  /** The network `index` of a cloud, from 0 on. */
  network(cloud: Cloud, index: number): string;
  /** What the hubs in Azure are taken from. */
  readonly azureHub: string;
}

/** The development stack has the lower half of each cloud's range and the production stack the upper half. */
export function stackRanges({ ranges }: Pick<Answers, "ranges">, stack: Stack): StackRanges {
  const halfOf = (cloud: Cloud): Cidr => {
    const all = parseCidr(ranges[cloud]);
    return nthSubnet(all, all.prefixLength + 1, stack === "dev" ? 0 : 1);
  };
  return {
    cloud: (cloud) => halfOf(cloud).text,
    network: (cloud, index) => nthSubnet(halfOf(cloud), networkPrefixLength, index).text,
    get azureHub() {
      const half = halfOf("azure");
      const count = 2 ** (azureHubPrefixLength - half.prefixLength);
      return nthSubnet(half, azureHubPrefixLength, count - 1).text;
    },
  };
}
