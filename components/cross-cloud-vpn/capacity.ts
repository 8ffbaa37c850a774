import { defaultSku } from "./azure/skus";
import { isAead } from "./ciphers/proposal";
import type { Cloud } from "./clouds";
import type { ThroughputEnd } from "./gatewayThroughput";
import { isTwin } from "./ipVersions";
import type { LinkPlan } from "./plan";
import type { Sides } from "./sides";
import { type Throughput, throughput } from "./throughput";

/** What a link carries each way while all its tunnels are up, without what twins carry besides for IPv6. */
export function linkThroughput(sides: Sides, plan: LinkPlan): Throughput {
  const [first, second] = plan.sides;
  const carried = throughput({
    ends: [endOf(sides, first.cloud), endOf(sides, second.cloud)],
    tunnels: plan.tunnels.filter((tunnel) => tunnel.preferred && !isTwin(tunnel)).length,
    cipher: isAead(plan.proposal) ? "aes-gcm" : "aes-cbc",
    routing: plan.routing,
  });
  return plan.tunnels.some(isTwin) ? { ...carried, notes: [...carried.notes, twinNote] } : carried;
}

const twinNote =
  "The figures are of IPv4: as many tunnels carry IPv6 alone, and as much again where neither gateway has a limit for " +
  "all its tunnels together";

function endOf({ aws, azure }: Sides, cloud: Cloud): ThroughputEnd {
  switch (cloud) {
    case "aws":
      return {
        cloud,
        gateway: aws?.transitGateway === undefined ? "vpn-gateway" : "transit-gateway",
        tunnelBandwidth: aws?.tunnelBandwidth ?? "standard",
      };
    case "azure":
      return azure?.virtualHub === undefined
        ? { cloud, gateway: "virtual-network-gateway", sku: azure?.sku ?? defaultSku }
        : { cloud, gateway: "virtual-wan", scaleUnits: azure.virtualHub.scaleUnits ?? 1 };
    default:
      return { cloud };
  }
}
