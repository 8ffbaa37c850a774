import { instances } from "./gatewayInstances";
import { connectivity } from "../rules/connectionHealth";
import { asList, asObject, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import { allTunnelStates } from "../../tunnels/states";
import type { WorldRecord } from "../../world/record";

/** A link is connected as soon as one instance of the gateway has IPsec, and a connection as soon as one link is. */
export function linkHealth(record: WorldRecord, world: WorldView): Props {
  const traffic = { egressBytesTransferred: 0, ingressBytesTransferred: 0 };
  const up = new Set(
    allTunnelStates(world).flatMap(({ ends, ipsec }) =>
      ends
        .filter((end) => ipsec && end.recordId === record.id)
        .map(({ index }) => Math.floor(index / instances.length)),
    ),
  );
  const links = asList(record.outputs.vpnLinkConnections)
    .map(asObject)
    .map((link, i) => ({
      ...link,
      ...traffic,
      connectionStatus: connectivity(up.has(i), link.vpnLinkConnectionMode),
    }));
  const statuses = links.map(({ connectionStatus }) => connectionStatus);
  const best = ["Connected", "Connecting"].find((status) => statuses.includes(status)) ?? "NotConnected";
  return {
    ...traffic,
    connectionStatus: record.state === "creating" ? "Unknown" : best,
    vpnLinkConnections: links,
  };
}
