import { lastName } from "../arm/ids";
import type { Props, Value } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import { allTunnelStates } from "../../tunnels/states";
import type { WorldRecord } from "../../world/record";

/** Who does not initiate does not try either. */
export const connectivity = (up: boolean, mode: Value | undefined): string =>
  up ? "Connected" : mode === "ResponderOnly" ? "NotConnected" : "Connecting";

/** A connection is up as soon as one instance of its gateway has IPsec; the others keep trying. */
export function connectionHealth(record: WorldRecord, world: WorldView): Props {
  const tunnels = allTunnelStates(world).flatMap(({ ends, ipsec }) =>
    ends.filter(({ recordId }) => recordId === record.id).map((end) => ({ end, ipsec })),
  );
  const status = (up: boolean): string => connectivity(up, record.inputs.connectionMode);
  return {
    connectionStatus: record.state === "creating" ? "Unknown" : status(tunnels.some(({ ipsec }) => ipsec)),
    egressBytesTransferred: 0,
    ingressBytesTransferred: 0,
    tunnelConnectionStatus: tunnels
      .sort((a, b) => a.end.index - b.end.index)
      .map(({ end, ipsec }) => ({
        tunnel: `${lastName(record.id)}_${end.outsideAddress ?? ""}`,
        connectionStatus: status(ipsec),
        egressBytesTransferred: 0,
        ingressBytesTransferred: 0,
        lastConnectionEstablishedUtcTime: "",
      })),
  };
}
