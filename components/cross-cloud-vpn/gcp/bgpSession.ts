import { RouterInterface, RouterPeer, type RouterPeerArgs, type VPNTunnel } from "@pulumi/gcp/compute";
import { secret } from "@pulumi/pulumi";
import type { LinkView } from "../gateway";
import { type IpVersion, ipv6Suffix } from "../ipVersions";
import { standby } from "../priority";
import type { GcpContext, GcpTunnel } from "./gcpTunnel";
import type { RoutePolicies } from "./routePolicies";

/** Google Cloud's default: https://cloud.google.com/network-connectivity/docs/router/how-to/updating-priority */
const preferredMed = 100;

const prefixLengths = { ipv4: 30, ipv6: 126 } as const;

/** One BGP session over a tunnel, which tells the routes of its own IP version. */
interface Session {
  /** Of its resources within the link. */
  readonly key: string;
  readonly ipVersion: IpVersion;
  readonly ownAddress: string;
  readonly peerAddress: string;
}

/** The sessions of a tunnel: one for each IP version that it carries. */
function sessionsOf({ tunnel: { key, ipVersions, own, peer } }: GcpTunnel): Session[] {
  const [ipVersion = "ipv4"] = ipVersions;
  const first = { key, ipVersion, ownAddress: own.insideAddress, peerAddress: peer.insideAddress };
  return own.insideIpv6Address === undefined || peer.insideIpv6Address === undefined
    ? [first]
    : [
        first,
        {
          key: `${key}${ipv6Suffix}`,
          ipVersion: "ipv6",
          ownAddress: own.insideIpv6Address,
          peerAddress: peer.insideIpv6Address,
        },
      ];
}

/**
 * The interfaces and BGP peers on the Cloud Router for one tunnel.
 * https://cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp
 */
export function bgpSessions(
  link: LinkView,
  tunnel: GcpTunnel,
  vpnTunnel: VPNTunnel,
  policies: RoutePolicies | undefined,
  gcp: GcpContext,
): RouterPeer[] {
  return sessionsOf(tunnel).map((session) => bgpSession(link, tunnel, session, vpnTunnel, policies, gcp));
}

function bgpSession(
  link: LinkView,
  { tunnel, peer }: GcpTunnel,
  { key, ipVersion, ownAddress, peerAddress }: Session,
  vpnTunnel: VPNTunnel,
  policies: RoutePolicies | undefined,
  { side, routerName, opts }: GcpContext,
): RouterPeer {
  const ipv6 = ipVersion === "ipv6";
  const routerInterface = new RouterInterface(
    `${link.name}-router-interface-${key}`,
    {
      router: routerName,
      region: side.region,
      ...(ipv6 && { ipVersion: "IPV6" }),
      ipRange: `${ownAddress}/${prefixLengths[ipVersion]}`,
      vpnTunnel: vpnTunnel.name,
    },
    { ...opts, deleteBeforeReplace: true },
  );
  const args: RouterPeerArgs = {
    router: routerName,
    region: side.region,
    interface: routerInterface.name,
    ipAddress: ownAddress,
    peerIpAddress: peerAddress,
    ...(ipv6 && { enableIpv6: true }),
    peerAsn: link.peer.asn,
    advertisedRoutePriority: tunnel.preferred ? preferredMed : standby.med,
    ...(!tunnel.preferred &&
      policies && { importPolicies: [policies.incoming], exportPolicies: [policies.outgoing] }),
    ...(peer.md5Key && {
      md5AuthenticationKey: { name: `${link.name}-${key}`, key: secret(peer.md5Key) },
    }),
  };
  return new RouterPeer(`${link.name}-router-peer-${key}`, args, {
    ...opts,
    deleteBeforeReplace: true,
    // The provider does not mark the key itself.
    additionalSecretOutputs: ["md5AuthenticationKey"],
  });
}
