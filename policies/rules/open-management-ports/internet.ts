import { type Cidr, parseCidr } from "../../../addressing";
import { everything, notPublic, without } from "../../../reachability/azure/prefixes";

/** Addresses that hosts on the internet have: all of IPv4 that is public, and what of IPv6 is handed out (RFC 4291). */
export const internet: readonly Cidr[] = [
  ...everything.filter(({ version }) => version === 4).flatMap((range) => without(range, notPublic)),
  parseCidr("2000::/3"),
];

/** Halves of the internet, as shares of all addresses of a version. */
const half = { 4: shareOf(internet, 4) / 2, 6: shareOf(internet, 6) / 2 } as const;

/**
 * Whether ranges hold at least half of the internet, by IPv4 or by IPv6. Nobody means half of the internet: such rules
 * are 0.0.0.0/0 in pieces, or with a few holes.
 */
export function isInternet(ranges: readonly Cidr[]): boolean {
  return ([4, 6] as const).some((version) => {
    if (shareOf(ranges, version) < half[version]) {
      return false;
    }
    const left = internet.flatMap((range) => (range.version === version ? without(range, ranges) : []));
    return shareOf(left, version) <= half[version];
  });
}

/** Whether ranges may be so many. Most rules are for far less, and that is soon told. */
export function mayBeInternet(ranges: readonly Cidr[]): boolean {
  return shareOf(ranges, 4) >= half[4] || shareOf(ranges, 6) >= half[6];
}

function shareOf(ranges: readonly Cidr[], version: 4 | 6): number {
  let share = 0;
  for (const range of ranges) {
    share += range.version === version ? 2 ** -range.prefixLength : 0;
  }
  return share;
}
