export type { Estimate } from "../pricing";
export * from "./cross-cloud-mesh/args";
export { CrossCloudMesh } from "./cross-cloud-mesh/crossCloudMesh";
export type { Agreement } from "./cross-cloud-vpn-side/agreement";
export type * from "./cross-cloud-vpn-side/args";
export { CrossCloudVpnSide, type VpnSideState } from "./cross-cloud-vpn-side/crossCloudVpnSide";
export type { OfferedTunnel, VpnOffer } from "./cross-cloud-vpn-side/offer";
export * from "./cross-cloud-vpn/args";
export type * from "./cross-cloud-vpn/aws/args";
export type {
  AzureGatewayInstance,
  AzureVirtualHub,
  AzureVirtualNetworkGateway,
  AzureVpnSide,
} from "./cross-cloud-vpn/azure/args";
export type { CipherProfileName, CipherProposal } from "./cross-cloud-vpn/ciphers/proposal";
export { CrossCloudVpn, type GatewayIds } from "./cross-cloud-vpn/crossCloudVpn";
export type * from "./cross-cloud-vpn/gcp/args";
export type { IpVersion } from "./cross-cloud-vpn/ipVersions";
export type * from "./cross-cloud-vpn/key-storage/args";
export type { StoredKeyIds } from "./cross-cloud-vpn/key-storage/store";
export type * from "./cross-cloud-vpn/monitoring/args";
export type { IdsByCloud, LinkAlarms, WatchingCloud } from "./cross-cloud-vpn/monitoring/monitor";
export type * from "./cross-cloud-vpn/on-premises/args";
export type { DirectionThroughput, Throughput } from "./cross-cloud-vpn/throughput";
export type { Tunnel, TunnelSide } from "./cross-cloud-vpn/outputs";
export type { Answer as DnsAnswer, Asker as DnsAsker } from "./dns-failover/answers";
export type * from "./dns-failover/args";
export type * from "./dns-failover/azure/args";
export { dnsCapabilities, type DnsFeature, type DnsRefusal } from "./dns-failover/capabilities";
export { DnsFailover } from "./dns-failover/dnsFailover";
export type * from "./dns-failover/gcp/args";
export type { Checker as DnsChecker } from "./dns-failover/healthCheck";
export {
  MigrationError,
  type MigrationRequest,
  type MigrationStep,
  planMigration,
} from "./dns-failover/migration";
export type { RecoverySeconds } from "./dns-failover/recovery";
export type * from "./dns-failover/route53/args";
export type { TruthRow, TruthTable } from "./dns-failover/truthTable";
export type * from "./multi-cloud-load-balancer/args";
export type * from "./multi-cloud-load-balancer/aws/args";
export type * from "./multi-cloud-load-balancer/azure/args";
export type { LoadBalancerCloud } from "./multi-cloud-load-balancer/clouds";
export type { LoadBalancerEndpoint } from "./multi-cloud-load-balancer/frontEnd";
export type * from "./multi-cloud-load-balancer/gcp/args";
export {
  type LoadBalancerHealthCheck,
  MultiCloudLoadBalancer,
  type RequiredPeerRule,
} from "./multi-cloud-load-balancer/multiCloudLoadBalancer";
export type * from "./multi-cloud-load-balancer/networkArgs";
export type { Advertisement, PeerRule, SourcePurpose } from "./multi-cloud-load-balancer/plan";
export type { AwsNetworkArgs, AwsSubnetArgs } from "./networks/aws/args";
export { AwsNetwork, type AwsNetworkSubnet } from "./networks/aws/awsNetwork";
export type { AzureNetworkArgs, AzureSubnetArgs } from "./networks/azure/args";
export { AzureNetwork, type AzureNetworkSubnet } from "./networks/azure/azureNetwork";
export type { GcpNetworkArgs, GcpSubnetArgs } from "./networks/gcp/args";
export { GcpNetwork, type GcpNetworkSubnet } from "./networks/gcp/gcpNetwork";
export type * from "./transit-hub/args";
export type * from "./transit-hub/aws/args";
export type * from "./transit-hub/azure/args";
export type * from "./transit-hub/gcp/args";
export type { RouteBudget } from "./transit-hub/routeBudget";
export { TransitHub } from "./transit-hub/transitHub";
