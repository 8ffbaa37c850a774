import { ResourceGroup } from "@pulumi/azure-native/resources";
import type { Input } from "@pulumi/pulumi";
import { type SideOptions, sideOptions } from "../../cross-cloud-vpn/gateway";
import type { TransitContext } from "../cloud";
import type { HubPlan } from "../plan";
import type { AzureTransitHub } from "./args";

/** Where everything of an Azure hub is. */
export interface AzurePlace {
  readonly hub: HubPlan;
  readonly args: AzureTransitHub;
  readonly opts: SideOptions;
  readonly resourceGroupName: Input<string>;
  readonly location: Input<string | undefined>;
}

/** The places of all Azure hubs, in the order of their numbers. Each has a resource group, even while it has no spoke. */
export function createPlaces(context: TransitContext): AzurePlace[] {
  const hubs = context.plan.hubs.toSorted((one, other) => one.number - other.number);
  return hubs.flatMap((hub) => {
    const { azure } = context.args.hubs[hub.name] ?? {};
    return azure === undefined ? [] : [createPlace(context, hub, azure)];
  });
}

function createPlace(
  { parent, name, tags }: TransitContext,
  hub: HubPlan,
  args: AzureTransitHub,
): AzurePlace {
  const { resourceGroupName, location, provider } = args;
  const opts = sideOptions(parent, provider);
  if (resourceGroupName !== undefined) {
    return { hub, args, opts, resourceGroupName, location };
  }
  const group = new ResourceGroup(`${name}-${hub.name}-resource-group`, { location, tags }, opts);
  return { hub, args, opts, resourceGroupName: group.name, location: location ?? group.location };
}

/** Where a hub's resource is, and its tags. */
export function placedAt({ tags }: TransitContext, { resourceGroupName, location }: AzurePlace) {
  return { resourceGroupName, location, tags };
}
