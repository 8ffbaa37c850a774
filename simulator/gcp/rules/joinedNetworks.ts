import { networkRanges, type NetworkRange } from "./networkRanges";
import { activePeers } from "./peerNetworks";
import { ranges } from "./subnetRanges";
import { invalid } from "../compute/error";
import { isExported } from "../connectivity/exportFilter";
import { hubPath, hubsSpokes, spokeOfNetwork, vpcOf } from "../connectivity/members";
import { overlaps } from "../../../addressing/cidr";
import { asString, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";

/** The ranges of what a network is peered with, and of what its peers are peered with. */
export function peeredRanges(world: WorldView, network: string): NetworkRange[] {
  const peers = activePeers(world, network);
  const beyond = peers.flatMap((peer) => activePeers(world, peer)).filter((one) => one !== network);
  return [...new Set([...peers, ...beyond])].flatMap((one) => networkRanges(world, one));
}

/** The ranges that the other VPC spokes of a hub export. */
export const hubRanges = (world: WorldView, hub: string, network: string): NetworkRange[] =>
  hubsSpokes(world, hub).flatMap(({ inputs }) => {
    const vpc = vpcOf(inputs);
    return vpc === undefined || vpc === network
      ? []
      : networkRanges(world, vpc).filter(({ cidr }) => isExported(inputs, cidr));
  });

/**
 * A subnet of a network that is joined to others has ranges of its own among all of them.
 *
 * Sources: https://cloud.google.com/vpc/docs/vpc-peering#restrictions ("Subnet IP ranges") and
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spoke-admin,
 * "Subnet route uniqueness"
 *
 * @throws {ComputeError} where a range is taken.
 */
export function requireFreeOfJoined(world: WorldView, subnet: Props): void {
  const network = asString(subnet.network) ?? "";
  const spoke = spokeOfNetwork(world, network);
  const peered = peeredRanges(world, network);
  const exported = spoke ? hubRanges(world, hubPath(spoke.inputs), network) : [];
  for (const { field, cidr } of ranges(subnet)) {
    const taken = [...peered, ...(spoke && isExported(spoke.inputs, cidr) ? exported : [])].find((other) =>
      overlaps(other.cidr, cidr),
    );
    if (taken) {
      throw invalid(
        `resource.${field}`,
        cidr.text,
        `Invalid IPCidrRange: ${cidr.text} conflicts with ${taken.cidr.text} of '${taken.holder}' in a network that is joined to this one.`,
      );
    }
  }
}
