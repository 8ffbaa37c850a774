import type { Plan } from "../../plan";
import type { Finding, Rule } from "../../rule";
import { securityGroups } from "./aws";
import { networkSecurityGroups } from "./azure";
import { type Exposure, exposures, type Firewall } from "./exposure";
import { firewalls } from "./gcp";

interface Options {
  /** TCP ports that only known ranges may reach. */
  readonly ports: readonly number[];
}

const sources = {
  aws: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  azure: "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
  gcp: "https://cloud.google.com/firewall/docs/firewalls",
} as const;

const services = new Map([
  [22, "SSH"],
  [3389, "RDP"],
  [5985, "WinRM"],
  [5986, "WinRM over HTTPS"],
]);

/**
 * Ports by which machines are managed are open to nobody but known ranges. What counts is what a firewall lets in, whether
 * or not a machine is behind it yet.
 */
export const openManagementPorts: Rule<Options> = {
  name: "open-management-ports",
  description: "No port by which machines are managed is open to the internet.",
  level: "mandatory",
  options: {
    ports: {
      type: "array",
      description: "TCP ports that must not be open to the internet.",
      items: { type: "integer", minimum: 0, maximum: 65535 },
      default: [...services.keys()],
    },
  },
  check: function* ({ stack }: Plan, { ports }: Options): Iterable<Finding> {
    const all = [
      ["aws", securityGroups(stack, ports)],
      ["azure", networkSecurityGroups(stack)],
      ["gcp", firewalls(stack)],
    ] as const;
    for (const [cloud, found] of all) {
      for (const firewall of found) {
        for (const exposure of exposures(firewall, ports)) {
          yield finding(firewall, exposure, sources[cloud]);
        }
      }
    }
  },
};

function finding(firewall: Firewall, { ports, rules, isSure }: Exposure, source: string): Finding {
  const urns = new Set(rules.map(({ urn }) => urn));
  const [only = firewall.urn, another] = urns;
  const urn = another === undefined ? only : firewall.urn;
  const names = [...new Set(rules.flatMap(({ name }) => name ?? []))];
  const by = names.length === 0 ? "" : `, ${names.length > 1 ? "rules" : "rule"} ${names.join(", ")}`;
  const listed = ports
    .map((port) => `${port}${services.has(port) ? ` (${services.get(port) ?? ""})` : ""}`)
    .join(", ");
  const subject = `${firewall.name}${by}: TCP ${ports.length > 1 ? "ports" : "port"} ${listed}`;
  const unknowns = [...new Set(rules.flatMap(({ unknown }) => unknown ?? []))].join(", ");
  const ranges = rules.flatMap((rule) => rule.sources.map(({ text }) => text));
  const shown = [...ranges.slice(0, 4), ...(ranges.length > 4 ? [`${ranges.length - 4} more`] : [])].join(
    ", ",
  );
  return isSure
    ? {
        urn,
        message:
          `${subject} can be reached from the internet (${shown}), where passwords and unpatched services are tried at ` +
          `once. Allow it from your own ranges alone, such as those of the VPN or a bastion (${source})`,
      }
    : {
        urn,
        message:
          `${subject} may be open to the internet: ${unknowns || "a rule that denies it"} isn't known before the update. ` +
          `Give the rule ranges and ports that are known (${source})`,
        undecided: true,
      };
}
