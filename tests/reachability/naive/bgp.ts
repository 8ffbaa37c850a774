import { type End, otherEnd, speaks } from "./tunnels";

/** A prefix that one end of a tunnel heard from the other. */
export interface Learned {
  /** The end that heard it, into which packets for the prefix go. */
  readonly end: End;
  readonly prefix: string;
  /** The neighbour's ASN first. */
  readonly path: readonly number[];
}

/** What a gateway says of itself on a session, before its own ASN is put in front of the path. */
export interface Told {
  readonly prefix: string;
  readonly path: readonly number[];
}

/**
 * All that was learned once nobody has anything new to say: every gateway tells each neighbour its prefixes, again and
 * again. A path that holds the listener's own ASN is refused (RFC 4271, section 9.1.2).
 *
 * @param tells - what the gateway behind an end tells through it, given what all have learned so far
 */
export function flood(ends: readonly End[], tells: (end: End, learned: Learned[]) => Told[]): Learned[] {
  let learned: Learned[] = [];
  for (let round = 0; round < 30; round++) {
    const next: Learned[] = [];
    for (const end of ends) {
      const other = otherEnd(ends, end);
      if (other === undefined || !speaks(end, other)) {
        continue;
      }
      const ours = end.bgp?.asn ?? 0;
      const theirs = other.bgp?.asn ?? 0;
      for (const { prefix, path } of tells(other, learned)) {
        if (theirs !== ours && !path.includes(ours)) {
          next.push({ end, prefix, path: [theirs, ...path] });
        }
      }
    }
    if (JSON.stringify(next.map(asText)) === JSON.stringify(learned.map(asText))) {
      return next;
    }
    learned = next;
  }
  throw new Error("BGP does not settle");
}

/** Of several ways to the same prefixes, those with the shortest path of each prefix. */
export function shortest(learned: readonly Learned[]): Learned[] {
  return learned.filter((one) =>
    learned.every((other) => other.prefix !== one.prefix || other.path.length >= one.path.length),
  );
}

function asText({ end, prefix, path }: Learned): string {
  return `${end.id} ${prefix} ${path.join(" ")}`;
}
