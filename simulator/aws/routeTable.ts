import { accountId, arn } from "./arn";
import { refuseUnsimulated, unsimulated } from "./checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { existing, having } from "./references";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/**
 * A route table beside the VPC's main one. Its routes are resources of their own.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/routetable/
 */
export const routeTable: ResourceType = {
  token: tokens.routeTable,
  properties: {
    ...regionProperty,
    ...tagProperties,
    vpcId: { type: "string", required: true, replace: true },
    ...unsimulated("array", ["routes", "propagatingVgws"]),
  },
  computed: ["arn", "ownerId", "propagatingVgws", "routes", "tagsAll"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    refuseUnsimulated(context, {
      routes: "make each route an aws.ec2.Route, which the provider does not mix with inline routes",
      propagatingVgws: "use aws.ec2.VpnGatewayRoutePropagation, which the provider does not mix with it",
    });
  },
  create(context) {
    const { inputs, draws } = context;
    existing(context, "CreateRouteTable", "vpc", asString(inputs.vpcId) ?? "");
    const id = `rtb-0${draws.hex("id", 16)}`;
    return {
      id,
      outputs: {
        arn: arn("ec2", regionOf(inputs), `route-table/${id}`),
        ownerId: accountId,
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
  delete({ world }, { id }) {
    if (having(world, tokens.routeTableAssociation, "routeTableId", id).length > 0) {
      throw new Ec2Error(
        "DeleteRouteTable",
        "DependencyViolation",
        `The routeTable '${id}' has dependencies and cannot be deleted.`,
      );
    }
  },
  observe: ({ id }, world) => ({
    routes: having(world, tokens.route, "routeTableId", id).map(({ inputs }) => ({
      cidrBlock: inputs.destinationCidrBlock ?? "",
      gatewayId: inputs.gatewayId ?? "",
      ipv6CidrBlock: inputs.destinationIpv6CidrBlock ?? "",
      natGatewayId: inputs.natGatewayId ?? "",
      transitGatewayId: inputs.transitGatewayId ?? "",
    })),
    propagatingVgws: having(world, tokens.vpnGatewayRoutePropagation, "routeTableId", id).map(
      ({ inputs }) => inputs.vpnGatewayId ?? "",
    ),
  }),
};
