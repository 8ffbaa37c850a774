import type { EstateBuilder } from "../model";
import { labelOf, type Resource } from "../resources";

/** A tunnel's end of which neither the gateway nor what it leads to can be told: any other may be its peer. */
export function addLostEnd(connection: Resource, undecided: string, estate: EstateBuilder): void {
  const { urn } = connection;
  const name = labelOf(connection);
  const id = `${urn}#lost`;
  estate.nodes.push({ id, name, kind: "gateway", cloud: "azure", urn, table: id, undecided });
  estate.tunnelEnds.push({
    id,
    name,
    urn,
    cloud: "azure",
    gateway: urn,
    node: id,
    outsideAddress: undefined,
    peerOutsideAddress: undefined,
    references: { own: [], peer: [] },
    initiates: true,
  });
}
