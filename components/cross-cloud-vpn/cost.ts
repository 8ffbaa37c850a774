import { type Estimate, estimate, itemsOf, type PricedResource } from "../../pricing";
import { linksPerSite } from "./azure/args";
import { planAzureGateway } from "./azure/gatewayPlan";
import { defaultSku } from "./azure/skus";
import type { Cloud } from "./clouds";
import { alarmResources, gatewayMonitoringResources } from "./monitoring/cost";
import type { MonitoringPlan } from "./monitoring/plan";
import type { LinkPlan } from "./plan";
import { asnOf, type Sides } from "./sides";

/** What a month of a link costs, with the gateways that it makes and what watches it, before traffic. */
export function estimateCost(sides: Sides, plan: LinkPlan, monitoring?: MonitoringPlan): Estimate {
  return estimateResources([
    ...plan.sides.flatMap(({ cloud }) => gatewayResources(sides, cloud, [plan], 1, monitoring)),
    ...linkResources([sides, sides], plan, monitoring, true),
  ]);
}

export function estimateResources(resources: readonly PricedResource[]): Estimate {
  return estimate(itemsOf(resources).items);
}

/** What costs money of one side's gateway, whatever its links. */
export function gatewayResources(
  sides: Sides,
  cloud: Cloud,
  links: readonly LinkPlan[],
  azureInstances: 1 | 2,
  monitoring?: MonitoringPlan,
): PricedResource[] {
  const watching = monitoring === undefined ? [] : gatewayMonitoringResources(monitoring, sides, cloud);
  switch (cloud) {
    case "aws": {
      const { transitGateway } = sides.aws ?? {};
      const attached = transitGateway !== undefined && transitGateway.vpcAttachmentId === undefined;
      const attachment = resource("aws:ec2transitgateway/vpcAttachment:VpcAttachment");
      return [...(attached ? [attachment] : []), ...watching];
    }
    case "azure":
      return [...azureGateway(sides, links, azureInstances), ...watching];
    case "gcp":
    case "onPremises":
      return watching;
  }
}

function azureGateway(sides: Sides, links: readonly LinkPlan[], atLeast: 1 | 2): PricedResource[] {
  const { virtualHub, virtualNetworkGateway, sku = defaultSku } = sides.azure ?? {};
  if (virtualHub !== undefined) {
    return [
      ...(virtualHub.addressPrefix === undefined ? [] : [resource("azure-native:network:VirtualHub")]),
      resource("azure-native:network:VpnGateway", { vpnGatewayScaleUnit: virtualHub.scaleUnits ?? 1 }),
    ];
  }
  if (virtualNetworkGateway !== undefined) {
    return [];
  }
  const { instances } = planAzureGateway(asnOf(sides, "azure"), links, atLeast);
  return [
    resource("azure-native:network:VirtualNetworkGateway", { gatewayType: "Vpn", sku: { name: sku } }),
    ...instances.map(() => resource("azure-native:network:PublicIPAddress")),
  ];
}

/** What costs money of a link between two sides, in the plan's order, besides their gateways. */
export function linkResources(
  sides: readonly [Sides, Sides],
  plan: LinkPlan,
  monitoring: MonitoringPlan | undefined,
  ownGateways: boolean,
): PricedResource[] {
  return ([0, 1] as const).flatMap((position) => {
    const { cloud } = plan.sides[position];
    const watching =
      monitoring === undefined ? [] : alarmResources(monitoring, sides[position], cloud, plan, ownGateways);
    return [...tunnelResources(sides[position], cloud, plan), ...watching];
  });
}

function tunnelResources({ aws, azure }: Sides, cloud: Cloud, { tunnels }: LinkPlan): PricedResource[] {
  switch (cloud) {
    case "aws":
      return several(tunnels.length / 2, "aws:ec2/vpnConnection:VpnConnection", {
        tunnelBandwidth: aws?.tunnelBandwidth,
        ...(aws?.transitGateway !== undefined && { transitGatewayId: "planned" }),
      });
    case "gcp":
      return several(tunnels.length, "gcp:compute/vPNTunnel:VPNTunnel");
    case "azure":
      return azure?.virtualHub === undefined
        ? several(tunnels.length, "azure-native:network:VirtualNetworkGatewayConnection", {
            connectionType: "IPsec",
          })
        : several(Math.ceil(tunnels.length / linksPerSite), "azure-native:network:VpnConnection");
    case "onPremises":
      return [];
  }
}

function several(count: number, type: string, inputs?: PricedResource["inputs"]): PricedResource[] {
  return Array.from({ length: count }, () => resource(type, inputs));
}

function resource(type: string, inputs: PricedResource["inputs"] = {}): PricedResource {
  return { urn: type, type, inputs };
}
