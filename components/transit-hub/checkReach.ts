import type { ProviderResource } from "@pulumi/pulumi";
import type { Problems } from "../problems";
import type { TransitHubArgs } from "./args";
import type { AzureTransitSpoke } from "./azure/args";
import { checkPaths } from "./checkPaths";
import type { TransitPlan } from "./plan";

/** Adds a problem where networks that may talk to each other would have no way to. */
export function checkReach(problems: Problems, args: TransitHubArgs, plan: TransitPlan): void {
  checkMeetingPoint(problems, args, plan);
  checkAzureRegions(problems, plan);
  checkPaths(problems, args, plan);
  checkRouteTables(problems, args);
}

/** Each VNet of a hub VNet writes its own routes to the gateway, and a route table takes one for a range. */
function checkRouteTables(problems: Problems, { spokes, hubs }: TransitHubArgs): void {
  const owners: { readonly name: string; readonly key: readonly unknown[] }[] = [];
  for (const [name, { hub, azure }] of Object.entries(spokes)) {
    const hubArgs = hubs[hub]?.azure;
    if (azure?.routeTableName === undefined || hubArgs?.kind === "virtual-wan") {
      continue;
    }
    const key = routeTableKey(azure, hubArgs?.provider);
    const owner = owners.find((other) => other.key.every((part, index) => part === key[index]));
    if (owner !== undefined) {
      problems.add(
        `spokes.${name}.azure.routeTableName`,
        `is that of spoke ${owner.name} too: give each VNet's subnets a route table of its own`,
      );
    }
    owners.push({ name, key });
  }
}

/** The same for two that are certainly one: a subscription is known by a plain id, or else by its provider. */
function routeTableKey(
  { virtualNetworkId, provider, resourceGroupName, routeTableName }: AzureTransitSpoke,
  hubProvider: ProviderResource | undefined,
): unknown[] {
  const subscription =
    typeof virtualNetworkId === "string"
      ? /^\/subscriptions\/([^/]+)/i.exec(virtualNetworkId)?.[1]
      : undefined;
  return [subscription ?? provider ?? hubProvider, resourceGroupName, routeTableName].map((part) =>
    typeof part === "string" ? part.toLowerCase() : part,
  );
}

/** Segments that may talk to each other meet across clouds at a transit gateway. */
function checkMeetingPoint(problems: Problems, { allowed = [] }: TransitHubArgs, plan: TransitPlan): void {
  if (plan.hubs.some(({ cloud }) => cloud === "aws")) {
    return;
  }
  const cloudsOf = (segment: string | undefined) =>
    plan.spokes.filter((spoke) => spoke.segment.name === segment).map(({ hub }) => hub.cloud);
  for (const [index, [one, other]] of allowed.entries()) {
    const across = cloudsOf(one).some((cloud) => cloudsOf(other).some((theirs) => theirs !== cloud));
    if (across) {
      problems.add(
        `allowed[${index}]`,
        `${one} and ${other} have networks in different clouds, and would meet there only at a transit gateway, whose ` +
          "route tables alone keep what one segment's gateways tell from another's: add a hub in AWS",
      );
    }
  }
}

/**
 * A virtual network gateway knows its own VNet and those peered with it: of two hub VNets neither reaches the other's
 * spokes. Virtual WAN joins its hubs.
 * https://learn.microsoft.com/azure/virtual-wan/virtual-wan-global-transit-network-architecture
 */
function checkAzureRegions(problems: Problems, plan: TransitPlan): void {
  const inAzure = plan.spokes.filter(({ hub }) => hub.cloud === "azure");
  const told = new Set<string>();
  for (const spoke of inAzure.filter(({ hub }) => !hub.isVirtualWan)) {
    const apart = inAzure.find((other) => other.hub !== spoke.hub && other.segment === spoke.segment);
    const key = `${spoke.hub.name} ${spoke.segment.name}`;
    if (apart !== undefined && !told.has(key)) {
      told.add(key);
      problems.add(
        `hubs.${spoke.hub.name}.azure.kind`,
        `"hub-virtual-network" does not reach segment ${spoke.segment.name} at hub ${apart.hub.name}: Azure joins hubs of ` +
          `two regions in Virtual WAN only: give both kind "virtual-wan", or keep the segment at one of them`,
      );
    }
  }
}
