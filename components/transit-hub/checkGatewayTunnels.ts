import { defaultSku, tunnelsPerSku } from "../cross-cloud-vpn/azure/skus";
import type { Problems } from "../problems";
import type { TransitHubArgs } from "./args";
import type { PlannedTransitLink } from "./check";
import type { TransitPlan } from "./plan";

/** Adds a problem for every gateway of a hub VNet at which more tunnels end than its SKU takes. */
export function checkGatewayTunnels(
  problems: Problems,
  args: TransitHubArgs,
  { nodes }: TransitPlan,
  links: readonly PlannedTransitLink[],
): void {
  for (const node of nodes.filter(({ hub }) => hub.cloud === "azure" && !hub.isVirtualWan)) {
    const sku = args.hubs[node.hub.name]?.azure?.sku ?? defaultSku;
    const tunnels = links
      .filter(({ link }) => link.nodes.includes(node))
      .reduce((sum, { plan }) => sum + plan.tunnels.length, 0);
    if (tunnels > tunnelsPerSku(sku)) {
      problems.add(
        `hubs.${node.hub.name}.azure.sku`,
        `"${sku}" takes ${tunnelsPerSku(sku)} tunnels and ${tunnels} end at the gateway of segment ${node.segment.name}: use ` +
          `"VpnGw4AZ", or fewer tunnels (https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus)`,
      );
    }
  }
}
