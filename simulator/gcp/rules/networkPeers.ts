import { peeredRanges } from "./joinedNetworks";
import { networkRanges } from "./networkRanges";
import { ComputeError } from "../compute/error";
import { hubPath, isEdge, spokeOfNetwork } from "../connectivity/members";
import { overlaps } from "../../../addressing/cidr";
import { asString } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";

/**
 * Two networks that are spokes are joined by their hub, not by a peering; edges of a star may be.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview,
 * "Limitations of VPC spokes"
 */
export function requireOneOfSpokes({ inputs, world }: OperationContext): void {
  const [near, far] = ["network", "peerNetwork"].map((one) =>
    spokeOfNetwork(world, asString(inputs[one]) ?? ""),
  );
  if (!near || !far) {
    return;
  }
  const edges = isEdge(near) && isEdge(far) && hubPath(near.inputs) === hubPath(far.inputs);
  if (!edges) {
    throw new ComputeError(
      400,
      "badRequest",
      `Both networks are VPC spokes, by '${near.id}' and '${far.id}', and cannot be peered as well`,
    );
  }
}

/**
 * The ranges of both networks, and of those that they are peered with, are apart.
 *
 * Source: https://cloud.google.com/vpc/docs/vpc-peering#restrictions; the words are those in the troubleshooting section
 * of https://github.com/terraform-google-modules/terraform-google-network/tree/main/modules/network-peering
 */
export function requireFreePeers({ inputs, world }: OperationContext): void {
  const [network = "", peer = ""] = [asString(inputs.network), asString(inputs.peerNetwork)];
  const own = networkRanges(world, network);
  const pairs = [
    [own, networkRanges(world, peer)],
    [own, peeredRanges(world, peer).filter(({ holder }) => !own.some((range) => range.holder === holder))],
    [networkRanges(world, peer), peeredRanges(world, network)],
  ] as const;
  for (const [locals, others] of pairs) {
    for (const { cidr, holder } of locals) {
      const clash = others.find((other) => other.holder !== holder && overlaps(other.cidr, cidr));
      if (clash) {
        throw new ComputeError(
          400,
          "badRequest",
          `An IP range in the peer network (${clash.cidr.text}) overlaps with an IP range in the local network (${cidr.text}) allocated by resource (${holder}).`,
        );
      }
    }
  }
}
