import type { MultiCloudLoadBalancerArgs } from "./args";
import type { LoadBalancerCloud } from "./clouds";

/** The argument that holds a network's ranges. */
export const rangesArguments = {
  aws: "cidrBlocks",
  azure: "addressPrefixes",
  gcp: "ipCidrRanges",
} as const satisfies Readonly<Record<LoadBalancerCloud, string>>;

/** The ranges of a cloud's network as given. */
export function networkRanges(args: MultiCloudLoadBalancerArgs, cloud: LoadBalancerCloud): readonly string[] {
  const { aws, azure, gcp } = args.networks;
  return { aws: aws?.cidrBlocks, azure: azure?.addressPrefixes, gcp: gcp?.ipCidrRanges }[cloud] ?? [];
}
