import type { Input, Resource } from "@pulumi/pulumi";
import type { MultiCloudLoadBalancerArgs } from "../args";
import type { FrontEndContext } from "../frontEnd";
import type { AzureLoadBalancerNetwork } from "../networkArgs";
import type { LoadBalancerPlan } from "../plan";
import type { AzureFrontEnd } from "./args";

/** What all parts of a balancer are made with. */
export interface Wiring {
  readonly name: string;
  readonly args: MultiCloudLoadBalancerArgs;
  readonly plan: LoadBalancerPlan;
  readonly frontEnd: AzureFrontEnd;
  readonly network: AzureLoadBalancerNetwork;
  readonly opts: { readonly parent: Resource };
  /** Where resources are, and their tags. */
  readonly placed: {
    readonly resourceGroupName: Input<string>;
    readonly location: Input<string | undefined>;
    readonly tags: Record<string, Input<string>> | undefined;
  };
  readonly zones: readonly string[];
}

/** Expects arguments that the checks found no fault with. */
export function wiringOf({ parent, name, args }: FrontEndContext, plan: LoadBalancerPlan): Wiring {
  const frontEnd = args.frontEnd.azure;
  const network = args.networks.azure;
  if (frontEnd === undefined || network === undefined) {
    throw new Error("a front end in Azure needs frontEnd.azure and networks.azure");
  }
  const { resourceGroupName, location } = network;
  const tags = args.tags === undefined ? undefined : { ...args.tags };
  const placed = { resourceGroupName, location, tags };
  return {
    name,
    args,
    plan,
    frontEnd,
    network,
    opts: { parent },
    placed,
    zones: frontEnd.zones ?? ["1", "2", "3"],
  };
}
