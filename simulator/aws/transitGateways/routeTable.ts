import { associationOf, attachmentsOf } from "./attachments";
import { existingTransitGateway } from "./references";
import { arn } from "../arn";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { Ec2Error } from "../error";
import { having } from "../references";
import { quotaOf, quotas } from "../serviceQuotas/quotas";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

const contents = [
  tokens.transitGatewayPrefixListReference,
  tokens.transitGatewayRoute,
  tokens.transitGatewayRouteTablePropagation,
];

/**
 * A route table of a transit gateway beside the default one.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayRouteTable.html and
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTransitGatewayRouteTable.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2transitgateway/routetable/
 */
export const routeTable: ResourceType = {
  token: tokens.transitGatewayRouteTable,
  properties: {
    ...regionProperty,
    ...tagProperties,
    transitGatewayId: { type: "string", required: true, replace: true },
  },
  computed: ["arn", "defaultAssociationRouteTable", "defaultPropagationRouteTable", "tagsAll"],
  // Rough figures.
  durations: { create: 30, update: 2, delete: 30 },
  check: withRegion,
  create(context) {
    const operation = "CreateTransitGatewayRouteTable";
    const { inputs, draws, world } = context;
    const gateway = existingTransitGateway(context, operation, asString(inputs.transitGatewayId) ?? "");
    const hasDefault =
      gateway.outputs.associationDefaultRouteTableId !== "" ||
      gateway.outputs.propagationDefaultRouteTableId !== "";
    const others = having(world, tokens.transitGatewayRouteTable, "transitGatewayId", gateway.id);
    // The default one counts.
    if (others.length + (hasDefault ? 1 : 0) >= quotaOf(context, quotas.transitGatewayRouteTables)) {
      throw new Ec2Error(
        operation,
        "TransitGatewayRouteTableLimitExceeded",
        `The maximum number of route tables of ${gateway.id} has been reached.`,
      );
    }
    const id = `tgw-rtb-0${draws.hex("id", 16)}`;
    return {
      id,
      outputs: {
        arn: arn("ec2", regionOf(inputs), `transit-gateway-route-table/${id}`),
        defaultAssociationRouteTable: false,
        defaultPropagationRouteTable: false,
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
  delete({ world }, { id, inputs }) {
    const associated = attachmentsOf(world, asString(inputs.transitGatewayId) ?? "").filter(
      (attachment) => associationOf(world, attachment) === id,
    );
    if (associated.length > 0) {
      throw new Ec2Error(
        "DeleteTransitGatewayRouteTable",
        "IncorrectState",
        `${id} has non-deleted associations: ${associated.map((attachment) => attachment.id).join(", ")}.`,
      );
    }
  },
  removes: ({ inputs, world }, record) =>
    inputs === record.inputs
      ? contents.flatMap((token) => having(world, token, "transitGatewayRouteTableId", record.id))
      : [],
};
