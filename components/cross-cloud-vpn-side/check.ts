import { linkArgumentNames } from "../cross-cloud-vpn/argumentNames";
import { checkStaticRoutes } from "../cross-cloud-vpn/azure/check";
import { checkClashes, checkExistingGateways, checkRouting, checkSide } from "../cross-cloud-vpn/check";
import { checkKeys } from "../cross-cloud-vpn/checkKeys";
import { checkLink } from "../cross-cloud-vpn/checkLink";
import { type Cloud, cloudNames, type CloudPair, clouds, sidesOf } from "../cross-cloud-vpn/clouds";
import { checkLabels } from "../cross-cloud-vpn/gcp/checkLabels";
import { checkKeyStorage } from "../cross-cloud-vpn/key-storage/check";
import { checkMonitoring } from "../cross-cloud-vpn/monitoring/check";
import { sideNameProblem } from "../cross-cloud-vpn/names";
import { checkOnPremises } from "../cross-cloud-vpn/on-premises/checkSide";
import { given, rangesKeys, rangesOf, type SideFacts } from "../cross-cloud-vpn/sides";
import { checkSoleGateway } from "../cross-cloud-vpn/soleGateways";
import type { Routing } from "../cross-cloud-vpn/topology";
import { type LocatedCidr, Problems } from "../problems";
import { agreementOn, checkAgreement } from "./agreement";
import type { CrossCloudVpnPeer, CrossCloudVpnSideArgs } from "./args";
import { readOffer } from "./offer";
import { peerFacts } from "./peerFacts";
import { planConnectable, type VpnSidePlan } from "./plan";

const argumentNames: readonly (keyof CrossCloudVpnSideArgs)[] = [
  ...clouds,
  ...linkArgumentNames,
  "peer",
  "revision",
];

const peerKeys = {
  aws: ["cidrBlocks", "asn", "transitGateway"],
  gcp: ["ipCidrRanges", "asn"],
  azure: ["addressPrefixes", "asn", "staticRoutes", "virtualHub"],
  onPremises: ["publicAddresses", "prefixes", "asn"],
} as const satisfies { [Side in Cloud]: readonly (keyof NonNullable<CrossCloudVpnPeer[Side]>)[] };

/** Everything that is wrong with one side's arguments; its plan when nothing is. */
export function checkVpnSide(
  name: string,
  args: CrossCloudVpnSideArgs,
): { problems: Problems; plan: VpnSidePlan | undefined } {
  const problems = new Problems();
  problems.unknownKeys(args, argumentNames);
  const own = onlySide(problems, "side", "this stack's own side is", args);
  const peer = checkPeer(problems, args.peer);
  const sound = checkRouting(problems, args.routing);
  if (own === peer && own !== undefined) {
    problems.add(
      `peer.${own}`,
      `both sides are in ${cloudNames[own]}: join networks of one cloud by its own peering`,
    );
  }
  if (own === undefined || peer === undefined || own === peer || !sound) {
    return { problems, plan: undefined };
  }
  return { problems, plan: checkBoth(problems, name, args, own, peer) };
}

function onlySide(
  problems: Problems,
  path: string,
  what: string,
  sides: Partial<Record<Cloud, unknown>>,
): Cloud | undefined {
  const [side, ...more] = sidesOf(sides);
  if (side === undefined || more.length > 0) {
    const found = side === undefined ? "none" : [side, ...more].join(", ");
    problems.add(path, `${found} given: ${what} exactly one of ${clouds.join(", ")}`);
    return undefined;
  }
  return side;
}

function checkPeer(problems: Problems, peer: unknown): Cloud | undefined {
  if (typeof peer !== "object" || peer === null) {
    problems.add(
      "peer",
      `is missing: tell what is known of the other side, such as { aws: { cidrBlocks: ["10.0.0.0/16"] } }`,
    );
    return undefined;
  }
  problems.unknownKeys(peer, [...clouds, "offer"], "peer.");
  const side = onlySide(problems, "peer", "the other side is", peer);
  if (side !== undefined) {
    problems.unknownKeys((peer as CrossCloudVpnPeer)[side] ?? {}, peerKeys[side], `peer.${side}.`);
  }
  return side;
}

function checkBoth(
  problems: Problems,
  name: string,
  args: CrossCloudVpnSideArgs,
  own: Cloud,
  peer: Cloud,
): VpnSidePlan | undefined {
  const nameProblem = sideNameProblem(name, own);
  if (nameProblem !== undefined) {
    problems.add("name", nameProblem);
  }
  const facts = peerFacts(args.peer);
  const pair: CloudPair = clouds.indexOf(own) < clouds.indexOf(peer) ? [own, peer] : [peer, own];
  const ranges = pair.map((cloud) =>
    cloud === own
      ? checkSide(problems, own, args, own, args.routing)
      : checkPeerFacts(problems, facts, peer, args.routing),
  );
  checkRevision(problems, args.revision);
  const pathOf = (cloud: Cloud) => (cloud === own ? cloud : `peer.${cloud}`);
  const link = checkLink(problems, { ...args, ...facts }, pair, ranges, pathOf);
  const offer = readOffer(problems, "peer.offer", args.peer.offer);
  if (pair[0] !== own) {
    checkKeysElsewhere(problems, args, peer);
  }
  if (own === "gcp" || args.keyStorage?.gcp !== undefined) {
    checkLabels(problems, "tags", args.tags);
  }
  checkKeyStorage(problems, "keyStorage", name, args.keyStorage);
  checkMonitoring(problems, "monitoring", args.monitoring, [own]);
  if (link === undefined) {
    return undefined;
  }
  checkExistingGateways(problems, args, link);
  checkClashes(problems, name, args, link);
  checkSoleGateway(problems, own, name, args, own);
  if (pair[0] === own) {
    checkKeys(problems, args, link);
  }
  const { revision = 0, bgpMd5 = false } = args;
  const view = { name, own, peer, revision, agreement: agreementOn(link, bgpMd5) };
  const position = pair[0] === own ? 0 : 1;
  return {
    ...view,
    link,
    position,
    ...planConnectable(link, position, args.peer, offer),
    ahead: offer === undefined ? [] : checkAgreement(problems, view, offer),
  };
}

/** Reads the other side's ranges, and adds what is wrong with what is known of it. */
function checkPeerFacts(problems: Problems, facts: SideFacts, cloud: Cloud, routing: Routing): LocatedCidr[] {
  const path = `peer.${cloud}`;
  if (cloud === "onPremises") {
    return checkOnPremises(problems, path, given(facts, cloud));
  }
  const ranges = problems.ipv4Cidrs(`${path}.${rangesKeys[cloud]}`, rangesOf(facts, cloud));
  const staticRoutes = facts.azure?.staticRoutes;
  if (cloud === "azure" && staticRoutes !== undefined) {
    checkStaticRoutes(problems, `${path}.staticRoutes`, staticRoutes, ranges, routing);
  }
  return ranges;
}

function checkRevision(problems: Problems, revision: number | undefined): void {
  if (revision !== undefined && (!Number.isInteger(revision) || revision < 0)) {
    problems.add("revision", `${revision} is no revision: use a whole number from 0`);
  }
}

/** Keys are made once, by the side that comes first. */
function checkKeysElsewhere(problems: Problems, args: CrossCloudVpnSideArgs, peer: Cloud): void {
  for (const key of ["presharedKeys", "keyRotation"] as const) {
    if (args[key] !== undefined) {
      problems.add(
        key,
        `belongs to the side of ${cloudNames[peer]}, which makes the keys and offers them: give it there`,
      );
    }
  }
}
