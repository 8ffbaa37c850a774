import type { Proposal, TunnelEnd } from "../model";
import { fails, type Failures } from "./failures";

/** Two ends that belong together, or one whose other end is nowhere to be seen. */
export interface Tunnel {
  readonly id: string;
  readonly ends: readonly [TunnelEnd, TunnelEnd | undefined];
  /** `open` when the other end is in no stack given; `undecided` when it can't be told which it is. */
  readonly state: "up" | "down" | "open" | "undecided";
  /** Why it is not up. */
  readonly why?: string;
  /** What was taken for true, because the resources don't tell. */
  readonly assumptions: readonly string[];
}

/** Pairs the ends by their outside addresses, or by what refers to what where these are known only after the update. */
export function matchTunnels(ends: readonly TunnelEnd[], failures: Failures): readonly Tunnel[] {
  const pairs = [...pairedByAddress(ends)];
  const paired = new Set(pairs.flat());
  pairs.push(...pairedByReference(ends.filter((end) => !paired.has(end))));
  for (const end of pairs.flat()) {
    paired.add(end);
  }
  const lone = ends.filter((end) => !paired.has(end));
  return [
    ...pairs.map((pair) => tunnelOf(pair, failures)),
    ...lone.map((end) => unpaired(end, ends, lone, failures)),
  ];
}

type Pair = readonly [TunnelEnd, TunnelEnd];

function* pairedByAddress(ends: readonly TunnelEnd[]): Iterable<Pair> {
  const waiting = new Map<string, TunnelEnd[]>();
  for (const end of ends) {
    const { outsideAddress: own, peerOutsideAddress: peer } = end;
    if (own === undefined || peer === undefined) {
      continue;
    }
    const other = take(waiting.get(`${peer} ${own}`), (one) => insideMirrors(one, end) !== false);
    if (other !== undefined) {
      yield [other, end];
    } else {
      waiting.set(`${own} ${peer}`, [...(waiting.get(`${own} ${peer}`) ?? []), end]);
    }
  }
}

/** Ends that refer to each other's gateways; those whose inside addresses mirror come first. */
function* pairedByReference(ends: readonly TunnelEnd[]): Iterable<Pair> {
  const open = ends.filter((end) => end.outsideAddress === undefined || end.peerOutsideAddress === undefined);
  const free = new Set(open);
  for (const wanted of [true, undefined]) {
    for (const end of open) {
      if (!free.has(end)) {
        continue;
      }
      const other = open.find(
        (one) =>
          one !== end && free.has(one) && referToEachOther(one, end) && insideMirrors(one, end) === wanted,
      );
      if (other !== undefined) {
        free.delete(end);
        free.delete(other);
        yield [end, other];
      }
    }
  }
}

function referToEachOther(a: TunnelEnd, b: TunnelEnd): boolean {
  return (
    a.gateway !== b.gateway &&
    a.references.peer.some((urn) => b.references.own.includes(urn)) &&
    b.references.peer.some((urn) => a.references.own.includes(urn)) &&
    addressesAgree(a, b) &&
    addressesAgree(b, a)
  );
}

function addressesAgree(a: TunnelEnd, b: TunnelEnd): boolean {
  return (
    a.outsideAddress === undefined ||
    b.peerOutsideAddress === undefined ||
    a.outsideAddress === b.peerOutsideAddress
  );
}

/** Whether each end's inside address is the one that the other expects; undefined where that can't be told. */
function insideMirrors(a: TunnelEnd, b: TunnelEnd): boolean | undefined {
  const compared = [
    [a.inside?.local, b.inside?.peer],
    [b.inside?.local, a.inside?.peer],
  ].map(([own, expected]) => {
    return own === undefined || expected === undefined ? undefined : bare(own) === bare(expected);
  });
  return compared.includes(false) ? false : compared.includes(true) ? true : undefined;
}

function bare(address: string): string {
  return address.split("/")[0] ?? address;
}

function tunnelOf(ends: Pair, failures: Failures): Tunnel {
  const [a, b] = ends;
  const id = `${a.id} ${b.id}`;
  const failed = ends.find((end) => fails(end, failures));
  const why = failed === undefined ? mismatch(a, b) : `${failed.name} is taken to be lost`;
  return {
    id,
    ends,
    state: why === undefined ? "up" : "down",
    ...(why !== undefined && { why }),
    assumptions: assumptionsOf(a, b),
  };
}

