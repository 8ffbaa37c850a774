import { known, labelOf, readList, type Resource } from "../../resources";
import { type Arm, found, isUnknown, objectsIn, sameId } from "../arm";
import { tokens } from "../tokens";
import { type Hub, type HubTable, isNone, tableById } from "./hubs";

/** Which tables a connection uses and fills. */
export interface HubRouting {
  /** Where what comes from it is looked up. */
  readonly associated: HubTable | undefined;
  /** Where its routes go, in any hub of the WAN. */
  readonly propagated: readonly HubTable[];
  /** Why either can't be told. */
  readonly undecided: string | undefined;
}

/** What labels are looked up in. */
export interface HubIndex {
  readonly arm: Arm;
  readonly hubs: ReadonlyMap<string, Hub>;
}

/**
 * Where a connection says nothing it uses the default table, and where it names no label its routes go to the label
 * Default: to the default tables of all hubs of the WAN.
 *
 * Source: https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing#labels
 */
export function hubRouting(connection: Resource, hub: Hub, index: HubIndex): HubRouting {
  const associated = associatedTable(connection, hub, index);
  const { tables, complete } = propagatedTables(connection, hub, index);
  const name = labelOf(connection);
  const maps = ["inboundRouteMap", "outboundRouteMap"].find(
    (map) => index.arm.refer(connection, `routingConfiguration.${map}.id`).state !== "absent",
  );
  return {
    associated,
    propagated: tables,
    undecided:
      maps !== undefined
        ? `the ${maps} of ${name} is not modelled`
        : associated === undefined || !complete
          ? `which route tables ${name} uses is not known`
          : undefined,
  };
}

function associatedTable(connection: Resource, { defaultTable }: Hub, index: HubIndex): HubTable | undefined {
  const path = "routingConfiguration.associatedRouteTable.id";
  const reference = index.arm.refer(connection, path, tokens.hubRouteTable);
  return reference.state === "absent" ? defaultTable : tableOf(reference, index);
}

function propagatedTables(
  connection: Resource,
  hub: Hub,
  index: HubIndex,
): { tables: readonly HubTable[]; complete: boolean } {
  const path = "routingConfiguration.propagatedRouteTables";
  const ids = readList(connection, `${path}.ids`);
  const labels = readList(connection, `${path}.labels`);
  const named = objectsIn(known(ids)).map((element) =>
    tableOf(
      index.arm.referIn(element, "id", connection, "routingConfiguration", tokens.hubRouteTable),
      index,
    ),
  );
  const texts = (known(labels) ?? []).filter((label) => typeof label === "string");
  const toNone = named.some((table) => table !== undefined && isNone(table));
  // To none at all, and, as no label is named, to the label Default: Microsoft says both.
  const contradicts = toNone && texts.length === 0;
  const wanted = texts.length > 0 || contradicts ? texts : ["default"];
  const tables = [...named.filter((table) => table !== undefined), ...labelled(wanted, hub, index)];
  const unknown = isUnknown(ids) || isUnknown(labels);
  return {
    tables: [...new Set(tables)].filter((table) => !isNone(table)),
    complete: !unknown && !contradicts && !named.includes(undefined),
  };
}

function labelled(labels: readonly string[], { wan }: Hub, { hubs }: HubIndex): HubTable[] {
  return [...hubs.values()]
    .filter((hub) => hub.wan === wan)
    .flatMap(({ tables }) => tables)
    .filter((table) => table.labels.some((label) => labels.some((one) => sameId(one, label))));
}

function tableOf(reference: ReturnType<Arm["refer"]>, { arm, hubs }: HubIndex): HubTable | undefined {
  const resource = found(reference);
  if (resource !== undefined) {
    const hub = hubs.get(arm.parent(resource, "virtualHubName", tokens.virtualHub)?.urn ?? "");
    return hub?.tables.find((table) => table.resource === resource);
  }
  return reference.state === "outside" ? tableById(reference.id, arm, hubs) : undefined;
}
