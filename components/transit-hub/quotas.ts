import type { Problems } from "../problems";
import type { TransitHubArgs } from "./args";
import { mayTalk, type SpokePlan, type TransitPlan } from "./plan";
import { routeBudget } from "./routeBudget";

const awsPage = "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html";
const azurePage =
  "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#networking-limits";

/** Of a transit gateway. */
const attachmentsPerGateway = 5000;
/** Of a VNet, and of a virtual hub. */
const networksPerAzureHub = 500;

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
  for (const { link, from, to, prefixes, limit, adjustable, source } of routeBudget(plan, args)) {
    if (prefixes > limit && !adjustable) {
      problems.add(
        `links.${link}`,
        `${from} would tell ${to} ${prefixes} prefixes, and ${limit} is the most, ${source}: give networks ranges that one ` +
          "larger range holds, or put some into another segment",
      );
    }
  }
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
