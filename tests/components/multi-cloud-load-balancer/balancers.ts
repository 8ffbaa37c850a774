import {
  type AwsFrontEnd,
  type AwsLoadBalancerNetwork,
  type AzureLoadBalancerNetwork,
  type GcpLoadBalancerNetwork,
  MultiCloudLoadBalancer,
  type MultiCloudLoadBalancerArgs,
} from "../../../components";

/** Networks as somebody who does not use the network components would describe them. */
export const aws: AwsLoadBalancerNetwork = {
  vpcId: "vpc-1",
  cidrBlocks: ["172.16.0.0/16"],
  subnets: {
    a: { id: "subnet-a", cidrBlock: "172.16.0.0/18" },
    b: { id: "subnet-b", cidrBlock: "172.16.64.0/18" },
  },
  securityGroupId: "sg-1",
  region: "eu-central-1",
};

export const azure: AzureLoadBalancerNetwork = {
  resourceGroupName: "shop",
  virtualNetworkName: "vnet",
  addressPrefixes: ["172.18.0.0/16"],
  networkSecurityGroupName: "nsg",
};

export const gcp: GcpLoadBalancerNetwork = {
  networkId: "projects/shop/global/networks/shop",
  ipCidrRanges: ["10.16.0.0/16"],
  region: "europe-west3",
};

export const alb: AwsFrontEnd = { kind: "alb", subnets: ["a", "b"] };
export const nlb: AwsFrontEnd = { kind: "nlb", subnets: ["a", "b"] };

/** The system S2: an Application Load Balancer over a target in AWS and one in Azure. */
export const hello: MultiCloudLoadBalancerArgs = {
  networks: { aws, azure },
  frontEnd: { aws: alb },
  listener: { protocol: "HTTP" },
  backends: {
    aws: { targets: { web: { address: "172.16.20.207" } } },
    azure: { targets: { web: { address: "172.18.0.4" } } },
  },
  healthCheck: { path: "/index.html" },
};

/** The same with targets in Google Cloud besides. */
export const threeClouds: MultiCloudLoadBalancerArgs = {
  ...hello,
  networks: { aws, azure, gcp },
  backends: { ...hello.backends, gcp: { targets: { web: { address: "10.16.0.4" } } } },
};

export const https = {
  protocol: "HTTPS",
  certificate: { aws: { arn: "arn:aws:acm:eu-central-1:123456789012:certificate/1" } },
} as const;

export const balancer = (args: Partial<MultiCloudLoadBalancerArgs> = {}, name = "hello") =>
  new MultiCloudLoadBalancer(name, { ...hello, ...args });

/** One target in AWS and one in Azure, with weights or without. */
export const weights = (...[one, other]: (number | undefined)[]): Partial<MultiCloudLoadBalancerArgs> => ({
  backends: {
    aws: {
      ...hello.backends.aws,
      targets: hello.backends.aws?.targets ?? {},
      ...(one !== undefined && { weight: one }),
    },
    azure: { targets: hello.backends.azure?.targets ?? {}, ...(other !== undefined && { weight: other }) },
  },
});
