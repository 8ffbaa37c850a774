import { defaultSku } from "./azure/skus";
import { isAead } from "./ciphers/proposal";
import type { Cloud } from "./clouds";
import type { ThroughputEnd } from "./gatewayThroughput";
import type { LinkPlan } from "./plan";
import type { Sides } from "./sides";
import { type Throughput, throughput } from "./throughput";

/** What a link carries each way while all its tunnels are up. */
export function linkThroughput(sides: Sides, plan: LinkPlan): Throughput {
  const [first, second] = plan.sides;
  return throughput({
    ends: [endOf(sides, first.cloud), endOf(sides, second.cloud)],
    tunnels: plan.tunnels.filter(({ preferred }) => preferred).length,
    cipher: isAead(plan.proposal) ? "aes-gcm" : "aes-cbc",
    routing: plan.routing,
  });
}

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
