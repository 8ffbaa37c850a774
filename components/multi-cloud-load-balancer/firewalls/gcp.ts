import { Firewall } from "@pulumi/gcp/compute";
import { type FirewallContext, targetRanges } from "./context";
import { firewallRules } from "./rules";

/** A firewall rule's name, which Pulumi makes unique. */
export const gcpFirewallName = (name: string, key: string) => `${name}-allow-${key}`;

/**
 * Adds firewall rules to the targets' network: the balancer's sources to the targets' addresses and ports.
 * https://cloud.google.com/firewall/docs/firewalls
 */
export function openGcpFirewall(context: FirewallContext): void {
  const { name, args, plan, parent } = context;
  const network = args.networks.gcp;
  if (network === undefined) {
    return;
  }
  for (const { key, port, sourceCidrs, targets } of firewallRules(plan.peerRules, "gcp")) {
    new Firewall(
      gcpFirewallName(name, key),
      {
        network: network.networkId,
        direction: "INGRESS",
        sourceRanges: [...sourceCidrs],
        destinationRanges: targetRanges(context, "gcp", targets),
        allows: [{ protocol: "tcp", ports: [String(port)] }],
      },
      { parent },
    );
  }
}
