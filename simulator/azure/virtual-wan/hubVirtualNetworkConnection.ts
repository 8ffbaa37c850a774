import { requireNoRoutesTo } from "./hubRoutes";
import { namedBy } from "./ids";
import { requireRouting, shownRouting, vnetRoutingFields } from "./routingConfiguration";
import { spokeOf } from "./spokes";
import { overlappingHub } from "./virtualHub";
import { checkVnetRoutes, requireVnetRoutes } from "./vnetRoutes";
import { overlaps } from "../../../addressing/cidr";
import { armType, networkApiVersion, type ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { parentOf, referredId, sameId } from "../arm/ids";
import { reference } from "../arm/inputShape";
import { networkName } from "../arm/nameRules";
import { findById } from "../arm/references";
import { wellFormed } from "../rules/addressPrefixes";
import { busyUntilDone } from "../rules/busy";
import { remoteGatewayUse } from "../rules/peers";
import { gatewayOf } from "../rules/remoteGateways";
import { addressSpace, invalidReference } from "../rules/subnets";
import { tokens } from "../tokens";
import { asObject, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * The connection of a virtual network to a hub.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-wan/howto-connect-vnet-hub,
 * https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq ("Can a spoke VNet have a virtual network gateway?",
 * "Can you resize…"). Two at once on a hub collide: https://github.com/Azure/azure-rest-api-specs/issues/10391
 */
export const hubVirtualNetworkConnection: ResourceType = armType({
  token: tokens.hubVirtualNetworkConnection,
  armType: "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections",
  apiVersion: networkApiVersion,
  nameProperty: "connectionName",
  nameRule: networkName(),
  parent: { token: tokens.virtualHub, nameProperty: "virtualHubName" },
  inputs: {
    allowHubToRemoteVnetTransit: "unsimulated boolean",
    allowRemoteVnetToUseHubVnetGateways: "unsimulated boolean",
    enableInternetSecurity: "boolean",
    id: "unsimulated string",
    name: "unsimulated string",
    remoteVirtualNetwork: reference,
    routingConfiguration: vnetRoutingFields,
  },
  regional: false,
  computed: [],
  enriches: { routingConfiguration: ["associatedRouteTable", "propagatedRouteTables", "vnetRoutes"] },
  durations: { create: 60, update: 60, delete: 60 },
  check(context) {
    const { inputs, refuse } = context;
    checkVnetRoutes(context);
    if (inputs.remoteVirtualNetwork === undefined) {
      refuse(
        "remoteVirtualNetwork",
        "BadRequest",
        "A connection of a virtual hub must have a remoteVirtualNetwork.",
      );
    }
  },
  create(context) {
    requireSpoke(context);
    return shown(context);
  },
  update(context, record) {
    if (!sameId(referredId(asObject(context.inputs.remoteVirtualNetwork)), spokeOf(record))) {
      throw badRequest("BadRequest", `The virtual network of connection ${context.id} cannot be changed.`);
    }
    requireSpoke(context);
    return shown(context);
  },
  delete: ({ world }, record) => requireNoRoutesTo(world, record),
  busy: (context) =>
    busyUntilDone(
      context,
      [
        namedBy(context, "virtualHubs", "virtualHubName"),
        referredId(asObject(context.inputs.remoteVirtualNetwork)) ?? "",
      ],
      false,
    ),
});

function requireSpoke(context: ArmOperation): void {
  const { world, inputs, id } = context;
  const networkId = referredId(asObject(inputs.remoteVirtualNetwork)) ?? "";
  const network = findById(world, tokens.virtualNetwork, networkId);
  const hub = findById(world, tokens.virtualHub, parentOf(id));
  if (!network || !hub) {
    throw invalidReference(networkId, id);
  }
  requireNoGateway(context, network);
  const others = world.all(tokens.hubVirtualNetworkConnection).filter((other) => !sameId(other.id, id));
  const connected = others.find((other) => sameId(spokeOf(other), network.id));
  if (connected) {
    throw badRequest(
      "BadRequest",
      `Virtual network ${network.id} is already connected to a virtual hub by ${connected.id}. It can be connected to only one at a time.`,
    );
  }
  requireFreeRange(context, hub, network, others);
  requireRouting(context, hub.id, false);
  requireVnetRoutes(context, hub.id);
}

function requireNoGateway({ world, id }: ArmOperation, network: WorldRecord): void {
  const gateway = gatewayOf(world, network.id) ?? remoteGatewayUse(world, network.id);
  if (gateway) {
    throw badRequest(
      "BadRequest",
      `Virtual network ${network.id} ${gateway.token === tokens.virtualNetworkGateway ? "has the virtual network gateway" : "uses the gateway of another network by peering"} ${gateway.id} and cannot be connected to a virtual hub by ${id}.`,
    );
  }
}

/** Neither the hub nor what is connected to it already has a range of the network's. */
function requireFreeRange(
  { world, id }: ArmOperation,
  hub: WorldRecord,
  network: WorldRecord,
  others: readonly WorldRecord[],
): void {
  const space = addressSpace(network.inputs);
  const inHub = overlappingHub(hub, space);
  if (inHub) {
    throw badRequest(
      "BadRequest",
      `The address prefix ${inHub.text} of virtual network ${network.id} overlaps that of its virtual hub ${hub.id}.`,
    );
  }
  for (const other of others.filter((one) => sameId(parentOf(one.id), hub.id))) {
    const neighbour = findById(world, tokens.virtualNetwork, spokeOf(other));
    const clash = wellFormed(addressSpace(neighbour?.inputs ?? {})).find((theirs) =>
      wellFormed(space).some((own) => overlaps(own, theirs)),
    );
    if (neighbour && clash) {
      throw badRequest(
        "BadRequest",
        `Virtual network ${network.id} cannot be connected by ${id}: ${clash.text} of ${neighbour.id}, which is connected to the same virtual hub, overlaps its address space.`,
      );
    }
  }
}

const shown = ({ id, inputs }: ArmOperation): Props => ({
  allowHubToRemoteVnetTransit: true,
  allowRemoteVnetToUseHubVnetGateways: true,
  enableInternetSecurity: inputs.enableInternetSecurity ?? true,
  routingConfiguration: shownRouting(inputs, parentOf(id)),
});
