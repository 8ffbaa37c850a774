import { parseAddress, parseCidr, contains, type Cidr } from "../../addressing/cidr";
import type { LoadBalancerCloud } from "./clouds";
import { networkRanges } from "./networkRanges";
import type { MultiCloudLoadBalancerArgs } from "./args";
import type {
  Advertisement,
  HealthCheckPlan,
  PeerRule,
  SourcePurpose,
  TargetPlan,
  TrafficSource,
} from "./plan";

/** What the firewalls of one cloud's targets must admit: each source at exactly the ports that it asks. */
export function planPeerRules(
  cloud: LoadBalancerCloud,
  targets: readonly TargetPlan[],
  sources: readonly TrafficSource[],
  healthCheck: HealthCheckPlan,
): PeerRule[] {
  const rules = new Map<string, PeerRule>();
  const add = (source: TrafficSource, purpose: SourcePurpose, port: number, target: string) => {
    const key = `${source.cidr} ${port}`;
    const rule = rules.get(key);
    rules.set(key, {
      cloud,
      protocol: "tcp",
      port,
      sourceCidr: source.cidr,
      purpose: rule === undefined || rule.purpose === purpose ? purpose : "requests-and-health-checks",
      targets: [...new Set([...(rule?.targets ?? []), target])],
      why: rule?.why ?? source.why,
    });
  };
  for (const source of sources) {
    for (const target of targets) {
      const key = targetName(target);
      if (source.purpose !== "health-checks") {
        add(source, "requests", target.port, key);
      }
      if (source.purpose !== "requests") {
        add(source, "health-checks", healthCheck.port ?? target.port, key);
      }
    }
  }
  return [...rules.values()];
}

/** The key that the program gave a target, within its cloud. */
export function targetName({ cloud, key }: TargetPlan): string {
  return key.slice(cloud.length + 1);
}

/** Sources that come to one cloud's targets. */
export function sourcesTo(
  cloud: LoadBalancerCloud,
  frontEnd: LoadBalancerCloud,
  sources: readonly TrafficSource[],
): TrafficSource[] {
  const place = cloud === frontEnd ? "own-cloud" : "other-clouds";
  return sources.filter(({ to }) => to === "all" || to === place);
}

/** What the clouds of targets and the balancer's must tell each other, so that requests go out and answers come back. */
export function planAdvertisements(
  args: MultiCloudLoadBalancerArgs,
  frontEnd: LoadBalancerCloud,
  targets: readonly TargetPlan[],
  sources: readonly TrafficSource[],
): Advertisement[] {
  const own = networkRanges(args, frontEnd).map(parseCidr);
  const others = [...new Set(targets.filter(({ outside }) => outside).map(({ cloud }) => cloud))];
  return others.flatMap((cloud) => {
    const cidrs = new Map(sourcesTo(cloud, frontEnd, sources).map((source) => [source.cidr, source]));
    const back = [...cidrs.values()].map(({ cidr, why }) => ({
      ...{ from: frontEnd, to: cloud, cidr },
      inNetworkRanges: own.some((range) => contains(range, parseCidr(cidr))),
      why: `answers to ${why} come back`,
    }));
    const there = rangesOfTargets(args, cloud, targets).map((cidr) => ({
      ...{ from: cloud, to: frontEnd, cidr },
      inNetworkRanges: true,
      why: "requests and health checks find the targets",
    }));
    return [...back, ...there];
  });
}

/** A target whose address is known only while the program runs may be in any range. */
function rangesOfTargets(
  args: MultiCloudLoadBalancerArgs,
  cloud: LoadBalancerCloud,
  targets: readonly TargetPlan[],
): string[] {
  const addresses = targets.filter((target) => target.cloud === cloud).map(({ address }) => address);
  return networkRanges(args, cloud).filter((range) =>
    addresses.some((address) => typeof address !== "string" || holds(parseCidr(range), address)),
  );
}

/** Whether an address lies in a range. */
export function holds(range: Cidr, address: string): boolean {
  const { version, value } = parseAddress(address);
  return version === range.version && range.start <= value && value <= range.end;
}
