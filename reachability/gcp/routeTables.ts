import { contains, overlaps } from "../../addressing";
import {
  type EstateBuilder,
  type NextHop,
  protocols,
  type Route,
  type RouteTable,
  type Rule,
} from "../model";
import type { Resource } from "../resources";
import { dynamicRank } from "./dynamicRank";
import { pages } from "./pages";
import { frontEndRanges } from "./proxies";
import { exchangedRank, subnetRank } from "./routeRank";
import type { CustomRoute, Doubt, DynamicRoutes, PolicyRoute, Vpc } from "./vpc";

/** For whom a table is: routes differ by region, by the tags of a machine, and for what comes out of a tunnel. */
interface View {
  readonly id: string;
  readonly vpc: Vpc;
  readonly region: string;
  readonly tags: readonly string[];
  readonly isArrivals: boolean;
  /** Whether Private NAT put another source in already. */
  readonly isTranslated?: boolean;
  /** The spoke of a hub that the tunnel belongs to. */
  readonly spoke?: string | undefined;
}

/** The table of a VPC network as each place in it sees it; made when first asked for, filled at the end. */
export class RouteTables {
  readonly #views = new Map<string, View>();
  readonly #tags = new Map<Vpc, ReadonlySet<string>>();

  /** What machines in a region look up in, once all routes are read. @returns its id, and the tags that make it differ from others */
  ofMachines(
    vpc: Vpc,
    region: string,
    tags: readonly string[] = [],
  ): { id: string; tags: readonly string[] } {
    const telling = [...new Set(tags)].filter((tag) => this.#tagsOf(vpc).has(tag)).sort();
    const tagged = telling.length > 0 ? ` tagged ${telling.join(" ")}` : "";
    const id = `${vpc.id}#routes ${region}${tagged}`;
    this.#views.set(id, { id, vpc, region, tags: telling, isArrivals: false });
    return { id, tags: telling };
  }

  /** What is looked up in for packets out of a tunnel. */
  ofArrivals(vpc: Vpc, region: string, spoke?: string): string {
    const id = `${vpc.id}#arrivals ${region}${spoke === undefined ? "" : ` ${spoke}`}`;
    this.#views.set(id, { id, vpc, region, tags: [], isArrivals: true, spoke });
    return id;
  }

  /** Whether any route is for a tag. */
  hasTags(vpc: Vpc): boolean {
    return this.#tagsOf(vpc).size > 0;
  }

  /** Tags that any route of a network is for. */
  #tagsOf(vpc: Vpc): ReadonlySet<string> {
    const existing = this.#tags.get(vpc);
    const tags =
      existing ?? new Set([...vpc.customRoutes, ...vpc.policyRoutes].flatMap((route) => route.tags));
    this.#tags.set(vpc, tags);
    return tags;
  }

