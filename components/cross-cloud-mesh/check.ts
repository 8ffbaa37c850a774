import { asnClashes } from "../../addressing/asns";
import { networkNumberProblems } from "../../addressing/linkSlots";
import { meshLinkArgumentNames } from "../cross-cloud-vpn/argumentNames";
import { checkSide } from "../cross-cloud-vpn/check";
import { checkOverlaps, sideAsnProblems, tunnelsProblem } from "../cross-cloud-vpn/checkLink";
import { checkCiphers } from "../cross-cloud-vpn/ciphers/check";
import { checkMd5, checkPriority, checkRotation } from "../cross-cloud-vpn/checkOptions";
import { clouds, sidesOf } from "../cross-cloud-vpn/clouds";
import { checkLabels } from "../cross-cloud-vpn/gcp/checkLabels";
import { checkMonitoring } from "../cross-cloud-vpn/monitoring/check";
import { plannedOrProblems } from "../cross-cloud-vpn/plannerProblems";
import { asnOf, endpointOf } from "../cross-cloud-vpn/sides";
import { Problems } from "../problems";
import type { CrossCloudMeshArgs, MeshNetwork } from "./args";
import { checkCapacity } from "./capacity";
import { checkMeshName } from "./names";
import {
  type MeshLink,
  type NetworkPlan,
  type PlannedLink,
  planLinks,
  planMeshLink,
  planNetworks,
} from "./plan";

/** Everything that is wrong with a mesh's arguments; its networks and links when nothing is. */
export function checkMesh(
  name: string,
  args: CrossCloudMeshArgs,
): { problems: Problems; networks: readonly NetworkPlan[]; links: readonly PlannedLink[] } {
  const problems = new Problems();
  problems.unknownKeys(args, ["networks", "links", "cipherProfile", "monitoring", "tags"]);
  checkNetworks(problems, args);
  if (problems.found) {
    return { problems, networks: [], links: [] };
  }
  const networks = planNetworks(args);
  checkMonitoring(
    problems,
    "monitoring",
    args.monitoring,
    networks.map(({ cloud }) => cloud),
  );
  if (networks.some(({ cloud }) => cloud === "gcp")) {
    checkLabels(problems, "tags", args.tags);
  }
  checkSides(problems, networks);
  checkAsns(problems, networks);
  const links = planLinks(networks, args);
  checkLinkNames(problems, networks, args);
  checkMeshName(problems, name, networks, links);
  const planned = links.flatMap((link) => plan(problems, link, args));
  checkCapacity(problems, networks, planned);
  return { problems, networks, links: planned };
}

/** Numbers and kinds: without them nothing else can be judged. */
function checkNetworks(problems: Problems, { networks }: CrossCloudMeshArgs): void {
  const entries = Object.entries(networks);
  if (entries.length < 2) {
    problems.add("networks", `has ${entries.length}: a mesh joins at least two`);
  }
  const owners = new Map<number, string>();
  for (const [name, network] of entries) {
    checkNumber(problems, name, network, owners);
    const sides = sidesOf(network);
    if (sides.length !== 1) {
      const what = sides.length === 0 ? "has no side" : `has the sides ${sides.join(", ")}`;
      problems.add(`networks.${name}`, `${what}: give it exactly one of ${clouds.join(", ")}`);
    }
  }
}

function checkNumber(
  problems: Problems,
  name: string,
  { number }: MeshNetwork,
  owners: Map<number, string>,
): void {
  for (const problem of networkNumberProblems(number, "number")) {
    problems.add(`networks.${name}.number`, problem.replace(/^number: /, ""));
  }
  const owner = owners.get(number);
  if (owner !== undefined) {
    problems.add(
      `networks.${name}.number`,
      `${number} is that of ${owner} too: give each network its own, for good`,
    );
  }
  owners.set(number, owner ?? name);
}

function checkSides(problems: Problems, networks: readonly NetworkPlan[]): void {
  const ranges = networks.map(({ name, cloud, sides }) =>
    checkSide(problems, `networks.${name}.${cloud}`, sides, cloud, "bgp"),
  );
  for (const [index, own] of ranges.entries()) {
    ranges.slice(0, index).forEach((others) => checkOverlaps(problems, others, own));
  }
}

function checkAsns(problems: Problems, networks: readonly NetworkPlan[]): void {
  const peers = [...new Set(networks.map(({ cloud }) => cloud))];
  for (const { name, cloud, sides } of networks) {
    const others = peers.filter((peer) => peer !== cloud);
    for (const problem of sideAsnProblems(sides, cloud, others)) {
      problems.add(`networks.${name}.${cloud}.asn`, problem);
    }
  }
  // All Virtual WAN gateways have the same, and are not joined to each other.
  const own = networks.filter(({ sides }) => sides.azure?.virtualHub === undefined);
  for (const problem of asnClashes(
    own.map(({ name, cloud, sides }) => ({ name, asn: asnOf(sides, cloud) })),
  )) {
    problems.add("networks", problem);
  }
}

function checkLinkNames(
  problems: Problems,
  networks: readonly NetworkPlan[],
  args: CrossCloudMeshArgs,
): void {
  const possible = planLinks(networks, { ...args, links: {} }).map(({ name }) => name);
  problems.unknownKeys(args.links ?? {}, possible, "links.");
  const twice = possible.filter((name, index) => possible.indexOf(name) !== index);
  for (const name of twice) {
    problems.add("networks", `two links would be called "${name}": rename one of their networks`);
  }
}

/** The link with its plan, or the problems of its arguments. */
function plan(problems: Problems, link: MeshLink, args: CrossCloudMeshArgs): PlannedLink[] {
  const path = `links.${link.name}`;
  const [first, second] = link.networks;
  const pair = [first.cloud, second.cloud] as const;
  const own = { ...link.args, routing: "bgp" as const };
  problems.unknownKeys(link.args, meshLinkArgumentNames, `${path}.`);
  const profilePath = link.args.cipherProfile === undefined ? "cipherProfile" : `${path}.cipherProfile`;
  checkCiphers(problems, profilePath, link.args.cipherProfile ?? args.cipherProfile, pair);
  checkPriority(problems, `${path}.priority`, own, pair);
  checkMd5(problems, `${path}.bgpMd5`, own, pair);
  checkRotation(problems, `${path}.keyRotation`, link.args.keyRotation);
  const endpoints = [endpointOf(first.sides, first.cloud), endpointOf(second.sides, second.cloud)] as const;
  const problem = tunnelsProblem(endpoints, "bgp", link.args.tunnels);
  if (problem !== undefined) {
    problems.add(`${path}.tunnels`, problem);
    return [];
  }
  const planned = plannedOrProblems(problems, () => planMeshLink(link, args), `${path}.`);
  return planned === undefined ? [] : [planned];
}
