export * from "./cross-cloud-vpn/args";
export type { CipherProfileName } from "./cross-cloud-vpn/cipherProfiles";
export { CrossCloudVpn } from "./cross-cloud-vpn/crossCloudVpn";
export type { AwsNetworkArgs, AwsSubnetArgs } from "./networks/aws/args";
export { AwsNetwork } from "./networks/aws/awsNetwork";
export type { AzureNetworkArgs, AzureSubnetArgs } from "./networks/azure/args";
export { AzureNetwork } from "./networks/azure/azureNetwork";
export type { GcpNetworkArgs, GcpSubnetArgs } from "./networks/gcp/args";
export { GcpNetwork } from "./networks/gcp/gcpNetwork";
