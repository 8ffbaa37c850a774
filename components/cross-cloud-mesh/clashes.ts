import { checkClashes } from "../cross-cloud-vpn/check";
import type { Problems } from "../problems";
import type { PlannedLink } from "./plan";

/**
 * Adds a problem for every link with inside CIDRs that another link of the program has at the same gateway or network.
 * Within a mesh numbers keep them apart, unless two of its networks are the same.
 */
export function checkMeshClashes(problems: Problems, name: string, links: readonly PlannedLink[]): void {
  for (const { name: link, networks, plan } of links) {
    const [first, second] = networks;
    const sides = { ...first.sides, ...second.sides };
    const fix = "give one of its networks another number";
    checkClashes(problems, `${name}-${link}`, sides, plan, `links.${link}`, fix);
  }
}
