import { checkClashes } from "../cross-cloud-vpn/check";
import { checkSoleGateway } from "../cross-cloud-vpn/soleGateways";
import type { Problems } from "../problems";
import type { NetworkPlan, PlannedLink } from "./plan";

/**
 * Adds a problem for every link with inside CIDRs that another link of the program has at the same gateway or network,
 * and for every network that another of the program makes a gateway for. Within a mesh numbers keep inside CIDRs apart,
 * unless two of its networks are the same.
 */
export function checkMeshClashes(
  problems: Problems,
  name: string,
  networks: readonly NetworkPlan[],
  links: readonly PlannedLink[],
): void {
  for (const network of networks) {
    const path = `networks.${network.name}.${network.cloud}`;
    checkSoleGateway(problems, path, `${name}-${network.name}`, network.sides, network.cloud);
  }
  for (const { name: link, networks, plan } of links) {
    const [first, second] = networks;
    const sides = { ...first.sides, ...second.sides };
    const fix = "give one of its networks another number";
    checkClashes(problems, `${name}-${link}`, sides, plan, `links.${link}`, fix);
  }
}
