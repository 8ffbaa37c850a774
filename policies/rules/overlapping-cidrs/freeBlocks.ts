import { addressBits, type Cidr, compareCidrs, contains, firstFreeBlock } from "../../../addressing";

/** Blocks that nothing takes, each given once. */
export class FreeBlocks {
  readonly #taken: () => readonly Cidr[];
  #used: Cidr[] | undefined;

  /** @param taken - tells what is taken, when the first block is wanted */
  constructor(taken: () => readonly Cidr[]) {
    this.#taken = taken;
  }

  /** The lowest free block of a size in one of several ranges, the first first; taken from then on. */
  take(within: readonly Cidr[], version: 4 | 6, prefixLength: number): Cidr | undefined {
    const used = (this.#used ??= outermost(this.#taken()));
    for (const range of within) {
      const fits =
        range.version === version &&
        prefixLength >= range.prefixLength &&
        prefixLength <= addressBits[range.version];
      const free = fits ? firstFreeBlock(range, prefixLength, used) : undefined;
      if (free !== undefined) {
        used.push(free);
        return free;
      }
    }
    return undefined;
  }
}

/** Those that lie in no other. */
function outermost(cidrs: readonly Cidr[]): Cidr[] {
  const found: Cidr[] = [];
  for (const cidr of cidrs.toSorted(compareCidrs)) {
    const last = found.at(-1);
    if (last === undefined || !contains(last, cidr)) {
      found.push(cidr);
    }
  }
  return found;
}
