import { armType, networkApiVersion, type ArmOperation } from "./arm/armType";
import { parentOf, referredId } from "./arm/ids";
import { reference } from "./arm/inputShape";
import { networkName } from "./arm/nameRules";
import { findById } from "./arm/references";
import { peerBusy } from "./rules/peerBusy";
import { requireFreeSpaces } from "./rules/peerSpaces";
import { peerState, requireConnectable, syncLevel } from "./rules/peerState";
import { requireRemoteGateways } from "./rules/remoteGateways";
import { requirePeer, requireSamePeer } from "./rules/peers";
import { tokens } from "./tokens";
import { asObject, asString, type Props } from "../protocol/values";
import type { ResourceType } from "../providers/resourceType";

/**
 * One side of a peering of two virtual networks, which are connected once each has its side.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering,
 * https://learn.microsoft.com/rest/api/virtualnetwork/virtual-network-peerings/create-or-update
 */
export const virtualNetworkPeering: ResourceType = armType({
  token: tokens.virtualNetworkPeering,
  armType: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
  apiVersion: networkApiVersion,
  nameProperty: "virtualNetworkPeeringName",
  nameRule: networkName(),
  parent: { token: tokens.virtualNetwork, nameProperty: "virtualNetworkName" },
  inputs: {
    allowForwardedTraffic: "boolean",
    allowGatewayTransit: "boolean",
    allowVirtualNetworkAccess: "boolean",
    doNotVerifyRemoteGateways: "unsimulated boolean",
    enableOnlyIPv6Peering: "unsimulated boolean",
    id: "unsimulated string",
    localAddressSpace: "unsimulated object",
    localSubnetNames: "unsimulated array",
    localVirtualNetworkAddressSpace: "unsimulated object",
    name: "unsimulated string",
    peerCompleteVnets: "unsimulated boolean",
    peeringState: "unsimulated string",
    peeringSyncLevel: "unsimulated string",
    remoteAddressSpace: "unsimulated object",
    remoteBgpCommunities: "unsimulated object",
    remoteSubnetNames: "unsimulated array",
    remoteVirtualNetwork: reference,
    remoteVirtualNetworkAddressSpace: "unsimulated object",
    syncRemoteAddressSpace: "string",
    type: "unsimulated string",
    useRemoteGateways: "boolean",
  },
  regional: false,
  computed: ["remoteVirtualNetworkEncryption", "resourceGuid"],
  durations: { create: 10, update: 10, delete: 10 },
  check({ inputs, refuse }) {
    if (inputs.remoteVirtualNetwork === undefined) {
      refuse("remoteVirtualNetwork", "BadRequest", "A peering must have a remoteVirtualNetwork.");
    }
    const sync = asString(inputs.syncRemoteAddressSpace);
    if (sync !== undefined && sync !== "true") {
      refuse(
        "syncRemoteAddressSpace",
        "BadRequest",
        `syncRemoteAddressSpace can only be 'true' or left out, not '${sync}'.`,
      );
    }
  },
  create(context) {
    const remote = requireAll(context);
    return {
      ...shown(context),
      peeringState: requireConnectable(context),
      remoteAddressSpace: asObject(remote.addressSpace),
    };
  },
  update(context, record) {
    requireSamePeer(context, record);
    const remote = requireAll(context);
    const synced =
      context.inputs.syncRemoteAddressSpace === "true"
        ? remote.addressSpace
        : record.outputs.remoteAddressSpace;
    return {
      ...shown(context),
      peeringState: requireConnectable(context),
      remoteAddressSpace: asObject(synced),
    };
  },
  observe(record, world) {
    const [local, remote] = [
      parentOf(record.id),
      referredId(asObject(record.inputs.remoteVirtualNetwork)),
    ].map((id) => asObject(findById(world, tokens.virtualNetwork, id)?.inputs.addressSpace));
    return {
      localAddressSpace: local ?? {},
      localVirtualNetworkAddressSpace: local ?? {},
      peeringState: peerState(record, world),
      peeringSyncLevel: syncLevel(record, world),
      remoteVirtualNetworkAddressSpace: remote ?? {},
    };
  },
  busy: peerBusy,
});

/** Answers with the inputs of the remote network. */
function requireAll(context: ArmOperation): Props {
  const { local, remote } = requirePeer(context);
  requireFreeSpaces(context, local, remote);
  requireRemoteGateways(context, local, remote);
  return remote.inputs;
}

/** What Azure shows where the program sets nothing. */
const shown = ({ inputs, draws }: ArmOperation): Props => ({
  allowForwardedTraffic: inputs.allowForwardedTraffic ?? false,
  allowGatewayTransit: inputs.allowGatewayTransit ?? false,
  allowVirtualNetworkAccess: inputs.allowVirtualNetworkAccess ?? true,
  doNotVerifyRemoteGateways: false,
  peerCompleteVnets: true,
  remoteVirtualNetworkEncryption: { enabled: false },
  resourceGuid: draws.uuid("resourceGuid"),
  useRemoteGateways: inputs.useRemoteGateways ?? false,
});
