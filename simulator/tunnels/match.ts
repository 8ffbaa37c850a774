import { nameOfEnd, type TunnelEnd } from "./end";
import { ipsecProblems } from "./ipsec";
import { sessionsBetween } from "./sessions";
import type { TunnelState } from "./state";

/**
 * Pairs the ends of tunnels by their outside addresses, in both directions, and judges each pair. An end without a
 * partner is a tunnel that is down.
 */
export function tunnelStates(ends: readonly TunnelEnd[]): TunnelState[] {
  const paired = new Set<TunnelEnd>();
  return ends.flatMap((end) => {
    if (paired.has(end)) {
      return [];
    }
    const partner = ends.find((other) => other !== end && !paired.has(other) && areMirrored(end, other));
    if (!partner) {
      return [unpaired(end, ends)];
    }
    paired.add(end).add(partner);
    return [stateOf(end, partner)];
  });
}

const areMirrored = (a: TunnelEnd, b: TunnelEnd): boolean => expects(a, b) && expects(b, a);

const expects = (a: TunnelEnd, b: TunnelEnd): boolean =>
  a.peerOutsideAddress !== undefined && a.peerOutsideAddress === b.outsideAddress;

function stateOf(a: TunnelEnd, b: TunnelEnd): TunnelState {
  const inTunnel = ipsecProblems(a, b);
  const { problems: inSession, families } = sessionsBetween(a, b);
  const ipsec = inTunnel.length === 0;
  const routed = a.bgp === undefined && b.bgp === undefined;
  const established = ipsec && inSession.length === 0;
  return {
    ends: [a, b],
    up: established,
    ipsec,
    bgp: routed ? "none" : established ? "established" : "down",
    families: established ? families : [],
    reasons: [...inTunnel, ...inSession],
  };
}

function unpaired(end: TunnelEnd, ends: readonly TunnelEnd[]): TunnelState {
  return {
    ends: [end],
    up: false,
    ipsec: false,
    bgp: end.bgp === undefined ? "none" : "down",
    families: [],
    reasons: [whyAlone(end, ends)],
  };
}

function whyAlone(end: TunnelEnd, ends: readonly TunnelEnd[]): string {
  const name = nameOfEnd(end);
  if (end.outsideAddress === undefined || end.peerOutsideAddress === undefined) {
    const missing = end.outsideAddress === undefined ? "has no public address yet" : "names no peer address";
    return `${name} ${missing}.`;
  }
  const there = ends.find((other) => other !== end && expects(end, other));
  if (!there) {
    return `${name} expects its peer at ${end.peerOutsideAddress}, where no tunnel ends.`;
  }
  return there.peerOutsideAddress === end.outsideAddress
    ? `${name} expects its peer at ${end.peerOutsideAddress}, where ${nameOfEnd(there)} has another tunnel from ${end.outsideAddress} already.`
    : `${name} at ${end.outsideAddress} expects its peer at ${end.peerOutsideAddress}, but ${nameOfEnd(there)} there expects ${there.peerOutsideAddress ?? "nobody"}.`;
}
