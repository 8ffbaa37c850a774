/** Three digits make a word of 32 bits. */
const digitBits = 11;
const digits = 1 << digitBits;

/**
 * Puts numbers into ascending order without moving them. Takes time in proportion to their count, which comparing
 * sorts don't, and keeps the order of equal ones.
 *
 * @param order - places in `words`, rearranged so that the words there ascend
 * @param bits - how many bits of a word count, the lowest first
 */
export function radixSort(words: Uint32Array, order: Uint32Array, bits = 32): void {
  const sorted = new Uint32Array(order.length);
  for (let shift = 0; shift < bits; shift += digitBits) {
    sortByDigit(words, shift, order, sorted);
    order.set(sorted);
  }
}

/** One stable pass: into `sorted` go the places of `order` by one digit of their words. */
function sortByDigit(words: Uint32Array, shift: number, order: Uint32Array, sorted: Uint32Array): void {
  const digitAt = (place: number): number => ((words[place] ?? 0) >>> shift) & (digits - 1);
  const next = new Uint32Array(digits);
  for (const place of order) {
    const digit = digitAt(place);
    next[digit] = (next[digit] ?? 0) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < digits; digit++) {
    const count = next[digit] ?? 0;
    next[digit] = sum;
    sum += count;
  }
  for (const place of order) {
    const digit = digitAt(place);
    const to = next[digit] ?? 0;
    sorted[to] = place;
    next[digit] = to + 1;
  }
}
