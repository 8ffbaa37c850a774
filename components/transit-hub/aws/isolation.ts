import { Route } from "@pulumi/aws/ec2transitgateway";
import { sideOptions } from "../../cross-cloud-vpn/gateway";
import { cidrKey } from "../../names";
import type { TransitContext } from "../cloud";
import { mayTalk, type SpokePlan } from "../plan";
import type { AwsHub } from "./hub";

/**
 * Blackholes for a spoke's ranges in the tables of the segments that it may not talk to. No route at all is not enough: a
 * gateway of a third segment, which both may talk to, may tell each what it learned from the other. For one range a
 * static route wins over what is learned.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
export function keepApart(context: TransitContext, hub: AwsHub, spoke: SpokePlan): void {
  const opts = sideOptions(context.spokeComponent(spoke), hub.opts.provider);
  for (const { segment } of hub.nodes.filter((node) => !mayTalk(node.segment, spoke.segment))) {
    for (const range of spoke.ranges) {
      new Route(
        `${context.name}-${spoke.name}-${hub.plan.name}-${segment.name}-blackhole-${cidrKey(range)}`,
        {
          destinationCidrBlock: range,
          blackhole: true,
          transitGatewayRouteTableId: hub.routeTableOf(segment),
          region: hub.region,
        },
        { ...opts, deleteBeforeReplace: true },
      );
    }
  }
}
