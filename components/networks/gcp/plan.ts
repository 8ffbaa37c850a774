import { type Cidr, nthSubnet, parseCidr } from "../../../addressing/cidr";
import type { GcpNetworkArgs, GcpSubnetArgs } from "./args";

/** What a GcpNetwork consists of. */
export interface GcpNetworkPlan {
  readonly subnets: readonly GcpSubnetPlan[];
  /** All primary and secondary ranges of the subnets: what a Cloud Router advertises. */
  readonly ipCidrRanges: readonly string[];
  /** The regions with a NAT gateway. */
  readonly natRegions: readonly string[];
}

export interface GcpSubnetPlan {
  readonly key: string;
  readonly ipCidrRange: string;
  /** Undefined for the provider's. */
  readonly region: string | undefined;
  readonly secondaryIpRanges: readonly { readonly rangeName: string; readonly ipCidrRange: string }[];
  readonly privateIpGoogleAccess: boolean;
}

/** The ranges as an array, however they were given. */
export function ipCidrRangesOf(args: GcpNetworkArgs): readonly string[] {
  return typeof args.ipCidrRange === "string" ? [args.ipCidrRange] : args.ipCidrRange;
}

/** Where workloads go when the program does not say. */
export function defaultWorkloadSubnet(range: Cidr): Cidr {
  return nthSubnet(range, range.prefixLength + 1, 0);
}

/** Every region with a subnet, if NAT gateways are wanted. */
export function natRegionsOf({ natGateway, region, subnets }: GcpNetworkArgs): string[] {
  if (natGateway !== "per-region") {
    return [];
  }
  const regions =
    subnets === undefined ? [region] : Object.values(subnets).map((each) => each.region ?? region);
  return [...new Set(regions.flatMap((each) => each ?? []))];
}

/** Expects arguments that {@link checkGcpNetwork} found no fault with. */
export function planGcpNetwork(args: GcpNetworkArgs): GcpNetworkPlan {
  const subnets = Object.entries(args.subnets ?? divide(args)).map(([key, subnet]): GcpSubnetPlan => ({
    key,
    ipCidrRange: parseCidr(subnet.ipCidrRange).text,
    region: subnet.region ?? args.region,
    secondaryIpRanges: secondaryRanges(subnet),
    privateIpGoogleAccess: subnet.privateIpGoogleAccess ?? true,
  }));
  return {
    subnets,
    ipCidrRanges: subnets.flatMap(({ ipCidrRange, secondaryIpRanges }) => [
      ipCidrRange,
      ...secondaryIpRanges.map((secondary) => secondary.ipCidrRange),
    ]),
    natRegions: natRegionsOf(args),
  };
}

function divide(args: GcpNetworkArgs): Record<string, GcpSubnetArgs> {
  const first = parseCidr(ipCidrRangesOf(args)[0] ?? "");
  return { workload: { ipCidrRange: defaultWorkloadSubnet(first).text } };
}

/** By name: the order of a program's keys is no change to the subnet. */
function secondaryRanges({ secondaryIpRanges = {} }: GcpSubnetArgs): GcpSubnetPlan["secondaryIpRanges"] {
  return Object.keys(secondaryIpRanges)
    .toSorted()
    .map((rangeName) => ({ rangeName, ipCidrRange: parseCidr(secondaryIpRanges[rangeName] ?? "").text }));
}
