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
import { planSegmentLinks } from "./gcp/segmentLinks";
import type { SpokePlan, TransitPlan } from "./plan";

/** Adds a problem for every name of a gateway, link or spoke that its clouds would refuse. */
export function checkNames(problems: Problems, name: string, plan: TransitPlan): void {
  const segmentLinks = planSegmentLinks(plan);
  const found = new Set([
    ...plan.nodes.map((node) => sideNameProblem(`${name}-${node.name}`, node.hub.cloud)),
    ...plan.links.flatMap((link) =>
      link.nodes.map(({ hub }) => sideNameProblem(`${name}-${link.name}`, hub.cloud)),
    ),
    ...segmentLinks.map((link) => sideNameProblem(`${name}-${link.name}`, "gcp")),
    ...plan.spokes.map((spoke) => spokeNameProblem(`${name}-${spoke.name}`, spoke)),
  ]);
  found.forEach((problem) => problem !== undefined && problems.add("name", problem));
  checkUnique(problems, "gateways", plan.nodes);
  checkUnique(problems, "links", [...plan.links, ...segmentLinks]);
}

/** Names with hyphens can make the same when they are put together. */
function checkUnique(problems: Problems, what: string, named: readonly { readonly name: string }[]): void {
  const names = named.map(({ name }) => name);
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) {
    problems.add("hubs", `two ${what} would be called "${name}": rename a hub or a segment`);
  }
}

function spokeNameProblem(name: string, { hub, isTranslated }: SpokePlan): string | undefined {
  switch (hub.cloud) {
    case "azure":
      return azureNameProblem(`${name}-hub-connection`, longestAzureName - azureAutonameLength);
    case "gcp":
      return gcpNameProblem(
        `${name}-${isTranslated ? "translation-router" : "spoke"}`,
        longestGcpName - gcpAutonameLength,
      );
    case "aws":
      return undefined;
  }
}
