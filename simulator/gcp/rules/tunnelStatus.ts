import type { WorldView } from "../../providers/resourceType";
import { allTunnelStates } from "../../tunnels/states";
import type { WorldRecord } from "../../world/record";

/**
 * What Google says of a tunnel. It is about IPsec alone: a BGP session that is down shows at the router.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/vpn/support/troubleshooting#status-messages
 */
export function tunnelStatus(record: WorldRecord, world: WorldView): string {
  const state = allTunnelStates(world).find(({ ends }) =>
    ends.some((end) => end.cloud === "gcp" && end.recordId === record.id),
  );
  if (state?.ipsec) {
    return "Tunnel is up and running.";
  }
  return state?.ends.length === 2
    ? "Handshake with peer broken for unknown reason. Trying again soon."
    : "No incoming packets from peer";
}
