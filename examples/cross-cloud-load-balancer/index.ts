import { AwsNetwork, AzureNetwork, CrossCloudVpn, MultiCloudLoadBalancer } from "pulumi-crosscloud";

import { awsWebServer, azureWebServer } from "./webServers";

const aws = new AwsNetwork("aws", {
  cidrBlock: "172.16.0.0/16",
  subnets: {
    a: { cidrBlock: "172.16.0.0/18", public: true },
    b: { cidrBlock: "172.16.64.0/18", public: true },
  },
  peerCidrBlocks: ["172.18.0.0/16"],
});

const azure = new AzureNetwork("azure", {
  addressSpace: "172.18.0.0/16",
  subnets: { workload: { addressPrefix: "172.18.0.0/17" } },
  gatewaySubnet: "172.18.128.0/24",
  peerAddressPrefixes: ["172.16.0.0/16"],
});

const vpn = new CrossCloudVpn("vpn", {
  aws,
  azure: { ...azure, staticRoutes: ["172.18.0.0/17"] },
  routing: "static",
});

awsWebServer(aws, "a", "172.16.20.207");
azureWebServer(azure, "workload", "172.18.0.4");

const balancer = new MultiCloudLoadBalancer("hello", {
  networks: { aws, azure },
  frontEnd: { aws: { kind: "alb", subnets: ["a", "b"] } },
  listener: { protocol: "HTTP" },
  backends: {
    aws: { targets: { web: { address: "172.16.20.207" } } },
    azure: { targets: { web: { address: "172.18.0.4" } } },
  },
  healthCheck: { path: "/index.html" },
});

export const hostname = balancer.hostname;
export const tunnels = vpn.tunnels;
