import type { Input, Resource } from "@pulumi/pulumi";
import type { MultiCloudLoadBalancerArgs } from "../args";
import type { GcpLoadBalancerNetwork } from "../networkArgs";
import type { FrontEndContext } from "../frontEnd";
import type { LoadBalancerPlan } from "../plan";
import { type Settings, settingsOf } from "./reaches";

/** What all parts of a balancer are made with. */
export interface Wiring extends Settings {
  readonly name: string;
  readonly args: MultiCloudLoadBalancerArgs;
  readonly plan: LoadBalancerPlan;
  readonly network: GcpLoadBalancerNetwork;
  readonly opts: { readonly parent: Resource };
  readonly labels: { labels?: Record<string, Input<string>> };
}

/** Expects arguments that the checks found no fault with. */
export function wiringOf({ parent, name, args }: FrontEndContext, plan: LoadBalancerPlan): Wiring {
  const settings = settingsOf(args);
  const { gcp: network } = args.networks;
  if (settings === undefined || network === undefined) {
    throw new Error("a front end in Google Cloud needs frontEnd.gcp and networks.gcp");
  }
  const labels = args.tags === undefined ? {} : { labels: { ...args.tags } };
  return { ...settings, name, args, plan, network, opts: { parent }, labels };
}
