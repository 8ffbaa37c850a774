import { addressBits, formatAddress } from "../../addressing";

/** The sizes that networks have: from a region's to a subnet's. */
const lengths = { 4: [20, 28], 6: [44, 64] } as const;

/**
 * So many networks in CIDR notation, in no order and always the same: anywhere in the addresses of their version, and
 * one in ten inside the one before.
 */
export function sampleOf(count: number, version: 4 | 6): string[] {
  const random = randomNumbers(count + version);
  const [shortest, longest] = lengths[version];
  const bits = addressBits[version];
  let before = { start: 0n, length: 0 };
  return Array.from({ length: count }, (_, index) => {
    const isInside = index % 10 === 9 && before.length < longest;
    const least = isInside ? before.length + 1 : shortest;
    const length = least + Math.floor(random() * (longest - least + 1));
    const hostBits = BigInt(bits - length);
    const anywhere = wholeOf(random, version);
    const spaceBits = BigInt(bits - before.length);
    const start = isInside ? before.start | (anywhere & ((1n << spaceBits) - 1n)) : anywhere;
    before = { start: (start >> hostBits) << hostBits, length };
    return `${formatAddress(version, before.start)}/${length}`;
  });
}

/** A whole address; IPv6 inside fd00::/8, where private networks are (RFC 4193). */
function wholeOf(random: () => number, version: 4 | 6): bigint {
  const word = (): bigint => BigInt(Math.floor(random() * 2 ** 32));
  if (version === 4) {
    return word();
  }
  const low = (word() << 64n) | (word() << 32n) | word();
  return (0xfdn << 120n) | ((word() & 0xffffffn) << 96n) | low;
}

/** Marsaglia's xorshift: the same numbers in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
