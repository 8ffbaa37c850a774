import { dnsPrices, unpricedDns } from "./dnsPrices";
import { loadBalancerPrices, unpricedLoadBalancing } from "./loadBalancerPrices";
import { infracost, type Price } from "./price";

export type { Price } from "./price";

/** Of an average month, as all three providers count. */
export const hoursPerMonth = 730;

const aws = { region: "us-east-1", asOf: "2024-07-01" } as const;
const azureEast = { region: "eastus", asOf: "2025-01-15" } as const;
const azureWest = { region: "westeurope", asOf: "2024-07-01" } as const;
const gcp = { region: "us-central1", asOf: "2024-07-01" } as const;

/** Tables per cloud, all in one below. */
const awsPrices = {
  "aws.vpnConnection": {
    ...aws,
    what: "AWS Site-to-Site VPN connection",
    hourly: 0.05,
    source: infracost("aws/testdata/vpn_connection_test/vpn_connection_test.golden"),
  },
  // From a pricing example of AWS's documentation for SAP, which leads to this page.
  "aws.vpnConnectionLarge": {
    what: "AWS Site-to-Site VPN connection, 5 Gbps tunnels",
    hourly: 0.6,
    region: "us-east-2",
    asOf: "2025-11",
    source: "https://aws.amazon.com/vpn/pricing/",
  },
  "aws.transitGatewayAttachment": {
    ...aws,
    what: "AWS transit gateway attachment",
    hourly: 0.05,
    perGb: 0.02,
    perGbOf: "sent to an AWS transit gateway",
    source: infracost(
      "aws/testdata/ec2_transit_gateway_vpc_attachment_test/ec2_transit_gateway_vpc_attachment_test.golden",
    ),
  },
  "aws.natGateway": {
    ...aws,
    what: "AWS NAT gateway",
    hourly: 0.045,
    perGb: 0.045,
    perGbOf: "through an AWS NAT gateway",
    source: infracost("aws/testdata/nat_gateway_test/nat_gateway_test.golden"),
  },
  "aws.publicIpv4Address": {
    what: "AWS public IPv4 address",
    hourly: 0.005,
    region: "all",
    asOf: "2024-02-01",
    source: "https://aws.amazon.com/blogs/aws/new-aws-public-ipv4-address-charge-public-ip-insights/",
  },
  "aws.secret": {
    ...aws,
    what: "AWS Secrets Manager secret",
    monthly: 0.4,
    source: infracost("aws/testdata/secretsmanager_secret_test/secretsmanager_secret_test.golden"),
  },
  "aws.alarmMetric": {
    ...aws,
    what: "CloudWatch alarm metric",
    monthly: 0.1,
    source: infracost("aws/testdata/cloudwatch_metric_alarm_test/cloudwatch_metric_alarm_test.golden"),
  },
  "aws.dashboard": {
    ...aws,
    what: "CloudWatch dashboard",
    monthly: 3,
    source: infracost("aws/testdata/cloudwatch_dashboard_test/cloudwatch_dashboard_test.golden"),
  },
  "aws.logs": {
    ...aws,
    what: "CloudWatch logs",
    perGb: 0.5,
    perGbOf: "of logs into CloudWatch",
    source: infracost("aws/testdata/cloudwatch_log_group_test/cloudwatch_log_group_test.golden"),
  },
  "aws.internetEgress": {
    ...aws,
    what: "AWS data transfer to the internet",
    perGb: 0.09,
    perGbOf: "from AWS to the internet, the first 10 TB a month; tunnels count as internet",
    source: infracost("aws/testdata/data_transfer_test/data_transfer_test.golden"),
  },
} as const satisfies Record<string, Price>;

const azurePrices = {
  "azure.vpnGateway.VpnGw1AZ": {
    ...azureEast,
    what: "Azure virtual network gateway VpnGw1AZ",
    hourly: 0.21,
    source: infracost("azure/testdata/virtual_network_gateway_test/virtual_network_gateway_test.golden"),
  },
  "azure.vpnTunnelAboveTen": {
    ...azureEast,
    what: "Azure site-to-site tunnel, above ten of a gateway",
    hourly: 0.015,
    source: infracost(
      "azure/testdata/virtual_network_gateway_connection_test/virtual_network_gateway_connection_test.golden",
    ),
  },
  "azure.publicIpAddress": {
    ...azureEast,
    asOf: "2026-04-03",
    what: "Azure static public IP address",
    hourly: 0.005,
    source: infracost("azure/testdata/public_ip_test/public_ip_test.golden"),
  },
  "azure.virtualHub": {
    ...azureWest,
    what: "Azure Virtual WAN hub",
    hourly: 0.25,
    perGb: 0.02,
    perGbOf: "through an Azure Virtual WAN hub",
    source: infracost("azure/testdata/virtual_hub_test/virtual_hub_test.golden"),
  },
  "azure.vpnScaleUnit": {
    ...azureWest,
    what: "Azure Virtual WAN VPN scale unit, 500 Mbps",
    hourly: 0.361,
    source: infracost("azure/testdata/vpn_gateway_test/vpn_gateway_test.golden"),
  },
  "azure.vpnHubConnection": {
    ...azureWest,
    what: "Azure Virtual WAN VPN connection",
    hourly: 0.05,
    source: infracost("azure/testdata/vpn_gateway_connection_test/vpn_gateway_connection_test.golden"),
  },
  "azure.natGateway": {
    ...azureWest,
    what: "Azure NAT gateway",
    hourly: 0.045,
    perGb: 0.045,
    perGbOf: "through an Azure NAT gateway",
    source: infracost("azure/testdata/nat_gateway_test/nat_gateway_test.golden"),
  },
  "azure.alertTimeSeries": {
    ...azureEast,
    asOf: "2024-07-01",
    what: "Azure metric alert, one time series",
    monthly: 0.1,
    source: infracost("azure/testdata/monitor_metric_alert_test/monitor_metric_alert_test.golden"),
  },
  "azure.logs": {
    ...azureWest,
    asOf: "2024-08-30",
    what: "Azure Monitor logs",
    perGb: 2.99,
    perGbOf: "of logs into Azure Monitor",
    source: infracost("azure/testdata/log_analytics_workspace_test/log_analytics_workspace_test.golden"),
  },
  "azure.internetEgress": {
    what: "Azure data transfer to the internet",
    perGb: 0.087,
    perGbOf: "from Azure to the internet, the next 10 TB a month after 100 GB; tunnels count as internet",
    region: "North America, Europe",
    asOf: "2026-10-05",
    source: "https://azure.microsoft.com/pricing/details/bandwidth/",
  },
} as const satisfies Record<string, Price>;

