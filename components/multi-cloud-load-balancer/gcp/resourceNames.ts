import type { MultiCloudLoadBalancerArgs, TargetArgs } from "../args";
import { cloudsIn, type LoadBalancerCloud } from "../clouds";
import { planListener } from "../planLoadBalancer";
import { groupKey, ownSubnet } from "./endpointGroupPlan";
import type { Settings } from "./reaches";

/** What the names of a balancer's resources are, before Pulumi appends its random characters. */
export const resourceNames = {
  /** The place is the region, where a balancer has addresses in several. */
  address: (name: string, place: string | undefined) => join(name, "address", place),
  /** By port, so that a change of protocol or port never needs the port of a rule that is deleted later. */
  forwardingRule: (name: string, place: string | undefined, port: number) =>
    join(name, "forwarding-rule", place, String(port)),
  endpointGroup: (name: string, key: string) => `${name}-neg-${key}`,
  service: (name: string, key: string) => join(name, "backend-service", key === "all" ? undefined : key),
  proxyOnlySubnet: (name: string, region: string) => `${name}-proxy-only-${region}`,
};

function join(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join("-");
}

/** The names of a balancer's resources that can be the longest. Takes unchecked arguments. */
export function longestNames(
  name: string,
  args: MultiCloudLoadBalancerArgs,
  { frontEnd, facts }: Settings,
): string[] {
  const regions = Object.keys(frontEnd.proxyOnlySubnets ?? {});
  const places = facts.regional || !facts.internal ? [undefined] : regions;
  const clouds = cloudsIn(args.backends);
  return [
    ...places.map((place) => resourceNames.forwardingRule(name, place, planListener(args.listener).port)),
    ...regions.map((region) => resourceNames.proxyOnlySubnet(name, region)),
    ...clouds.map((cloud) =>
      resourceNames.service(name, args.backends[cloud]?.weight === undefined ? "all" : cloud),
    ),
    ...clouds.flatMap((cloud) => groupKeys(args, cloud).map((key) => resourceNames.endpointGroup(name, key))),
  ];
}

function groupKeys(args: MultiCloudLoadBalancerArgs, cloud: LoadBalancerCloud): string[] {
  const targets: (TargetArgs | undefined)[] = Object.values(args.backends[cloud]?.targets ?? {});
  return targets.map((target) => {
    const zone = String(target?.zone ?? args.frontEnd.gcp?.zone);
    return groupKey(cloud, zone, cloud === "gcp" ? ownSubnet(args, target?.address, zone) : undefined);
  });
}
