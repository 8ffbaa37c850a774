import type { Resource } from "../../../../reachability/resources";
import { shortest, type Told } from "../bgp";
import { holds } from "../cidr";
import type { Packet, Place, Step } from "../packet";
import { allOf, get, inside, number, records, text, texts } from "../properties";
import { type End, otherEnd } from "../tunnels";
import { lookUp, type Route, type World } from "../world";
import { firewallAllows } from "./filters";
import {
  isGlobal,
  nameOf,
  networkOf,
  peering,
  peersOf,
  rangesOf,
  regionOf,
  subnetsOf,
  tagsOf,
} from "./network";

export function start({ resources }: World, instance: Resource, packet: Packet): Step {
  return firewallAllows(resources, packet, "out")
    ? [{ at: "google instance", id: networkOf(instance) }]
    : "dropped";
}

/**
 * A packet that an instance sent: subnets of its network and of peered ones come first, then the longest prefix.
 * https://cloud.google.com/vpc/docs/routes
 */
export function fromInstance(world: World, place: Place, packet: Packet): Step {
  const near = fromGateway(world, place, packet);
  if (near !== undefined) {
    return near;
  }
  const targets = lookUp(customRoutes(world, place.id, packet.from), packet.destination);
  return targets.flatMap((end) => (end === "internet" ? [] : (otherEnd(world.ends, end)?.place ?? [])));
}

/** A packet that came out of a tunnel: for a subnet of the network or of a peered one. @returns undefined for any other */
export function fromGateway({ resources }: World, { id: network }: Place, packet: Packet): Step | undefined {
  const home = [network, ...peersOf(resources, network)].find((one) =>
    rangesOf(resources, one).some((range) => holds(range, packet.destination)),
  );
  if (home === undefined) {
    return undefined;
  }
  return home === networkOf(packet.to) && firewallAllows(resources, packet, "in") ? "delivered" : "dropped";
}

/** Static routes, and what was learned in this network and imported from those peered with it. */
function customRoutes(world: World, network: string, from: Resource): Route<End | "internet">[] {
  const { resources } = world;
  const routes: Route<End | "internet">[] = [];
  const made = allOf(resources, "gcp:compute/network:Network").find((one) => text(one, "name") === network);
  if (made && get(made, "deleteDefaultRoutesOnCreate") !== true) {
    routes.push({ prefix: "0.0.0.0/0", rank: 1000, to: "internet" });
  }
  for (const route of allOf(resources, "gcp:compute/route:Route")) {
    const tags = texts(route, "tags");
    const applies = tags.length === 0 || tags.some((tag) => tagsOf(from).includes(tag));
    if (nameOf(text(route, "network")) === network && applies) {
      if (nameOf(text(route, "nextHopGateway")) !== "default-internet-gateway") {
        throw new Error(`a route to something unknown: ${route.urn}`);
      }
      routes.push({
        prefix: text(route, "destRange") ?? "",
        rank: number(route, "priority") ?? 1000,
        to: "internet",
      });
    }
  }
  const exporters = peersOf(resources, network).filter(
    (other) =>
      get(peering(resources, other, network)!, "exportCustomRoutes") === true &&
      get(peering(resources, network, other)!, "importCustomRoutes") === true,
  );
  for (const learner of [network, ...exporters]) {
    const heard = world.learned.filter(
      ({ end }) =>
        end.place.id === learner &&
        end.place.at === "google gateway" &&
        (isGlobal(resources, learner) || text(end.resource, "region") === regionOf(from)),
    );
    for (const { prefix, end } of shortest(heard)) {
      routes.push({ prefix, rank: 2000, to: end });
    }
  }
  return routes;
}

/**
 * A Cloud Router tells the subnets of its region, or of all if the network routes globally, unless told otherwise by
 * itself or by the peer; never what it learned.
 * https://cloud.google.com/network-connectivity/docs/router/concepts/advertised-routes
 */
export function routerTells({ resources }: World, end: End): Told[] {
  const network = end.place.id;
  const region = text(end.resource, "region");
  const router = allOf(resources, "gcp:compute/router:Router").find(
    (one) => text(one, "name") === nameOf(text(end.resource, "router")),
  );
  const subnets = subnetsOf(resources, network)
    .filter((one) => isGlobal(resources, network) || text(one, "region") === region)
    .flatMap((one) => text(one, "ipCidrRange") ?? []);
  const peer = peerOf(resources, end.resource);
  for (const [one, under] of [
    [peer, ""],
    [router, "bgp."],
  ] as const) {
    if (one !== undefined && text(one, `${under}advertiseMode`) === "CUSTOM") {
      const own = texts(one, `${under}advertisedGroups`).includes("ALL_SUBNETS") ? subnets : [];
      const more = records(one, `${under}advertisedIpRanges`).map(({ range }) => String(range));
      return [...own, ...more].map((prefix) => ({ prefix, path: [] }));
    }
  }
  return subnets.map((prefix) => ({ prefix, path: [] }));
}

/** The BGP peer behind a tunnel, by way of the router's interface. */
export function peerOf(resources: readonly Resource[], tunnel: Resource): Resource | undefined {
  const face = faceOf(resources, tunnel);
  return allOf(resources, "gcp:compute/routerPeer:RouterPeer").find(
    (one) =>
      face !== undefined &&
      text(one, "interface") === text(face, "name") &&
      nameOf(text(one, "router")) === nameOf(text(tunnel, "router")),
  );
}

export function faceOf(resources: readonly Resource[], tunnel: Resource): Resource | undefined {
  return allOf(resources, "gcp:compute/routerInterface:RouterInterface").find(
    (one) => nameOf(text(one, "vpnTunnel")) === text(tunnel, "name"),
  );
}

/** The address of a gateway's interface by number. */
export function interfaceAddress(
  gateway: Resource | undefined,
  list: string,
  index: number,
): string | undefined {
  const faces = gateway ? records(gateway, list) : [];
  const found = faces.find((one, position) => Number(one["id"] ?? position) === index);
  return inside(found, "ipAddress") as string | undefined;
}