  write(estate: EstateBuilder): void {
    for (const view of [...this.#views.values()]) {
      translate(view, estate).forEach((translated) => this.#views.set(translated.id, translated));
    }
    for (const view of this.#views.values()) {
      const { subnetDoubts, staticDoubts } = view.vpc;
      const undecided = [...subnetDoubts, ...staticDoubts, ...view.vpc.undecided];
      for (const source of view.vpc.dynamicRoutes) {
        propagate(source, view, estate, undecided);
      }
      estate.tables.push(tableOf(view, undecided));
    }
  }
}

function tableOf(view: View, undecided: readonly Doubt[]): RouteTable {
  const { id, vpc, region } = view;
  const policy = vpc.policyRoutes.filter((route) => concerns(route, view));
  const subnetRoutes = vpc.subnetRoutes.filter(({ spoke }) => spoke === undefined || spoke === view.spoke);
  const routes = [
    ...subnetRoutes.map(({ prefix, next, rule, hub }): Route => ({
      prefix,
      next: [(hub === undefined ? undefined : natHop(view, hub)) ?? next],
      rank: subnetRank,
      rule,
    })),
    ...vpc.customRoutes.filter((route) => applies(route, view)).map((route) => customRoute(route, view)),
    ...specialRoutes(vpc),
  ].filter(({ prefix }) => !policy.some(({ destination }) => contains(destination, prefix)));
  const overrides = policy.map(({ destination, why, rule }): Route => ({
    prefix: destination,
    next: [{ to: "undecided", why }],
    rank: subnetRank,
    rule,
  }));
  return {
    id,
    name: `routes of ${vpc.name}${region ? ` in ${region}` : ""}`,
    urn: vpc.urn,
    routes: [...overrides, ...routes],
    unbeatable: [
      ...policy.map(({ destination }) => destination),
      ...subnetRoutes.map(({ prefix }) => prefix),
      ...specialRoutes(vpc).map(({ prefix }) => prefix),
    ],
    undecided,
  };
}

/** Where answers to Google's front ends go, whatever other routes there are. */
function specialRoutes({ id, frontEnds }: Vpc): readonly Route[] {
  return frontEnds.size === 0
    ? []
    : frontEndRanges.map((prefix) => ({
        prefix,
        next: [{ to: "network", network: id }],
        rank: subnetRank,
        rule: { text: `${prefix.text} to Google's front ends`, source: pages.specialPaths },
      }));
}

/** Tags choose virtual machines; a tunnel has none, and sends nothing to the internet gateway. */
function applies({ tags, kind }: CustomRoute, view: View): boolean {
  return view.isArrivals
    ? tags.length === 0 && kind !== "internet gateway"
    : tags.length === 0 || tags.some((tag) => view.tags.includes(tag));
}

function concerns({ tags, source }: PolicyRoute, view: View): boolean {
  const tagged = tags.length === 0 || tags.some((tag) => view.tags.includes(tag));
  const sends =
    source === undefined ||
    view.isArrivals ||
    view.vpc.subnets.some(
      ({ region, ranges }) => region === view.region && ranges.some((range) => overlaps(range, source)),
    );
  return tagged && sends;
}

function customRoute({ prefix, next, rank, rule }: CustomRoute, view: View): Route {
  const isTransit = view.isArrivals && (next.to === "tunnel" || next.to === "node");
  return { prefix, next: [overridden(view) ?? (isTransit ? transit(view) : next)], rank, rule };
}

/** A gateway of Private NAT for those who look up in one table, and the table that it looks up in itself. */
function translate(view: View, estate: EstateBuilder): View[] {
  const { vpc, region, isArrivals } = view;
  const own = isArrivals ? [] : vpc.nats.filter((nat) => nat.region === region);
  return own.flatMap(({ resource, label, reads }) => {
    if (reads === undefined) {
      return [];
    }
    const { urn } = resource;
    const [id, name] = [natNode(resource, view), `Private NAT ${label}`];
    const table = `${id} translated`;
    estate.nodes.push({
      id,
      name,
      kind: "gateway",
      cloud: "gcp",
      urn,
      region: region || undefined,
      table,
      translation: {
        sources: reads.sources,
        at: reads.subnet,
        // ICMP and others it does not support.
        protocols: [protocols.tcp, protocols.udp],
        rule: { text: name, urn, source: pages.privateNat },
      },
    });
    return [{ ...view, id: table, isTranslated: true }];
  });
}

function natNode({ urn }: Resource, { id }: View): string {
  return `${urn}#${id}`;
}

/** Where a route that came by a hub leads first for machines behind Private NAT. */
function natHop(view: View, hub: string | undefined): NextHop | undefined {
  if (view.isArrivals || view.isTranslated === true) {
    return undefined;
  }
  const here = view.vpc.nats.filter(({ region }) => !region || !view.region || region === view.region);
  const doubtful = here.find(({ reads, region }) => reads === undefined || region !== view.region);
  if (doubtful !== undefined) {
    return { to: "undecided", why: `Private NAT ${doubtful.label} may put another source address in` };
  }
  const [nat, another] = here.filter(({ reads }) => reads?.hub === hub);
  if (another !== undefined) {
    return { to: "undecided", why: `which Private NAT puts another source address in can't be told` };
  }
  return nat && { to: "node", node: natNode(nat.resource, view) };
}

/** A subnet or static route that is not known yet may come before any custom route. */
function overridden({ vpc }: View): { to: "undecided"; why: string } | undefined {
  const doubt = [...vpc.subnetDoubts, ...vpc.staticDoubts].find(({ prefix }) => prefix === undefined);
  return doubt && { to: "undecided", why: doubt.why };
}

/**
 * From tunnel to tunnel Google Cloud carries only what site-to-site data transfer of a hub allows.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/site-to-site-overview
 */
function transit({ vpc }: View): { to: "undecided"; why: string } {
  return {
    to: "undecided",
    why: `${vpc.name} would carry it from one tunnel to another, which Google Cloud supports only as site-to-site data transfer of a Network Connectivity Center hub`,
  };
}

function propagate(source: DynamicRoutes, view: View, estate: EstateBuilder, undecided: Doubt[]): void {
  if (source.spoke !== undefined && source.spoke !== view.spoke) {
    return;
  }
  const isHere = source.region === view.region;
  if (!isHere && source.isGlobal === false && source.region && view.region) {
    return;
  }
  if (!isHere && source.isGlobal !== true) {
    undecided.push({
      rule: source.rule,
      why: `whether ${view.vpc.name}${view.region ? ` in ${view.region}` : ""} gets what its Cloud Routers learn elsewhere is known only after the update`,
    });
    return;
  }
  const rank = dynamicRank(source, isHere);
  const isTransit = view.isArrivals && source.spoke === undefined;
  const next = overridden(view) ?? (isTransit ? transit(view) : natHop(view, source.hub));
  estate.propagations.push({
    from: source.table,
    to: view.id,
    ...(next && { next }),
    ...(source.accepts && { accepts: source.accepts }),
    changes: (route) => {
      const ranked = rank(route);
      return isTransit ? { ...ranked, rank: exchangedRank(ranked.rank) } : ranked;
    },
    rule: routeRule(source.rule),
  });
}

function routeRule(rule: Rule): Rule {
  return { ...rule, source: rule.source ?? pages.learnedRoutes };
}
