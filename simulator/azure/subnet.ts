import { requireManagementOf } from "./application-gateways/managementTraffic";
import { armType, networkApiVersion, type ArmOperation } from "./arm/armType";
import { badRequest } from "./arm/error";
import { groupId, lastName, parentOf, resourceId } from "./arm/ids";
import { networkName } from "./arm/nameRules";
import { findById } from "./arm/references";
import { wellFormed } from "./rules/addressPrefixes";
import { busyUntilDone } from "./rules/busy";
import { ipConfigurationsIn } from "./rules/ipConfigurations";
import {
  addressSpace,
  checkSubnet,
  findSubnet,
  requireSamePrefixes,
  requireSubnetReferences,
  requireUnused,
  subnetClash,
  subnetFields,
  subnetsOf,
  subnetView,
  type SubnetView,
} from "./rules/subnets";
import { tokens } from "./tokens";
import { asString, type Props } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/** https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet */
export const subnet: ResourceType = armType({
  token: tokens.subnet,
  armType: "Microsoft.Network/virtualNetworks/subnets",
  apiVersion: networkApiVersion,
  nameProperty: "subnetName",
  nameRule: networkName(),
  parent: { token: tokens.virtualNetwork, nameProperty: "virtualNetworkName" },
  inputs: subnetFields,
  defaults: { privateEndpointNetworkPolicies: "Disabled", privateLinkServiceNetworkPolicies: "Enabled" },
  regional: false,
  computed: [
    "ipConfigurationProfiles",
    "ipConfigurations",
    "privateEndpoints",
    "purpose",
    "resourceNavigationLinks",
    "serviceAssociationLinks",
  ],
  enriches: {
    networkSecurityGroup: ["name", "etag", "securityRules", "provisioningState"],
    routeTable: ["name", "etag", "routes", "provisioningState"],
  },
  durations: { create: 4, update: 4, delete: 10 },
  check(context) {
    const { inputs } = context;
    const name = asString(inputs.subnetName);
    checkSubnet(inputs, name, "", context);
    if (asString(inputs.name) !== undefined && name !== undefined && inputs.name !== name) {
      context.refuse(
        "name",
        "BadRequest",
        `name '${asString(inputs.name) ?? ""}' must equal the subnetName '${name}'.`,
      );
    }
  },
  create(context) {
    const exists = findSubnet(context.world, context.id);
    if (exists) {
      throw new Error(`cannot create already existing resource '${context.id}'`);
    }
    requireFits(context);
    return {
      ipConfigurationProfiles: [],
      privateEndpoints: [],
      resourceNavigationLinks: [],
      serviceAssociationLinks: [],
    };
  },
  update(context) {
    const before = findSubnet(context.world, context.id);
    const after = requireFits(context);
    if (before) {
      requireSamePrefixes(context.world, before, after);
    }
    requireManagementOf(context.world, after);
    return {};
  },
  delete({ world, id }) {
    const view = findSubnet(world, id);
    if (view) {
      requireUnused(world, view);
    }
  },
  observe(record, world) {
    return { ipConfigurations: ipConfigurationsIn(world, record.id).map(({ id }) => ({ id })) };
  },
  busy(context) {
    const { inputs, config } = context;
    const group = groupId(config, asString(inputs.resourceGroupName) ?? "");
    const network = resourceId(group, "Microsoft.Network/virtualNetworks", [
      asString(inputs.virtualNetworkName) ?? "",
    ]);
    return busyUntilDone(context, [network], true);
  },
});

function requireFits(context: ArmOperation): SubnetView {
  const { world, id, inputs } = context;
  const networkId = parentOf(id);
  const network: Props = findById(world, tokens.virtualNetwork, networkId)?.inputs ?? {};
  const view = subnetView(id, inputs);
  const clash = subnetClash(
    view,
    wellFormed(addressSpace(network)),
    subnetsOf(world, networkId),
    lastName(networkId),
  );
  if (clash) {
    throw badRequest(clash.code, clash.reason);
  }
  requireSubnetReferences(context, inputs, asString(network.location));
  return view;
}
