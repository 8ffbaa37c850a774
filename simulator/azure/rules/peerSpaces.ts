import { wellFormed } from "./addressPrefixes";
import { peeringsOf, remoteOf } from "./peers";
import { addressSpace } from "./subnets";
import type { ArmOperation } from "../arm/armType";
import { badRequest } from "../arm/error";
import { sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import { overlaps } from "../../../addressing/cidr";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Prefixes of the one that overlap prefixes of the other. */
const overlapping = (one: readonly string[], other: readonly string[]): string =>
  wellFormed(one)
    .filter((prefix) => wellFormed(other).some((theirs) => overlaps(prefix, theirs)))
    .map(({ text }) => text)
    .join(", ");

const spaceOf = (network: WorldRecord | undefined): string[] => addressSpace(network?.inputs ?? {});

/** The networks that a network is peered with. */
const peersOf = (world: WorldView, networkId: string): WorldRecord[] =>
  peeringsOf(world, networkId).flatMap(
    (peering) => findById(world, tokens.virtualNetwork, remoteOf(peering)) ?? [],
  );

/**
 * The address spaces of two peers overlap neither each other nor what either is peered with already. Codes and words:
 * https://github.com/kyma-project/cloud-manager (`VnetAddressSpacesOverlap`),
 * https://github.com/Azure/ResourceModules/issues/731
 */
export function requireFreeSpaces(
  { world, id }: ArmOperation,
  local: WorldRecord,
  remote: WorldRecord,
): void {
  const between = `Virtual networks ${local.id} and ${remote.id} cannot be peered because`;
  const direct = overlapping(spaceOf(local), spaceOf(remote));
  if (direct !== "") {
    throw badRequest(
      "VnetAddressSpacesOverlap",
      `Cannot create or update peering ${id}. ${between} their address spaces overlap. Overlapping address prefixes: ${direct}.`,
    );
  }
  for (const [own, which, beyond, peered] of [
    [local, "first", remote, "second"],
    [remote, "second", local, "first"],
  ] as const) {
    for (const third of peersOf(world, beyond.id).filter((one) => !sameId(one.id, own.id))) {
      const shared = overlapping(spaceOf(own), spaceOf(third));
      if (shared !== "") {
        throw badRequest(
          "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
          `Cannot create or update peering ${id}. ${between} address space of the ${which} virtual network overlaps with address space of virtual network ${third.id} already peered with the ${peered} virtual network. Overlapping address prefixes: ${shared}.`,
        );
      }
    }
  }
}

/**
 * What a network that is peered may become.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/update-virtual-network-peering-address-space
 */
export function requireFreeOfPeers(world: WorldView, networkId: string, space: readonly string[]): void {
  for (const peer of peersOf(world, networkId)) {
    const beyond = peersOf(world, peer.id).filter((one) => !sameId(one.id, networkId));
    for (const other of [peer, ...beyond]) {
      const shared = overlapping(space, spaceOf(other));
      if (shared !== "") {
        throw badRequest(
          "BadRequest",
          `The address space of virtual network ${networkId} cannot be changed: ${shared} overlaps with the address space of ${other.id}, ${other === peer ? "its peer" : `a peer of its peer ${peer.id}`}.`,
        );
      }
    }
  }
}
