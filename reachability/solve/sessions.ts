import { groupBy } from "../groupBy";
import type { Session } from "../model";
import type { Tunnel } from "./tunnels";

/** Whether a BGP session comes up, and with whom. */
export interface SessionState {
  readonly session: Session;
  readonly peer?: Session;
  /** `open` when what the other side tells is not known: it is in no stack given, or it can't be told which it is. */
  readonly state: "up" | "down" | "open";
  readonly why?: string;
}

/** Finds each session's other side through its tunnel, and whether both agree (RFC 4271 section 6.2). */
export function matchSessions(
  sessions: readonly Session[],
  tunnels: readonly Tunnel[],
): readonly SessionState[] {
  const tunnelOfEnd = new Map(
    tunnels.flatMap((tunnel) => tunnel.ends.flatMap((end) => (end ? [[end.id, tunnel] as const] : []))),
  );
  const byEnd = groupBy(sessions, ({ end }) => end);
  return sessions.map((session) => {
    const tunnel = tunnelOfEnd.get(session.end);
    if (session.enabled === false) {
      return { session, state: "down", why: `${session.name} is switched off` };
    }
    if (tunnel === undefined) {
      return { session, state: "down", why: `${session.name} has no tunnel` };
    }
    if (tunnel.state !== "up") {
      const state = tunnel.state === "down" ? "down" : "open";
      return { session, state, ...(tunnel.why !== undefined && { why: tunnel.why }) };
    }
    const otherEnd = tunnel.ends.find((end) => end?.id !== session.end);
    const peer = bestPeer(session, byEnd.get(otherEnd?.id ?? "") ?? []);
    if (peer === undefined) {
      return { session, state: "down", why: `${otherEnd?.name ?? "the peer"} runs no BGP` };
    }
    const why = disagreement(session, peer);
    return why === undefined ? { session, peer, state: "up" } : { session, peer, state: "down", why };
  });
}

/** A tunnel carries a session for each version of IP at most: the one whose addresses fit, or at least its version. */
function bestPeer(session: Session, candidates: readonly Session[]): Session | undefined {
  const addressed = candidates.filter((one) => addressProblem(session, one) === undefined);
  return (addressed.length > 0 ? addressed : candidates).toSorted(
    (a, b) => sharedVersions(session, b).length - sharedVersions(session, a).length,
  )[0];
}

/** The versions of IP whose routes both carry. */
export function sharedVersions(a: Session, b: Session): readonly (4 | 6)[] {
  return (a.versions ?? [4]).filter((version) => (b.versions ?? [4]).includes(version));
}

function disagreement(session: Session, peer: Session): string | undefined {
  if (peer.enabled === false) {
    return `${peer.name} is switched off`;
  }
  const asn = asnProblem(session, peer) ?? asnProblem(peer, session);
  if (asn !== undefined) {
    return asn;
  }
  if (sharedVersions(session, peer).length === 0) {
    return `${session.name} and ${peer.name} carry no version of IP in common`;
  }
  if (session.authentication !== peer.authentication) {
    return `${session.name} and ${peer.name} have different MD5 keys`;
  }
  return addressProblem(session, peer);
}

function asnProblem(expecting: Session, of: Session): string | undefined {
  const { peerAsn } = expecting;
  return peerAsn === undefined || of.localAsn === undefined || peerAsn === of.localAsn
    ? undefined
    : `${expecting.name} expects ASN ${peerAsn}, ${of.name} has ${of.localAsn}`;
}

function addressProblem(a: Session, b: Session): string | undefined {
  for (const [expecting, of] of [
    [a, b],
    [b, a],
  ] as const) {
    const { peerAddress } = expecting;
    if (peerAddress !== undefined && of.localAddress !== undefined && peerAddress !== of.localAddress) {
      return `${expecting.name} expects ${peerAddress}, ${of.name} speaks from ${of.localAddress}`;
    }
  }
  return undefined;
}

/** What was taken for true of the sessions in a tunnel, because the resources don't tell. */
export function assumedOf(states: readonly SessionState[], ends: ReadonlySet<string>): readonly string[] {
  return states.flatMap(({ session, peer, state }) => {
    const told = [session, ...(peer ? [peer] : [])].flatMap((one) => [
      ...[one.localAddress, one.peerAddress],
      ...[one.localAsn, one.peerAsn],
    ]);
    const isFirst = peer !== undefined && session.id < peer.id;
    return state === "up" && isFirst && ends.has(session.end) && told.includes(undefined)
      ? [`${session.name} and ${peer.name} have the addresses and ASNs that each expects`]
      : [];
  });
}
