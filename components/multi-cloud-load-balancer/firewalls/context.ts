import type { Input, Output } from "@pulumi/pulumi";
import { interpolate } from "@pulumi/pulumi";
import type { LoadBalancerCloud } from "../clouds";
import type { FrontEndContext, FrontEndOutputs } from "../frontEnd";
import type { LoadBalancerPlan } from "../plan";

/** What the rules of a firewall are made with. */
export interface FirewallContext extends FrontEndContext {
  readonly plan: LoadBalancerPlan;
  readonly balancer: FrontEndOutputs;
}

/** The addresses of targets, as networks of one address. */
export function targetRanges(
  { plan }: FirewallContext,
  cloud: LoadBalancerCloud,
  keys: readonly string[],
): Input<string>[] {
  return plan.pools
    .flatMap(({ targets }) => targets)
    .filter((target) => keys.some((key) => target.key === `${cloud}-${key}`))
    .map(({ address }) => hostRange(address));
}

function hostRange(address: Input<string>): string | Output<string> {
  return typeof address === "string" ? `${address}/32` : interpolate`${address}/32`;
}
