import type { Estimate } from "../../pricing";
import { estimateResources, gatewayResources, linkResources } from "../cross-cloud-vpn/cost";
import type { MonitoringPlan } from "../cross-cloud-vpn/monitoring/plan";
import type { NetworkPlan, PlannedLink } from "./plan";

/** What a month of a mesh costs, with the gateways of its linked networks and what watches them, before traffic. */
export function estimateMeshCost(
  networks: readonly NetworkPlan[],
  links: readonly PlannedLink[],
  monitoring: MonitoringPlan | undefined,
): Estimate {
  const gateways = networks.flatMap((network) => {
    const own = links.filter((link) => link.networks.includes(network)).map(({ plan }) => plan);
    return gatewayResources(network.sides, network.cloud, own, 2, monitoring);
  });
  const tunnels = links.flatMap(({ networks: [first, second], plan }) =>
    linkResources([first.sides, second.sides], plan, monitoring, false),
  );
  return estimateResources([...gateways, ...tunnels]);
}
