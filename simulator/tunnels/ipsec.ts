import { nameOfEnd, type ProposalSet, trafficOf, type TunnelEnd, versionName } from "./end";

/** What keeps two ends from an IKE and an IPsec security association (RFC 7296 sections 1.2, 2.7 and 2.15). */
export function ipsecProblems(a: TunnelEnd, b: TunnelEnd): string[] {
  return [
    ...identityProblems(a, b),
    ...identityProblems(b, a),
    ...keyProblems(a, b),
    ...common("IKE versions", a, b, a.ikeVersions, b.ikeVersions),
    ...proposalProblems("IKE", a, b, a.ike, b.ike, "always"),
    ...proposalProblems("ESP", a, b, a.esp, b.esp, "without an AEAD cipher"),
    ...common("traffic selectors", a, b, selectors(a), selectors(b)),
    ...(a.initiates || b.initiates
      ? []
      : [`Neither ${nameOfEnd(a)} nor ${nameOfEnd(b)} initiates: both wait for the other.`]),
  ];
}

/** Each end takes whole IP versions, so that they narrow each other to the common ones (RFC 7296 section 2.9). */
const selectors = (end: TunnelEnd): string[] => trafficOf(end).map(versionName);

/** An end is known by its public address, unless it is configured to be known by something else. */
function identityProblems(a: TunnelEnd, b: TunnelEnd): string[] {
  const given = a.identity ?? a.outsideAddress;
  const wanted = b.peerIdentity ?? b.peerOutsideAddress;
  return given === wanted
    ? []
    : [
        `${nameOfEnd(a)} gives the IKE identity ${given ?? "none"}, but ${nameOfEnd(b)} expects ${wanted ?? "none"}.`,
      ];
}

function keyProblems(a: TunnelEnd, b: TunnelEnd): string[] {
  const without = [a, b].filter(({ presharedKey }) => presharedKey === undefined);
  if (without.length > 0) {
    return without.map((end) => `${nameOfEnd(end)} has no preshared key.`);
  }
  return a.presharedKey === b.presharedKey
    ? []
    : [`The preshared keys of ${nameOfEnd(a)} and ${nameOfEnd(b)} differ.`];
}

/**
 * A cipher that authenticates by itself (AEAD, RFC 5282) needs no integrity algorithm; in IKE the list still names the
 * pseudo-random function.
 */
function proposalProblems(
  protocol: "IKE" | "ESP",
  a: TunnelEnd,
  b: TunnelEnd,
  forA: ProposalSet,
  forB: ProposalSet,
  integrity: "always" | "without an AEAD cipher",
): string[] {
  const aead = forA.encryption.some((cipher) => isAead(cipher) && forB.encryption.includes(cipher));
  return [
    ...common(`${protocol} encryption`, a, b, forA.encryption, forB.encryption),
    ...(integrity === "always" || !aead
      ? common(`${protocol} integrity`, a, b, forA.integrity, forB.integrity)
      : []),
    ...(forA.dhGroups.length === 0 && forB.dhGroups.length === 0
      ? []
      : common(`${protocol} Diffie-Hellman groups`, a, b, forA.dhGroups, forB.dhGroups)),
  ];
}

const isAead = (cipher: string): boolean => cipher.includes("-gcm");

function common<Item extends string | number>(
  what: string,
  a: TunnelEnd,
  b: TunnelEnd,
  ofA: readonly Item[],
  ofB: readonly Item[],
): string[] {
  return ofA.some((item) => ofB.includes(item))
    ? []
    : [`No common ${what}: ${nameOfEnd(a)} accepts ${list(ofA)}, ${nameOfEnd(b)} accepts ${list(ofB)}.`];
}

const list = (items: readonly (string | number)[]): string => (items.length > 0 ? items.join(", ") : "none");
