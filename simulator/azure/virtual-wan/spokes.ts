import { parentOf, referredId, sameId } from "../arm/ids";
import { findById } from "../arm/references";
import { tokens } from "../tokens";
import { asObject } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

export const spokeOf = ({ inputs }: WorldRecord): string | undefined =>
  referredId(asObject(inputs.remoteVirtualNetwork));

/** The connection of a virtual network to a hub, of which it has one at most. */
export const hubConnectionOf = (world: WorldView, networkId: string): WorldRecord | undefined =>
  world.all(tokens.hubVirtualNetworkConnection).find((connection) => sameId(spokeOf(connection), networkId));

/** The hub of a connection of either kind. */
export function hubOfConnection(world: WorldView, { token, id }: WorldRecord): WorldRecord | undefined {
  const parent = parentOf(id);
  const gateway = token === tokens.vpnConnection ? findById(world, tokens.vpnGateway, parent) : undefined;
  return findById(
    world,
    tokens.virtualHub,
    gateway ? referredId(asObject(gateway.inputs.virtualHub)) : parent,
  );
}
