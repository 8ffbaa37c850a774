import { getStack, runtime } from "@pulumi/pulumi";

import { Zone } from "@pulumi/aws/route53";
import {
  AwsNetwork,
  AzureNetwork,
  CrossCloudMesh,
  CrossCloudVpn,
  DnsFailover,
  GcpNetwork,
  MultiCloudLoadBalancer,
  type MultiCloudLoadBalancerArgs,
} from "./components";
import { readEstateConfig } from "./config";

const stack = getStack();
const config = readEstateConfig(runtime.allConfig(), stack);
const { monitoring, tags } = config;

const aws =
  config.aws &&
  new AwsNetwork(`${stack}-aws`, {
    cidrBlock: config.aws.cidr,
    availabilityZones: config.aws.availabilityZones,
    natGateway: config.aws.natGateway,
    peerCidrBlocks: config.aws.peerCidrs,
    tags,
  });

const gcp =
  config.gcp &&
  new GcpNetwork(`${stack}-gcp`, { ipCidrRange: config.gcp.cidr, peerCidrRanges: config.gcp.peerCidrs });

const azure =
  config.azure &&
  new AzureNetwork(`${stack}-azure`, {
    addressSpace: config.azure.cidr,
    peerAddressPrefixes: config.azure.peerCidrs,
    tags,
  });

const azureSide = azure && { ...azure, sku: config.azure.gatewaySku };

const vpn =
  config.vpn &&
  new CrossCloudVpn(`${stack}-vpn`, { aws, gcp, azure: azureSide, ...config.vpn, monitoring, tags });

const mesh =
  config.mesh &&
  new CrossCloudMesh(`${stack}-mesh`, {
    networks: {
      aws: { number: 0, aws },
      gcp: { number: 1, gcp },
      azure: { number: 2, azure: azureSide },
    },
    ...config.mesh,
    monitoring,
    tags,
  });

const { service } = config;

const balancing =
  service &&
  ({
    networks: { aws, gcp, azure },
    listener: { protocol: "HTTP" },
    backends: service.backends,
    healthCheck: { path: service.healthCheckPath },
    tags,
  } satisfies Partial<MultiCloudLoadBalancerArgs>);

const balancers = balancing && {
  aws: new MultiCloudLoadBalancer(`${stack}-web-aws`, {
    ...balancing,
    frontEnd: { aws: { kind: "alb", subnets: config.publicSubnets } },
  }),
  azure: new MultiCloudLoadBalancer(`${stack}-web-azure`, {
    ...balancing,
    frontEnd: { azure: { kind: "application-gateway", subnetPrefix: service.applicationGatewaySubnet } },
  }),
};

const zone = service && new Zone(`${stack}-zone`, { name: service.zone, tags });

const dns =
  service &&
  balancers &&
  zone &&
  new DnsFailover(`${stack}-web`, {
    name: service.name,
    pools: {
      aws: { members: { alb: { target: balancers.aws.endpoint } } },
      azure: { members: { gateway: { target: balancers.azure.endpoint } } },
    },
    routing: { failover: ["aws", "azure"] },
    healthCheck: { protocol: "HTTP", path: service.healthCheckPath },
    providers: { route53: { zoneId: zone.zoneId, zoneName: service.zone } },
  });

export const networks = {
  aws: aws && { vpcId: aws.vpcId, cidrBlocks: aws.cidrBlocks, subnetIds: aws.subnetIds },
  gcp: gcp && { networkId: gcp.networkId, ipCidrRanges: gcp.ipCidrRanges, subnetIds: gcp.subnetIds },
  azure: azure && {
    virtualNetworkId: azure.virtualNetworkId,
    addressPrefixes: azure.addressPrefixes,
    subnetIds: azure.subnetIds,
  },
};

/** What is served, and for how long a balancer that died may still be answered. */
export const web = dns && {
  fqdn: dns.fqdns.route53,
  nameServers: zone.nameServers,
  recoverySeconds: dns.recoverySeconds.route53,
};

/** Of the mesh by link. */
export const tunnels = vpn?.tunnels ?? mesh?.tunnels;
