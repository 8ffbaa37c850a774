import { frontEndId } from "../../../reachability/gcp/proxies";
import { regionOf } from "../../../reachability/gcp/values";
import type { Resource } from "../../../reachability/resources";
import type { Source } from "../../model";
import { textAt } from "../fields";
import { endpointsOf, sourceOf } from "../reader";
import type { GcpReader } from "./reader";
import { tokens } from "./tokens";

/** Where the proxies of a load balancer are. */
export type Reach = "global external" | "regional external" | "regional internal" | "cross-region internal";

/** A proxy load balancer's forwarding rules tell its reach: https://cloud.google.com/load-balancing/docs/choosing-load-balancer */
export function reachOf(forwarding: Resource): Reach {
  const scheme = textAt(forwarding, "loadBalancingScheme") ?? "EXTERNAL";
  const isGlobal = forwarding.type === tokens.globalForwardingRule;
  return scheme.startsWith("INTERNAL")
    ? isGlobal
      ? "cross-region internal"
      : "regional internal"
    : isGlobal
      ? "global external"
      : "regional external";
}

/**
 * Where requests and probes to the endpoints of a group come from. Proxies in proxy-only subnets probe endpoints outside
 * Google Cloud themselves; machines are probed from Google's own ranges, and so is all that a global external load
 * balancer has.
 *
 * Sources: https://cloud.google.com/load-balancing/docs/negs/hybrid-neg-concepts,
 * https://cloud.google.com/load-balancing/docs/proxy-only-subnets,
 * https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges
 */
export function sourcesOf(
  reader: GcpReader,
  forwardings: readonly Resource[],
  group: Resource,
): { readonly sources: readonly Source[]; readonly probeSources: readonly Source[] } {
  const frontEnds = frontEndsOf(reader, group);
  const [first] = forwardings;
  if (first === undefined || reachOf(first) === "global external") {
    return { sources: frontEnds, probeSources: frontEnds };
  }
  const proxies = proxiesOf(reader, forwardings, group);
  const isHybrid = textAt(group, "networkEndpointType") === "NON_GCP_PRIVATE_IP_PORT";
  return { sources: proxies, probeSources: isHybrid ? proxies : frontEnds };
}

function frontEndsOf(reader: GcpReader, group: Resource): readonly Source[] {
  const network = reader.pointers.to(group, "network", tokens.network);
  const id = network.state === "found" ? frontEndId(network.resource.urn, regionOf(group)) : "";
  const endpoint = reader.common.analysis.estate.endpoints.get(id);
  return endpoint === undefined ? [] : [sourceOf(endpoint)];
}

/** The proxies in the regions in which the load balancer has a front end. */
function proxiesOf(reader: GcpReader, forwardings: readonly Resource[], group: Resource): readonly Source[] {
  const network = reader.at(group, "network", [tokens.network]);
  const purpose = forwardings.some((one) => reachOf(one) === "cross-region internal")
    ? ["GLOBAL_MANAGED_PROXY"]
    : ["REGIONAL_MANAGED_PROXY", "INTERNAL_HTTPS_LOAD_BALANCER"];
  const regions = new Set(forwardings.map((one) => frontEndRegion(reader, one)));
  return reader
    .all(tokens.subnetwork)
    .filter(
      (subnet) =>
        purpose.includes(textAt(subnet, "purpose") ?? "") &&
        textAt(subnet, "role") !== "BACKUP" &&
        network !== undefined &&
        reader.at(subnet, "network", [tokens.network]) === network &&
        (regions.has(regionOf(subnet)) || regions.has("")),
    )
    .flatMap((subnet) => endpointsOf(reader.common, subnet.urn, "load balancer").map(sourceOf));
}

/** Of a cross-region load balancer the region of the subnet that its address is in. */
function frontEndRegion(reader: GcpReader, forwarding: Resource): string {
  const subnet = reader.at(forwarding, "subnetwork", [tokens.subnetwork]);
  return forwarding.type === tokens.globalForwardingRule
    ? subnet === undefined
      ? ""
      : regionOf(subnet)
    : regionOf(forwarding);
}
