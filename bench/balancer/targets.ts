import { ServiceQuota } from "@pulumi/aws/servicequotas";
import { Instance } from "@pulumi/gcp/compute";

import {
  AwsNetwork,
  AzureNetwork,
  type FrontEnds,
  GcpNetwork,
  MultiCloudLoadBalancer,
  type TargetArgs,
} from "../../components";

type Cloud = keyof FrontEnds;

const clouds = ["aws", "gcp", "azure"] as const;
const zone = "europe-west3-a";

/** All in what each network component takes for workloads unless told otherwise. */
const addresses: Readonly<Record<Cloud, (number: number) => string>> = {
  aws: (number) => `10.0.128.${number}`,
  gcp: (number) => `10.1.0.${number}`,
  azure: (number) => `10.2.0.${number}`,
};

const frontEnds: Readonly<Record<Cloud, FrontEnds>> = {
  aws: { aws: { kind: "alb", subnets: ["public-0", "public-1"] } },
  azure: { azure: { kind: "application-gateway", subnetPrefix: "10.2.254.0/24" } },
  gcp: { gcp: { kind: "alb", reach: "global-external", zone } },
};

/**
 * In AWS each target is a rule of the balancer's security group. It takes 60, or 200 where it is asked for, as 5 groups
 * of an interface have 1,000 at most.
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
 */
const rulesQuota = { serviceCode: "vpc", quotaCode: "L-0EA8095F", value: 200 };

/**
 * A balancer over networks in three clouds, its targets in AWS, Google Cloud and Azure in turn. All sizes have the same
 * networks, so that they differ in nothing but their targets.
 */
export function loadBalancer(size: number, frontEnd: Cloud = "aws"): MultiCloudLoadBalancer {
  const networks = {
    aws: new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16" }),
    gcp: new GcpNetwork("gcp", { ipCidrRange: "10.1.0.0/16" }),
    azure: new AzureNetwork("azure", { addressSpace: "10.2.0.0/16" }),
  };
  const targetsOf = (cloud: Cloud): Record<string, TargetArgs> => {
    const numbers = Array.from({ length: size }, (_, index) => index).filter(
      (index) => clouds[index % clouds.length] === cloud,
    );
    const isInstance = cloud === "gcp" && frontEnd === "gcp";
    return Object.fromEntries(
      numbers.map((index): [string, TargetArgs] => {
        // Clouds keep the first and last addresses of a subnet.
        const address = addresses[cloud](10 + Math.floor(index / clouds.length));
        const key = `t${index}`;
        return [key, isInstance ? instanceTarget(key, address, networks.gcp) : { address }];
      }),
    );
  };
  const dependsOn = frontEnd === "aws" ? [new ServiceQuota("rules", rulesQuota)] : [];
  return new MultiCloudLoadBalancer(
    "web",
    {
      networks,
      frontEnd: frontEnds[frontEnd],
      listener: { protocol: "HTTP" },
      backends: {
        aws: { targets: targetsOf("aws") },
        gcp: { targets: targetsOf("gcp") },
        azure: { targets: targetsOf("azure") },
      },
      healthCheck: { path: "/healthz" },
    },
    { dependsOn },
  );
}

/** A balancer in Google Cloud takes its own cloud's targets only as instances. */
function instanceTarget(key: string, address: string, { subnets }: GcpNetwork): TargetArgs {
  const { name } = new Instance(key, {
    zone,
    machineType: "e2-micro",
    bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
    networkInterfaces: [{ subnetwork: subnets.workload?.id, networkIp: address }],
  });
  return { address, instance: name };
}
