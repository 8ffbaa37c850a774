import type { LoadBalancerCloud } from "../clouds";
import type { PeerRule, SourcePurpose } from "../plan";

/** Rules of one network that differ in their sources only: one rule of a firewall that takes several. */
export interface FirewallRule {
  /** Part of names: the port and, where it is not for all, what for, such as `80` and `9000-health-checks`. */
  readonly key: string;
  readonly port: number;
  readonly sourceCidrs: readonly string[];
  /** Keys of targets, within their cloud. */
  readonly targets: readonly string[];
  readonly purpose: SourcePurpose;
}

/** The rules of one cloud, those alike but for their sources in one. */
export function firewallRules(rules: readonly PeerRule[], cloud: LoadBalancerCloud): FirewallRule[] {
  const byKey = new Map<string, FirewallRule>();
  for (const { port, purpose, sourceCidr, targets } of rules.filter((rule) => rule.cloud === cloud)) {
    const key = `${port}${suffixes[purpose]}`;
    const sourceCidrs = [...(byKey.get(key)?.sourceCidrs ?? []), sourceCidr];
    byKey.set(key, { key, port, purpose, targets, sourceCidrs });
  }
  return [...byKey.values()];
}

const suffixes: Readonly<Record<SourcePurpose, string>> = {
  "requests-and-health-checks": "",
  requests: "-requests",
  "health-checks": "-health-checks",
};
