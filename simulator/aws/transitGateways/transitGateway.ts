import { attachmentsOf, type TransitGatewayAttachment } from "./attachments";
import { checkCidrBlocks } from "./cidrBlocks";
import { accountId, arn } from "../arn";
import { checkOneOf } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { Ec2Error } from "../error";
import { having } from "../references";
import { isFull, quotas } from "../serviceQuotas/quotas";
import { tokens } from "../tokens";
import { asNumber, asString, type Props } from "../../protocol/values";
import type { OperationContext, PropertyRule, ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** The provider turns it off in place, but not on. */
const defaultRouteTable: PropertyRule = {
  type: "string",
  default: "enable",
  replaceIf: (before, after) => before === "disable" && after === "enable",
};

const switches = [
  "autoAcceptSharedAttachments",
  "defaultRouteTableAssociation",
  "defaultRouteTablePropagation",
  "dnsSupport",
  "encryptionSupport",
  "multicastSupport",
  "securityGroupReferencingSupport",
  "vpnEcmpSupport",
];

const notSimulated = {
  encryptionSupport: "there is no VPC encryption control",
  multicastSupport: "there are no multicast domains",
  securityGroupReferencingSupport: "security groups refer to groups of their own VPC only",
} as const;

/**
 * A transit gateway. With default association or propagation it comes with one route table for both.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGateway.html and
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyTransitGatewayOptions.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2transitgateway/transitgateway/
 */
export const transitGateway: ResourceType = {
  token: tokens.transitGateway,
  properties: {
    ...regionProperty,
    ...tagProperties,
    amazonSideAsn: { type: "number", default: 64512 },
    autoAcceptSharedAttachments: { type: "string", default: "disable" },
    defaultRouteTableAssociation: defaultRouteTable,
    defaultRouteTablePropagation: defaultRouteTable,
    description: { type: "string" },
    dnsSupport: { type: "string", default: "enable" },
    encryptionSupport: { type: "string" },
    multicastSupport: { type: "string", default: "disable", replace: true },
    securityGroupReferencingSupport: { type: "string", default: "disable" },
    transitGatewayCidrBlocks: { type: "array" },
    vpnEcmpSupport: { type: "string", default: "enable" },
  },
  computed: [
    "arn",
    "associationDefaultRouteTableId",
    "encryptionSupport",
    "ownerId",
    "propagationDefaultRouteTableId",
    "tagsAll",
  ],
  // Rough figures: acceptance tests of the provider take two to three minutes.
  durations: { create: 120, update: 30, delete: 60 },
  check(context) {
    withRegion(context);
    for (const name of switches) {
      checkOneOf(context, name, ["enable", "disable"]);
    }
    for (const [name, reason] of Object.entries(notSimulated)) {
      if (context.inputs[name] === "enable") {
        context.fail(name, `"${name}" is not simulated: ${reason}`);
      }
    }
    checkCidrBlocks(context);
  },
  create(context) {
    const { inputs, draws } = context;
    checkAsn(inputs, "CreateTransitGateway");
    if (isFull(context, tokens.transitGateway, quotas.transitGateways)) {
      throw new Ec2Error(
        "CreateTransitGateway",
        "TransitGatewayLimitExceeded",
        "The maximum number of transit gateways has been reached.",
      );
    }
    const id = `tgw-0${draws.hex("id", 16)}`;
    return {
      id,
      outputs: {
        arn: arn("ec2", regionOf(inputs), `transit-gateway/${id}`),
        encryptionSupport: "disable",
        ownerId: accountId,
        ...defaultRouteTables(inputs, `tgw-rtb-0${draws.hex("defaultRouteTable", 16)}`),
        ...taggedOutputs(inputs),
      },
    };
  },
  update(context, record) {
    const { inputs, world } = context;
    const attached = attachmentsOf(world, record.id);
    if (inputs.amazonSideAsn !== record.inputs.amazonSideAsn) {
      checkAsn(inputs, "ModifyTransitGateway");
      checkNoVpn(record, attached);
    }
    return { ...taggedOutputs(inputs), ...changedDefaults(context, record, attached) };
  },
  delete({ world }, { id }) {
    const attached = attachmentsOf(world, id);
    for (const [type, name] of [
      ["vpc", "VPC"],
      ["vpn", "VPN"],
      ["peering", "Peering"],
    ] as const) {
      const ids = attached.filter(({ resourceType }) => resourceType === type).map((each) => each.id);
      refuseDeletion(id, `${name} Attachments`, ids);
    }
    const tables = having(world, tokens.transitGatewayRouteTable, "transitGatewayId", id);
    refuseDeletion(
      id,
      "Transit Gateway Route Tables",
      tables.map((table) => table.id),
    );
  },
};

function refuseDeletion(id: string, what: string, present: readonly string[]): void {
  if (present.length > 0) {
    throw new Ec2Error(
      "DeleteTransitGateway",
      "IncorrectState",
      `${id} has non-deleted ${what}: ${present.join(", ")}.`,
    );
  }
}

function checkAsn({ amazonSideAsn }: Props, operation: string): void {
  const asn = asNumber(amazonSideAsn) ?? NaN;
  const isPrivate = (asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294);
  if (!Number.isInteger(asn) || !isPrivate) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `Value (${asn}) for parameter AmazonSideAsn is invalid. It must be in the range 64512 to 65534 or 4200000000 to 4294967294.`,
    );
  }
}

/** The documentation names no code for it. */
function checkNoVpn({ id }: WorldRecord, attached: readonly TransitGatewayAttachment[]): void {
  const vpn = attached.filter(({ resourceType }) => resourceType === "vpn");
  if (vpn.length > 0) {
    throw new Ec2Error(
      "ModifyTransitGateway",
      "IncorrectState",
      `The ASN of ${id} cannot be modified while it has VPN Attachments: ${vpn.map((each) => each.id).join(", ")}.`,
    );
  }
}

function defaultRouteTables(inputs: Props, id: string): Props {
  const when = (name: string): string => (inputs[name] === "enable" ? id : "");
  return {
    associationDefaultRouteTableId: when("defaultRouteTableAssociation"),
    propagationDefaultRouteTableId: when("defaultRouteTablePropagation"),
  };
}

/** What is attached keeps a default that is turned off; nothing here would remember that it did. */
function changedDefaults(
  { inputs }: OperationContext,
  record: WorldRecord,
  attached: readonly TransitGatewayAttachment[],
): Props {
  const changed = ["defaultRouteTableAssociation", "defaultRouteTablePropagation"].filter(
    (name) => inputs[name] !== record.inputs[name],
  );
  if (changed.length === 0) {
    return {};
  }
  if (attached.length > 0) {
    throw new Error(
      `turning ${changed.join(" and ")} of ${record.id} off is not simulated while it has attachments`,
    );
  }
  const { associationDefaultRouteTableId: forAssociation, propagationDefaultRouteTableId: forPropagation } =
    record.outputs;
  return defaultRouteTables(inputs, asString(forAssociation === "" ? forPropagation : forAssociation) ?? "");
}
