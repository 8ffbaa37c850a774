import { hubOfTable } from "./hubTables";
import { propagatedLabels, propagatedTo } from "./routingConfiguration";
import { hubOfConnection } from "./spokes";
import { referredId, sameId } from "../arm/ids";
import { tokens } from "../tokens";
import { asObject, asStrings } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Everything with a routing configuration. */
export const connectionTokens = [tokens.hubVirtualNetworkConnection, tokens.vpnConnection];

const connectionsIn = (world: WorldView): WorldRecord[] =>
  connectionTokens.flatMap((token) => world.all(token));

/** The connections that look up their routes in the table. */
export const associatedWith = (world: WorldView, tableId: string): WorldRecord[] =>
  connectionsIn(world).filter(({ inputs }) =>
    sameId(referredId(asObject(asObject(inputs.routingConfiguration).associatedRouteTable)), tableId),
  );

/** The connections whose routes go into the table, because they name it or one of its labels. */
export function propagatingTo(world: WorldView, table: WorldRecord): WorldRecord[] {
  const labels = asStrings(table.inputs.labels).map((label) => label.toLowerCase());
  const wanOf = (hub: WorldRecord | undefined): string | undefined =>
    referredId(asObject(hub?.inputs.virtualWan));
  const wan = wanOf(hubOfTable(world, table.id));
  return connectionsIn(world).filter((connection) => {
    const hub = hubOfConnection(world, connection);
    return (
      hub !== undefined &&
      sameId(wanOf(hub), wan) &&
      (propagatedTo(connection.inputs, hub.id).includes(table.id.toLowerCase()) ||
        propagatedLabels(connection.inputs).some((label) => labels.includes(label)))
    );
  });
}
