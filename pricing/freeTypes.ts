/**
 * Resource types that cost nothing by themselves: what runs in or through them is billed elsewhere. A type ending in
 * `*` stands for all that begin so.
 */
const freeTypes: readonly string[] = [
  "pulumi:*",
  "random:*",
  // https://aws.amazon.com/vpc/pricing/
  "aws:ec2/customerGateway:CustomerGateway",
  "aws:ec2/defaultRouteTable:DefaultRouteTable",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  "aws:ec2/route:Route",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
  "aws:ec2/vpnConnectionRoute:VpnConnectionRoute",
  "aws:ec2/vpnGateway:VpnGateway",
  "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment",
  "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  // A load balancer is billed as a whole: https://aws.amazon.com/elasticloadbalancing/pricing/
  "aws:lb/listener:Listener",
  "aws:lb/listenerCertificate:ListenerCertificate",
  "aws:lb/listenerRule:ListenerRule",
  "aws:lb/targetGroup:TargetGroup",
  "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  // Billed by their zone, by queries, and by the monitor's probes: https://aws.amazon.com/route53/pricing/
  "aws:networkmonitor/monitor:Monitor",
  "aws:route53/record:Record",
  // Billed by web ACL: https://aws.amazon.com/waf/pricing/
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  // A transit gateway is billed by its attachments: https://aws.amazon.com/transit-gateway/pricing/
  "aws:ec2transitgateway/route:Route",
  "aws:ec2transitgateway/routeTable:RouteTable",
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
  "aws:ec2transitgateway/transitGateway:TransitGateway",
  "aws:ram/principalAssociation:PrincipalAssociation",
  "aws:ram/resourceAssociation:ResourceAssociation",
  "aws:ram/resourceShare:ResourceShare",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  "aws:iam/*",
  "aws:secretsmanager/secretVersion:SecretVersion",
  // https://azure.microsoft.com/pricing/details/virtual-network/
  "azure-native:network:HubRouteTable",
  "azure-native:network:HubVirtualNetworkConnection",
  "azure-native:network:LocalNetworkGateway",
  "azure-native:network:NetworkSecurityGroup",
  "azure-native:network:Route",
  "azure-native:network:RouteTable",
  "azure-native:network:SecurityRule",
  "azure-native:network:Subnet",
  "azure-native:network:VirtualNetwork",
  // Billed by data: https://azure.microsoft.com/pricing/details/virtual-network/
  "azure-native:network:VirtualNetworkPeering",
  "azure-native:network:VirtualWan",
  "azure-native:network:VpnSite",
  // Billed by their zone and by queries: https://azure.microsoft.com/pricing/details/dns/
  "azure-native:dns:RecordSet",
  "azure-native:privatedns:PrivateRecordSet",
  "azure-native:privatedns:VirtualNetworkLink",
  "azure-native:resources:ResourceGroup",
  // Logs are billed by what they hold: https://azure.microsoft.com/pricing/details/monitor/
  "azure-native:monitor:DiagnosticSetting",
  "azure-native:portal:Dashboard",
  // Billed by operations on what is in it: https://azure.microsoft.com/pricing/details/key-vault/
  "azure-native:keyvault:Vault",
  // An HA VPN gateway is billed by its tunnels: https://cloud.google.com/network-connectivity/docs/vpn/pricing
  "gcp:compute/externalVpnGateway:ExternalVpnGateway",
  "gcp:compute/firewall:Firewall",
  "gcp:compute/haVpnGateway:HaVpnGateway",
  // A load balancer is billed by its forwarding rules and data: https://cloud.google.com/load-balancing/pricing
  "gcp:compute/backendService:BackendService",
  "gcp:compute/healthCheck:HealthCheck",
  "gcp:compute/network:Network",
  "gcp:compute/networkEndpoint:NetworkEndpoint",
  "gcp:compute/networkEndpointGroup:NetworkEndpointGroup",
  "gcp:compute/networkPeering:NetworkPeering",
  "gcp:networkconnectivity/hub:Hub",
  "gcp:compute/regionBackendService:RegionBackendService",
  "gcp:compute/regionHealthCheck:RegionHealthCheck",
  "gcp:compute/regionTargetHttpProxy:RegionTargetHttpProxy",
  "gcp:compute/regionTargetHttpsProxy:RegionTargetHttpsProxy",
  "gcp:compute/regionTargetTcpProxy:RegionTargetTcpProxy",
  "gcp:compute/regionUrlMap:RegionUrlMap",
  "gcp:compute/route:Route",
  "gcp:compute/router:Router",
  "gcp:compute/routerInterface:RouterInterface",
  "gcp:compute/routerPeer:RouterPeer",
  "gcp:compute/routerRoutePolicy:RouterRoutePolicy",
  "gcp:compute/subnetwork:Subnetwork",
  "gcp:compute/targetHttpProxy:TargetHttpProxy",
  "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
  "gcp:compute/targetTCPProxy:TargetTCPProxy",
  "gcp:compute/uRLMap:URLMap",
  // Billed by its zone and by queries: https://cloud.google.com/dns/pricing
  "gcp:dns/recordSet:RecordSet",
  "gcp:monitoring/dashboard:Dashboard",
  "gcp:monitoring/notificationChannel:NotificationChannel",
  // Billed by its versions: https://cloud.google.com/secret-manager/pricing
  "gcp:secretmanager/secret:Secret",
];

/** Whether resources of a type cost nothing by themselves. */
export function isFreeType(type: string): boolean {
  return freeTypes.some((free) => (free.endsWith("*") ? type.startsWith(free.slice(0, -1)) : type === free));
}
