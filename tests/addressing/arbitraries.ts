import fc from "fast-check";
import { addressBits, type Cidr, formatAddress, parseCidr } from "../../addressing/cidr";

/** A network of one family, any size. */
export function networks(version: 4 | 6): fc.Arbitrary<Cidr> {
  const bits = addressBits[version];
  return fc
    .record({
      value: fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }),
      prefixLength: fc.integer({ min: 0, max: bits }),
    })
    .map(({ value, prefixLength }) => {
      const hostBits = BigInt(bits - prefixLength);
      return { start: (value >> hostBits) << hostBits, prefixLength };
    })
    .filter(({ start }) => version === 4 || start >> 32n !== 0xffffn)
    .map(({ start, prefixLength }) => parseCidr(`${formatAddress(version, start)}/${prefixLength}`));
}

/** A network in 10.0.0.0/26, small enough to compare with others address by address. */
export const smallNetworks: fc.Arbitrary<Cidr> = fc
  .record({ octet: fc.integer({ min: 0, max: 63 }), prefixLength: fc.integer({ min: 26, max: 32 }) })
  .map(({ octet, prefixLength }) => {
    const size = 2 ** (32 - prefixLength);
    return parseCidr(`10.0.0.${Math.floor(octet / size) * size}/${prefixLength}`);
  });

/** Whether two networks share an address, found by trying every one. */
export function shareAnAddress(a: Cidr, b: Cidr): boolean {
  for (let address = a.start; address <= a.end; address++) {
    if (b.start <= address && address <= b.end) {
      return true;
    }
  }
  return false;
}
