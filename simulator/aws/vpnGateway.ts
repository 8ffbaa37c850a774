import { arn } from "./arn";
import { vpcOfVpnGateway, vpnGatewayOf } from "./attachments";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { existing, having, inRegion } from "./references";
import { regionNamed } from "./regions";
import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../providers/resourceType";

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
const vpnGatewaysPerRegion = 5;

/** ASNs that Amazon gave to gateways of its own choice until June 2018; the provider still lets them by. */
const legacyAsns = [7224, 9059, 10124, 17493];

/**
 * A virtual private gateway. With `vpcId` the provider attaches it after it is made and detaches it before it is
 * deleted.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/vpngateway/
 */
export const vpnGateway: ResourceType = {
  token: tokens.vpnGateway,
  properties: {
    ...regionProperty,
    ...tagProperties,
    amazonSideAsn: { type: "string", replace: true },
    availabilityZone: { type: "string", replace: true },
    vpcId: { type: "string" },
  },
  computed: ["amazonSideAsn", "arn", "tagsAll", "vpcId"],
  // Rough figures: attaching takes most of the time.
  durations: { create: 20, update: 20, delete: 15 },
  check(context) {
    withRegion(context);
    checkAsn(context);
  },
  create(context) {
    const { inputs, draws } = context;
    const asn = asString(inputs.amazonSideAsn) ?? "64512";
    const zone = asString(inputs.availabilityZone);
    if (legacyAsns.includes(Number(asn))) {
      throw refusedValue(`Value (${asn}) for parameter amazonSideAsn is invalid. ${asnRanges}`);
    }
    if (zone !== undefined && !regionNamed(regionOf(inputs)).zones.includes(zone)) {
      throw refusedValue(`Value (${zone}) for parameter availabilityZone is invalid.`);
    }
    if (inRegion(context, tokens.vpnGateway).length >= vpnGatewaysPerRegion) {
      throw new Ec2Error(
        "CreateVpnGateway",
        "VpnGatewayLimitExceeded",
        "The maximum number of virtual private gateways has been reached.",
      );
    }
    const vpcId = asString(inputs.vpcId);
    if (vpcId !== undefined) {
      checkVpcTakesVpnGateway(context, vpcId);
    }
    const id = `vgw-0${draws.hex("id", 16)}`;
    return {
      id,
      outputs: {
        amazonSideAsn: asn,
        arn: arn("ec2", regionOf(inputs), `vpn-gateway/${id}`),
        ...taggedOutputs(inputs),
      },
    };
  },
  update(context, record) {
    const vpcId = asString(context.inputs.vpcId);
    if (vpcId !== undefined && vpcId !== record.inputs.vpcId) {
      checkVpcTakesVpnGateway(context, vpcId);
    }
    return taggedOutputs(context.inputs);
  },
  delete({ world }, { id }) {
    const attached = having(world, tokens.vpnGatewayAttachment, "vpnGatewayId", id).length > 0;
    if (attached || having(world, tokens.vpnConnection, "vpnGatewayId", id).length > 0) {
      throw new Ec2Error("DeleteVpnGateway", "IncorrectState", "The VPN gateway is in use.");
    }
  },
  observe: ({ id }, world) => ({ vpcId: vpcOfVpnGateway(world, id) ?? "" }),
};

/** A VPC has at most one virtual private gateway. */
export function checkVpcTakesVpnGateway(context: OperationContext, vpcId: string): void {
  existing(context, "AttachVpnGateway", "vpc", vpcId);
  const present = vpnGatewayOf(context.world, vpcId);
  if (present !== undefined) {
    throw new Ec2Error(
      "AttachVpnGateway",
      "InvalidParameterValue",
      `Network ${vpcId} already has the virtual private gateway ${present} attached`,
    );
  }
}

const asnRanges = "It must be in the range 64512 to 65534 or 4200000000 to 4294967294.";

function checkAsn(context: CheckContext): void {
  const text = asString(context.inputs.amazonSideAsn);
  if (text === undefined) {
    return;
  }
  const asn = Number(text);
  const isPrivate = (asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294);
  if (!/^\d+$/.test(text) || !(isPrivate || legacyAsns.includes(asn))) {
    context.fail(
      "amazonSideAsn",
      `"amazonSideAsn" ("${text}") must be 7224, 9059, 10124 or 17493 or in the range 64512 to 65534 or 4200000000 to 4294967294`,
    );
  }
}

const refusedValue = (message: string): Ec2Error =>
  new Ec2Error("CreateVpnGateway", "InvalidParameterValue", message);
