import type { EstateBuilder } from "../../model";
import {
  follow,
  known,
  labelOf,
  orElse,
  read,
  readBoolean,
  readList,
  readText,
  type Resource,
} from "../../resources";
import { type Arm, armName, found, isUnknown, lastName, parentId, sameId, textAt } from "../arm";
import { tokens } from "../tokens";

/** A route table of a hub. Each is a place of its own: what is associated to it looks up there. */
export interface HubTable {
  /** The URN of its hub. */
  readonly hub: string;
  /** The name that it has in Azure, lower case. */
  readonly key: string;
  /** Of its node and of its table in the model. */
  readonly node: string;
  readonly table: string;
  /** Lower case. */
  readonly labels: readonly string[];
  /** Undefined for one that Azure makes by itself. */
  readonly resource: Resource | undefined;
}

/** A virtual hub. */
export interface Hub {
  readonly resource: Resource;
  readonly urn: string;
  readonly name: string;
  readonly region: string | undefined;
  /** Equal for hubs of one virtual WAN. */
  readonly wan: string;
  /** Whether the WAN joins its hubs, and the networks of each, which a Basic one does not. */
  readonly transits: boolean;
  /** Whether one site's routes are told to others. Undefined while not known. */
  readonly joinsBranches: boolean | undefined;
  /** Whether the AS path counts before what is near. */
  readonly prefersAsPath: boolean;
  readonly tables: readonly HubTable[];
  readonly defaultTable: HubTable;
  /** Where packets come in from other hubs: of its node and of its table in the model. */
  readonly backbone: { readonly node: string; readonly table: string };
  /** Why no packet that gets there can be followed. */
  readonly undecided: string | undefined;
  /** Why its tables may lack routes. */
  readonly doubts: { readonly resource: Resource; readonly why: string }[];
}

const defaultName = "defaultroutetable";
const noneName = "noneroutetable";

/** Other things in a hub that bring routes. */
const others = {
  "azure-native:network:ExpressRouteGateway": "ExpressRoute gateway",
  "azure-native:network:P2sVpnGateway": "point-to-site gateway",
  "azure-native:network:VirtualHubBgpConnection": "BGP connection",
  "azure-native:network:NetworkVirtualAppliance": "network virtual appliance",
} as const;

/** Sources: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-about, https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing */
export function readHubs(arm: Arm, estate: EstateBuilder): Map<string, Hub> {
  const tables = new Map<string, Resource[]>();
  for (const table of arm.stack.all(tokens.hubRouteTable)) {
    const hub = arm.parent(table, "virtualHubName", tokens.virtualHub);
    if (hub === undefined) {
      estate.note(table.urn, `the virtual hub of ${labelOf(table)} is in none of these stacks`);
    } else {
      tables.set(hub.urn, [...(tables.get(hub.urn) ?? []), table]);
    }
  }
  for (const table of [...tables.values()].flat()) {
    if (isUnknown(readList(table, "labels"))) {
      arm.doubt(table, `the labels of ${labelOf(table)} are known only after the update`);
    }
  }
  const intents = routingIntents(arm);
  const hubs = new Map(
    arm.stack.all(tokens.virtualHub).flatMap((resource): [string, Hub][] => {
      // A route server is a virtual hub without a WAN.
      const wan = arm.refer(resource, "virtualWan.id", tokens.virtualWan);
      if (wan.state === "absent") {
        return [];
      }
      if (wan.state === "unknown") {
        arm.doubt(resource, `the virtual WAN of hub ${labelOf(resource)} is known only after the update`);
      }
      const hub = hubOf(resource, found(wan), textAt(resource, "virtualWan.id"), intents.get(resource.urn));
      return [[resource.urn, { ...hub, ...tablesOf(hub, tables.get(resource.urn) ?? []) }]];
    }),
  );
  for (const [type, kind] of Object.entries(others)) {
    for (const resource of arm.stack.all(type)) {
      const hub = hubs.get(hubHolding(arm, resource)?.urn ?? "");
      const why = `${kind} ${labelOf(resource)} is not modelled`;
      estate.note(resource.urn, why);
      hub?.doubts.push({ resource, why });
    }
  }
  return hubs;
}

