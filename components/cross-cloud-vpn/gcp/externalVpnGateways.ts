import { ExternalVpnGateway } from "@pulumi/gcp/compute";
import type { Output } from "@pulumi/pulumi";
import type { LinkView, TunnelView } from "../gateway";
import { suffixOf } from "../ipVersions";
import type { GcpContext, GcpTunnel } from "./gcpTunnel";

/** The other side's public addresses as Google Cloud groups them: four at most. */
const interfacesPerExternalGateway = 4;

const redundancyTypes: Readonly<Record<number, string>> = {
  1: "SINGLE_IP_INTERNALLY_REDUNDANT",
  2: "TWO_IPS_REDUNDANCY",
  4: "FOUR_IPS_REDUNDANCY",
};

/** The interface of an external VPN gateway that a tunnel leads to. */
export interface ExternalInterface {
  readonly peerExternalGateway: Output<string>;
  readonly peerExternalGatewayInterface: number;
}

/**
 * The external VPN gateways of a link's peers, each with up to four of their addresses: where each tunnel leads to.
 * https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies
 */
export function externalInterfaces(
  link: LinkView,
  tunnels: readonly GcpTunnel[],
  { opts }: GcpContext,
): (tunnel: TunnelView) => ExternalInterface {
  const groups = new Map<string, Map<number, Output<string>>>();
  for (const { tunnel, peer } of tunnels) {
    const key = groupKey(tunnel);
    const addresses = groups.get(key) ?? new Map<number, Output<string>>();
    addresses.set(interfaceOf(tunnel), peer.outsideAddress);
    groups.set(key, addresses);
  }
  const gateways = new Map(
    [...groups].map(([key, addresses]) => {
      const interfaces = [...addresses].map(([id, ipAddress]) => ({ id, ipAddress }));
      const redundancyType = redundancyTypes[interfaces.length];
      const labels = link.tags;
      const name = `${link.name}-external-vpn-gateway-${key}`;
      return [
        key,
        new ExternalVpnGateway(name, { redundancyType, interfaces, ...(labels && { labels }) }, opts),
      ];
    }),
  );
  return (tunnel) => {
    const gateway = gateways.get(groupKey(tunnel));
    if (gateway === undefined) {
      throw new Error(`tunnel ${tunnel.key} has no external VPN gateway`);
    }
    return { peerExternalGateway: gateway.id, peerExternalGatewayInterface: interfaceOf(tunnel) };
  };
}

/** AWS has other addresses for IPv6, whatever number of tunnels there are beside them. */
function groupKey(tunnel: TunnelView): string {
  return `${Math.floor(tunnel.peer.interface / interfacesPerExternalGateway)}${suffixOf(tunnel)}`;
}

function interfaceOf(tunnel: TunnelView): number {
  return tunnel.peer.interface % interfacesPerExternalGateway;
}
