import { routerPath } from "./compute/references";
import { tokens } from "./tokens";
import type { Props } from "../protocol/values";
import type { WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** The members of one type of the router at that path. */
export const membersOfType = (world: WorldView, token: string, path: string): WorldRecord[] =>
  world.all(token).filter(({ inputs }) => routerPath(inputs) === path);

/** Everything that is a part of the router. */
export const membersOf = (world: WorldView, path: string): WorldRecord[] =>
  [tokens.routerInterface, tokens.routerPeer, tokens.routerNat, tokens.routerRoutePolicy].flatMap((token) =>
    membersOfType(world, token, path),
  );

/** The interface that a peer of the same router names. */
export const interfaceOf = (world: WorldView, peer: Props): WorldRecord | undefined =>
  membersOfType(world, tokens.routerInterface, routerPath(peer)).find(
    ({ inputs }) => inputs.name === peer.interface,
  );
