import { log, type Resource } from "@pulumi/pulumi";
import type { Problems } from "../problems";
import type { TransitHubArgs } from "./args";
import { type HubPlan, mayTalk, type SpokePlan, type TransitPlan } from "./plan";
import { fewerPrefixes, routeBudget, warnedFrom } from "./routeBudget";

const awsPage = "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html";
const azurePage =
  "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#networking-limits";

const gcpPage = "https://docs.cloud.google.com/network-connectivity/docs/network-connectivity-center/quotas";

/** Of a transit gateway. */
const attachmentsPerGateway = 5000;
/** Of all tables of a transit gateway, until AWS raises it. */
const routesPerGateway = 10_000;
/** Of a VNet, and of a virtual hub. */
const networksPerAzureHub = 500;
/** Of a hub of Network Connectivity Center, which a segment has one of. */
const networksPerGcpHub = 250;

/** Adds a problem for whatever exceeds a limit that its cloud does not raise. */
export function checkQuotas(problems: Problems, args: TransitHubArgs, plan: TransitPlan): void {
  for (const hub of plan.hubs) {
    const own = plan.spokes.filter((spoke) => spoke.hub === hub);
    if (hub.cloud === "aws" && own.length > attachmentsPerGateway) {
      problems.add(
        `hubs.${hub.name}`,
        `has ${own.length} spokes, and a transit gateway takes ${attachmentsPerGateway} attachments (${awsPage}): use another hub`,
      );
    }
  }
  for (const node of plan.nodes.filter(({ hub }) => hub.cloud === "azure")) {
    if (node.spokes.length > networksPerAzureHub) {
      problems.add(
        `hubs.${node.hub.name}`,
        `has ${node.spokes.length} spokes in segment ${node.segment.name}, and a hub in Azure takes ${networksPerAzureHub} ` +
          `(${azurePage}): use another hub`,
      );
    }
  }
  for (const spoke of plan.spokes.filter(({ hub }) => hub.cloud === "azure")) {
    checkPeerings(problems, spoke, plan);
  }
  for (const { name } of plan.segments) {
    const own = plan.spokes.filter(({ hub, segment }) => hub.cloud === "gcp" && segment.name === name);
    if (own.length > networksPerGcpHub) {
      problems.add(
        `segments.${name}`,
        `has ${own.length} spokes in Google Cloud, and a hub of Network Connectivity Center takes ${networksPerGcpHub} ` +
          `(${gcpPage}): put some into another segment`,
      );
    }
  }
  for (const { link, from, to, prefixes, limit, adjustable, source } of routeBudget(plan, args)) {
    if (prefixes > limit && !adjustable) {
      problems.add(
        `links.${link}`,
        `${from} would tell ${to} ${prefixes} prefixes, and ${limit} is the most, ${source}: ${fewerPrefixes(from, args)}`,
      );
    }
  }
}

/** Tells of every transit gateway that comes near a limit that AWS raises, or beyond. */
export function warnOfQuotas(plan: TransitPlan, component: Resource): void {
  for (const hub of plan.hubs.filter(({ cloud }) => cloud === "aws")) {
    const routes = routesOf(hub, plan);
    if (routes >= warnedFrom * routesPerGateway) {
      void log.warn(
        `hubs.${hub.name}: has ${routes} routes and blackholes in all its tables, of at most ${routesPerGateway} (${awsPage}): ` +
          "have it raised before you go on, or use fewer segments",
        component,
      );
    }
  }
}

/**
 * Every range is a route or a blackhole in each segment's table, and those of the hub's own networks are in the table of
 * what arrives from another hub, where there is one.
 */
function routesOf(hub: HubPlan, { hubs, nodes, spokes }: TransitPlan): number {
  const rangesAt = (those: readonly SpokePlan[]) => those.reduce((sum, { ranges }) => sum + ranges.length, 0);
  const tables = nodes.filter((node) => node.hub === hub).length;
  const peered = hubs.some((other) => other !== hub && other.cloud === "aws");
  const arrivals = peered ? rangesAt(spokes.filter((spoke) => spoke.hub === hub)) : 0;
  return tables * rangesAt(spokes) + arrivals;
}

/** A VNet is peered with its hub, and with those of other segments that it may talk to. */
function checkPeerings(problems: Problems, spoke: SpokePlan, { spokes }: TransitPlan): void {
  const peers = spokes.filter(
    ({ hub, segment }) =>
      hub.cloud === "azure" && segment !== spoke.segment && mayTalk(segment, spoke.segment),
  );
  if (peers.length + 1 > networksPerAzureHub) {
    problems.add(
      `spokes.${spoke.name}`,
      `would be peered with ${peers.length + 1} networks, and a VNet takes ${networksPerAzureHub} peerings (${azurePage}): ` +
        "allow fewer",
    );
  }
}
