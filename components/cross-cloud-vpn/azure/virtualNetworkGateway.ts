import { PublicIPAddress, VirtualNetworkGateway } from "@pulumi/azure-native/network";
import { all, type Input, interpolate, type Output } from "@pulumi/pulumi";
import type { ComponentContext, SideOptions } from "../gateway";
import type { AzureVpnSide } from "./args";
import type { AzureGatewayPlan } from "./gatewayPlan";
import { placed } from "./placed";
import { defaultSku, gatewayGeneration } from "./skus";
import type { AzureTarget } from "./target";

/**
 * A new virtual network gateway. Its static public addresses exist within seconds; it takes 45 minutes or more.
 *
 * The gateway alone has a fixed name: with BGP it must mention its own id before it exists. Azure's provider
 * deletes before it creates when it replaces, so the name is free by then. All others are named automatically.
 */
export function createVirtualNetworkGateway(
  context: ComponentContext,
  side: AzureVpnSide,
  plan: AzureGatewayPlan,
  opts: SideOptions,
): AzureTarget & { readonly resource: VirtualNetworkGateway } {
  const publicIps = plan.instances.map(({ index }) => publicIp(context, side, index, opts));
  const gatewayName = side.gatewayName ?? `${context.name}-gateway`;
  const { gatewaySubnetId = "", sku = defaultSku } = side;
  const bgp = plan.routing === "bgp";
  const resource = new VirtualNetworkGateway(
    `${context.name}-gateway`,
    {
      ...placed(context, side),
      virtualNetworkGatewayName: gatewayName,
      gatewayType: "Vpn",
      vpnType: "RouteBased",
      sku: { name: sku, tier: sku },
      vpnGatewayGeneration: gatewayGeneration(sku),
      activeActive: publicIps.length > 1,
      ipConfigurations: publicIps.map(({ id }, instance) => ({
        name: ipConfigurationName(instance),
        privateIPAllocationMethod: "Dynamic",
        publicIPAddress: { id },
        subnet: { id: gatewaySubnetId },
      })),
      enableBgp: bgp,
      ...(bgp && { bgpSettings: bgpSettings(side, gatewayName, gatewaySubnetId, plan) }),
    },
    {
      ...opts,
      customTimeouts: { create: "120m", update: "120m", delete: "60m" },
      // https://learn.microsoft.com/azure/vpn-gateway/gateway-sku-upgrade
      replaceOnChanges: ["vpnGatewayGeneration"],
    },
  );
  return {
    resource,
    id: resource.id,
    instances: plan.instances.flatMap((instance) => {
      const address = publicIps[instance.index]?.ipAddress.apply(allocated);
      const ipConfigurationId = interpolate`${resource.id}/ipConfigurations/${ipConfigurationName(instance.index)}`;
      return address === undefined ? [] : [{ ...instance, ipConfigurationId, outsideAddress: address }];
    }),
  };
}

function publicIp(
  context: ComponentContext,
  side: AzureVpnSide,
  instance: number,
  opts: SideOptions,
): PublicIPAddress {
  const zones = side.zones ?? ["1", "2", "3"];
  return new PublicIPAddress(
    `${context.name}-public-ip-${instance}`,
    {
      ...placed(context, side),
      sku: { name: "Standard", tier: "Regional" },
      publicIPAllocationMethod: "Static",
      publicIPAddressVersion: "IPv4",
      ...(zones.length > 0 && { zones: [...zones] }),
    },
    opts,
  );
}

function bgpSettings(
  { resourceGroupName }: AzureVpnSide,
  gatewayName: string,
  gatewaySubnetId: Input<string>,
  { asn, instances }: AzureGatewayPlan,
) {
  /** The gateway is in the subscription of its subnet. */
  const futureIpConfigurationId = (instance: number): Output<string> =>
    all([gatewaySubnetId, resourceGroupName]).apply(([subnetId, group]) =>
      [
        ...["", "subscriptions", subscriptionOf(subnetId), "resourceGroups", group],
        ...["providers", "Microsoft.Network", "virtualNetworkGateways", gatewayName],
        ...["ipConfigurations", ipConfigurationName(instance)],
      ].join("/"),
    );
  return {
    asn,
    bgpPeeringAddresses: instances.map(({ index, customBgpAddresses }) => ({
      ipconfigurationId: futureIpConfigurationId(index),
      customBgpIpAddresses: [...customBgpAddresses],
    })),
  };
}

function ipConfigurationName(instance: number): string {
  return `instance-${instance}`;
}

function allocated(ipAddress: string | undefined): string {
  if (ipAddress === undefined) {
    throw new Error("Azure allocated no address to a static public IP address: the other side needs it");
  }
  return ipAddress;
}

function subscriptionOf(resourceId: string): string {
  const subscription = /^\/subscriptions\/([^/]+)\//i.exec(resourceId)?.[1];
  if (subscription === undefined) {
    throw new Error(
      `azure.gatewaySubnetId "${resourceId}" is no Azure resource id: it starts with /subscriptions/<id>/`,
    );
  }
  return subscription;
}
