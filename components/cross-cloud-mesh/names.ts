import { sideNameProblem } from "../cross-cloud-vpn/names";
import type { Problems } from "../problems";
import type { MeshLink, NetworkPlan } from "./plan";

/** Adds a problem for every name of a gateway or link that its clouds would refuse. */
export function checkMeshName(
  problems: Problems,
  name: string,
  networks: readonly NetworkPlan[],
  links: readonly MeshLink[],
): void {
  const found = new Set([
    ...networks.map((network) => sideNameProblem(`${name}-${network.name}`, network.cloud)),
    ...links.flatMap((link) =>
      link.networks.map(({ cloud }) => sideNameProblem(`${name}-${link.name}`, cloud)),
    ),
  ]);
  found.forEach((problem) => problem !== undefined && problems.add("name", problem));
}
