import { checkNetworkPrefix, wellFormed } from "./addressPrefixes";
import { ipConfigurationsIn } from "./ipConfigurations";
import { type Cidr, contains, overlaps } from "../../../addressing/cidr";
import type { ArmCheck, ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { lastName, referredId, sameId } from "../arm/ids";
import { type Fields, reference } from "../arm/inputShape";
import { findById } from "../arm/references";
import { asList, asObject, asString, asStrings, type Props, type Value } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import { tokens } from "../tokens";

/** What a subnet may say, alone or inside a virtual network. */
export const subnetFields: Fields = {
  addressPrefix: "string",
  addressPrefixes: ["string"],
  applicationGatewayIPConfigurations: "unsimulated array",
  defaultOutboundAccess: "boolean",
  delegations: "unsimulated array",
  id: "unsimulated string",
  ipAllocations: "unsimulated array",
  ipamPoolPrefixAllocations: "unsimulated array",
  name: "string",
  natGateway: "unsimulated object",
  networkSecurityGroup: reference,
  privateEndpointNetworkPolicies: "string",
  privateLinkServiceNetworkPolicies: "string",
  routeTable: reference,
  serviceEndpointPolicies: "unsimulated array",
  serviceEndpoints: "unsimulated array",
  sharingScope: "unsimulated string",
  type: "string",
};

/** A subnet as Azure sees it, wherever the program declares it. */
export interface SubnetView {
  readonly id: string;
  readonly name: string;
  readonly prefixes: readonly Cidr[];
  readonly inputs: Props;
}

const prefixesOf = (subnet: Props): string[] => [
  ...(asString(subnet.addressPrefix) === undefined ? [] : [asString(subnet.addressPrefix) ?? ""]),
  ...asStrings(subnet.addressPrefixes),
];

export const subnetView = (id: string, inputs: Props): SubnetView => ({
  id,
  name: lastName(id),
  prefixes: wellFormed(prefixesOf(inputs)),
  inputs,
});

/** The subnets that a virtual network lists itself. */
export const inlineSubnets = (virtualNetworkId: string, virtualNetwork: Props): SubnetView[] =>
  asList(virtualNetwork.subnets)
    .map(asObject)
    .map((subnet) => subnetView(`${virtualNetworkId}/subnets/${asString(subnet.name) ?? ""}`, subnet));

/** All subnets of a virtual network: those it lists, and those with a resource of their own. */
export function subnetsOf(world: WorldView, virtualNetworkId: string): SubnetView[] {
  const network = findById(world, tokens.virtualNetwork, virtualNetworkId);
  const own = world
    .all(tokens.subnet)
    .filter(({ id }) => sameId(id.slice(0, id.lastIndexOf("/subnets/")), virtualNetworkId));
  const inline = network ? inlineSubnets(network.id, network.inputs) : [];
  return [
    ...inline.filter((subnet) => !own.some(({ id }) => sameId(id, subnet.id))),
    ...own.map(({ id, inputs }) => subnetView(id, inputs)),
  ];
}

export function findSubnet(world: WorldView, id: string | undefined): SubnetView | undefined {
  const end = id?.lastIndexOf("/subnets/") ?? -1;
  if (id === undefined || end < 0) {
    return undefined;
  }
  findById(world, tokens.subnet, id);
  return subnetsOf(world, id.slice(0, end)).find((subnet) => sameId(subnet.id, id));
}

export const addressSpace = (virtualNetwork: Props): string[] =>
  asStrings(asObject(virtualNetwork.addressSpace).addressPrefixes);

/**
 * What is wrong with a subnet by itself. Sizes: /29 to /2 for IPv4, exactly /64 for IPv6.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq ("How small and how large can
 * virtual networks and subnets be?"), https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings#gwsub
 */
export function checkSubnet(subnet: Props, name: string | undefined, path: string, check: ArmCheck): void {
  const at = (property: string): string => (path === "" ? property : `${path}.${property}`);
  if (subnet.addressPrefix === undefined && subnet.addressPrefixes === undefined) {
    check.refuse(
      at("addressPrefix"),
      "BadRequest",
      `Subnet '${name ?? ""}' must have an addressPrefix or addressPrefixes.`,
    );
  }
  if (subnet.addressPrefix !== undefined && subnet.addressPrefixes !== undefined) {
    check.refuse(
      at("addressPrefixes"),
      "BadRequest",
      `Subnet '${name ?? ""}' cannot have both addressPrefix and addressPrefixes.`,
    );
  }
  for (const prefix of prefixesOf(subnet)) {
    const cidr = checkNetworkPrefix(prefix, at("addressPrefix"), check);
    if (
      cidr &&
      !(cidr.version === 4 ? cidr.prefixLength >= 2 && cidr.prefixLength <= 29 : cidr.prefixLength === 64)
    ) {
      const rule = cidr.version === 4 ? "/29 to /2" : "exactly /64";
      check.refuse(
        at("addressPrefix"),
        "NetcfgInvalidSubnet",
        `Subnet '${name ?? ""}' is not valid in virtual network: ${prefix} is not ${rule}.`,
      );
    }
  }
  const group = referredId(asObject(subnet.networkSecurityGroup));
  if (name === "GatewaySubnet" && subnet.networkSecurityGroup !== undefined) {
    check.refuse(
      at("networkSecurityGroup"),
      "NetworkSecurityGroupCannotBeAttachedToGatewaySubnet",
      `The operation failed because the network security group ${lastName(group ?? "")} can not be associated to the GatewaySubnet. ` +
        "Please remove the network security group associated to the GatewaySubnet.",
    );
  }
}

/** Refuses what lies outside the virtual network or on another of its subnets. */
export function subnetClash(
  subnet: SubnetView,
  space: readonly Cidr[],
  siblings: readonly SubnetView[],
  network: string,
): { code: string; reason: string } | undefined {
  if (subnet.prefixes.some((prefix) => !space.some((whole) => contains(whole, prefix)))) {
    return {
      code: "NetcfgSubnetRangeOutsideVnet",
      reason: `Subnet '${subnet.name}' is not valid because its IP address range is outside the IP address range of virtual network '${network}'.`,
    };
  }
  const others = siblings.filter(({ name }) => name.toLowerCase() !== subnet.name.toLowerCase());
  if (
    others.some((other) =>
      other.prefixes.some((theirs) => subnet.prefixes.some((ours) => overlaps(theirs, ours))),
    )
  ) {
    return {
      code: "NetcfgSubnetRangesOverlap",
      reason: `Subnet '${subnet.name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${network}'.`,
    };
  }
  return undefined;
}

/** Route table and security group must exist, in the region of the virtual network. */
export function requireSubnetReferences(
  { world, id }: ArmOperation,
  subnet: Props,
  location: string | undefined,
): void {
  const wanted = [
    [tokens.routeTable, referredId(asObject(subnet.routeTable))],
    [tokens.networkSecurityGroup, referredId(asObject(subnet.networkSecurityGroup))],
  ] as const;
  for (const [token, target] of wanted) {
    const found = findById(world, token, target);
    if (target !== undefined && (!found || found.inputs.location !== location)) {
      throw invalidReference(target, id);
    }
  }
}

/** Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found */
export const invalidReference = (target: string, from: string): Error =>
  badRequest("InvalidResourceReference", invalidReferenceReason(target, from));

export const invalidReferenceReason = (target: string, from: string): string =>
  `Resource ${target} referenced by resource ${from} was not found. ` +
  "Please make sure that the referenced resource exists, and that both resources are in the same region.";

/** Throws while anything stands in the subnet. */
export function requireUnused(world: WorldView, subnet: SubnetView): void {
  const [user] = ipConfigurationsIn(world, subnet.id);
  if (user) {
    throw badRequest(
      "InUseSubnetCannotBeDeleted",
      `Subnet ${subnet.name} is in use by ${user.id} and cannot be deleted. ` +
        "In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.",
    );
  }
}

/** Throws when a subnet that is in use would change its addresses. */
export function requireSamePrefixes(world: WorldView, before: SubnetView, after: SubnetView): void {
  const lost = before.prefixes.find((prefix) => !after.prefixes.some(({ text }) => text === prefix.text));
  if (lost && ipConfigurationsIn(world, before.id).length > 0) {
    throw badRequest(
      "InUsePrefixCannotBeDeleted",
      `IpPrefix ${lost.text} on Subnet ${before.name} has active allocations and cannot be deleted.`,
    );
  }
}

/** A subnet as a read answers with it. */
export const subnetResponse = (world: WorldView, subnet: SubnetView, etag: Value): Props => ({
  ...Object.fromEntries(Object.entries(subnet.inputs).filter(([name]) => name in subnetFields)),
  id: subnet.id,
  name: subnet.name,
  type: "Microsoft.Network/virtualNetworks/subnets",
  etag,
  provisioningState: "Succeeded",
  ipConfigurations: ipConfigurationsIn(world, subnet.id).map(({ id }) => ({ id })),
});

/** The subnets, in whatever network, that name a route table or security group. */
export const subnetsReferring = (world: WorldView, id: string): SubnetView[] =>
  world
    .all(tokens.virtualNetwork)
    .flatMap((network) => subnetsOf(world, network.id))
    .filter(({ inputs }) =>
      ["routeTable", "networkSecurityGroup"].some((kind) => sameId(referredId(asObject(inputs[kind])), id)),
    );
