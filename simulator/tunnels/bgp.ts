import { type BgpEnd, type IpFamily, nameOfEnd, type TunnelEnd, versionName } from "./end";

/** What keeps two ends from an external BGP session inside the tunnel (RFC 4271 sections 4.2 and 8, RFC 2385). */
export function bgpProblems(a: TunnelEnd, b: TunnelEnd): string[] {
  if (a.bgp === undefined && b.bgp === undefined) {
    return [];
  }
  if (a.bgp === undefined || b.bgp === undefined) {
    const [speaker, other] = a.bgp === undefined ? [b, a] : [a, b];
    return [`${nameOfEnd(speaker)} speaks BGP, but ${nameOfEnd(other)} is routed statically.`];
  }
  return [
    ...(a.bgp.asn === b.bgp.asn
      ? [`${nameOfEnd(a)} and ${nameOfEnd(b)} have the same ASN ${a.bgp.asn}; external BGP needs two.`]
      : []),
    ...expectation(a, a.bgp, b, b.bgp),
    ...expectation(b, b.bgp, a, a.bgp),
    ...[a, b]
      .filter(({ bgp }) => bgp?.isDisabled)
      .map((end) => `The BGP session of ${nameOfEnd(end)} is disabled.`),
    ...(a.bgp.md5Key === b.bgp.md5Key ? [] : [md5Problem(a, a.bgp, b, b.bgp)]),
    ...familyProblems(a, a.bgp, b, b.bgp),
  ];
}

/** The IP versions of the routes that an end exchanges. */
export const familiesOf = ({ families = ["ipv4"] }: BgpEnd): readonly IpFamily[] => families;

/** Speakers that have no address family in common end the session at once (RFC 5492 section 3, RFC 4760 section 8). */
function familyProblems(a: TunnelEnd, forA: BgpEnd, b: TunnelEnd, forB: BgpEnd): string[] {
  const list = (end: BgpEnd): string => familiesOf(end).map(versionName).join(", ") || "none";
  const isOff = forA.isDisabled === true || forB.isDisabled === true;
  return isOff || familiesOf(forA).some((family) => familiesOf(forB).includes(family))
    ? []
    : [
        `No common address family: ${nameOfEnd(a)} exchanges the routes of ${list(forA)}, ${nameOfEnd(b)} of ${list(forB)}.`,
      ];
}

function md5Problem(a: TunnelEnd, forA: BgpEnd, b: TunnelEnd, forB: BgpEnd): string {
  if (forA.md5Key !== undefined && forB.md5Key !== undefined) {
    return `The MD5 keys of ${nameOfEnd(a)} and ${nameOfEnd(b)} differ.`;
  }
  const [keyed, other] = forA.md5Key === undefined ? [b, a] : [a, b];
  return `${nameOfEnd(keyed)} authenticates its BGP session by an MD5 key, and ${nameOfEnd(other)} does not.`;
}

function expectation(a: TunnelEnd, forA: BgpEnd, b: TunnelEnd, forB: BgpEnd): string[] {
  const differ = (
    what: string,
    expected: string | number | undefined,
    actual: string | number | undefined,
  ): string[] =>
    expected !== undefined && expected === actual
      ? []
      : [
          `${nameOfEnd(a)} expects ${what} ${expected ?? "none"} of its peer, but ${nameOfEnd(b)} has ${actual ?? "none"}.`,
        ];
  return [
    ...differ("the ASN", forA.peerAsn, forB.asn),
    ...differ("the inside address", forA.peerInsideAddress, forB.insideAddress),
  ];
}
