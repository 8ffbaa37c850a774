import type { Cidr } from "../../addressing";
import type { Route, RouteTable, Rule } from "../model";
import { labelOf, orElse, read, readList, readText, type Resource } from "../resources";
import { autoSubnets } from "./autoSubnets";
import { pages } from "./pages";
import type { Router } from "./routers";
import type { Subnets } from "./subnets";
import { rangeOf, textIn, textsOf } from "./values";
import type { Doubt, Vpc } from "./vpc";
import { isAuto, isGlobal } from "./vpcs";

/** What a session tells its peer. */
export interface Advertisements {
  readonly table: RouteTable & { readonly undecided: Doubt[] };
  /** Whether a prefix lies in another region, which adds a cost to its MED. */
  readonly isFar: (prefix: string) => boolean;
  /** Why it may tell none of it. */
  readonly doubt: string | undefined;
}

/**
 * By default a Cloud Router advertises the subnets of its region, or of all regions with global dynamic routing. Custom
 * mode, at the router or the session, which goes first, advertises what it names.
 * https://cloud.google.com/network-connectivity/docs/router/concepts/advertised-routes
 */
export function advertisementsOf(peer: Resource, router: Router, subnets: Subnets): Advertisements {
  const label = labelOf(peer);
  const undecided: Doubt[] = [];
  const doubt = (why: string, prefix?: Cidr): void => {
    const rule = { text: `what ${label} advertises`, urn: peer.urn, source: pages.advertisedRoutes };
    undecided.push({ ...(prefix && { prefix }), rule, why: `${label}: ${why}` });
  };
  const owner = ownerOf(peer, router);
  if (owner === "unknown") {
    doubt("whether it advertises custom ranges is known only after the update");
  }
  const modeDoubt =
    owner === "unknown" ? `whether ${label} advertises subnets is known only after the update` : undefined;
  const groups =
    owner === undefined || owner === "unknown"
      ? ["ALL_SUBNETS"]
      : textsOf(read(owner.resource, `${owner.path}advertisedGroups`));
  if (groups === undefined || groups.some((group) => group !== "ALL_SUBNETS")) {
    doubt("which groups of ranges it advertises is not known");
  }
  const own = groups?.includes("ALL_SUBNETS") === true ? subnetsOf(router, subnets, doubt) : [];
  const far = new Set(own.filter(({ isFar }) => isFar).map(({ route }) => route.prefix.text));
  return {
    doubt: modeDoubt,
    isFar: (prefix) => far.has(prefix),
    table: {
      id: `${peer.urn}#advertised`,
      name: `what ${label} advertises`,
      urn: peer.urn,
      routes: [
        ...own.map(({ route }) => route),
        ...(owner === undefined || owner === "unknown" ? [] : customRanges(owner, router.vpc, label, doubt)),
      ],
      undecided,
    },
  };
}

interface Owner {
  readonly resource: Resource;
  readonly path: string;
}

/** Whose custom advertisements count; nobody's in default mode. */
function ownerOf(peer: Resource, router: Router): Owner | "unknown" | undefined {
  const owners: readonly Owner[] = [
    { resource: peer, path: "" },
    { resource: router.resource, path: "bgp." },
  ];
  for (const owner of owners) {
    const mode = orElse(readText(owner.resource, `${owner.path}advertiseMode`), "DEFAULT");
    if (mode === undefined || mode === "CUSTOM") {
      return mode === undefined ? "unknown" : owner;
    }
  }
  return undefined;
}

function subnetsOf(
  { vpc, region, resource }: Router,
  subnets: Subnets,
  doubt: (why: string, prefix?: Cidr) => void,
): { readonly route: Route; readonly isFar: boolean }[] {
  const global = isGlobal(vpc);
  if (isAuto(vpc)) {
    subnets.automatic(vpc, region, resource);
  }
  for (const { why, prefix } of vpc.subnetDoubts) {
    if (global !== false || prefix !== autoSubnets.range) {
      doubt(why, prefix);
    }
  }
  return vpc.subnets.flatMap((subnet) => {
    const isFar = subnet.region !== region;
    if (isFar && (global === undefined || (!global && (!subnet.region || !region)))) {
      doubt(`whether it advertises ${subnet.name} of another region is known only after the update`);
    }
    return isFar && global !== true
      ? []
      : subnet.ranges.map((prefix) => ({ isFar, route: routeOf(prefix, vpc, ruleOf(prefix, subnet)) }));
  });
}

function customRanges(
  { resource, path }: Owner,
  vpc: Vpc,
  label: string,
  doubt: (why: string) => void,
): readonly Route[] {
  const ranges = readList(resource, `${path}advertisedIpRanges`);
  if (ranges.state === "unknown") {
    doubt("its custom ranges are known only after the update");
  }
  return (ranges.state === "known" ? ranges.value : []).flatMap((element) => {
    const prefix = rangeOf(textIn(element, "range"));
    if (prefix === undefined) {
      doubt("a custom range of it is known only after the update");
      return [];
    }
    const rule: Rule = {
      text: `${prefix.text}, custom advertisement of ${path === "" ? label : labelOf(resource)}`,
      urn: resource.urn,
      source: pages.advertisedRoutes,
    };
    return [routeOf(prefix, vpc, rule)];
  });
}

function routeOf(prefix: Cidr, vpc: Vpc, rule: Rule): Route {
  return { prefix, next: [{ to: "network", network: vpc.id }], rank: 0, rule };
}

function ruleOf(prefix: Cidr, { name, urn }: { readonly name: string; readonly urn: string }): Rule {
  return { text: `${prefix.text} of ${name}`, urn, source: pages.advertisedRoutes };
}
