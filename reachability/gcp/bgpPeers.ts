import type { Route, RouteTable, Session } from "../model";
import { known, labelOf, orElse, readBoolean, readNumber, readText, type Resource } from "../resources";
import { type Advertisements, advertisementsOf } from "./advertisements";
import { interRegionCost } from "./dynamicRank";
import { UnknownKeys } from "./md5Keys";
import { pages } from "./pages";
import type { Reader } from "./reader";
import { type Applied, policiesOf } from "./routePolicies";
import { type Router, type Way, wayOf } from "./routers";
import type { Subnets } from "./subnets";
import { types } from "./types";
import { addressOf, digestOf, listIn, rangeOf, textIn } from "./values";
import type { Doubt } from "./vpc";
import { isGlobal, selectionOf } from "./vpcs";
import type { Inside } from "./vpnTunnels";

/** What a Cloud Router, or one of its sessions, advertises and learns with where nothing else is said. */
const defaultPriority = 100;

/** A session as the hubs need it, to have it tell what other sites told. */
export interface PeerOfRouter {
  readonly router: Router;
  readonly tunnel: Resource;
  /** The table of what it tells. */
  readonly advertisements: string;
  /** Why it may tell more. */
  readonly doubts: Doubt[];
}

/** Reads BGP sessions through tunnels. https://cloud.google.com/network-connectivity/docs/router/concepts/overview */
export function readBgpPeers(
  reader: Reader,
  routers: readonly Router[],
  subnets: Subnets,
): { readonly peers: readonly PeerOfRouter[]; readonly insideOf: (tunnel: Resource) => Inside } {
  const peers: PeerOfRouter[] = [];
  const inside = new Map<string, Inside>();
  const ways = new Map(
    routers.flatMap((router) => router.peers.map((peer) => [peer, wayOf(reader, router, peer)] as const)),
  );
  const taken = new Set([...ways.values()].map((way) => (way.through === "tunnel" ? way.tunnel.urn : "")));
  const free = reader.stack.all(types.vpnTunnel).filter(({ urn }) => !taken.has(urn));
  const keys = new UnknownKeys();
  for (const router of routers) {
    const learned: Mutable<RouteTable> = {
      id: router.table,
      name: `routes learned by ${router.label}`,
      urn: router.resource.urn,
      routes: [],
      undecided: router.doubts.map((why) => ({ rule: ruleOf(router.resource, router.label), why })),
    };
    for (const peer of router.peers) {
      const way = ways.get(peer);
      if (way?.through !== "tunnel") {
        peers.push(...addInDoubt(reader, router, peer, way, free, learned, subnets, keys));
        continue;
      }
      const { tunnel } = way;
      const session = sessionOf(peer, router, way, subnets, router.networkDoubt);
      reader.estate.sessions.push(session.session);
      keys.add(peer, session.session);
      reader.estate.tables.push(session.advertisements);
      learned.routes.push(...customLearned(peer, tunnel, learned));
      const { id: advertisements, undecided: doubts } = session.advertisements;
      peers.push({ router, tunnel, advertisements, doubts });
      if (!inside.has(tunnel.urn)) {
        inside.set(tunnel.urn, insideAddresses(peer, way.interface));
      }
    }
    for (const [peer, why] of router.perhaps) {
      const perhaps = { through: "some tunnel", why } as const;
      peers.push(...addInDoubt(reader, router, peer, perhaps, free, learned, subnets, keys));
    }
    reader.estate.tables.push(learned);
    router.vpc.dynamicRoutes.push({
      table: router.table,
      region: router.region,
      isGlobal: isGlobal(router.vpc),
      isExchanged: false,
      selection: selectionOf(router.vpc),
      rule: ruleOf(router.resource, `learned by ${router.label}`),
    });
  }
  keys.resolve(reader.estate);
  return { peers, insideOf: ({ urn }) => inside.get(urn) };
}

/** A session that may go through any tunnel that no other has: what it brings is in doubt on both sides. */
function addInDoubt(
  reader: Reader,
  router: Router,
  peer: Resource,
  way: Exclude<Way, { readonly through: "tunnel" }> | undefined,
  free: readonly Resource[],
  learned: { readonly undecided: Doubt[] },
  subnets: Subnets,
  keys: UnknownKeys,
): PeerOfRouter[] {
  const why = way?.why ?? "";
  reader.estate.note(peer.urn, why);
  if (way?.through === "other" || way?.through === "some tunnel") {
    learned.undecided.push({ rule: ruleOf(peer, `what ${labelOf(peer)} learns`), why });
  }
  return (way?.through === "some tunnel" ? free : []).map((tunnel) => {
    const { session, advertisements } = sessionOf(peer, router, { tunnel, interface: peer }, subnets, why);
    reader.estate.sessions.push(session);
    keys.add(peer, session);
    reader.estate.tables.push(advertisements);
    return { router, tunnel, advertisements: advertisements.id, doubts: advertisements.undecided };
  });
}

type Mutable<Table extends RouteTable> = Omit<Table, "routes" | "undecided"> & {
  readonly routes: Route[];
  readonly undecided: Doubt[];
};

