import { parseAddress, parseCidr } from "../../../addressing/cidr";
import type { OnPremisesDevice, OnPremisesTunnel } from "./device";

/** An IP version as a number, as CIDRs have it. */
export type Family = 4 | 6;

/** What a tunnel carries of one IP version: with BGP a session of its own. */
export interface Session {
  readonly tunnel: OnPremisesTunnel;
  /** The tunnel's, or that and `-ipv6` where the tunnel carries both. */
  readonly key: string;
  readonly family: Family;
  readonly insideAddress: string;
  readonly peerInsideAddress: string;
}

export function sessionsOf(tunnel: OnPremisesTunnel): Session[] {
  const { key, insideAddress, peerInsideAddress, insideIpv6Address, peerInsideIpv6Address } = tunnel;
  const first = {
    tunnel,
    key,
    family: parseAddress(insideAddress).version,
    insideAddress,
    peerInsideAddress,
  };
  return insideIpv6Address === undefined || peerInsideIpv6Address === undefined
    ? [first]
    : [
        first,
        {
          tunnel,
          key: `${key}-ipv6`,
          family: 6,
          insideAddress: insideIpv6Address,
          peerInsideAddress: peerInsideIpv6Address,
        },
      ];
}

/** Whether any tunnel carries IPv6. */
export const hasIpv6 = ({ tunnels }: OnPremisesDevice): boolean =>
  tunnels.some(
    ({ insideAddress, insideIpv6Address }) => insideAddress.includes(":") || insideIpv6Address !== undefined,
  );

/** The prefixes of one IP version. */
export const ofFamily = (prefixes: readonly string[], family: Family): string[] =>
  prefixes.filter((prefix) => parseCidr(prefix).version === family);
