import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** The configuration by which the peer network answers, if there is one. */
export const counterpart = (
  world: WorldView,
  { inputs }: Pick<WorldRecord, "inputs">,
): WorldRecord | undefined =>
  world
    .all(tokens.networkPeering)
    .find(
      (other) => other.inputs.network === inputs.peerNetwork && other.inputs.peerNetwork === inputs.network,
    );

/** Links of the networks with which a network is connected by peerings of both sides. */
export const activePeers = (world: WorldView, network: string): string[] =>
  world
    .all(tokens.networkPeering)
    .filter((one) => one.inputs.network === network && counterpart(world, one) !== undefined)
    .flatMap(({ inputs }) => asString(inputs.peerNetwork) ?? []);
