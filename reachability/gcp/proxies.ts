import { parseCidr } from "../../addressing";
import type { Filter, Rule } from "../model";
import { known, readText } from "../resources";
import { pages } from "./pages";
import type { Reader } from "./reader";
import { types } from "./types";
import { regionOf } from "./values";
import type { Subnet, Vpc } from "./vpc";

/** Where health checks and Google's front ends send from to endpoints of a network. */
export const frontEndRanges = ["35.191.0.0/16", "130.211.0.0/22"].map(parseCidr);

/** Purposes of subnets whose addresses belong to the proxies of load balancers. */
const proxyOnly = new Set(["REGIONAL_MANAGED_PROXY", "GLOBAL_MANAGED_PROXY", "INTERNAL_HTTPS_LOAD_BALANCER"]);

/**
 * Adds the proxies of load balancers, of which firewall rules choose none: they follow the network's routes, and take
 * nothing but answers.
 */
export function addProxies(reader: Reader, subnets: readonly Subnet[]): void {
  for (const { id, label, urn, region, vpc, ranges, resource } of subnets) {
    if (resource !== undefined && proxyOnly.has(known(readText(resource, "purpose")) ?? "")) {
      reader.estate.endpoints.push({
        id,
        name: label,
        kind: "load balancer",
        cloud: "gcp",
        urn,
        region: region || undefined,
        network: vpc.id,
        subnet: id,
        routesAt: id,
        addresses: ranges,
        ...answersOnly(id, { text: `proxies in ${label}`, urn, source: pages.proxyOnlySubnets }),
      });
    }
  }
}

/**
 * Adds Google's front ends, in each region where a network has endpoints of theirs. The network's own routes don't lead
 * there, but special ones that nothing comes before.
 *
 * Other networks learn of these ranges only if a Cloud Router advertises them.
 */
export function addFrontEnds(reader: Reader): void {
  for (const group of reader.stack.all(types.networkEndpointGroup)) {
    const vpc = reader.vpcs.pointedTo(group, "network");
    if (vpc !== undefined) {
      addFrontEnd(reader, vpc, regionOf(group));
    }
  }
}

/** The id of the endpoint that stands for Google's front ends as they send to a region of a network. */
export function frontEndId(network: string, region: string): string {
  return `${network}#front ends ${region}`;
}

function addFrontEnd({ estate, tables }: Reader, vpc: Vpc, region: string): void {
  const id = frontEndId(vpc.id, region);
  if (vpc.frontEnds.has(id)) {
    return;
  }
  const name = `Google's front ends${region === "" ? "" : ` in ${region}`}`;
  const isFirst = vpc.frontEnds.size === 0;
  vpc.frontEnds.add(id);
  estate.nodes.push({
    id,
    name,
    kind: "router",
    cloud: "gcp",
    urn: vpc.urn,
    region: region || undefined,
    table: tables.ofMachines(vpc, region).id,
    // Answers to all of them are delivered by one.
    ...(isFirst && { network: vpc.id, delivers: frontEndRanges }),
  });
  const [delivering = id] = vpc.frontEnds;
  estate.endpoints.push({
    id,
    name,
    kind: "load balancer",
    cloud: "gcp",
    urn: vpc.urn,
    region: region || undefined,
    network: vpc.id,
    subnet: delivering,
    routesAt: id,
    addresses: frontEndRanges,
    ...answersOnly(id, { text: name, source: pages.specialPaths }),
  });
}

/** One filter for both directions: what it lets out, it lets back in. */
function answersOnly(id: string, rule: Rule): { ingress: readonly Filter[]; egress: readonly Filter[] } {
  const filter = { id: `${id}#answers only`, name: rule.text, stateful: true, rules: [] };
  return {
    egress: [
      { ...filter, otherwise: { action: "allow", rule: { ...rule, text: "sends to its endpoints" } } },
    ],
    ingress: [
      { ...filter, otherwise: { action: "deny", rule: { ...rule, text: "takes nothing but answers" } } },
    ],
  };
}
