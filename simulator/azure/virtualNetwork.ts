import { requireManagementOf } from "./application-gateways/managementTraffic";
import { armType, networkApiVersion, type ArmCheck, type ArmOperation } from "./arm/armType";
import { badRequest } from "./arm/error";
import { groupId, lastName, resourceId, sameId } from "./arm/ids";
import { nameProblem, networkName } from "./arm/nameRules";
import { checkNetworkPrefix, firstOverlap, wellFormed } from "./rules/addressPrefixes";
import { busyUntilDone } from "./rules/busy";
import { peeringsOf } from "./rules/peers";
import { requireFreeOfPeers } from "./rules/peerSpaces";
import {
  addressSpace,
  checkSubnet,
  inlineSubnets,
  requireSamePrefixes,
  requireSubnetReferences,
  requireUnused,
  subnetClash,
  subnetFields,
  subnetResponse,
  subnetsOf,
  type SubnetView,
} from "./rules/subnets";
import { tokens } from "./tokens";
import { asList, asNumber, asObject, asString, hasUnknown } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/**
 * A virtual network, with subnets of its own list or as resources of their own. An update with a list deletes the
 * subnets that the list leaves out; an update without one keeps them.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq; sub-resources in
 * https://github.com/pulumi/pulumi-azure-native/blob/master/CONTRIBUTING.md
 */
export const virtualNetwork: ResourceType = armType({
  token: tokens.virtualNetwork,
  armType: "Microsoft.Network/virtualNetworks",
  apiVersion: networkApiVersion,
  nameProperty: "virtualNetworkName",
  nameRule: networkName(2, 64),
  inputs: {
    addressSpace: { addressPrefixes: ["string"], ipamPoolPrefixAllocations: "unsimulated array" },
    bgpCommunities: "unsimulated object",
    ddosProtectionPlan: "unsimulated object",
    dhcpOptions: { dnsServers: ["string"] },
    enableDdosProtection: "unsimulated boolean",
    enableVmProtection: "unsimulated boolean",
    encryption: "unsimulated object",
    extendedLocation: "unsimulated object",
    flowTimeoutInMinutes: "number",
    id: "unsimulated string",
    ipAllocations: "unsimulated array",
    privateEndpointVNetPolicies: "string",
    subnets: [subnetFields],
    virtualNetworkPeerings: "unsimulated array",
  },
  defaults: { enableDdosProtection: false, enableVmProtection: false },
  replaces: ["location"],
  regional: true,
  computed: ["flowLogs"],
  enriches: { subnets: ["id", "etag", "provisioningState", "ipConfigurations"] },
  durations: { create: 5, update: 5, delete: 10 },
  check(context) {
    checkSpace(context);
    checkInlineSubnets(context);
    const minutes = asNumber(context.inputs.flowTimeoutInMinutes);
    if (minutes !== undefined && (minutes < 4 || minutes > 30)) {
      context.refuse(
        "flowTimeoutInMinutes",
        "BadRequest",
        `FlowTimeoutInMinutes must be 4 to 30, got ${minutes}.`,
      );
    }
  },
  create(context) {
    requireInlineReferences(context);
    return { flowLogs: [] };
  },
  update(context) {
    const { world, id, inputs } = context;
    requireInlineReferences(context);
    requireFreeOfPeers(world, id, addressSpace(inputs));
    const before = subnetsOf(world, id);
    const after = inputs.subnets === undefined ? before : inlineSubnets(id, inputs);
    for (const subnet of before) {
      const next = after.find(({ name }) => name.toLowerCase() === subnet.name.toLowerCase());
      if (next) {
        requireSamePrefixes(world, subnet, next);
        requireManagementOf(world, next);
      } else {
        requireUnused(world, subnet);
      }
    }
    const space = wellFormed(addressSpace(inputs));
    const clash = after
      .map((subnet) => subnetClash(subnet, space, after, lastName(id)))
      .find((found) => found);
    if (clash) {
      throw badRequest(clash.code, clash.reason);
    }
    return {};
  },
  delete({ world, id }) {
    subnetsOf(world, id).forEach((subnet) => requireUnused(world, subnet));
  },
  removes({ world, inputs }, record) {
    const own = world.all(tokens.subnet).filter(({ id }) => id.startsWith(`${record.id}/subnets/`));
    if (inputs === record.inputs) {
      return [...own, ...peeringsOf(world, record.id)];
    }
    const listed = inlineSubnets(record.id, inputs);
    return inputs.subnets === undefined
      ? []
      : own.filter(({ id }) => !listed.some((subnet) => sameId(subnet.id, id)));
  },
  observe: (record, world) => ({
    subnets: subnetsOf(world, record.id).map((subnet) =>
      subnetResponse(world, subnet, record.outputs.etag ?? null),
    ),
  }),
  busy(context) {
    const { inputs, config } = context;
    const group = groupId(config, asString(inputs.resourceGroupName) ?? "");
    const id = resourceId(group, "Microsoft.Network/virtualNetworks", [
      asString(inputs.virtualNetworkName) ?? "",
    ]);
    return busyUntilDone(context, [id], true);
  },
});

function checkSpace(check: ArmCheck): void {
  const space = asObject(check.inputs.addressSpace);
  if (
    check.inputs.addressSpace === undefined ||
    asList(space.addressPrefixes).length + Object.keys(space).length === 0
  ) {
    check.refuse("addressSpace", "BadRequest", "A virtual network must have at least one address prefix.");
  }
  const property = "addressSpace.addressPrefixes";
  const cidrs = addressSpace(check.inputs).flatMap(
    (prefix) => checkNetworkPrefix(prefix, property, check) ?? [],
  );
  const overlap = firstOverlap(cidrs);
  if (overlap) {
    check.refuse(
      property,
      "BadRequest",
      `Address prefixes ${overlap[0].text} and ${overlap[1].text} of the virtual network overlap.`,
    );
  }
}

function checkInlineSubnets(check: ArmCheck): void {
  const { inputs } = check;
  const subnets = asList(inputs.subnets).map(asObject);
  subnets.forEach((subnet, i) => {
    if (subnet.name === undefined) {
      check.refuse(`subnets[${i}].name`, "BadRequest", "A subnet in a list must have a name.");
    }
    const problem = nameProblem(asString(subnet.name) ?? "subnet", networkName());
    if (problem) {
      check.refuse(`subnets[${i}].name`, problem.code, problem.reason);
    }
    checkSubnet(subnet, asString(subnet.name), `subnets[${i}]`, check);
  });
  const views: SubnetView[] = inlineSubnets(check.id ?? "", inputs);
  const network = asString(inputs.virtualNetworkName) ?? check.name;
  if (hasUnknown(inputs.addressSpace)) {
    return;
  }
  views.forEach((view, i) => {
    const clash = hasUnknown(subnets[i])
      ? undefined
      : subnetClash(view, wellFormed(addressSpace(inputs)), views, network);
    if (clash) {
      check.refuse(`subnets[${i}].addressPrefix`, clash.code, clash.reason);
    }
  });
}

const requireInlineReferences = (context: ArmOperation): void =>
  inlineSubnets(context.id, context.inputs).forEach(({ inputs }) =>
    requireSubnetReferences(context, inputs, asString(context.inputs.location)),
  );
