import type { Cloud } from "../cross-cloud-vpn/clouds";
import type { LinkPlan, TunnelPlan } from "../cross-cloud-vpn/plan";
import type { Agreement } from "./agreement";
import type { CrossCloudVpnPeer } from "./args";
import type { OfferedTunnel, VpnOffer } from "./offer";

/** What one side of a link makes now, in plain data. */
export interface VpnSidePlan {
  /** The whole link, as both stacks plan it. */
  readonly link: LinkPlan;
  /** The place of this side in it. */
  readonly position: 0 | 1;
  readonly own: Cloud;
  readonly peer: Cloud;
  readonly revision: number;
  readonly agreement: Agreement;
  /** The link with no more tunnels than this side can make its ends of now. */
  readonly connectable: LinkPlan;
  /** The other side's ends of these. */
  readonly peerEnds: readonly OfferedTunnel[];
  /** What the peer's stack does not say yet. */
  readonly ahead: readonly string[];
}

/** A tunnel whose other end is known. */
interface Connectable {
  readonly tunnel: TunnelPlan;
  readonly peerEnd: OfferedTunnel;
}

/**
 * The first tunnels of a link, up to one whose other end is not known: all, none, or, while one stack is ahead with
 * more tunnels, those that the other has too.
 */
export function planConnectable(
  link: LinkPlan,
  position: 0 | 1,
  peer: CrossCloudVpnPeer,
  offer: VpnOffer | undefined,
): Pick<VpnSidePlan, "connectable" | "peerEnds"> {
  const known: Connectable[] = [];
  for (const tunnel of link.tunnels) {
    const peerEnd = peerEndOf(tunnel, position, peer, offer);
    if (peerEnd === undefined) {
      break;
    }
    known.push({ tunnel, peerEnd });
  }
  return {
    connectable: { ...link, tunnels: known.map(({ tunnel }) => tunnel) },
    peerEnds: known.map(({ peerEnd }) => peerEnd),
  };
}

function peerEndOf(
  { key, ends }: TunnelPlan,
  position: 0 | 1,
  { onPremises }: CrossCloudVpnPeer,
  offer: VpnOffer | undefined,
): OfferedTunnel | undefined {
  const outsideAddress = onPremises?.publicAddresses[ends[1].interface];
  if (outsideAddress !== undefined) {
    return { outsideAddress };
  }
  const offered = offer?.tunnels[key];
  // The first side makes the keys.
  return position === 1 && offered?.presharedKey === undefined ? undefined : offered;
}
