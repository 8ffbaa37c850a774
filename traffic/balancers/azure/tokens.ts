/** Type tokens of azure-native that make up a load balancer, without API version. */
export const tokens = {
  applicationGateway: "azure-native:network:ApplicationGateway",
  publicIPAddress: "azure-native:network:PublicIPAddress",
  subnet: "azure-native:network:Subnet",
  virtualNetwork: "azure-native:network:VirtualNetwork",
} as const;
