import type { Problems } from "../problems";
import type { TransitHubArgs } from "./args";
import { hubLinkName, mayTalk, type TransitNode, type TransitPlan } from "./plan";

/** More would hide the fix. */
const pairsNamed = 3;

/**
 * Adds a problem for every link that is left out while networks of two clouds may talk to each other and have no other
 * way. Within a cloud they are joined directly, whatever the links are.
 */
export function checkPaths(problems: Problems, { links = {} }: TransitHubArgs, plan: TransitPlan): void {
  const leftOut = Object.keys(links).filter((name) => links[name] === false);
  if (leftOut.length === 0) {
    return;
  }
  const cutOff = new Map<string, string[]>();
  const ends = plan.nodes.filter(({ spokes }) => spokes.length > 0);
  for (const [index, one] of ends.entries()) {
    for (const other of ends.slice(index + 1)) {
      if (one.hub.cloud === other.hub.cloud || !mayTalk(one.segment, other.segment)) {
        continue;
      }
      if (!hasPath(plan, one, other)) {
        const pair = `${textOf(one)} and ${textOf(other)}`;
        missingLinks(plan, one, other, leftOut).forEach((name) =>
          cutOff.set(name, [...(cutOff.get(name) ?? []), pair]),
        );
      }
    }
  }
  for (const [name, pairs] of cutOff) {
    const more = pairs.length > pairsNamed ? `, and ${pairs.length - pairsNamed} more` : "";
    problems.add(
      `links.${name}`,
      `false leaves networks that may talk to each other without a way: ${pairs.slice(0, pairsNamed).join(", ")}${more}: ` +
        "leave it out",
    );
  }
}

/**
 * Whether routes get from one node to the other, of another cloud, over links. Transit gateways and gateways in Azure hand
 * on what they learn. Network Connectivity Center does not, nor does the peering of two transit gateways, which holds VPCs
 * alone. From segment to segment it goes at a transit gateway, whose tables tell no third segment of either.
 */
function hasPath({ nodes, links }: TransitPlan, one: TransitNode, other: TransitNode): boolean {
  const reached = new Set([placeOf(one)]);
  for (const place of reached) {
    const here = nodes.filter((node) => placeOf(node) === place);
    if (place !== placeOf(one) && here.some(({ hub }) => hub.cloud === "gcp")) {
      continue;
    }
    for (const { nodes: joined } of links.filter((link) => link.nodes.some((node) => here.includes(node)))) {
      joined.forEach((node) => reached.add(placeOf(node)));
    }
    nodes
      .filter(({ segment }) => segment === other.segment)
      .filter(({ hub }) => here.some((node) => node.hub === hub && hub.cloud === "aws"))
      .forEach((node) => reached.add(placeOf(node)));
  }
  return reached.has(placeOf(other));
}

/** What is one for routes: in Azure and Google Cloud all hubs of a segment, which the cloud joins by itself. */
function placeOf({ hub, segment }: TransitNode): string {
  return [hub.cloud, hub.cloud === "aws" ? hub.name : "", segment.name].join(" ");
}

/** The links to put back, of those left out: with them there is a way. */
function missingLinks(
  { hubs }: TransitPlan,
  one: TransitNode,
  other: TransitNode,
  leftOut: readonly string[],
): string[] {
  const direct = [hubLinkName(one.hub, other.hub)];
  if (one.segment === other.segment || [one, other].some(({ hub }) => hub.cloud === "aws")) {
    return direct;
  }
  const [fewest = []] = hubs
    .filter(({ cloud }) => cloud === "aws")
    .map((hub) => [one, other].map((node) => hubLinkName(hub, node.hub)))
    .map((names) => names.filter((name) => leftOut.includes(name)))
    .toSorted((a, b) => a.length - b.length);
  return fewest;
}

function textOf({ hub, segment }: TransitNode): string {
  return `${segment.name} at ${hub.name}`;
}
