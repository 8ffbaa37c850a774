import { VPNTunnel } from "@pulumi/gcp/compute";
import type { Output } from "@pulumi/pulumi";
import { keyFor, type LinkView, type TunnelEnd } from "../gateway";
import { bgpSessions } from "./bgpSession";
import { gcpCipherSuite } from "./ciphers";
import { type ExternalInterface, externalInterfaces } from "./externalVpnGateways";
import type { GcpContext, GcpTunnel } from "./gcpTunnel";
import { routePolicies } from "./routePolicies";

/** The Google Cloud ends of a link's tunnels, each with its BGP sessions on the Cloud Router. */
export function connectGcpTunnels(
  link: LinkView,
  tunnels: readonly GcpTunnel[],
  gcp: GcpContext,
): TunnelEnd[] {
  const externalInterface = externalInterfaces(link, tunnels, gcp);
  const policies = routePolicies(link, gcp);
  return tunnels.map((each) => {
    const presharedKey = keyFor(each.tunnel, each.peer);
    const vpnTunnel = createTunnel(link, each, presharedKey, externalInterface(each.tunnel), gcp);
    const sessions = bgpSessions(link, each, vpnTunnel, policies, gcp);
    return {
      id: vpnTunnel.id,
      outsideAddress: each.outsideAddress,
      presharedKey,
      resource: sessions.at(-1) ?? vpnTunnel,
      metricNames: { tunnel: vpnTunnel.name, bgpPeers: sessions.map(({ name }) => name) },
    };
  });
}

function createTunnel(
  link: LinkView,
  { tunnel, vpnGateway, vpnGatewayInterface }: GcpTunnel,
  sharedSecret: Output<string>,
  external: ExternalInterface,
  { side, routerName, opts }: GcpContext,
): VPNTunnel {
  return new VPNTunnel(
    `${link.name}-vpn-tunnel-${tunnel.key}`,
    {
      region: side.region,
      vpnGateway,
      vpnGatewayInterface,
      ...external,
      sharedSecret,
      ikeVersion: 2,
      router: routerName,
      cipherSuite: gcpCipherSuite(link.proposal),
      ...(link.tags && { labels: link.tags }),
    },
    // A new key makes a new tunnel, and the BGP session's address cannot be in two of them.
    { ...opts, deleteBeforeReplace: true },
  );
}
