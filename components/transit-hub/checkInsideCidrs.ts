import { insideCidrsOf } from "../cross-cloud-vpn/plan";
import type { Problems } from "../problems";
import type { PlannedTransitLink } from "./check";

/**
 * Adds a problem for two links of one hub with the same inside CIDR. Numbers keep them apart, but for links of more than
 * four tunnels with Azure, which take a second slot.
 */
export function checkInsideCidrs(problems: Problems, links: readonly PlannedTransitLink[]): void {
  const owners = new Map<string, string>();
  const told = new Set<string>();
  for (const { link, plan } of links) {
    for (const { hub } of link.nodes) {
      for (const insideCidr of insideCidrsOf(plan)) {
        const key = `${hub.name} ${insideCidr}`;
        const owner = owners.get(key);
        const clash = `${owner ?? ""} ${link.name}`;
        if (owner !== undefined && owner !== link.name && !told.has(clash)) {
          told.add(clash);
          problems.add(
            `links.${link.nodes.map((node) => node.hub.name).join("-")}.tunnels`,
            `links ${owner} and ${link.name} would both have ${insideCidr} at hub ${hub.name}, for Azure takes 128 inside ` +
              "CIDRs in all: give one of them 4 tunnels, or its segments lower numbers",
          );
        }
        owners.set(key, owner ?? link.name);
      }
    }
  }
}
