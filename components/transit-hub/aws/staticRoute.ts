import { Route } from "@pulumi/aws/ec2transitgateway";
import type { Input, Resource } from "@pulumi/pulumi";
import { sideOptions } from "../../cross-cloud-vpn/gateway";
import { cidrKey } from "../../names";
import type { TransitContext } from "../cloud";
import type { SpokePlan } from "../plan";
import type { AwsHub, HubTable } from "./hub";

/** Where a route leads: to an attachment, or nowhere. */
export type RouteTarget =
  { readonly blackhole: true } | { readonly transitGatewayAttachmentId: Input<string> };

/**
 * The static routes of a hub's table to a spoke's ranges. A table takes one for a range, so each is called by table and
 * range alone: what it leads to may change, and whose the range is.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayRoute.html
 */
export function staticRoutes(
  context: TransitContext,
  hub: AwsHub,
  table: HubTable,
  spoke: SpokePlan,
  target: RouteTarget,
  dependsOn: readonly Resource[] = [],
): void {
  for (const range of spoke.ranges) {
    new Route(
      `${hub.name}-${table.key}-route-${cidrKey(range)}`,
      {
        destinationCidrBlock: range,
        ...target,
        transitGatewayRouteTableId: table.id,
        region: hub.region,
      },
      {
        ...sideOptions(context.spokeComponent(spoke), hub.opts.provider),
        deleteBeforeReplace: true,
        dependsOn: [...dependsOn],
      },
    );
  }
}
