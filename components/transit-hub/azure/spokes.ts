import type { ProviderResource } from "@pulumi/pulumi";
import { type SideOptions, sideOptions } from "../../cross-cloud-vpn/gateway";
import type { TransitContext } from "../cloud";
import type { SpokePlan } from "../plan";
import type { AzureTransitSpoke } from "./args";

/** A spoke in Azure with its VNet. */
export interface AzureSpoke {
  readonly plan: SpokePlan;
  readonly network: AzureTransitSpoke;
  /** The prefix of the names of all that it takes. */
  readonly name: string;
  /** The options of what is at its VNet's side. */
  readonly opts: SideOptions;
  /** The options of what is at its hub's side. */
  readonly hubOpts: SideOptions;
}

export function azureSpokes(context: TransitContext): AzureSpoke[] {
  return context.plan.spokes.flatMap((plan) => {
    const network = context.args.spokes[plan.name]?.azure;
    return network === undefined ? [] : [azureSpoke(context, plan, network)];
  });
}

function azureSpoke(context: TransitContext, plan: SpokePlan, network: AzureTransitSpoke): AzureSpoke {
  const parent = context.spokeComponent(plan);
  const hubProvider: ProviderResource | undefined = context.args.hubs[plan.hub.name]?.azure?.provider;
  return {
    plan,
    network,
    name: `${context.name}-${plan.name}`,
    opts: sideOptions(parent, network.provider ?? hubProvider),
    hubOpts: sideOptions(parent, hubProvider),
  };
}
