import { type Cloud, cloudNames } from "./clouds";

/** What decides which tunnels there can be between two gateways. */
export interface Endpoint {
  readonly cloud: Cloud;
  /** Of AWS: a transit gateway, which uses several tunnels at once, unlike a virtual private gateway. */
  readonly transitGateway: boolean;
  /** Of Azure: a gateway with two instances whatever is asked for, as in Virtual WAN. */
  readonly virtualWan: boolean;
  /** Of Google Cloud: an HA VPN gateway that is there already. */
  readonly existingGateway: boolean;
  /** Of the on-premises router: how many public addresses it has, 1 or 2. */
  readonly addresses: number;
}

/** The interfaces of both gateways that a tunnel joins, and its stable name within the link. */
export interface TunnelWiring {
  readonly key: string;
  readonly interfaces: readonly [number, number];
}

/** The numbers of tunnels there can be, the default first, and why there are no others. */
export interface TunnelCounts {
  readonly counts: readonly number[];
  readonly reason: string;
}

export type Routing = "static" | "bgp";

/** `first` and `second` in the order of `clouds`. */
export function tunnelCounts(first: Endpoint, second: Endpoint, routing: Routing): TunnelCounts {
  if (first.cloud === "aws") {
    return routing === "static" ? staticToAws(first, second) : bgpToAws(first, second);
  }
  if (routing === "static") {
    return {
      counts: [1],
      reason: "Azure supports several tunnels to one site with BGP only, so static routes take 1",
    };
  }
  if (first.cloud === "azure") {
    return {
      counts: [second.addresses],
      reason:
        "Azure's connection leads to a public address of the router and names one of its BGP addresses, so there are " +
        "as many tunnels as onPremises.publicAddresses",
    };
  }
  return second.addresses === 1
    ? {
        counts: [2, 1],
        reason:
          "Google Cloud takes 1 or 2 tunnels to a router with one public address: give it a second one for more",
      }
    : {
        counts: second.cloud === "azure" ? [2, 1, 4, 8] : [2, 4, 8],
        reason: `Google Cloud and ${cloudNames[second.cloud]} take 2 for every HA VPN gateway, of which there can be 4`,
      };
}

function staticToAws(aws: Endpoint, peer: Endpoint): TunnelCounts {
  if (peer.cloud === "onPremises" && !aws.transitGateway) {
    return {
      counts: [2 * peer.addresses],
      reason: "an AWS connection brings two tunnels, and there is one for each of onPremises.publicAddresses",
    };
  }
  return {
    counts: [2],
    reason:
      peer.cloud === "azure"
        ? "more need two instances of the Azure gateway, and Azure wants BGP where both lead to the same site"
        : "a static route of a transit gateway leads to one connection, which brings two tunnels",
  };
}

function bgpToAws(aws: Endpoint, peer: Endpoint): TunnelCounts {
  const twos = "an AWS connection brings two tunnels";
  const beyond = (most: number) =>
    aws.transitGateway
      ? `${twos}, and ${most} is the most here`
      : `${twos}, and a virtual private gateway sends into one tunnel only, so that more bring nothing: for more use a ` +
        "transit gateway (https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html)";
  switch (peer.cloud) {
    case "azure":
      return {
        counts: aws.transitGateway ? [4, 8] : [4],
        reason:
          `${beyond(8)}. Fewer than 4 do not go with routing "bgp": an Azure gateway takes more than one BGP address ` +
          "only with two instances, and each has a connection of its own",
      };
    case "gcp":
      return { counts: aws.transitGateway ? [4, 2, 8, 16] : [4, 2], reason: beyond(16) };
    default:
      return peer.addresses === 1
        ? { counts: aws.transitGateway ? [2, 4, 8] : [2], reason: beyond(8) }
        : {
            counts: aws.transitGateway ? [4, 8, 16] : [4],
            reason: `${beyond(16)}. Each of two public addresses has a connection of its own`,
          };
  }
}

/**
 * Which interfaces the tunnels join. An interface of AWS is one tunnel of one connection; of Google Cloud one of two
 * addresses of an HA VPN gateway, counted on over several gateways; of Azure an instance; of the router an address.
 */
export function wireTunnels(first: Endpoint, second: Endpoint, tunnels: number): TunnelWiring[] {
  return Array.from({ length: tunnels }, (_, index): TunnelWiring => {
    if (first.cloud === "aws") {
      const connection = Math.floor(index / 2);
      const key = `${connection}-${(index % 2) + 1}`;
      return { key, interfaces: [index, connection % addressesTowardsAws(second, tunnels)] };
    }
    const key = `${Math.floor(index / 2)}-${(index % 2) + 1}`;
    return { key, interfaces: [index, index % (second.cloud === "azure" ? 2 : second.addresses)] };
  });
}

function addressesTowardsAws(peer: Endpoint, tunnels: number): number {
  const connections = tunnels / 2;
  return Math.min(peer.cloud === "onPremises" ? peer.addresses : 2, connections);
}
