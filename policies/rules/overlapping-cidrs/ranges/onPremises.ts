import { parseCidrOrReport } from "../../../../addressing";
import type { Claims } from "./claims";

/** A network outside the clouds, as the configuration tells it. */
export interface OnPremisesNetwork {
  readonly name: string;
  readonly cidrs: readonly string[];
}

/** The node by which networks of the configuration are joined: whoever names one has it behind a link somewhere. */
export function onPremisesNode(name: string): string {
  return `on-premises network ${name}`;
}

/** The ranges of networks outside the clouds. */
export function collectOnPremises(claims: Claims, networks: readonly OnPremisesNetwork[]): void {
  for (const [position, { name, cidrs }] of networks.entries()) {
    const node = onPremisesNode(name);
    const owner = { urn: node, label: node, isHere: false };
    for (const [index, text] of cidrs.entries()) {
      const path = `onPremises[${position}].cidrs[${index}]`;
      const cidr = parseCidrOrReport(text, (problem) => claims.unreadable.push({ owner, path, problem }));
      if (cidr !== undefined) {
        claims.known.push({ kind: "network", networks: [node], nodes: [node], owner, path, cidr });
      }
    }
  }
}
