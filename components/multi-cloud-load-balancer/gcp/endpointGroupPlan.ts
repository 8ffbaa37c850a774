import { contains, parseCidrOrReport } from "../../../addressing/cidr";
import type { MultiCloudLoadBalancerArgs } from "../args";
import type { LoadBalancerCloud } from "../clouds";
import type { LoadBalancerPlan, TargetPlan } from "../plan";
import { regionOf } from "./reaches";

/** A network endpoint group: targets of one cloud, in Google Cloud also of one subnet, that share a zone. */
export interface EndpointGroupPlan {
  /** Part of names. It says nothing of weights, so that those come and go without a new group. */
  readonly key: string;
  readonly cloud: LoadBalancerCloud;
  readonly zone: string;
  /** Key of the subnet that own targets are in. */
  readonly subnet: string | undefined;
  readonly targets: readonly TargetPlan[];
}

/** What requests are divided among by weight: one, or one for each cloud. */
export interface ServicePlan {
  readonly key: "all" | LoadBalancerCloud;
  readonly weight: number | undefined;
  readonly backends: readonly {
    readonly group: EndpointGroupPlan;
    readonly preferred: boolean | undefined;
  }[];
}

/**
 * The backend services. Weights need one for each cloud; locality needs all groups in one, as preference counts among the
 * groups of a service.
 */
export function planServices(args: MultiCloudLoadBalancerArgs, plan: LoadBalancerPlan): ServicePlan[] {
  const groupsOf = (targets: readonly TargetPlan[]) => planEndpointGroups(args, targets);
  if (args.locality === undefined) {
    return plan.pools.map(({ key, weight, targets }) => ({
      key,
      weight,
      backends: groupsOf(targets).map((group) => ({ group, preferred: undefined })),
    }));
  }
  const backends = plan.pools.flatMap(({ fallback, targets }) =>
    groupsOf(targets).map((group) => ({ group, preferred: !fallback })),
  );
  return [{ key: "all", weight: undefined, backends }];
}

function planEndpointGroups(
  args: MultiCloudLoadBalancerArgs,
  targets: readonly TargetPlan[],
): EndpointGroupPlan[] {
  const groups = new Map<string, EndpointGroupPlan>();
  for (const target of targets) {
    const zone = target.zone ?? args.frontEnd.gcp?.zone ?? "";
    const subnet = target.outside ? undefined : ownSubnet(args, target.address, zone);
    const key = groupKey(target.cloud, zone, subnet);
    const group = groups.get(key) ?? { key, cloud: target.cloud, zone, subnet, targets: [] };
    groups.set(key, { ...group, targets: [...group.targets, target] });
  }
  return [...groups.values()];
}

/** A group as part of names. */
export function groupKey(cloud: LoadBalancerCloud, zone: string, subnet: string | undefined): string {
  return [cloud, ...(subnet === undefined ? [] : [subnet]), zone].join("-");
}

/**
 * The key of the subnet that an own target is in, or undefined where none can be told: the one that has its address, else
 * the only one of its region, as an alias address is in a secondary range and an output is in none that is known.
 */
export function ownSubnet(
  args: MultiCloudLoadBalancerArgs,
  address: unknown,
  zone: unknown,
): string | undefined {
  const region = regionOf(zone);
  const near = Object.entries(args.networks.gcp?.subnets ?? {}).filter(
    ([, subnet]) => subnet.region === undefined || subnet.region === region,
  );
  const holder = near.find(([, { ipCidrRange }]) => holds(ipCidrRange, address));
  return (holder ?? (near.length === 1 ? near[0] : undefined))?.[0];
}

function holds(range: string, address: unknown): boolean {
  const [subnet, host] = [range, `${String(address)}/32`].map((text) =>
    parseCidrOrReport(text, () => undefined),
  );
  return subnet !== undefined && host !== undefined && contains(subnet, host);
}
