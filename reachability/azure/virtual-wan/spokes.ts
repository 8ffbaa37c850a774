import type { Cidr } from "../../../addressing";
import type { EstateBuilder } from "../../model";
import {
  follow,
  known,
  labelOf,
  orElse,
  type Properties,
  readBoolean,
  readList,
  type Resource,
  type Value,
} from "../../resources";
import { found, isUnknown, objectsIn, textIn } from "../arm";
import { prefixesOf } from "../prefixes";
import { tokens } from "../tokens";
import type { VirtualNetwork } from "../virtualNetworks";
import type { Hub } from "./hubs";
import { type HubIndex, type HubRouting, hubRouting } from "./routingConfiguration";

/** A route that a connection adds, to an appliance in its network. */
export interface ConnectionRoute {
  readonly name: string;
  readonly ranges: readonly Cidr[];
  readonly address: string | undefined;
}

/** A virtual network's connection to a hub. */
export interface Spoke extends HubRouting {
  readonly resource: Resource;
  readonly name: string;
  readonly hub: Hub;
  readonly network: VirtualNetwork;
  readonly routes: readonly ConnectionRoute[];
  /** Whether its routes go to the tables too that the connection's network goes to. */
  readonly propagatesRoutes: boolean;
  /** Whether the hub's default route counts here. */
  readonly internetSecurity: boolean | undefined;
}

/** https://learn.microsoft.com/azure/virtual-wan/howto-connect-vnet-hub */
export function readSpokes(
  index: HubIndex,
  networks: ReadonlyMap<string, VirtualNetwork>,
  estate: EstateBuilder,
): readonly Spoke[] {
  const { arm, hubs } = index;
  return arm.stack.all(tokens.hubVirtualNetworkConnection).flatMap((resource) => {
    const name = labelOf(resource);
    const hub = hubs.get(arm.parent(resource, "virtualHubName", tokens.virtualHub)?.urn ?? "");
    const reference = arm.refer(resource, "remoteVirtualNetwork.id", tokens.virtualNetwork);
    const network = networks.get(found(reference)?.urn ?? "");
    if (hub === undefined || network === undefined) {
      const why = `the virtual hub or the network of connection ${name} is in none of these stacks`;
      estate.note(resource.urn, why);
      if (hub === undefined || reference.state === "unknown") {
        arm.doubt(resource, why);
      }
      return [];
    }
    const routing = hubRouting(resource, hub, index);
    const lists = readList(resource, "routingConfiguration.vnetRoutes.staticRoutes");
    const propagates = readBoolean(
      resource,
      "routingConfiguration.vnetRoutes.staticRoutesConfig.propagateStaticRoutes",
    );
    return [
      {
        resource,
        name,
        hub,
        network,
        ...routing,
        undecided: routing.undecided ?? unknownRoutes(lists, name),
        routes: objectsIn(known(lists)).map((one) => ({
          name: textIn(one, "name") ?? "",
          ranges: prefixesOf(listAt(one)).ranges,
          address: textIn(one, "nextHopIpAddress"),
        })),
        propagatesRoutes: orElse(propagates, true) ?? true,
        internetSecurity: orElse(readBoolean(resource, "enableInternetSecurity"), false),
      },
    ];
  });
}

function unknownRoutes(list: Value<readonly unknown[]>, name: string): string | undefined {
  return isUnknown(list)
    ? `the static routes of connection ${name} are known only after the update`
    : undefined;
}

function listAt(route: Properties) {
  const value = follow(route, "addressPrefixes");
  return value.state === "known" && Array.isArray(value.value)
    ? ({ state: "known", value: value.value as unknown[] } as const)
    : ({ state: value.state === "absent" ? "absent" : "unknown" } as const);
}
