import { type AsnPlace, asnPairProblems, asnProblems } from "../../addressing/asns";
import { overlaps } from "../../addressing/cidr";
import type { LocatedCidr, Problems } from "../problems";
import type { CrossCloudVpnArgs } from "./args";
import { checkMd5, checkPriority, checkRotation } from "./checkOptions";
import { checkCiphers } from "./ciphers/check";
import type { Cloud, CloudPair } from "./clouds";
import { type LinkArgs, type LinkPlan, planVpn } from "./plan";
import { plannedOrProblems } from "./plannerProblems";
import { asnOf, endpointOf, type SideFacts } from "./sides";
import { type Endpoint, type Routing, tunnelCounts } from "./topology";

/** Where a cloud's side is among the arguments. */
export type PathOf = (cloud: Cloud) => string;

/** Adds what is wrong between two sides that are sound by themselves; their plan when the tunnels can be planned. */
export function checkLink(
  problems: Problems,
  args: SideFacts & LinkArgs & Pick<CrossCloudVpnArgs, "bgpMd5" | "keyRotation">,
  pair: CloudPair,
  ranges: readonly (readonly LocatedCidr[])[],
  pathOf: PathOf,
): LinkPlan | undefined {
  const [first = [], second = []] = ranges;
  checkOverlaps(problems, first, second);
  checkAsns(problems, args, pair, pathOf);
  checkCiphers(problems, "cipherProfile", args.cipherProfile, pair);
  checkPriority(problems, "priority", args, pair);
  checkMd5(problems, "bgpMd5", args, pair);
  checkRotation(problems, "keyRotation", args.keyRotation);
  return checkTunnels(problems, args, pair) ? plannedOrProblems(problems, () => planVpn(args)) : undefined;
}

/** Adds a problem for every range of one side that overlaps the other's. */
export function checkOverlaps(
  problems: Problems,
  first: readonly LocatedCidr[],
  second: readonly LocatedCidr[],
): void {
  for (const own of second) {
    for (const other of first.filter(({ cidr }) => overlaps(cidr, own.cidr))) {
      const rule = "no route can tell them apart: give one network other addresses";
      problems.add(own.path, `"${own.cidr.text}" overlaps ${other.path} ${other.cidr.text}: ${rule}`);
    }
  }
}

/** Where each cloud sets its own ASN, and where its peer's. */
const ownPlaces: Readonly<Record<Cloud, AsnPlace>> = {
  aws: "aws-gateway",
  gcp: "gcp",
  azure: "azure",
  onPremises: "on-premises",
};
const peerPlaces: Readonly<Record<Cloud, AsnPlace>> = {
  aws: "aws-customer-gateway",
  gcp: "on-premises",
  azure: "azure",
  onPremises: "on-premises",
};

/** Each ASN is set at its own gateway and at the peer, and both clouds have their rules. */
function checkAsns(problems: Problems, args: SideFacts, pair: CloudPair, pathOf: PathOf): void {
  const [first, second] = pair;
  for (const [cloud, peer] of [pair, [second, first] as const]) {
    sideAsnProblems(args, cloud, [peer]).forEach((problem) => problems.add(`${pathOf(cloud)}.asn`, problem));
  }
  const path = pathOf(args[second]?.asn === undefined ? first : second);
  asnPairProblems(asnOf(args, first), asnOf(args, second)).forEach((problem) =>
    problems.add(`${path}.asn`, problem),
  );
}

/** What is wrong with a side's ASN, at its own gateway or else at those of its peers. */
export function sideAsnProblems(sides: SideFacts, cloud: Cloud, peers: readonly Cloud[]): string[] {
  const asn: unknown = asnOf(sides, cloud);
  if (typeof asn !== "number") {
    return ["must be a plain number, such as 65010"];
  }
  // Azure's own default, which no other Azure gateway can be given, is what Virtual WAN has.
  const own =
    cloud === "azure" && sides.azure?.virtualHub !== undefined ? [] : asnProblems(asn, ownPlaces[cloud]);
  return own.length > 0 ? own : [...new Set(peers.flatMap((peer) => asnProblems(asn, peerPlaces[peer])))];
}

function checkTunnels(problems: Problems, args: SideFacts & LinkArgs, [first, second]: CloudPair): boolean {
  if (args.routing === "static" && (first === "gcp" || second === "gcp")) {
    problems.add(
      "routing",
      `"static" does not go with Google Cloud, whose HA VPN learns routes by BGP only: use "bgp" (https://cloud.google.com/network-connectivity/docs/vpn/concepts/overview)`,
    );
    return false;
  }
  const problem = tunnelsProblem(
    [endpointOf(args, first), endpointOf(args, second)],
    args.routing,
    args.tunnels,
  );
  if (problem !== undefined) {
    problems.add("tunnels", problem);
  }
  return problem === undefined;
}

/** What is wrong with a number of tunnels between two gateways, or undefined. */
export function tunnelsProblem(
  [first, second]: readonly [Endpoint, Endpoint],
  routing: Routing,
  tunnels: number | undefined,
): string | undefined {
  const { counts, reason } = tunnelCounts(first, second, routing);
  if (tunnels === undefined || counts.includes(tunnels)) {
    return undefined;
  }
  const possible = [...counts].sort((a, b) => a - b).join(" or ");
  return `${tunnels} does not go with routing "${routing}" here: ${reason}: use ${possible}`;
}
