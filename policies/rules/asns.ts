import { asnPairProblems, type AsnPlace, asnProblems } from "../../addressing";
import { tokens as aws } from "../../reachability/aws/tokens";
import { tokens as azure } from "../../reachability/azure/tokens";
import { types as gcp } from "../../reachability/gcp/types";
import { groupBy } from "../../reachability/groupBy";
import {
  known,
  labelOf,
  nameOf,
  read,
  readList,
  type Resource,
  type Stack,
} from "../../reachability/resources";
import { type ConnectionTables, connectionTables } from "../reading/connectionTables";
import { linksOf, type Links, type Speaker } from "../reading/links";
import { isGiven, shown } from "../reading/unknowns";
import type { Finding, Rule } from "../rule";

const pages = {
  aws: "https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html",
  azure: "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#bgp",
  gcp: "https://cloud.google.com/network-connectivity/docs/router/concepts/overview",
} as const;

/**
 * Every ASN is one that its cloud accepts, the two ends of a session have different ones, each end expects the one that
 * the other has, and no two gateways that are joined have the same: BGP takes its own ASN in a path for a loop.
 *
 * Sources: https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html,
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#bgp,
 * https://cloud.google.com/sdk/gcloud/reference/compute/routers/create,
 * https://www.rfc-editor.org/rfc/rfc4271#section-9.1.2
 */
export const asns: Rule = {
  name: "asns",
  description:
    "No ASN is reserved, the same at both ends of a link, other than its peer expects, or had by two gateways that are joined.",
  level: "mandatory",
  *check({ stack }) {
    for (const place of places) {
      for (const resource of stack.all(place.type)) {
        yield* place.paths(resource).flatMap((path) => [...numbering(resource, path, place)]);
      }
    }
    const links = linksOf(stack);
    yield* equalEnds(links);
    yield* mismatches(links);
    yield* duplicates(stack, links);
  },
};

/** Where an ASN is written. */
interface Place {
  readonly type: string;
  readonly kind: AsnPlace;
  readonly page: string;
  readonly paths: (resource: Resource) => readonly string[];
  /** Those that it has of its own accord. */
  readonly own?: number;
  readonly largest?: { readonly asn: number; readonly fix: string };
}

const places: readonly Place[] = [
  { type: aws.vpnGateway, kind: "aws-gateway", page: pages.aws, paths: () => ["amazonSideAsn"] },
  { type: aws.transitGateway, kind: "aws-gateway", page: pages.aws, paths: () => ["amazonSideAsn"] },
  {
    type: aws.customerGateway,
    kind: "aws-customer-gateway",
    page: pages.aws,
    paths: () => ["bgpAsn"],
    largest: { asn: 2147483647, fix: "write it into bgpAsnExtended instead" },
  },
  {
    type: aws.customerGateway,
    kind: "aws-customer-gateway",
    page: pages.aws,
    paths: () => ["bgpAsnExtended"],
  },
  {
    type: azure.virtualNetworkGateway,
    kind: "azure",
    page: pages.azure,
    paths: () => ["bgpSettings.asn"],
    own: 65515,
  },
  { type: azure.localNetworkGateway, kind: "azure", page: pages.azure, paths: () => ["bgpSettings.asn"] },
  {
    type: azure.vpnSite,
    kind: "azure",
    page: pages.azure,
    paths: (site) => [
      "bgpProperties.asn",
      ...(known(readList(site, "vpnSiteLinks")) ?? []).map(
        (_, index) => `vpnSiteLinks.${index}.bgpProperties.asn`,
      ),
    ],
  },
  // Google's own, which Partner Interconnect asks for.
  { type: gcp.router, kind: "gcp", page: pages.gcp, paths: () => ["bgp.asn"], own: 16550 },
  { type: gcp.routerPeer, kind: "on-premises", page: pages.gcp, paths: () => ["peerAsn"] },
];

function* numbering(resource: Resource, path: string, place: Place): Iterable<Finding> {
  const value = read(resource, path);
  const at = `${shown(path)} of ${labelOf(resource)}`;
  if (value.state === "unknown" && isGiven(resource, path)) {
    const message = `${at} is known only after the update, so whether the ASN is sound can't be told: write it into the program (${place.page})`;
    yield { urn: resource.urn, message, undecided: true };
  }
  if (value.state !== "known" || value.value === "") {
    return;
  }
  const asn =
    typeof value.value === "string" && /^\d+$/.test(value.value) ? Number(value.value) : value.value;
  if (typeof asn !== "number") {
    const message = `${at}: ${JSON.stringify(value.value)} is not an ASN: write one whole number, such as 64512 (${place.page})`;
    yield { urn: resource.urn, message };
  } else if (asn !== place.own) {
    const { largest } = place;
    const problems =
      largest !== undefined && asn > largest.asn
        ? [`${asn} is above ${largest.asn}: ${largest.fix}`]
        : asnProblems(asn, place.kind);
    yield* problems.map((problem) => ({ urn: resource.urn, message: `${at}: ${problem} (${place.page})` }));
  }
}