function mismatch(a: TunnelEnd, b: TunnelEnd): string | undefined {
  if (a.presharedKey !== undefined && b.presharedKey !== undefined && a.presharedKey !== b.presharedKey) {
    return `the preshared keys of ${a.name} and ${b.name} differ`;
  }
  if (a.ikeVersions && b.ikeVersions && !shareOne(a.ikeVersions, b.ikeVersions)) {
    return `${a.name} speaks IKEv${a.ikeVersions.join(" and v")}, ${b.name} IKEv${b.ikeVersions.join(" and v")}`;
  }
  for (const phase of ["phase1", "phase2"] as const) {
    const common = commonProposal(a[phase], b[phase]);
    if (common !== undefined) {
      return `${a.name} and ${b.name} have no ${common} in common in phase ${phase === "phase1" ? 1 : 2}`;
    }
  }
  return a.initiates || b.initiates ? undefined : `neither ${a.name} nor ${b.name} starts the negotiation`;
}

/** What the two offers share nothing of. */
function commonProposal(a: Proposal | undefined, b: Proposal | undefined): string | undefined {
  if (a === undefined || b === undefined) {
    return undefined;
  }
  if (!shareOne(a.encryption, b.encryption)) {
    return "encryption algorithm";
  }
  const shared = a.encryption.filter((one) => b.encryption.includes(one));
  // Combined-mode ciphers bring their own integrity (RFC 5282).
  const combined = shared.some((one) => one.includes("gcm"));
  if (!combined && !shareOne(a.integrity, b.integrity)) {
    return "integrity algorithm";
  }
  return shareOne(a.groups, b.groups) || a.groups.length === 0 || b.groups.length === 0
    ? undefined
    : "Diffie-Hellman group";
}

function shareOne<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.some((one) => b.includes(one));
}

function assumptionsOf(a: TunnelEnd, b: TunnelEnd): string[] {
  const assumptions = [];
  if ([a, b].some((end) => end.outsideAddress === undefined || end.peerOutsideAddress === undefined)) {
    assumptions.push(`${a.name} and ${b.name} are the two ends of one tunnel, as their references say`);
  }
  if (a.presharedKey === undefined || b.presharedKey === undefined) {
    assumptions.push(`${a.name} and ${b.name} have the same preshared key`);
  }
  return assumptions;
}

/** What is to be said of an end without another. */
function unpaired(
  end: TunnelEnd,
  all: readonly TunnelEnd[],
  lone: readonly TunnelEnd[],
  failures: Failures,
): Tunnel {
  const base = { id: end.id, ends: [end, undefined] as const, assumptions: [] };
  const { outsideAddress: own, peerOutsideAddress: peer } = end;
  if (fails(end, failures)) {
    return { ...base, state: "down", why: `${end.name} is taken to be lost` };
  }
  const others = lone.filter(({ gateway }) => gateway !== end.gateway);
  if (isSurplus(end, all, others)) {
    return { ...base, state: "down", why: `what ${end.name} refers to has another end already` };
  }
  if (own === undefined || peer === undefined || others.some((one) => mayFace(one, peer, own))) {
    return { ...base, state: "undecided", why: `it can't be told what ${end.name} leads to` };
  }
  if (all.some(({ outsideAddress }) => outsideAddress === peer)) {
    return { ...base, state: "down", why: `nothing at ${peer} expects ${own} of ${end.name}` };
  }
  return { ...base, state: "open", why: `${peer} of ${end.name} is in none of these stacks` };
}

/**
 * Whether all that a preview's end could lead to is taken: an active-active gateway of Azure has two ends for each
 * connection, of which the peer knows one.
 */
function isSurplus(
  { references }: TunnelEnd,
  all: readonly TunnelEnd[],
  others: readonly TunnelEnd[],
): boolean {
  const at = (ends: readonly TunnelEnd[], urn: string): boolean =>
    ends.some(({ references: { own } }) => own.includes(urn));
  return references.peer.length > 0 && references.peer.every((urn) => at(all, urn) && !at(others, urn));
}

/** Whether an end of which not all is known may be the one at `outside` that expects `peer`. */
function mayFace({ outsideAddress, peerOutsideAddress }: TunnelEnd, outside: string, peer: string): boolean {
  const isUnknown = outsideAddress === undefined || peerOutsideAddress === undefined;
  return (
    isUnknown &&
    [outside, undefined].includes(outsideAddress) &&
    [peer, undefined].includes(peerOutsideAddress)
  );
}

function take<T>(list: T[] | undefined, suits: (one: T) => boolean): T | undefined {
  const index = list?.findIndex(suits) ?? -1;
  return index < 0 ? undefined : list?.splice(index, 1)[0];
}
