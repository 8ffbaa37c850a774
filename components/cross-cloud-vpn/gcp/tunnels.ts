import {
  ExternalVpnGateway,
  RouterInterface,
  RouterPeer,
  type RouterPeerArgs,
  RouterRoutePolicy,
  VPNTunnel,
} from "@pulumi/gcp/compute";
import { type Input, type Output, secret } from "@pulumi/pulumi";
import {
  keyFor,
  type LinkView,
  type PeerEnd,
  type SideOptions,
  type TunnelEnd,
  type TunnelView,
} from "../gateway";
import { standby } from "../priority";
import type { GcpVpnSide } from "./args";
import { gcpCipherSuite } from "./ciphers";

/** A tunnel, where it starts from and where it leads. */
interface GcpTunnel {
  readonly tunnel: TunnelView;
  readonly peer: PeerEnd;
  readonly vpnGateway: Input<string>;
  readonly vpnGatewayInterface: number;
  readonly outsideAddress: Output<string>;
}

interface GcpContext {
  readonly side: GcpVpnSide;
  readonly routerName: Input<string>;
  readonly opts: SideOptions;
}

/** The other side's public addresses as Google Cloud groups them: four at most. */
const interfacesPerExternalGateway = 4;

const redundancyTypes: Readonly<Record<number, string>> = {
  1: "SINGLE_IP_INTERNALLY_REDUNDANT",
  2: "TWO_IPS_REDUNDANCY",
  4: "FOUR_IPS_REDUNDANCY",
};

/**
 * The Google Cloud ends of a link's tunnels, each with its interface and BGP peer on the Cloud Router.
 * https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies
 */
export function connectGcpTunnels(
  link: LinkView,
  tunnels: readonly GcpTunnel[],
  gcp: GcpContext,
): TunnelEnd[] {
  const externalGateways = externalVpnGateways(link, tunnels, gcp);
  const policies = routePolicies(link, gcp);
  return tunnels.map((each) => {
    const external = externalGateways.get(
      Math.floor(each.tunnel.peer.interface / interfacesPerExternalGateway),
    );
    const presharedKey = keyFor(each.tunnel, each.peer);
    const vpnTunnel = createTunnel(link, each, presharedKey, external, gcp);
    const resource = bgpSession(link, each, vpnTunnel, policies, gcp);
    return {
      id: vpnTunnel.id,
      outsideAddress: each.outsideAddress,
      presharedKey,
      resource,
      metricNames: { tunnel: vpnTunnel.name, bgpPeer: resource.name },
    };
  });
}

function externalVpnGateways(
  link: LinkView,
  tunnels: readonly GcpTunnel[],
  { opts }: GcpContext,
): ReadonlyMap<number, ExternalVpnGateway> {
  const groups = new Map<number, Map<number, Output<string>>>();
  for (const { tunnel, peer } of tunnels) {
    const group = Math.floor(tunnel.peer.interface / interfacesPerExternalGateway);
    const addresses = groups.get(group) ?? new Map<number, Output<string>>();
    addresses.set(tunnel.peer.interface % interfacesPerExternalGateway, peer.outsideAddress);
    groups.set(group, addresses);
  }
  return new Map(
    [...groups].map(([group, addresses]) => {
      const interfaces = [...addresses].map(([id, ipAddress]) => ({ id, ipAddress }));
      const redundancyType = redundancyTypes[interfaces.length];
      const labels = link.tags;
      const name = `${link.name}-external-vpn-gateway-${group}`;
      return [
        group,
        new ExternalVpnGateway(name, { redundancyType, interfaces, ...(labels && { labels }) }, opts),
      ];
    }),
  );
}

function createTunnel(
  link: LinkView,
  { tunnel, vpnGateway, vpnGatewayInterface }: GcpTunnel,
  sharedSecret: Output<string>,
  external: ExternalVpnGateway | undefined,
  { side, routerName, opts }: GcpContext,
): VPNTunnel {
  return new VPNTunnel(
    `${link.name}-vpn-tunnel-${tunnel.key}`,
    {
      region: side.region,
      vpnGateway,
      vpnGatewayInterface,
      peerExternalGateway: external?.id,
      peerExternalGatewayInterface: tunnel.peer.interface % interfacesPerExternalGateway,
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

function bgpSession(
  link: LinkView,
  { tunnel, peer }: GcpTunnel,
  vpnTunnel: VPNTunnel,
  policies: RoutePolicies | undefined,
  { side, routerName, opts }: GcpContext,
): RouterPeer {
  const routerInterface = new RouterInterface(
    `${link.name}-router-interface-${tunnel.key}`,
    {
      router: routerName,
      region: side.region,
      ipRange: `${tunnel.own.insideAddress}/30`,
      vpnTunnel: vpnTunnel.name,
    },
    { ...opts, deleteBeforeReplace: true },
  );
  const args: RouterPeerArgs = {
    router: routerName,
    region: side.region,
    interface: routerInterface.name,
    ipAddress: tunnel.own.insideAddress,
    peerIpAddress: tunnel.peer.insideAddress,
    peerAsn: link.peer.asn,
    advertisedRoutePriority: tunnel.preferred ? preferredMed : standby.med,
    ...(!tunnel.preferred &&
      policies && { importPolicies: [policies.incoming], exportPolicies: [policies.outgoing] }),
    ...(peer.md5Key && {
      md5AuthenticationKey: { name: `${link.name}-${tunnel.key}`, key: secret(peer.md5Key) },
    }),
  };
  return new RouterPeer(`${link.name}-router-peer-${tunnel.key}`, args, {
    ...opts,
    deleteBeforeReplace: true,
    // The provider does not mark the key itself.
    additionalSecretOutputs: ["md5AuthenticationKey"],
  });
}

/** https://cloud.google.com/network-connectivity/docs/router/reference/bgp-route-policy-reference */
const everyRoute = "destination.inAnyRange([prefix('0.0.0.0/0').orLonger(), prefix('::/0').orLonger()])";

/** Google Cloud's default: https://cloud.google.com/network-connectivity/docs/router/how-to/updating-priority */
const preferredMed = 100;

interface RoutePolicies {
  readonly incoming: Output<string>;
  readonly outgoing: Output<string>;
}

/**
 * For standby tunnels: what they bring is ranked lower, and what they tell looks farther.
 * https://cloud.google.com/network-connectivity/docs/router/concepts/bgp-route-policies-overview
 */
function routePolicies(link: LinkView, { side, routerName, opts }: GcpContext): RoutePolicies | undefined {
  if (link.tunnels.every(({ preferred }) => preferred)) {
    return undefined;
  }
  const policy = (role: string, type: string, expression: string) =>
    new RouterRoutePolicy(
      `${link.name}-${role}`,
      {
        name: `${link.name}-${role}`,
        router: routerName,
        region: side.region,
        type,
        terms: [{ priority: 1, match: { expression: everyRoute }, actions: [{ expression }] }],
      },
      opts,
    ).name;
  const prepended = Array.from({ length: standby.prepends }, () => link.own.asn).join(", ");
  return {
    incoming: policy("standby-import", "ROUTE_POLICY_TYPE_IMPORT", `med.set(${standby.med})`),
    outgoing: policy("standby-export", "ROUTE_POLICY_TYPE_EXPORT", `asPath.prependSequence([${prepended}])`),
  };
}
