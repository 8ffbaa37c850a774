import { tunnelStates } from "./match";
import type { TunnelState } from "./state";
import { awsTunnelEnds } from "../aws/tunnelEnds";
import { azureTunnelEnds } from "../azure/tunnelEnds";
import { gcpTunnelEnds } from "../gcp/tunnelEnds";
import type { WorldView } from "../providers/resourceType";

/** The state of every tunnel between the simulated clouds. */
export const allTunnelStates = (world: WorldView): TunnelState[] =>
  tunnelStates([...awsTunnelEnds(world), ...azureTunnelEnds(world), ...gcpTunnelEnds(world)]);