function sessionOf(
  peer: Resource,
  router: Router,
  way: { readonly tunnel: Resource; readonly interface: Resource },
  subnets: Subnets,
  wayDoubt?: string,
): { readonly session: Session; readonly advertisements: Advertisements["table"] } {
  const advertised = advertisementsOf(peer, router, subnets);
  const suffix = wayDoubt === undefined ? "" : `#${router.id} ${way.tunnel.urn}`;
  const id = `${advertised.table.id}${suffix}`;
  const told = { ...advertised, table: { ...advertised.table, id } };
  const enabled = orElse(readBoolean(peer, "enable"), true);
  const key = readText(peer, "md5AuthenticationKey.key");
  const switchDoubt =
    wayDoubt ??
    (enabled === undefined
      ? `whether ${labelOf(peer)} is enabled is known only after the update`
      : undefined);
  const incoming = inDoubt(policiesOf(peer, router, "importPolicies"), switchDoubt);
  const outgoing = inDoubt(policiesOf(peer, router, "exportPolicies"), told.doubt ?? switchDoubt);
  const inside = insideAddresses(peer, way.interface);
  const priority = advertisedPriority(peer);
  const localAsn = known(readNumber(router.resource, "bgp.asn"));
  return {
    advertisements: told.table,
    session: {
      id: `${peer.urn}${suffix}`,
      name: labelOf(peer),
      urn: peer.urn,
      end: way.tunnel.urn,
      localAsn,
      peerAsn: known(readNumber(peer, "peerAsn")),
      localAddress: addressOf(inside?.local),
      peerAddress: addressOf(inside?.peer),
      enabled: enabled !== false,
      versions: versionsOf(peer, inside?.local),
      advertises: {
        table: told.table.id,
        med: priority,
        accepts: (route) => outgoing(plain(route)) !== undefined,
        changes: (route) => {
          const isFar = told.isFar(route.prefix.text);
          const { asPath = [], med = 0 } = route.bgp ?? {};
          const near = { ...route, bgp: { asPath, med: med + (isFar ? interRegionCost : 0) } };
          return behindOwnAsn(near, outgoing);
        },
      },
      learns: [
        {
          table: router.table,
          rank: 0,
          accepts: (route) => incoming(route) !== undefined,
          changes: (route) => incoming(route) ?? route,
        },
      ],
      // One that is there but not known is like no other's.
      authentication: digestOf(key.state === "absent" ? undefined : (known(key) ?? peer.urn)),
    },
  };
}

function inDoubt(policy: Applied, why: string | undefined): Applied {
  return why === undefined
    ? policy
    : (route) => {
        const passed = policy(route);
        return passed && { ...passed, next: [{ to: "undecided", why }] };
      };
}

/** A policy may be asked about a route before it is told, for whether it drops it. */
function plain(route: Route): Route {
  return { ...route, bgp: route.bgp ?? { asPath: [], med: 0 } };
}

/** BGP puts the own ASN before whatever a policy put there. */
function behindOwnAsn(route: Route, policy: Applied): Route {
  const [own, ...path] = route.bgp?.asPath ?? [];
  const changed = policy({ ...route, bgp: { asPath: path, med: route.bgp?.med ?? 0 } }) ?? route;
  const { asPath = [], med = 0 } = changed.bgp ?? {};
  return { ...changed, bgp: { asPath: [...(own === undefined ? [] : [own]), ...asPath], med } };
}

function insideAddresses(peer: Resource, face: Resource): Inside {
  return {
    local: known(readText(peer, "ipAddress")) ?? known(readText(face, "ipRange")),
    peer: known(readText(peer, "peerIpAddress")),
  };
}

/** The provider takes a priority of 0 for none, unless it is told to mean it. */
function advertisedPriority(peer: Resource): number {
  const priority = known(readNumber(peer, "advertisedRoutePriority")) ?? defaultPriority;
  const isZero = known(readBoolean(peer, "zeroAdvertisedRoutePriority")) === true;
  return isZero ? 0 : priority === 0 ? defaultPriority : priority;
}

/** A session carries routes of the version of its own addresses, and of the other where that is enabled. */
function versionsOf(peer: Resource, local: string | undefined): readonly (4 | 6)[] {
  const own = local?.includes(":") === true ? 6 : 4;
  const carries = (version: 4 | 6): boolean =>
    known(readBoolean(peer, version === 4 ? "enableIpv4" : "enableIpv6")) ?? version === own;
  return ([4, 6] as const).filter(carries);
}

/** https://cloud.google.com/network-connectivity/docs/router/concepts/learned-routes#custom-learned-routes */
function customLearned(
  peer: Resource,
  tunnel: Resource,
  learned: { readonly undecided: Doubt[] },
): readonly Route[] {
  if (orElse(readBoolean(peer, "enable"), true) === false) {
    return [];
  }
  const rule = ruleOf(peer, `custom learned route of ${labelOf(peer)}`);
  const ranges = listIn({ ...peer.inputs, ...peer.outputs }, "customLearnedIpRanges");
  const prefixes = ranges?.map((element) => rangeOf(textIn(element, "range")));
  const med = known(readNumber(peer, "customLearnedRoutePriority")) ?? defaultPriority;
  const asn = known(readNumber(peer, "peerAsn"));
  if (prefixes?.every((prefix) => prefix !== undefined) !== true) {
    learned.undecided.push({
      rule,
      why: `what ${labelOf(peer)} learns by hand is known only after the update`,
    });
    return [];
  }
  return prefixes.map((prefix) => ({
    prefix,
    next: [{ to: "tunnel", end: tunnel.urn }],
    rank: 0,
    bgp: { asPath: asn === undefined ? [] : [asn], med },
    rule: { ...rule, text: `${prefix.text}, ${rule.text}` },
  }));
}

function ruleOf({ urn }: Resource, text: string) {
  return { text, urn, source: pages.learnedRoutes };
}