/** A table of any hub by its id, such as …/virtualHubs/hub/hubRouteTables/defaultRouteTable. */
export function tableById(id: string, arm: Arm, hubs: ReadonlyMap<string, Hub>): HubTable | undefined {
  const hub = hubs.get(found(arm.stack.byId(parentId(id), tokens.virtualHub))?.urn ?? "");
  return hub?.tables.find(({ key }) => key === lastName(id)?.toLowerCase());
}

/** Whether a table is the one that takes no routes and gives none. */
export function isNone({ key }: HubTable): boolean {
  return key === noneName;
}

function hubOf(
  resource: Resource,
  wan: Resource | undefined,
  wanId: string | undefined,
  intent: string | undefined,
): Omit<Hub, "tables" | "defaultTable"> {
  const { urn } = resource;
  const name = labelOf(resource);
  const type = wan === undefined ? undefined : readText(wan, "type");
  const basic = type?.state === "known" && sameId(type.value, "Basic");
  const isWanUnknown =
    wan === undefined && wanId === undefined && read(resource, "virtualWan").state !== "absent";
  const open =
    type?.state === "unknown" || isWanUnknown ? `the virtual WAN of ${name} is not known` : undefined;
  const legacy = ["routeTable.routes", "virtualHubRouteTableV2s"].find(
    (path) => known(readList(resource, path))?.length,
  );
  const old = legacy === undefined ? undefined : `${legacy} of virtual hub ${name} is not modelled`;
  return {
    resource,
    urn,
    name,
    region: textAt(resource, "location"),
    wan: wan?.urn ?? wanId?.toLowerCase() ?? urn,
    transits: !basic,
    joinsBranches:
      wan === undefined ? undefined : orElse(readBoolean(wan, "allowBranchToBranchTraffic"), true),
    prefersAsPath: sameId(textAt(resource, "hubRoutingPreference"), "ASPath"),
    backbone: { node: `${urn}#other hubs`, table: `${urn}#other hubs#routes` },
    undecided: intent ?? old ?? open,
    doubts: [],
  };
}

/** Every hub has a default table and one for nothing; the others are resources. */
function tablesOf(
  hub: Omit<Hub, "tables" | "defaultTable">,
  resources: readonly Resource[],
): Pick<Hub, "tables" | "defaultTable"> {
  const named = new Map(
    resources.map((resource) => [
      (armName(resource, "routeTableName") ?? labelOf(resource)).toLowerCase(),
      resource,
    ]),
  );
  const table = (key: string, builtIn: readonly string[]): HubTable => {
    const resource = named.get(key);
    const labels = resource ? (known(readList(resource, "labels")) ?? []) : [];
    const texts = labels.filter((label) => typeof label === "string").map((label) => label.toLowerCase());
    const id = `${hub.urn}#${key}`;
    return {
      hub: hub.urn,
      key,
      node: id,
      table: `${id}#routes`,
      labels: [...builtIn, ...texts],
      resource,
    };
  };
  const defaultTable = table(defaultName, ["default"]);
  const custom = [...named.keys()].filter((key) => key !== defaultName && key !== noneName);
  return {
    defaultTable,
    tables: [defaultTable, table(noneName, ["none"]), ...custom.map((key) => table(key, []))],
  };
}

/** By hub, why nothing in it can be followed: https://learn.microsoft.com/azure/virtual-wan/how-to-routing-policies */
function routingIntents(arm: Arm): ReadonlyMap<string, string> {
  return new Map(
    arm.stack.all(tokens.routingIntent).flatMap((intent): [string, string][] => {
      const hub = arm.parent(intent, "virtualHubName", tokens.virtualHub);
      const why = `routing intent ${labelOf(intent)} sends traffic through a firewall whose rules are not modelled`;
      if (hub === undefined) {
        arm.doubt(intent, why);
        return [];
      }
      return [[hub.urn, why]];
    }),
  );
}

function hubHolding(arm: Arm, resource: Resource): Resource | undefined {
  const parent = arm.parent(resource, "virtualHubName", tokens.virtualHub);
  const referred =
    follow(resource.inputs, "virtualHub").state === "absent"
      ? undefined
      : found(arm.refer(resource, "virtualHub.id", tokens.virtualHub));
  return parent ?? referred;
}
