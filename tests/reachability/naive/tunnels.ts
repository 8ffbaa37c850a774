import type { Resource } from "../../../reachability/resources";
import type { Place } from "./packet";

/** One end of an IPsec tunnel, as its cloud was told. */
export interface End {
  /** Unique among all ends. */
  readonly id: string;
  /** The gateway that it belongs to, which speaks BGP for it. */
  readonly speaker: string;
  /** The resource that makes the tunnel. */
  readonly resource: Resource;
  readonly outside: string | undefined;
  readonly peerOutside: string | undefined;
  readonly presharedKey: string | undefined;
  /** Diffie-Hellman groups of both phases. Undefined: the cloud's defaults, which have groups in common. */
  readonly groups: readonly (readonly number[])[] | undefined;
  /** Where a packet turns up that comes out here. */
  readonly place: Place;
  /** Absent where the end was told nothing of BGP. */
  readonly bgp?: {
    readonly asn: number | undefined;
    readonly peerAsn: number | undefined;
    readonly address: string | undefined;
    readonly peerAddress: string | undefined;
  };
}

/** The other end of a tunnel that is up: each names the other's address, both hold one key and agree on groups. */
export function otherEnd(ends: readonly End[], end: End): End | undefined {
  return ends.find(
    (other) =>
      other !== end &&
      end.outside !== undefined &&
      end.peerOutside !== undefined &&
      other.outside === end.peerOutside &&
      other.peerOutside === end.outside &&
      other.presharedKey === end.presharedKey &&
      agree(end.groups, other.groups),
  );
}

function agree(ours: End["groups"], theirs: End["groups"]): boolean {
  if (ours === undefined || theirs === undefined) {
    return true;
  }
  return ours.every((groups, phase) => groups.some((group) => theirs[phase]?.includes(group)));
}

/** Whether the BGP session through a tunnel that is up comes up: each names the other's ASN and address. */
export function speaks(end: End, other: End): boolean {
  const ours = end.bgp;
  const theirs = other.bgp;
  return (
    ours !== undefined &&
    theirs !== undefined &&
    ours.asn !== undefined &&
    theirs.asn !== undefined &&
    ours.peerAsn === theirs.asn &&
    theirs.peerAsn === ours.asn &&
    ours.peerAddress === theirs.address &&
    theirs.peerAddress === ours.address
  );
}
