import { defaultSku, tunnelsPerSku } from "../cross-cloud-vpn/azure/skus";
import type { Problems } from "../problems";
import type { NetworkPlan, PlannedLink } from "./plan";

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html */
const connectionsPerVpnGateway = 10;

/** Adds a problem for every gateway that has more links than it can. */
export function checkCapacity(
  problems: Problems,
  networks: readonly NetworkPlan[],
  links: readonly PlannedLink[],
): void {
  for (const network of networks) {
    const tunnels = links
      .filter((link) => link.networks.includes(network))
      .reduce((sum, { plan }) => sum + plan.tunnels.length, 0);
    const { aws, azure } = network.sides;
    if (aws !== undefined && aws.transitGateway === undefined && tunnels / 2 > connectionsPerVpnGateway) {
      problems.add(
        `networks.${network.name}.aws`,
        `has ${tunnels / 2} VPN connections and a virtual private gateway takes ${connectionsPerVpnGateway}: give it ` +
          "transitGateway: {}, or join it to fewer networks (https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html)",
      );
    }
    if (azure !== undefined && azure.virtualHub === undefined) {
      checkSku(problems, network, azure.sku ?? defaultSku, tunnels);
    }
  }
}

function checkSku(problems: Problems, { name }: NetworkPlan, sku: string, tunnels: number): void {
  const most = tunnelsPerSku(sku);
  if (tunnels > most) {
    const fix = tunnels > tunnelsPerSku("VpnGw4AZ") ? "a Virtual WAN hub, virtualHub" : `sku "VpnGw4AZ"`;
    problems.add(
      `networks.${name}.azure.sku`,
      `"${sku}" takes ${most} tunnels and ${tunnels} end here: give it ${fix}, or join it to fewer networks ` +
        "(https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus)",
    );
  }
}
