import type { Cidr } from "../../addressing";
import type { EstateBuilder, Rule } from "../model";
import {
  follow,
  known,
  labelOf,
  orElse,
  type Properties,
  readBoolean,
  readList,
  type Resource,
} from "../resources";
import { type Arm, armName, found, isIncomplete, objectsIn, sameId, textIn } from "./arm";
import { pages } from "./pages";
import { prefixOf } from "./prefixes";
import { tokens } from "./tokens";

/** A route of a user's route table. */
export interface UserRoute {
  /** Undefined for a service tag, and for what is not known. */
  readonly prefix: Cidr | undefined;
  /** Set where `prefix` is not. */
  readonly target: string;
  readonly nextHopType: string | undefined;
  readonly nextHopAddress: string | undefined;
  readonly rule: Rule;
}

export interface UserRouteTable {
  readonly urn: string;
  readonly name: string;
  readonly routes: readonly UserRoute[];
  /** Whether routes from gateways are kept out. Undefined while not known. */
  readonly disablesPropagation: boolean | undefined;
  /** Whether routes may be missing. */
  readonly incomplete: boolean;
}

/** https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#user-defined */
export function readUserRouteTables(arm: Arm, estate: EstateBuilder): Map<string, UserRouteTable> {
  const apart = new Map<string, Resource[]>();
  for (const route of arm.stack.all(tokens.route)) {
    const table = arm.parent(route, "routeTableName", tokens.routeTable);
    if (table === undefined) {
      estate.note(route.urn, `the route table of ${labelOf(route)} is in none of these stacks`);
    } else {
      apart.set(table.urn, [...(apart.get(table.urn) ?? []), route]);
    }
  }
  return new Map(
    arm.stack.all(tokens.routeTable).map((resource) => {
      const routes = apart.get(resource.urn) ?? [];
      return [resource.urn, tableOf(resource, routes)];
    }),
  );
}

function tableOf(resource: Resource, routes: readonly Resource[]): UserRouteTable {
  const names = routes.map((route) => armName(route, "routeName"));
  const list = readList(resource, "routes");
  const inline = objectsIn(known(list)).filter(
    (element) => !names.some((name) => sameId(name, textIn(element, "name"))),
  );
  return {
    urn: resource.urn,
    name: labelOf(resource),
    routes: [
      ...inline.map((element) => userRoute(element, resource, textIn(element, "name") ?? "")),
      ...routes.map((route) => userRoute({ ...route.inputs, ...defined(route) }, route, labelOf(route))),
    ],
    disablesPropagation: orElse(readBoolean(resource, "disableBgpRoutePropagation"), false),
    incomplete:
      isIncomplete(list) ||
      [...inline, ...routes.map(({ inputs }) => inputs)].some(
        (route) => follow(route, "addressPrefix").state === "unknown",
      ),
  };
}

/** What Azure answered, without what it left out. */
function defined({ outputs }: Resource): Properties {
  return Object.fromEntries(
    Object.entries(outputs).filter(([, value]) => value !== undefined && value !== null),
  );
}

function userRoute(properties: Properties, { urn }: Resource, name: string): UserRoute {
  const prefix = follow(properties, "addressPrefix");
  const text = textIn(properties, "addressPrefix") ?? "a prefix known after the update";
  const nextHopType = textIn(properties, "nextHopType");
  const nextHopAddress = textIn(properties, "nextHopIpAddress");
  const to = [nextHopType ?? "a next hop known after the update", nextHopAddress].filter(Boolean).join(" ");
  return {
    prefix: prefixOf(known(prefix)),
    target: text,
    nextHopType,
    nextHopAddress,
    rule: { text: `${text} to ${to} (user route ${name})`, urn, source: pages.routes },
  };
}

/** The route table of a subnet: one, none, or not to be told. */
export function tableFor(
  reference: Parameters<typeof found>[0],
  tables: ReadonlyMap<string, UserRouteTable>,
): UserRouteTable | "none" | "not known" {
  if (reference.state === "absent") {
    return "none";
  }
  return tables.get(found(reference)?.urn ?? "") ?? "not known";
}
