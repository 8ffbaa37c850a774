import { all, type Output, output, secret } from "@pulumi/pulumi";
import { lifetimeSeconds } from "../ciphers/proposal";
import {
  type AddressedGateway,
  keyFor,
  type LinkView,
  type PeerEnd,
  type TunnelEnd,
  type TunnelView,
} from "../gateway";
import type { OnPremisesVpnSide } from "./args";
import { strongswanProposals } from "./ciphers";
import type { OnPremisesDevice, OnPremisesTunnel } from "./device";
import type { TunnelEndPlan } from "../plan";
import { renderOnPremises } from "./render";

/** A link and this side's ends of its tunnels. */
interface RouterLink {
  readonly link: LinkView;
  readonly tunnels: readonly Output<OnPremisesTunnel>[];
}

/** The on-premises side: no resources, but the files that make a Linux router the other end of its links. */
export class OnPremisesRouter implements AddressedGateway {
  readonly id = undefined;
  private readonly links: RouterLink[] = [];

  constructor(
    private readonly name: string,
    private readonly side: OnPremisesVpnSide,
  ) {}

  /** The files by name, for all links. Secret. */
  get configuration(): Output<Record<string, string>> {
    const tunnels = this.links.flatMap((link) => link.tunnels);
    return secret(
      all([all(tunnels), this.ipv6Ranges("own"), this.ipv6Ranges("peer")]).apply(([known, own, peers]) =>
        renderOnPremises(this.device(known, own, peers)),
      ),
    );
  }

  outsideAddress(index: number): Output<string> {
    return output(this.side.publicAddresses[index] ?? "");
  }

  connect(link: LinkView, peers: readonly PeerEnd[]): TunnelEnd[] {
    const known = link.tunnels.flatMap((tunnel, index) => {
      const peer = peers[index];
      return peer === undefined ? [] : [{ tunnel, peer, presharedKey: keyFor(tunnel, peer) }];
    });
    const tunnels = known.map(({ tunnel, peer, presharedKey }) =>
      all([peer.outsideAddress, presharedKey, peer.md5Key, all([...link.peer.ipv6Ranges])]).apply(
        ([peerOutsideAddress, key, md5Key, ipv6Ranges]): OnPremisesTunnel => ({
          ...this.describe(link, tunnel),
          peerPrefixes: carried(tunnel, link.peer.ranges, ipv6Ranges),
          peerOutsideAddress,
          presharedKey: key,
          md5Key,
        }),
      ),
    );
    this.links.push({ link, tunnels });
    return known.map(({ tunnel, presharedKey }) => ({
      id: undefined,
      outsideAddress: this.outsideAddress(tunnel.own.interface),
      presharedKey,
    }));
  }

  private describe(link: LinkView, { key, preferred, own, peer }: TunnelView) {
    return {
      // A router with one link is called as the link is.
      key: link.name === this.name ? key : `${link.name}-${key}`,
      preferred,
      outsideAddress: this.side.publicAddresses[own.interface] ?? "",
      ...inside(own, peer),
      peerAsn: link.routing === "bgp" ? link.peer.asn : undefined,
    };
  }

  private ipv6Ranges(side: "own" | "peer"): Output<string[]> {
    const ranges = this.links.flatMap(({ link }) => link[side].ipv6Ranges);
    return all(ranges).apply((known) => [...new Set(known)]);
  }

  private device(
    tunnels: readonly OnPremisesTunnel[],
    ownIpv6Ranges: readonly string[],
    peerIpv6Ranges: readonly string[],
  ): OnPremisesDevice {
    const links = this.links.map(({ link }) => link);
    const [first] = links;
    if (first === undefined) {
      throw new Error("the on-premises router has no link yet");
    }
    return {
      name: this.name,
      routing: first.routing,
      asn: first.routing === "bgp" ? first.own.asn : undefined,
      prefixes: [...first.own.ranges, ...ownIpv6Ranges],
      peerPrefixes: [...links.flatMap(({ peer }) => peer.ranges), ...peerIpv6Ranges],
      proposals: strongswanProposals(first.proposal),
      lifetimeSeconds,
      bgpTimers: links.some(({ peer }) => peer.cloud === "azure") ? azureTimers : defaultTimers,
      tunnels,
    };
  }
}

function inside(own: TunnelEndPlan, peer: TunnelEndPlan) {
  const addresses = { insideAddress: own.insideAddress, peerInsideAddress: peer.insideAddress };
  return own.insideIpv6Address === undefined || peer.insideIpv6Address === undefined
    ? addresses
    : {
        ...addresses,
        insideIpv6Address: own.insideIpv6Address,
        peerInsideIpv6Address: peer.insideIpv6Address,
      };
}

/** The ranges of the IP versions that a tunnel carries. */
function carried(
  { ipVersions }: TunnelView,
  ranges: readonly string[],
  ipv6Ranges: readonly string[],
): string[] {
  return [...(ipVersions.includes("ipv4") ? ranges : []), ...(ipVersions.includes("ipv6") ? ipv6Ranges : [])];
}

/** Fixed: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#bgp */
const azureTimers = { keepalive: 60, hold: 180 };

/** AWS's: https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-dynamic-routing-examples.html */
const defaultTimers = { keepalive: 10, hold: 30 };
