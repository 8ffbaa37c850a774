import { tunnelStates } from "./match";
import type { TunnelState } from "./state";
import { awsTunnelEnds } from "../aws/tunnelEnds";
import { azureTunnelEnds } from "../azure/tunnelEnds";
import { gcpTunnelEnds } from "../gcp/tunnelEnds";
import { onPremisesTunnelEnds } from "../onPremises/tunnelEnds";
import type { WorldView } from "../providers/resourceType";

/** The files that configure each on-premises router, by the router's name or folder and then by their own names. */
export type OnPremisesRouters = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The state of every tunnel between the simulated clouds, and between them and the routers.
 *
 * @throws {ConfigError} for a router's file that cannot be interpreted.
 */
export const allTunnelStates = (world: WorldView, routers: OnPremisesRouters = {}): TunnelState[] =>
  tunnelStates([
    ...awsTunnelEnds(world),
    ...azureTunnelEnds(world),
    ...gcpTunnelEnds(world),
    ...Object.entries(routers).flatMap(([router, files]) => onPremisesTunnelEnds(files, router)),
  ]);
