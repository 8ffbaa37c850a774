import { sideNameProblem } from "../cross-cloud-vpn/names";
import {
  azureAutonameLength,
  azureNameProblem,
  gcpAutonameLength,
  gcpNameProblem,
  longestGcpName,
} from "../names";
import { longestAzureName } from "../cross-cloud-vpn/azure/check";
import type { Problems } from "../problems";
import { planSegmentLinks, segmentGatewayName } from "./gcp/segmentLinks";
import { mayTalk, type SpokePlan, type TransitPlan } from "./plan";

/** Adds a problem for every name of a gateway, link or spoke that its clouds would refuse. */
export function checkNames(problems: Problems, name: string, plan: TransitPlan): void {
  const segmentLinks = planSegmentLinks(plan);
  const found = new Set([
    ...plan.nodes.map((node) => sideNameProblem(`${name}-${node.name}`, node.hub.cloud)),
    ...plan.links.flatMap((link) =>
      link.nodes.map(({ hub }) => sideNameProblem(`${name}-${link.name}`, hub.cloud)),
    ),
    ...segmentLinks.map((link) => sideNameProblem(`${name}-${link.name}`, "gcp")),
    ...plan.spokes.map((spoke) => spokeNameProblem(`${name}-${spoke.name}`, spoke, plan)),
  ]);
  found.forEach((problem) => problem !== undefined && problems.add("name", problem));
  const segmentGateways = segmentLinks.flatMap(({ hub, nodes }) =>
    nodes.map((node) => segmentGatewayName(node, hub)),
  );
  checkUnique(problems, "gateways", [...plan.nodes.map(nameOf), ...new Set(segmentGateways)]);
  checkUnique(problems, "links", [...plan.links, ...segmentLinks].map(nameOf));
}

/** Names with hyphens can make the same when they are put together. */
function checkUnique(problems: Problems, what: string, names: readonly string[]): void {
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) {
    problems.add("hubs", `two ${what} would be called "${name}": rename a hub or a segment`);
  }
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function spokeNameProblem(name: string, spoke: SpokePlan, plan: TransitPlan): string | undefined {
  const { hub, isTranslated } = spoke;
  switch (hub.cloud) {
    case "azure":
      return azureNameProblem(
        `${name}-${longestAzurePart(spoke, plan)}`,
        longestAzureName - azureAutonameLength,
      );
    case "gcp":
      return gcpNameProblem(
        `${name}-${isTranslated ? "translation-router" : "spoke"}`,
        longestGcpName - gcpAutonameLength,
      );
    case "aws":
      return undefined;
  }
}

/** Of the names of what joins a VNet to its hub and to networks of other segments. */
function longestAzurePart({ hub, segment }: SpokePlan, { spokes }: TransitPlan): string {
  const peers = spokes.filter(
    (other) => other.hub.cloud === "azure" && other.segment !== segment && mayTalk(segment, other.segment),
  );
  const parts = [
    hub.isVirtualWan ? "hub-connection" : `peering-from-${hub.name}-${segment.name}`,
    ...peers.map((peer) => `peering-to-${peer.name}`),
  ];
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest));
}
