import { type Estimate, estimate, itemsOf, type PricedResource } from "../../pricing";
import { planAzureGateway } from "./azure/gatewayPlan";
import { defaultSku } from "./azure/skus";
import { monitoringResources } from "./monitoring/cost";
import type { MonitoringPlan } from "./monitoring/plan";
import type { LinkPlan } from "./plan";
import { asnOf, type Sides } from "./sides";

/** What a month of a link costs, with the gateways that it makes and what watches it, before traffic. */
export function estimateCost(sides: Sides, plan: LinkPlan, monitoring?: MonitoringPlan): Estimate {
  const resources = plan.sides.flatMap(({ cloud }) => {
    switch (cloud) {
      case "aws":
        return awsResources(sides, plan);
      case "gcp":
        return plan.tunnels.map(() => resource("gcp:compute/vPNTunnel:VPNTunnel"));
      case "azure":
        return sides.azure?.virtualHub === undefined
          ? azureResources(sides, plan)
          : hubResources(sides, plan);
      case "onPremises":
        return [];
    }
  });
  const watching = monitoring === undefined ? [] : monitoringResources(monitoring, sides, plan);
  return estimate(itemsOf([...resources, ...watching]).items);
}

function resource(type: string, inputs: PricedResource["inputs"] = {}): PricedResource {
  return { urn: type, type, inputs };
}

function awsResources({ aws }: Sides, { tunnels }: LinkPlan): PricedResource[] {
  const { transitGateway, tunnelBandwidth } = aws ?? {};
  const connection = resource("aws:ec2/vpnConnection:VpnConnection", {
    tunnelBandwidth,
    ...(transitGateway !== undefined && { transitGatewayId: "planned" }),
  });
  const attached = transitGateway !== undefined && transitGateway.vpcAttachmentId === undefined;
  return [
    ...Array.from({ length: tunnels.length / 2 }, () => connection),
    ...(attached ? [resource("aws:ec2transitgateway/vpcAttachment:VpcAttachment")] : []),
  ];
}

function azureResources(sides: Sides, plan: LinkPlan): PricedResource[] {
  const { virtualNetworkGateway, sku = defaultSku } = sides.azure ?? {};
  const connections = plan.tunnels.map(() =>
    resource("azure-native:network:VirtualNetworkGatewayConnection", { connectionType: "IPsec" }),
  );
  if (virtualNetworkGateway !== undefined) {
    return connections;
  }
  const { instances } = planAzureGateway(asnOf(sides, "azure"), [plan]);
  return [
    resource("azure-native:network:VirtualNetworkGateway", { gatewayType: "Vpn", sku: { name: sku } }),
    ...instances.map(() => resource("azure-native:network:PublicIPAddress")),
    ...connections,
  ];
}

function hubResources({ azure }: Sides, { tunnels }: LinkPlan): PricedResource[] {
  const { addressPrefix, scaleUnits = 1 } = azure?.virtualHub ?? {};
  const sites = Math.ceil(tunnels.length / 4);
  return [
    ...(addressPrefix === undefined ? [] : [resource("azure-native:network:VirtualHub")]),
    resource("azure-native:network:VpnGateway", { vpnGatewayScaleUnit: scaleUnits }),
    ...Array.from({ length: sites }, () => resource("azure-native:network:VpnConnection")),
  ];
}
