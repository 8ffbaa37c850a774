import { arn } from "./arn";
import { checkConflict, checkOneOf, ipv4AddressProblem, refuseUnsimulated, unsimulated } from "./checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "./common";
import { Ec2Error } from "./error";
import { having, inRegion } from "./references";
import { tokens } from "./tokens";
import { asString, type Props } from "../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../providers/resourceType";
import { isPublicAddress } from "../publicAddress";

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
const customerGatewaysPerRegion = 50;

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html */
const reservedAsns: readonly { readonly asn: string; readonly region?: string }[] = [
  { asn: "7224" },
  { asn: "9059", region: "eu-west-1" },
  { asn: "10124", region: "ap-northeast-1" },
  { asn: "17943", region: "ap-southeast-1" },
];

/**
 * What AWS knows of the far end of VPN connections: address and ASN.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html. A request with type,
 * address, ASN and device name of an existing one answers with that one.
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/customergateway/
 */
export const customerGateway: ResourceType = {
  token: tokens.customerGateway,
  properties: {
    ...regionProperty,
    ...tagProperties,
    bgpAsn: { type: "string", replace: true },
    bgpAsnExtended: { type: "string", replace: true },
    deviceName: { type: "string", replace: true },
    ipAddress: { type: "string", replace: true },
    type: { type: "string", required: true, replace: true },
    ...unsimulated("string", ["certificateArn"]),
  },
  computed: ["arn", "tagsAll"],
  // Rough figures.
  durations: { create: 10, update: 2, delete: 10 },
  check(context) {
    const { inputs } = context;
    withRegion(context);
    checkOneOf(context, "type", ["ipsec.1"]);
    checkAsns(context);
    refuseUnsimulated(context, { certificateArn: "tunnels authenticate by preshared keys; give ipAddress" });
    const address = asString(inputs.ipAddress);
    const problem = address === undefined ? undefined : ipv4AddressProblem(address);
    if (problem) {
      context.fail("ipAddress", `expected ipAddress to contain a valid IPv4 address: ${problem}`);
    }
    const { length } = asString(inputs.deviceName) ?? "-";
    if (length < 1 || length > 255) {
      context.fail(
        "deviceName",
        `expected length of deviceName to be in the range (1 - 255), got ${length} characters`,
      );
    }
  },
  create(context) {
    const { inputs, draws } = context;
    const address = asString(inputs.ipAddress);
    if (address === undefined) {
      throw new Ec2Error(
        "CreateCustomerGateway",
        "MissingParameter",
        "The request must contain the parameter ipAddress",
      );
    }
    // Private ones serve private IP VPN, which needs a transit gateway.
    if (!isPublicAddress(address)) {
      throw refusedValue(
        `Value (${address}) for parameter ipAddress is invalid. It must be a public IPv4 address.`,
      );
    }
    checkReserved(inputs);
    const twin = identical(context);
    if (twin !== undefined) {
      return { id: twin, outputs: {}, existing: true };
    }
    if (inRegion(context, tokens.customerGateway).length >= customerGatewaysPerRegion) {
      throw new Ec2Error(
        "CreateCustomerGateway",
        "CustomerGatewayLimitExceeded",
        "The maximum number of customer gateways has been reached.",
      );
    }
    const id = `cgw-0${draws.hex("id", 16)}`;
    return {
      id,
      outputs: { arn: arn("ec2", regionOf(inputs), `customer-gateway/${id}`), ...taggedOutputs(inputs) },
    };
  },
  update: ({ inputs }) => taggedOutputs(inputs),
  delete({ world }, { id }) {
    if (having(world, tokens.vpnConnection, "customerGatewayId", id).length > 0) {
      throw new Ec2Error("DeleteCustomerGateway", "IncorrectState", "The customer gateway is in use.");
    }
  },
};

function checkAsns(context: CheckContext): void {
  const { inputs } = context;
  checkConflict(context, "bgpAsn", ["bgpAsnExtended"]);
  if (inputs.bgpAsn === undefined && inputs.bgpAsnExtended === undefined) {
    context.fail("bgpAsn", "one of bgpAsn, bgpAsnExtended must be specified");
  }
  for (const [property, least, most] of [
    ["bgpAsn", 1, 2147483647],
    ["bgpAsnExtended", 2147483648, 4294967295],
  ] as const) {
    const text = asString(inputs[property]);
    if (text !== undefined && (!/^\d+$/.test(text) || Number(text) < least || Number(text) > most)) {
      context.fail(property, `expected ${property} to be in the range (${least} - ${most}), got ${text}`);
    }
  }
}

function checkReserved(inputs: Props): void {
  const region = regionOf(inputs);
  const hit = reservedAsns.find(
    ({ asn, region: only }) => asn === inputs.bgpAsn && (only ?? region) === region,
  );
  if (hit) {
    throw refusedValue(
      `Value (${hit.asn}) for parameter bgpAsn is invalid. The ASN is reserved in ${region}.`,
    );
  }
}

function identical(context: OperationContext): string | undefined {
  const identity = ["type", "ipAddress", "bgpAsn", "bgpAsnExtended", "deviceName"];
  return inRegion(context, tokens.customerGateway).find((other) =>
    identity.every((property) => other.inputs[property] === context.inputs[property]),
  )?.id;
}

const refusedValue = (message: string): Ec2Error =>
  new Ec2Error("CreateCustomerGateway", "InvalidParameterValue", message);
