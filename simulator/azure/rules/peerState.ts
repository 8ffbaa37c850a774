import { counterpart, remoteOf } from "./peers";
import { addressSpace } from "./subnets";
import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { parentOf } from "../arm/ids";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import { asStrings, asObject } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** A side whose other side went away stays disconnected until it is updated or made anew. */
export function peerState(record: WorldRecord, world: WorldView): string {
  if (record.outputs.peeringState !== "Connected") {
    return "Initiated";
  }
  return counterpart(world, record) ? "Connected" : "Disconnected";
}

/**
 * The state that a side has after the operation; the other side is connected by it, too.
 *
 * Code and words: https://github.com/kyma-project/cloud-manager (`RemotePeeringIsDisconnected`)
 */
export function requireConnectable(context: ArmOperation): string {
  const { world, id } = context;
  const other = counterpart(world, context);
  if (!other) {
    return "Initiated";
  }
  const isNew = world.get(tokens.virtualNetworkPeering, id) === undefined;
  if (isNew && other.outputs.peeringState === "Connected") {
    throw badRequest(
      "RemotePeeringIsDisconnected",
      `Cannot create or update peering ${id} because remote peering ${other.id} referencing parent virtual network ${parentOf(id)} is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state. Peering gets Disconnected when remote vnet or remote peering is deleted and re-created.`,
    );
  }
  other.outputs.peeringState = "Connected";
  return "Connected";
}

/**
 * Whether each side still knows the address space that the other network has now.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/update-virtual-network-peering-address-space
 */
export function syncLevel(record: WorldRecord, world: WorldView): string {
  const knows = (peering: WorldRecord | undefined): boolean => {
    const remote = peering && findById(world, tokens.virtualNetwork, remoteOf(peering));
    const known = asStrings(asObject(peering?.outputs.remoteAddressSpace).addressPrefixes);
    return !remote || [...known].sort().join() === [...addressSpace(remote.inputs)].sort().join();
  };
  const [knowsRemote, isKnown] = [knows(record), knows(counterpart(world, record))];
  if (knowsRemote) {
    return isKnown ? "FullyInSync" : "LocalNotInSync";
  }
  return isKnown ? "RemoteNotInSync" : "LocalAndRemoteNotInSync";
}
