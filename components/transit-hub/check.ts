import type { Resource } from "@pulumi/pulumi";
import type { LinkPlan } from "../cross-cloud-vpn/plan";
import { plannedOrProblems } from "../cross-cloud-vpn/plannerProblems";
import { checkMonitoring } from "../cross-cloud-vpn/monitoring/check";
import { checkLabels } from "../cross-cloud-vpn/gcp/checkLabels";
import { Problems } from "../problems";
import type { TransitHubArgs } from "./args";
import { checkAddresses } from "./checkAddresses";
import { checkGatewayTunnels } from "./checkGatewayTunnels";
import { checkHubs } from "./checkHubs";
import { checkInsideCidrs } from "./checkInsideCidrs";
import { checkLinks } from "./checkLinks";
import { checkMap } from "./checkMap";
import { checkNames } from "./checkNames";
import { checkReach } from "./checkReach";
import { checkQuotas } from "./quotas";
import { planTransit, planTransitLink, type TransitLink, type TransitPlan } from "./plan";

/** A link with its tunnels. */
export interface PlannedTransitLink {
  readonly link: TransitLink;
  readonly plan: LinkPlan;
}

/** What a sound map is planned as. */
export interface PlannedTransit {
  readonly plan: TransitPlan;
  readonly links: readonly PlannedTransitLink[];
}

const argumentNames: readonly (keyof TransitHubArgs)[] = [
  "segments",
  "allowed",
  "hubs",
  "spokes",
  "summaryRanges",
  "links",
  "cipherProfile",
  "monitoring",
  "tags",
];

/** Everything that is wrong with a TransitHub's arguments; its plan when nothing is. */
export function checkTransit(
  name: string,
  args: TransitHubArgs,
  component: Resource,
): { readonly problems: Problems; readonly planned: () => PlannedTransit } {
  const problems = new Problems();
  problems.unknownKeys(args, argumentNames);
  if (!checkMap(problems, args)) {
    return { problems, planned: unplanned };
  }
  const plan = planTransit(args);
  const clouds = [...new Set(plan.hubs.map(({ cloud }) => cloud))];
  checkHubs(problems, args, plan, component);
  checkAddresses(problems, args, plan);
  checkReach(problems, args, plan);
  checkLinks(problems, args, plan);
  checkNames(problems, name, plan);
  checkQuotas(problems, args, plan);
  checkMonitoring(problems, "monitoring", args.monitoring, clouds);
  if (clouds.includes("gcp")) {
    checkLabels(problems, "tags", args.tags);
  }
  if (problems.found) {
    return { problems, planned: unplanned };
  }
  const links = plan.links.flatMap((link) => {
    const planned = plannedOrProblems(problems, () => planTransitLink(link, args), `links.${link.name}.`);
    return planned === undefined ? [] : [{ link, plan: planned }];
  });
  checkInsideCidrs(problems, links);
  checkGatewayTunnels(problems, args, plan, links);
  return { problems, planned: () => ({ plan, links }) };
}

function unplanned(): never {
  throw new Error("arguments with problems have no plan");
}
