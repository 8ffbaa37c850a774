import { bgpProblems, familiesOf } from "./bgp";
import { type BgpEnd, type IpFamily, nameOfEnd, trafficOf, type TunnelEnd, versionName } from "./end";

/** What becomes of the BGP sessions of a tunnel. */
export interface Sessions {
  readonly problems: readonly string[];
  /** The IP versions of the routes that both ends exchange, over whichever session. */
  readonly families: readonly IpFamily[];
}

/**
 * Judges every session of a tunnel. Where an end has one over each IP version, each meets the other end's of the same
 * version; else the two ends have one with each other.
 */
export function sessionsBetween(a: TunnelEnd, b: TunnelEnd): Sessions {
  const judged = judge(a, b);
  return { ...judged, problems: [...judged.problems, ...blocked(a, b), ...blocked(b, a)] };
}

function judge(a: TunnelEnd, b: TunnelEnd): Sessions {
  if (a.ipv6Bgp === undefined && b.ipv6Bgp === undefined) {
    return { problems: bgpProblems(a, b), families: common(a.bgp, b.bgp) };
  }
  const pairs = (["ipv4", "ipv6"] as const).map((family) => ({
    family,
    ofA: sessionOver(family, a),
    ofB: sessionOver(family, b),
  }));
  return {
    problems: pairs.flatMap(({ family, ofA, ofB }) => {
      if (ofA === undefined || ofB === undefined) {
        return ofA === ofB ? [] : [missing(family, a, b, ofA)];
      }
      return bgpProblems({ ...a, bgp: ofA }, { ...b, bgp: ofB });
    }),
    families: pairs.flatMap(({ ofA, ofB }) => common(ofA, ofB)),
  };
}

/** A session is traffic as any other: the tunnel must let its IP version through. */
function blocked(end: TunnelEnd, other: TunnelEnd): string[] {
  const carried = trafficOf(end).filter((family) => trafficOf(other).includes(family));
  return [end.bgp, end.ipv6Bgp].flatMap((session) =>
    session?.insideAddress === undefined || carried.length === 0 || carried.includes(familyOf(session))
      ? []
      : [
          `${nameOfEnd(end)} has a BGP session over ${versionName(familyOf(session))}, which the traffic selectors do not let through.`,
        ],
  );
}

function sessionOver(family: IpFamily, { bgp, ipv6Bgp }: TunnelEnd): BgpEnd | undefined {
  return [bgp, ipv6Bgp].find((session) => session && familyOf(session) === family);
}

function missing(family: IpFamily, a: TunnelEnd, b: TunnelEnd, ofA: BgpEnd | undefined): string {
  const [speaker, other] = ofA === undefined ? [b, a] : [a, b];
  return `${nameOfEnd(speaker)} has a BGP session over ${versionName(family)}, but ${nameOfEnd(other)} has none.`;
}

/** The IP version that a session runs over: that of its addresses. */
const familyOf = ({ insideAddress, peerInsideAddress }: BgpEnd): IpFamily =>
  (insideAddress ?? peerInsideAddress ?? "").includes(":") ? "ipv6" : "ipv4";

const common = (a: BgpEnd | undefined, b: BgpEnd | undefined): IpFamily[] =>
  a && b ? familiesOf(a).filter((family) => familiesOf(b).includes(family)) : [];
