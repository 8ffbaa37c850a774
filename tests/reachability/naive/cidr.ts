/** A range of IPv4 addresses as plain numbers. */
export interface Range {
  readonly first: number;
  readonly last: number;
  readonly length: number;
}

export function addressOf(text: string): number {
  return text.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

/** Reads `10.0.0.0/8`, and an address alone as a range of one. */
export function rangeOf(text: string): Range {
  const [address = "", length = "32"] = text.split("/");
  const size = 2 ** (32 - Number(length));
  const first = Math.floor(addressOf(address) / size) * size;
  return { first, last: first + size - 1, length: Number(length) };
}

export function holds(range: string, address: number): boolean {
  const { first, last } = rangeOf(range);
  return first <= address && address <= last;
}

/** Whether all of `inner` lies in `outer`. */
export function within(inner: string, outer: string): boolean {
  const one = rangeOf(inner);
  const other = rangeOf(outer);
  return other.first <= one.first && one.last <= other.last;
}

export function overlap(a: string, b: string): boolean {
  return within(a, b) || within(b, a);
}