function* equalEnds({ speakers }: Links): Iterable<Finding> {
  const seen = new Set<string>();
  for (const { urn, name, localAsn, peerAsn } of speakers) {
    if (localAsn === undefined || localAsn !== peerAsn || seen.has(urn)) {
      continue;
    }
    seen.add(urn);
    yield* asnPairProblems(localAsn, peerAsn).map((problem) => ({
      urn,
      message: `${name}: ${problem}, or both take the session for internal BGP and pass no routes on (RFC 4271 section 9.1.2)`,
    }));
  }
}

/** The other side of each side's session, where both are in the stack; two versions of IP share a tunnel. */
function* facing({ tunnels, speakers }: Links): Iterable<readonly [Speaker, Speaker]> {
  const byEnd = groupBy(speakers, ({ end }) => end);
  for (const { ends } of tunnels) {
    const [a, b] = ends.map((end) => byEnd.get(end?.id ?? "") ?? []);
    for (const one of a ?? []) {
      yield* (b ?? []).flatMap((other): [Speaker, Speaker][] => [
        [one, other],
        [other, one],
      ]);
    }
  }
}

function* mismatches(links: Links): Iterable<Finding> {
  const seen = new Set<string>();
  for (const [expecting, peer] of facing(links)) {
    const { urn, name, peerAsn } = expecting;
    const key = `${urn} ${peer.domain}`;
    if (peerAsn === undefined || peer.localAsn === undefined || peerAsn === peer.localAsn || seen.has(key)) {
      continue;
    }
    seen.add(key);
    const message =
      `${name} expects ASN ${peerAsn}, but its peer, ${nameOf(peer.domain)}, has ${peer.localAsn}: the session never ` +
      `comes up (RFC 4271 section 6.2). Set ${expectationOf(urn)} to ${peer.localAsn}`;
    yield { urn, message };
  }
}

/** Where the end of a session says which ASN it expects. */
function expectationOf(urn: string): string {
  return urn.includes("::aws:")
    ? "bgpAsn of its customer gateway"
    : urn.includes("::gcp:")
      ? "its peerAsn"
      : "the ASN of its local network gateway, or of its VPN site's link,";
}

/** Two gateways that hear of each other through others drop what the other one passed. */
function* duplicates(stack: Stack, links: Links): Iterable<Finding> {
  const { tells, gatewayOf, neighbours } = passages(stack, links);
  const asnOf = new Map(links.speakers.map(({ domain, localAsn }) => [domain, localAsn]));
  const seen = new Set<string>();
  for (const start of tells.keys()) {
    const from = gatewayOf.get(start) ?? start;
    const asn = asnOf.get(from);
    for (const end of asn === undefined ? [] : reachableFrom(start, tells)) {
      const to = gatewayOf.get(end) ?? end;
      const [first = from, second = to] = [from, to].sort();
      const key = `${first} ${second}`;
      // Each pair once; neighbours with one ASN are told of as the ends of a link.
      if (from === to || asnOf.get(to) !== asn || neighbours.has(key) || seen.has(key)) {
        continue;
      }
      seen.add(key);
      if (!(isFixed(stack, first) && isFixed(stack, second))) {
        const message =
          `${nameOf(first)} and ${nameOf(second)} both have ASN ${asn ?? ""} and are joined through other gateways: each drops ` +
          "the routes that the other passed on, as loops (RFC 4271 section 9.1.2). Give one of them an ASN of its own";
        yield { urn: stack.get(second) === undefined ? first : second, message };
      }
    }
  }
}

/** What holds routes, whom it tells them, and of which gateway it is. */
interface Passages {
  readonly tells: ReadonlyMap<string, ReadonlySet<string>>;
  readonly gatewayOf: ReadonlyMap<string, string>;
  /** Two gateways with a session between them, in the order of their names. */
  readonly neighbours: ReadonlySet<string>;
}

/** A gateway holds its routes in one place, but a transit gateway in route tables that need not know of each other. */
function passages(stack: Stack, links: Links): Passages {
  const tables = connectionTables(stack);
  const tells = new Map<string, Set<string>>();
  const gatewayOf = new Map<string, string>();
  const neighbours = new Set<string>();
  const places = ({ urn, domain }: Speaker, of: keyof ConnectionTables): Iterable<string> => {
    const found = tables.get(urn)?.[of] ?? new Set();
    found.forEach((table) => gatewayOf.set(table, domain));
    return found.size > 0 ? found : [domain];
  };
  for (const [one, other] of facing(links)) {
    neighbours.add([one.domain, other.domain].sort().join(" "));
    for (const from of places(one, "associated")) {
      const told = tells.get(from) ?? new Set();
      tells.set(from, told);
      for (const to of places(other, "propagated")) {
        told.add(to);
      }
    }
  }
  return { tells, gatewayOf, neighbours };
}

/** The hubs of a Virtual WAN all have one ASN that can't be changed: https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq */
function isFixed(stack: Stack, domain: string): boolean {
  return stack.get(domain)?.type.endsWith(":VpnGateway") === true && domain.includes("azure-native");
}

function reachableFrom(start: string, joined: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set([start]);
  for (const one of found) {
    joined.get(one)?.forEach((next) => found.add(next));
  }
  return found;
}
