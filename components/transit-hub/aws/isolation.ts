import type { TransitContext } from "../cloud";
import { mayTalk, type SpokePlan } from "../plan";
import type { AwsHub } from "./hub";
import { staticRoutes } from "./staticRoute";

/**
 * Blackholes for a spoke's ranges in the tables of the segments that it may not talk to. No route at all is not enough: a
 * gateway of a third segment, which both may talk to, may tell each what it learned from the other. For one range a
 * static route wins over what is learned.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
export function keepApart(context: TransitContext, hub: AwsHub, spoke: SpokePlan): void {
  for (const { segment } of hub.nodes.filter((node) => !mayTalk(node.segment, spoke.segment))) {
    staticRoutes(context, hub, hub.tableOf(segment), spoke, { blackhole: true });
  }
}
