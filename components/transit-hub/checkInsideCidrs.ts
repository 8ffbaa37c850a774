import { insideCidrsOf } from "../cross-cloud-vpn/plan";
import type { Problems } from "../problems";
import type { PlannedTransitLink } from "./check";
import { hubLinkName, type TransitNode } from "./plan";

/**
 * Adds a problem for two links of one gateway with the same inside CIDR. Numbers keep them apart, but for links of more
 * than four tunnels with Azure, which take a second slot.
 */
export function checkInsideCidrs(problems: Problems, links: readonly PlannedTransitLink[]): void {
  const owners = new Map<string, string>();
  const told = new Set<string>();
  for (const { link, plan } of links) {
    for (const node of link.nodes) {
      const gateway = gatewayOf(node);
      for (const insideCidr of insideCidrsOf(plan)) {
        const key = `${gateway} ${insideCidr}`;
        const owner = owners.get(key);
        const clash = `${owner ?? ""} ${link.name}`;
        if (owner !== undefined && owner !== link.name && !told.has(clash)) {
          told.add(clash);
          problems.add(
            `links.${hubLinkName(link.nodes[0].hub, link.nodes[1].hub)}.tunnels`,
            `links ${owner} and ${link.name} would both have ${insideCidr} at ${gateway}, for Azure takes 128 inside CIDRs in ` +
              "all: give one of them 4 tunnels, or its segment a lower number",
          );
        }
        owners.set(key, owner ?? link.name);
      }
    }
  }
}

/** All segments of a hub share a transit gateway; elsewhere each has a gateway, in a network, of its own. */
function gatewayOf({ hub, segment }: TransitNode): string {
  return hub.cloud === "aws" ? `hub ${hub.name}` : `segment ${segment.name} of hub ${hub.name}`;
}
