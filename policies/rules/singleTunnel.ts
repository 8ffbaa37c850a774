import { types as gcp } from "../../reachability/gcp/types";
import { groupBy } from "../../reachability/groupBy";
import type { TunnelEnd } from "../../reachability/model";
import { known, nameOf, read, readNumber, type Stack } from "../../reachability/resources";
import type { Tunnel } from "../../reachability/solve/tunnels";
import { linksOf, type Links } from "../reading/links";
import { isAmong, productionStacks, type StackOptions } from "../reading/stackNames";
import type { Finding, Rule } from "../rule";

const pages: Readonly<Record<string, string>> = {
  aws: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNConnections.html",
  azure: "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-highlyavailable",
  gcp: "https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies",
};

/**
 * In production a link has two tunnels at least, and those of an HA VPN gateway leave by both of its interfaces: every
 * cloud takes single tunnels and single interfaces down for maintenance, without asking.
 *
 * A link is all that joins two gateways of the stack, or a gateway of the stack and one site outside it; ends outside
 * with the same ASN are one site, and without BGP each address is one. A tunnel counts once both its ends are there:
 * an AWS connection has two, but a link with an end for only one of them has one. An Azure gateway in active-standby mode
 * with two tunnels passes: Azure moves both to the standby instance.
 *
 * Sources: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNConnections.html,
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-highlyavailable,
 * https://cloud.google.com/network-connectivity/docs/vpn/concepts/topologies
 */
export const singleTunnel: Rule<StackOptions> = {
  name: "single-tunnel",
  description:
    "In production stacks every link has two tunnels or more, over both interfaces of an HA VPN gateway.",
  level: "mandatory",
  options: {
    stacks: productionStacks,
  },
  *check({ stack, stackName }, { stacks }) {
    if (!isAmong(stackName, stacks)) {
      return;
    }
    for (const link of linksBetween(linksOf(stack))) {
      yield* judge(link, stack);
    }
  },
};

/** All tunnels between two gateways, each as seen from one of them. */
interface Link {
  readonly peer: string;
  readonly ends: readonly TunnelEnd[];
  /** Whether the other end is in the stack, so that this link is seen from there too. */
  readonly isPaired: boolean;
  /** Why there may be more. */
  readonly unknown: string | undefined;
}

function linksBetween(links: Links): readonly Link[] {
  const { tunnels } = links;
  const gateways = new Set(
    tunnels.flatMap(({ ends: [a, b] }) => (b === undefined ? [] : [a.gateway, b.gateway])),
  );
  const sides = tunnels.flatMap((tunnel) => sidesOf(tunnel, links));
  return [...groupBy(sides, ({ end, peer }) => `${end.gateway} ${peer}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) {
      return [];
    }
    const { peer } = first;
    const ends = [...new Map(group.map(({ end }) => [end.id, end])).values()];
    const unknown = group.find(({ isUndecided }) => isUndecided)?.end.name;
    return [{ peer, ends, isPaired: gateways.has(peer), unknown }];
  });
}

interface Side {
  readonly end: TunnelEnd;
  /** A gateway's URN, or what is known of a site outside. */
  readonly peer: string;
  readonly isUndecided: boolean;
}

/** What a tunnel is part of. One that never comes up, because nothing at its other end expects it, is part of nothing. */
function sidesOf({ ends: [a, b], state }: Tunnel, { speakers }: Links): readonly Side[] {
  if (b !== undefined) {
    return [
      { end: a, peer: b.gateway, isUndecided: false },
      { end: b, peer: a.gateway, isUndecided: false },
    ];
  }
  if (state === "down") {
    return [];
  }
  const asn = speakers.find(({ end }) => end === a.id)?.peerAsn;
  const { peerOutsideAddress: address } = a;
  const site =
    asn === undefined ? `the site at ${address ?? "an unknown address"}` : `the site of ASN ${asn}`;
  return [{ end: a, peer: site, isUndecided: asn === undefined && address === undefined }];
}

function* judge({ peer, ends, isPaired, unknown }: Link, stack: Stack): Iterable<Finding> {
  const [first, second] = ends;
  if (first === undefined) {
    return;
  }
  const { gateway, cloud, urn } = first;
  const link = `the link of ${nameOf(gateway)} with ${nameOf(peer)}`;
  // One of a pair of gateways tells it for both.
  const isTold = isPaired && gateway > peer;
  if (second === undefined && !isTold) {
    const message =
      `${link} has a single tunnel, ${first.name}: it is down whenever that tunnel is, as for the cloud's own maintenance. ` +
      `Add a second one, over another address at one end (${pages[cloud] ?? ""})`;
    yield unknown === undefined
      ? { urn, message }
      : { urn, message: undecided(link, unknown), undecided: true };
  }
  const used = interfacesOf(ends, stack);
  if (second !== undefined && used.size === 1) {
    const [only] = used;
    const message =
      `${link} has all ${ends.length} tunnels on interface ${only ?? ""} of its HA VPN gateway, so all are down when that ` +
      `interface is: spread vpnGatewayInterface over 0 and 1 (${pages.gcp ?? ""})`;
    yield { urn, message };
  }
}

function undecided(link: string, end: string): string {
  return `whether ${link} has more than one tunnel can't be told: what ${end} leads to is known only after the update`;
}

/** The interfaces of an HA VPN gateway that tunnels leave by; empty where that is not known, or not Google Cloud's. */
function interfacesOf(ends: readonly TunnelEnd[], stack: Stack): ReadonlySet<number> {
  const used = new Set<number>();
  for (const { urn, cloud } of ends) {
    const tunnel = cloud === "gcp" ? stack.get(urn) : undefined;
    const number = tunnel && known(readNumber(tunnel, "vpnGatewayInterface"));
    const isHa =
      tunnel !== undefined && tunnel.type === gcp.vpnTunnel && read(tunnel, "vpnGateway").state !== "absent";
    if (!isHa || number === undefined) {
      return new Set();
    }
    used.add(number);
  }
  return used;
}