const gcpPrices = {
  "gcp.vpnTunnel": {
    ...gcp,
    what: "Google Cloud VPN tunnel",
    hourly: 0.05,
    source: infracost("google/testdata/compute_vpn_tunnel_test/compute_vpn_tunnel_test.golden"),
  },
  "gcp.address": {
    ...gcp,
    asOf: "2026-04-02",
    what: "Google Cloud external IP address in use",
    hourly: 0.005,
    source: infracost("google/testdata/compute_address_test/compute_address_test.golden"),
  },
  "gcp.natData": {
    ...gcp,
    what: "Google Cloud NAT data",
    perGb: 0.045,
    perGbOf: "through Cloud NAT",
    source: infracost("google/testdata/compute_router_nat_test/compute_router_nat_test.golden"),
  },
  "gcp.secretVersion": {
    ...gcp,
    what: "Google Secret Manager secret version",
    monthly: 0.06,
    source: infracost(
      "google/testdata/secret_manager_secret_version_test/secret_manager_secret_version_test.golden",
    ),
  },
  "gcp.internetEgress": {
    ...gcp,
    what: "Google Cloud data transfer through VPN to the internet",
    perGb: 0.12,
    perGbOf: "from Google Cloud through VPN, the first TB a month, without China and Australia",
    source: infracost(
      "google/testdata/compute_external_vpn_gateway_test/compute_external_vpn_gateway_test.golden",
    ),
  },
} as const satisfies Record<string, Price>;

/** List prices by item, each with its date and source. */
export const prices: Readonly<Record<PricedItem, Price>> = {
  ...awsPrices,
  ...azurePrices,
  ...gcpPrices,
  ...loadBalancerPrices,
  ...dnsPrices,
};

/** What there is a price for. */
export type PricedItem =
  | keyof typeof awsPrices
  | keyof typeof azurePrices
  | keyof typeof gcpPrices
  | keyof typeof loadBalancerPrices
  | keyof typeof dnsPrices;

/** What has a price that no dated source was found for, and why. */
export const unpricedItems = {
  ...unpricedLoadBalancing,
  ...unpricedDns,
  "azure.vpnGateway.VpnGw2AZ": azureGatewayUnpriced("VpnGw2AZ", "VpnGw2 $0.49"),
  "azure.vpnGateway.VpnGw3AZ": azureGatewayUnpriced("VpnGw3AZ", "VpnGw3 $1.25"),
  "azure.vpnGateway.VpnGw4AZ": azureGatewayUnpriced("VpnGw4AZ", "VpnGw4 $2.10"),
  "azure.vpnGateway.VpnGw5AZ": azureGatewayUnpriced("VpnGw5AZ", "VpnGw5 $3.65"),
  "azure.gateway": {
    what: "Azure virtual network gateway of another kind",
    why: "see https://azure.microsoft.com/pricing/details/vpn-gateway/",
  },
  "azure.vault": {
    what: "Azure Key Vault secret",
    why: "billed by operations: see https://azure.microsoft.com/pricing/details/key-vault/",
  },
  "gcp.natGateway": {
    what: "Google Cloud NAT gateway",
    why: "billed by the hour of each VM that uses it: see https://cloud.google.com/nat/pricing",
  },
  "gcp.connectivitySpoke": {
    what: "Google Cloud Network Connectivity Center spoke",
    why: "billed by the hour and by data, no dated price found: see https://cloud.google.com/network-connectivity/docs/network-connectivity-center/pricing",
  },
  "gcp.alertPolicy": {
    what: "Google Cloud alerting policy",
    why: "billed by condition and time series: see https://cloud.google.com/stackdriver/pricing",
  },
} as const satisfies Record<string, { what: string; why: string }>;

/** What costs money that is not in {@link prices}. */
export type UnpricedItem = keyof typeof unpricedItems;

function azureGatewayUnpriced(sku: string, former: string): { what: string; why: string } {
  return {
    what: `Azure virtual network gateway ${sku}`,
    why: `no dated price since Azure changed them in January 2025, when the SKU without zones, ${former} an hour, went: see https://azure.microsoft.com/pricing/details/vpn-gateway/`,
  };
}
