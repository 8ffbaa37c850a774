import { operationsTokens } from "./operations/tokens";

/** Pulumi type tokens of everything that is simulated. */
export const tokens = {
  resourceGroup: "azure-native:resources:ResourceGroup",
  virtualNetwork: "azure-native:network:VirtualNetwork",
  subnet: "azure-native:network:Subnet",
  routeTable: "azure-native:network:RouteTable",
  route: "azure-native:network:Route",
  networkSecurityGroup: "azure-native:network:NetworkSecurityGroup",
  securityRule: "azure-native:network:SecurityRule",
  publicIPAddress: "azure-native:network:PublicIPAddress",
  virtualNetworkGateway: "azure-native:network:VirtualNetworkGateway",
  localNetworkGateway: "azure-native:network:LocalNetworkGateway",
  connection: "azure-native:network:VirtualNetworkGatewayConnection",
  ...operationsTokens,
  virtualWan: "azure-native:network:VirtualWan",
  virtualHub: "azure-native:network:VirtualHub",
  vpnGateway: "azure-native:network:VpnGateway",
  vpnSite: "azure-native:network:VpnSite",
  vpnConnection: "azure-native:network:VpnConnection",
  hubVirtualNetworkConnection: "azure-native:network:HubVirtualNetworkConnection",
  hubRouteTable: "azure-native:network:HubRouteTable",
  routeMap: "azure-native:network:RouteMap",
  natRule: "azure-native:network:NatRule",
  virtualNetworkGatewayNatRule: "azure-native:network:VirtualNetworkGatewayNatRule",
  virtualNetworkPeering: "azure-native:network:VirtualNetworkPeering",
} as const;
