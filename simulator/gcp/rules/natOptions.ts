import { isPrivateNat } from "./privateNat";
import { invalidField } from "../compute/error";
import { asList, asNumber, asObject, asStrings, hasUnknown, type Value } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/**
 * Rules over several properties of a NAT gateway.
 *
 * Sources: https://cloud.google.com/nat/docs/ports-and-addresses and the API's description of `nats[]`.
 */
export function checkNat(context: CheckContext): void {
  checkAddresses(context);
  checkSubnets(context);
  checkPorts(context);
}

const refuse = ({ fail }: CheckContext, property: string, value: Value | undefined, rule: string): void =>
  fail(
    property,
    invalidField(`resource.nats[].${property}`, typeof value === "object" ? "" : String(value ?? ""), rule),
  );

function checkAddresses(context: CheckContext): void {
  const { natIpAllocateOption: option, natIps } = context.inputs;
  if (hasUnknown(option) || hasUnknown(context.inputs.type) || isPrivateNat(context.inputs)) {
    return;
  }
  if (option === undefined) {
    refuse(context, "natIpAllocateOption", option, "It must be specified for a public NAT gateway.");
  }
  if (option === "MANUAL_ONLY" && !hasUnknown(natIps) && asList(natIps).length === 0) {
    refuse(context, "natIps", natIps, "At least one address must be specified with MANUAL_ONLY.");
  }
  if (option === "AUTO_ONLY" && asList(natIps).length > 0) {
    refuse(context, "natIps", natIps, "Addresses cannot be specified with AUTO_ONLY.");
  }
}

function checkSubnets(context: CheckContext): void {
  const { sourceSubnetworkIpRangesToNat: source, subnetworks } = context.inputs;
  if (hasUnknown(source) || hasUnknown(subnetworks)) {
    return;
  }
  const listed = asList(subnetworks);
  if (source === "LIST_OF_SUBNETWORKS" && listed.length === 0) {
    refuse(context, "subnetworks", subnetworks, "Subnetworks must be specified with LIST_OF_SUBNETWORKS.");
  }
  if (source !== "LIST_OF_SUBNETWORKS" && listed.length > 0) {
    refuse(
      context,
      "subnetworks",
      subnetworks,
      "Subnetworks can be specified with LIST_OF_SUBNETWORKS only.",
    );
  }
  listed.map(asObject).forEach((subnet, i) => {
    const isListed = asStrings(subnet.sourceIpRangesToNats).includes("LIST_OF_SECONDARY_IP_RANGES");
    const hasNames = asList(subnet.secondaryIpRangeNames).length > 0;
    if (isListed !== hasNames) {
      const property = `subnetworks[${i}].secondaryIpRangeNames`;
      refuse(context, property, "", "Names belong to LIST_OF_SECONDARY_IP_RANGES, and it needs them.");
    }
  });
}

const isPowerOfTwo = (value: number): boolean => Number.isInteger(Math.log2(value));

function checkPorts(context: CheckContext): void {
  const { inputs } = context;
  const isDynamic = inputs.enableDynamicPortAllocation === true;
  const [least, most] = [asNumber(inputs.minPortsPerVm), asNumber(inputs.maxPortsPerVm)];
  if (isDynamic && inputs.enableEndpointIndependentMapping === true) {
    const rule = "It cannot be enabled together with dynamic port allocation.";
    refuse(context, "enableEndpointIndependentMapping", true, rule);
  }
  if (!isDynamic && most !== undefined && !hasUnknown(inputs.enableDynamicPortAllocation)) {
    refuse(context, "maxPortsPerVm", most, "It can be specified with dynamic port allocation only.");
  }
  for (const [property, value] of [
    ["minPortsPerVm", least],
    ["maxPortsPerVm", most],
  ] as const) {
    if (isDynamic && value !== undefined && !isPowerOfTwo(value)) {
      refuse(context, property, value, "It must be a power of two with dynamic port allocation.");
    }
  }
  if (isDynamic && most !== undefined && most <= (least ?? 32)) {
    refuse(context, "maxPortsPerVm", most, "It must be greater than minPortsPerVm.");
  }
}
