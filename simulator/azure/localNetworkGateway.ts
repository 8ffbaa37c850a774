import { contains } from "../../addressing/cidr";
import { armType, networkApiVersion, type ArmCheck } from "./arm/armType";
import { badRequest } from "./arm/error";
import { groupId, lastName, referredId, resourceId } from "./arm/ids";
import { networkName } from "./arm/nameRules";
import { dependents } from "./arm/references";
import { checkPrefix, firstOverlap, wellFormed } from "./rules/addressPrefixes";
import { asnProblem } from "./rules/asns";
import { busyUntilDone } from "./rules/busy";
import { isLinkLocal } from "./rules/gatewayBgp";
import { isAddress } from "./rules/routes";
import { tokens } from "./tokens";
import { asNumber, asObject, asString, asStrings, hasUnknown, type Props } from "../protocol/values";
import type { OperationContext, ResourceType } from "../providers/resourceType";
import { isPublicAddress } from "../publicAddress";

/** The other side's VPN device. https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings#lng */
export const localNetworkGateway: ResourceType = armType({
  token: tokens.localNetworkGateway,
  armType: "Microsoft.Network/localNetworkGateways",
  apiVersion: networkApiVersion,
  nameProperty: "localNetworkGatewayName",
  nameRule: networkName(),
  inputs: {
    bgpSettings: {
      asn: "number",
      bgpPeeringAddress: "string",
      bgpPeeringAddresses: "unsimulated array",
      peerWeight: "number",
    },
    fqdn: "string",
    gatewayIpAddress: "string",
    id: "unsimulated string",
    localNetworkAddressSpace: { addressPrefixes: ["string"], ipamPoolPrefixAllocations: "unsimulated array" },
  },
  regional: true,
  computed: [],
  enriches: { bgpSettings: ["peerWeight"] },
  durations: { create: 10, update: 20, delete: 10 },
  check(context) {
    checkDevice(context);
    checkAddressSpace(context);
    checkBgp(context);
  },
  create: ({ inputs }) => shown(inputs),
  update: ({ inputs }) => shown(inputs),
  delete({ world, id }) {
    const connections = dependents(world, [tokens.connection], id);
    if (connections.length > 0) {
      throw badRequest(
        "BadRequest",
        `Local network gateway ${id} cannot be deleted because it is used by connections: ${connections.map((one) => lastName(one.id)).join(", ")}. Delete these first.`,
      );
    }
  },
  busy: (context) => busyUntilDone(context, [ownId(context), ...gatewaysConnectedTo(context)], false),
});

const ownId = ({ inputs, config }: OperationContext): string =>
  resourceId(
    groupId(config, asString(inputs.resourceGroupName) ?? ""),
    "Microsoft.Network/localNetworkGateways",
    [asString(inputs.localNetworkGatewayName) ?? ""],
  );

/** A change reaches the gateways that are connected to this one. */
const gatewaysConnectedTo = (context: OperationContext): string[] =>
  dependents(context.world, [tokens.connection], ownId(context)).flatMap(
    ({ inputs }) => referredId(asObject(inputs.virtualNetworkGateway1)) ?? [],
  );

function checkDevice({ inputs, refuse }: ArmCheck): void {
  const address = asString(inputs.gatewayIpAddress);
  const given = [inputs.gatewayIpAddress, inputs.fqdn].filter((value) => value !== undefined);
  if (given.length !== 1) {
    refuse(
      "gatewayIpAddress",
      "BadRequest",
      `A local network gateway must have either a gatewayIpAddress or an fqdn, got ${given.length === 0 ? "neither" : "both"}.`,
    );
  }
  if (address !== undefined && !isAddress(address)) {
    refuse("gatewayIpAddress", "BadRequest", `gatewayIpAddress ${address} is not an IP address.`);
  } else if (address !== undefined && wellFormed([`${address}/32`]).length > 0 && !isPublicAddress(address)) {
    refuse("gatewayIpAddress", "BadRequest", `gatewayIpAddress ${address} is not a public address.`);
  }
}

/** The address space may be empty only where BGP brings the routes. https://learn.microsoft.com/azure/vpn-gateway/configure-bgp */
function checkAddressSpace(check: ArmCheck): void {
  const { inputs, refuse } = check;
  const property = "localNetworkAddressSpace.addressPrefixes";
  const prefixes = asStrings(asObject(inputs.localNetworkAddressSpace).addressPrefixes);
  if (
    prefixes.length === 0 &&
    inputs.bgpSettings === undefined &&
    !hasUnknown(inputs.localNetworkAddressSpace)
  ) {
    refuse(
      property,
      "BadRequest",
      "A local network gateway without BGP settings must have at least one address prefix.",
    );
  }
  const cidrs = prefixes.flatMap((prefix) => checkPrefix(prefix, property, check) ?? []);
  const overlap = firstOverlap(cidrs);
  if (overlap) {
    refuse(
      property,
      "BadRequest",
      `Address prefixes ${overlap[0].text} and ${overlap[1].text} of the local network gateway overlap.`,
    );
  }
}

/**
 * Source: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq, "What ASNs can I use?", "What address
 * prefixes should I specify for the local network gateway when I use BGP?" and "…requirements for the BGP peer IP…".
 */
function checkBgp({ inputs, refuse }: ArmCheck): void {
  if (inputs.bgpSettings === undefined || typeof inputs.bgpSettings === "symbol") {
    return;
  }
  const settings = asObject(inputs.bgpSettings);
  const asn = asNumber(settings.asn);
  const problem = asn === undefined ? undefined : asnProblem(asn, false);
  if (problem) {
    refuse("bgpSettings.asn", "BadRequest", problem);
  }
  for (const property of ["asn", "bgpPeeringAddress"]) {
    if (settings[property] === undefined) {
      refuse(
        `bgpSettings.${property}`,
        "BadRequest",
        `The BGP settings of a local network gateway must have its ${property}.`,
      );
    }
  }
  const peer = asString(settings.bgpPeeringAddress);
  if (peer === undefined) {
    return;
  }
  if (!isAddress(peer)) {
    refuse("bgpSettings.bgpPeeringAddress", "BadRequest", `bgpPeeringAddress ${peer} is not an IP address.`);
    return;
  }
  if (peer === inputs.gatewayIpAddress) {
    refuse(
      "bgpSettings.bgpPeeringAddress",
      "BadRequest",
      `bgpPeeringAddress ${peer} must not be the public address of the VPN device.`,
    );
  }
  const space = wellFormed(asStrings(asObject(inputs.localNetworkAddressSpace).addressPrefixes));
  if (
    isLinkLocal(peer) &&
    space.some((prefix) => wellFormed([`${peer}/32`]).some((one) => contains(prefix, one)))
  ) {
    refuse(
      "localNetworkAddressSpace.addressPrefixes",
      "BadRequest",
      `The address space must not hold the APIPA BGP peering address ${peer}.`,
    );
  }
}

function shown(inputs: Props): Props {
  return inputs.bgpSettings === undefined
    ? {}
    : { bgpSettings: { peerWeight: 0, ...asObject(inputs.bgpSettings) } };
}
