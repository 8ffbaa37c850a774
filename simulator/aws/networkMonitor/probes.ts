import { regionOf } from "../common";
import { tokens } from "../tokens";
import type { Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** The probes of a monitor, which is named by its name in its Region. */
export const probesOf = (world: WorldView, monitor: Props): WorldRecord[] =>
  world
    .all(tokens.networkProbe)
    .filter(
      ({ inputs }) => inputs.monitorName === monitor.monitorName && regionOf(inputs) === regionOf(monitor),
    );
