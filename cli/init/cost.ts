import { planMonitoring } from "../../components/cross-cloud-vpn/monitoring/plan";
import { estimateTransitCost } from "../../components/transit-hub/cost";
import { planTransit, planTransitLink } from "../../components/transit-hub/plan";
import type { Estimate } from "../../pricing";
import type { Answers } from "./answers";
import { type Stack, stacks } from "./stacks";
import { transitHubArgs } from "./transitHubArgs";

/** What a stack costs, before traffic. */
export interface StackCost {
  readonly stack: Stack;
  readonly estimate: Estimate;
}

/** What each stack costs, as its hub's `cost` will tell: the networks themselves are free. */
export function costsOf(answers: Answers): readonly StackCost[] {
  return stacks.map((stack) => {
    const args = transitHubArgs(answers, stack);
    const plan = planTransit(args);
    const links = plan.links.map((link) => ({ link, plan: planTransitLink(link, args) }));
    return { stack, estimate: estimateTransitCost(args, plan, links, planMonitoring(undefined, stack)) };
  });
}
