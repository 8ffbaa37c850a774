import { awsHealthCheck, azureTrafficManagerEndpoint, azureTrafficManagerProfile } from "./dnsItems";
import type { EstimateItem } from "./estimate";
import { isFreeType } from "./freeTypes";
import { awsLoadBalancer, azureApplicationGateway } from "./loadBalancerItems";
import { type PricedItem, prices, type UnpricedItem, unpricedItems } from "./prices";

/** A resource of a Pulumi stack, as planned or as deployed. */
export interface PricedResource {
  readonly urn: string;
  /** Its type token, such as `aws:ec2/vpnConnection:VpnConnection`. */
  readonly type: string;
  /** Those unknown at a preview may be anything. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** An item of a resource. */
export interface ResourceItem extends EstimateItem {
  readonly urn: string;
}

/** A type that costs money for all that is known, and its resources. */
export interface NotPriced {
  readonly type: string;
  readonly urns: readonly string[];
}

/** What the resources of a stack cost, as far as it is known. */
export interface ResourceItems {
  readonly items: readonly ResourceItem[];
  readonly notPriced: readonly NotPriced[];
}

/**
 * What the resources of a stack cost, for {@link estimate}: resources of AWS, Azure (azure-native) and Google Cloud that
 * make networks, join them and answer their names. Other types are listed as not priced, unless they cost nothing.
 *
 * @param resources - all custom resources; components cost nothing themselves, leave them out.
 */
export function itemsOf(resources: readonly PricedResource[]): ResourceItems {
  const items: ResourceItem[] = [];
  const notPriced = new Map<string, string[]>();
  for (const resource of resources) {
    const { urn, type } = resource;
    const rule = rules[type];
    if (rule !== undefined) {
      items.push(...rule(resource.inputs).map((item) => ({ ...item, urn })));
    } else if (!isFreeType(type)) {
      notPriced.set(type, [...(notPriced.get(type) ?? []), urn]);
    }
  }
  items.push(...azureTunnelsAboveTen(resources));
  return { items, notPriced: [...notPriced].map(([type, urns]) => ({ type, urns })) };
}

type Inputs = PricedResource["inputs"];
type Rule = (inputs: Inputs) => EstimateItem[];

const oneOfEach = (...items: EstimateItem["item"][]): EstimateItem[] =>
  items.map((item) => ({ item, count: 1 }));

const one =
  (...items: EstimateItem["item"][]): Rule =>
  () =>
    oneOfEach(...items);

const rules: Readonly<Record<string, Rule>> = {
  "aws:ec2/vpnConnection:VpnConnection": awsVpnConnection,
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": one("aws.transitGatewayAttachment"),
  "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": one("aws.transitGatewayAttachment"),
  "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter": one(
    "aws.transitGatewayAttachment",
  ),
  "aws:ec2/natGateway:NatGateway": one("aws.natGateway"),
  "aws:ec2/eip:Eip": one("aws.publicIpv4Address"),
  "aws:lb/loadBalancer:LoadBalancer": awsLoadBalancer,
  "azure-native:network:ApplicationGateway": azureApplicationGateway,
  "gcp:compute/forwardingRule:ForwardingRule": one("gcp.forwardingRule", "gcp.loadBalancerData"),
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": one("gcp.forwardingRule", "gcp.loadBalancerData"),
  "aws:route53/zone:Zone": one("aws.hostedZone", "aws.dnsQueries"),
  "aws:route53/healthCheck:HealthCheck": awsHealthCheck,
  "aws:networkmonitor/probe:Probe": one("aws.networkProbe"),
  "azure-native:dns:Zone": one("azure.dnsZone", "azure.dnsQueries"),
  "azure-native:privatedns:PrivateZone": one("azure.dnsZone", "azure.dnsQueries"),
  "azure-native:trafficmanager:Profile": azureTrafficManagerProfile,
  "azure-native:trafficmanager:Endpoint": (inputs) => azureTrafficManagerEndpoint(inputs),
  "gcp:dns/managedZone:ManagedZone": one("gcp.managedZone", "gcp.dnsQueries"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": ({ metricQueries }) => [
    { item: "aws.alarmMetric", count: Math.max(1, metricsIn(metricQueries)) },
  ],
  "aws:cloudwatch/dashboard:Dashboard": one("aws.dashboard"),
  "aws:cloudwatch/logGroup:LogGroup": one("aws.logs"),
  "aws:secretsmanager/secret:Secret": one("aws.secret"),
  "azure-native:network:VirtualNetworkGateway": ({ sku, gatewayType }) => [
    { item: azureGateway(sku, gatewayType), count: 1 },
    { item: "azure.internetEgress", count: 1 },
  ],
  "azure-native:network:VirtualNetworkGatewayConnection": one(),
  "azure-native:network:PublicIPAddress": one("azure.publicIpAddress"),
  "azure-native:network:NatGateway": one("azure.natGateway"),
  "azure-native:network:VirtualHub": one("azure.virtualHub"),
  "azure-native:network:VpnGateway": ({ vpnGatewayScaleUnit }) => [
    {
      item: "azure.vpnScaleUnit",
      count: typeof vpnGatewayScaleUnit === "number" ? vpnGatewayScaleUnit : 1,
    },
    { item: "azure.internetEgress", count: 1 },
  ],
  "azure-native:network:VpnConnection": one("azure.vpnHubConnection"),
  "azure-native:monitor:MetricAlert": ({ criteria }) => [
    { item: "azure.alertTimeSeries", count: Math.max(1, listIn(recordOf(criteria)["allOf"]).length) },
  ],
  "azure-native:operationalinsights:Workspace": one("azure.logs"),
  "azure-native:keyvault:Secret": one("azure.vault"),
  "gcp:compute/vPNTunnel:VPNTunnel": one("gcp.vpnTunnel", "gcp.internetEgress"),
  "gcp:compute/address:Address": gcpAddress,
  "gcp:compute/globalAddress:GlobalAddress": gcpAddress,
  "gcp:compute/routerNat:RouterNat": one("gcp.natGateway", "gcp.natData"),
  "gcp:networkconnectivity/spoke:Spoke": one("gcp.connectivitySpoke"),
  "gcp:secretmanager/secretVersion:SecretVersion": one("gcp.secretVersion"),
  "gcp:monitoring/alertPolicy:AlertPolicy": one("gcp.alertPolicy"),
};

/** Where the transit gateway is, AWS makes the attachment along with the connection. */
function awsVpnConnection({ tunnelBandwidth, transitGatewayId }: Inputs): EstimateItem[] {
  const connection = tunnelBandwidth === "large" ? "aws.vpnConnectionLarge" : "aws.vpnConnection";
  const attachment = transitGatewayId === undefined ? [] : (["aws.transitGatewayAttachment"] as const);
  return oneOfEach(connection, ...attachment, "aws.internetEgress");
}

function azureGateway(sku: unknown, gatewayType: unknown): PricedItem | UnpricedItem {
  const item = `azure.vpnGateway.${String(recordOf(sku)["name"])}`;
  if (gatewayType !== "ExpressRoute" && (item in prices || item in unpricedItems)) {
    return item as PricedItem | UnpricedItem;
  }
  return "azure.gateway";
}

function gcpAddress({ addressType }: Inputs): EstimateItem[] {
  return addressType === "INTERNAL" ? [] : [{ item: "gcp.address", count: 1 }];
}

/** An expression over metrics is no metric itself. */
function metricsIn(metricQueries: unknown): number {
  return listIn(metricQueries).filter((query) => recordOf(query)["metric"] !== undefined).length;
}

/** https://azure.microsoft.com/pricing/details/vpn-gateway/ */
const includedTunnels = 10;

/**
 * A gateway's first ten tunnels cost nothing. Connections whose gateway's id is not known yet, as at a preview, are told
 * apart by nothing: of those of several gateways as many are free as if they were spread evenly.
 */
function azureTunnelsAboveTen(resources: readonly PricedResource[]): ResourceItem[] {
  const gateways = resources.filter(({ type }) => type === "azure-native:network:VirtualNetworkGateway");
  const byGateway = new Map<string | undefined, string[]>();
  for (const { urn, type, inputs } of resources) {
    if (
      type === "azure-native:network:VirtualNetworkGatewayConnection" &&
      inputs["connectionType"] === "IPsec"
    ) {
      const gateway = armId(recordOf(inputs["virtualNetworkGateway1"])["id"]);
      byGateway.set(gateway, [...(byGateway.get(gateway) ?? []), urn]);
    }
  }
  return [...byGateway].flatMap(([gateway, urns]) => {
    const free = includedTunnels * (gateway === undefined ? Math.max(1, gateways.length) : 1);
    return urns.slice(free).map((urn) => ({ item: "azure.vpnTunnelAboveTen" as const, count: 1, urn }));
  });
}

/** In lower case, as ids are the same whatever the case of their letters; undefined where it is not known. */
function armId(id: unknown): string | undefined {
  return typeof id === "string" && id.startsWith("/") ? id.toLowerCase() : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
