import { badRequest } from "../arm/error";
import type { ArmOperation } from "../arm/armType";
import { parentOf, referredId, sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import { asObject } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** The network at the other end of a peering. */
export const remoteOf = ({ inputs }: Pick<WorldRecord, "inputs">): string | undefined =>
  referredId(asObject(inputs.remoteVirtualNetwork));

/** The sides that a network has. */
export const peeringsOf = (world: WorldView, networkId: string): WorldRecord[] =>
  world.all(tokens.virtualNetworkPeering).filter(({ id }) => sameId(parentOf(id), networkId));

/** The peering by which a network uses the gateway of another. */
export const remoteGatewayUse = (world: WorldView, networkId: string): WorldRecord | undefined =>
  peeringsOf(world, networkId).find(({ inputs }) => inputs.useRemoteGateways === true);

/** The side of the other network, if it has one. */
export const counterpart = (
  world: WorldView,
  peering: Pick<WorldRecord, "id" | "inputs">,
): WorldRecord | undefined =>
  peeringsOf(world, remoteOf(peering) ?? "").find((other) => sameId(remoteOf(other), parentOf(peering.id)));

/**
 * Both networks exist, and no other peering is between them. Codes and words:
 * https://github.com/FreddyAyala/AzureAIServicesLandingZone/issues/2 and
 * https://github.com/kyma-project/cloud-manager (`AnotherPeeringAlreadyReferencesRemoteVnet`)
 */
export function requirePeer(context: ArmOperation): { local: WorldRecord; remote: WorldRecord } {
  const { world, id } = context;
  const localId = parentOf(id);
  const remoteId = remoteOf(context) ?? "";
  const [local, remote] = [localId, remoteId].map((one) => findById(world, tokens.virtualNetwork, one));
  if (!local || !remote) {
    throw badRequest(
      "InvalidGlobalResourceReference",
      `Resource ${remoteId} referenced by resource ${id} was not found. Please make sure that the referenced resource exists.`,
    );
  }
  if (sameId(localId, remoteId)) {
    throw badRequest("BadRequest", `Peering ${id} refers to its own virtual network.`);
  }
  const twin = peeringsOf(world, localId).find(
    (other) => !sameId(other.id, id) && sameId(remoteOf(other), remoteId),
  );
  if (twin) {
    throw badRequest(
      "AnotherPeeringAlreadyReferencesRemoteVnet",
      `Peering ${twin.id} already references remote virtual network ${remoteId}. Cannot add another peering referencing the same remote virtual network.`,
    );
  }
  return { local, remote };
}

export function requireSamePeer(context: ArmOperation, record: WorldRecord): void {
  if (!sameId(remoteOf(context), remoteOf(record))) {
    throw badRequest("BadRequest", `The remote virtual network of peering ${context.id} cannot be changed.`);
  }
}
