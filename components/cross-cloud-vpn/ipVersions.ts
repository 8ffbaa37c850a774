import type { Endpoint } from "./topology";

/** What travels in a tunnel. */
export type IpVersion = "ipv4" | "ipv6";

/**
 * How a pair of gateways carries IPv6. `twins`: an AWS connection carries one version, so that each tunnel has another
 * beside it. `dual`: a tunnel of Google Cloud carries both and has a BGP session for each, so that one version's routes
 * outlive the other's session.
 *
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/ipv4-ipv6.html
 * https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp#ipv6-bgp-sessions
 */
export function carriageOf(first: Endpoint): "twins" | "dual" {
  return first.cloud === "aws" ? "twins" : "dual";
}

/** Whether a tunnel stands beside another one, for IPv6 alone. */
export function isTwin({ ipVersions }: { readonly ipVersions: readonly IpVersion[] }): boolean {
  return !ipVersions.includes("ipv4");
}

/** The end of the names of what is there for IPv6 alone. */
export const ipv6Suffix = "-ipv6";

export function suffixOf(tunnel: { readonly ipVersions: readonly IpVersion[] }): string {
  return isTwin(tunnel) ? ipv6Suffix : "";
}
