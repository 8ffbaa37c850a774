/** An IPv4 network as numbers. */
export interface Ipv4Network {
  readonly start: number;
  readonly prefixLength: number;
}

const zero = 48;
const dot = 46;
const slash = 47;

/**
 * Reads an IPv4 network in CIDR notation, as strictly as `parseCidr` and many times as fast as a general parser.
 *
 * @returns undefined for everything else; this does not tell what is wrong with it.
 */
export function ipv4Network(text: string): Ipv4Network | undefined {
  let start = 0;
  let at = 0;
  for (let octet = 0; octet < 4; octet++) {
    const end = endOfNumber(text, at);
    const value = numberAt(text, at, end);
    if (value > 255 || text.charCodeAt(end) !== (octet < 3 ? dot : slash)) {
      return undefined;
    }
    start = start * 256 + value;
    at = end + 1;
  }
  const end = endOfNumber(text, at);
  const prefixLength = numberAt(text, at, end);
  if (end !== text.length || prefixLength > 32 || start % 2 ** (32 - prefixLength) !== 0) {
    return undefined;
  }
  return { start, prefixLength };
}

function endOfNumber(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end))) {
    end++;
  }
  return end;
}

/** The number between two places; infinite where there is none, or one with a leading zero or more than three digits. */
function numberAt(text: string, from: number, end: number): number {
  const digits = end - from;
  if (digits < 1 || digits > 3 || (digits > 1 && text.charCodeAt(from) === zero)) {
    return Infinity;
  }
  let value = 0;
  for (let at = from; at < end; at++) {
    value = value * 10 + text.charCodeAt(at) - zero;
  }
  return value;
}

function isDigit(code: number): boolean {
  return code >= zero && code <= zero + 9;
}
