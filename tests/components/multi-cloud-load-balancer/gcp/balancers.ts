import {
  type GcpFrontEnd,
  type GcpLoadBalancerNetwork,
  MultiCloudLoadBalancer,
  type MultiCloudLoadBalancerArgs,
} from "../../../../components";
import { aws, azure } from "../balancers";

export const gcp: GcpLoadBalancerNetwork = {
  networkId: "projects/shop/global/networks/shop",
  ipCidrRanges: ["10.16.0.0/20", "10.16.16.0/20"],
  subnets: {
    web: { id: "web-id", ipCidrRange: "10.16.0.0/20", region: "europe-west3" },
    us: { id: "us-id", ipCidrRange: "10.16.16.0/20", region: "us-east4" },
  },
};

export const reaches = [
  "global-external",
  "regional-external",
  "regional-internal",
  "cross-region-internal",
] as const;
export const kinds = ["alb", "proxy-nlb"] as const;
export const backendClouds = ["aws", "azure", "gcp"] as const;

export type Reach = (typeof reaches)[number];
export type Kind = (typeof kinds)[number];

/** The proxy-only subnet of the region that the table's balancers are in. */
export const proxyOnlyRange = "10.16.254.0/23";

/** A balancer of each kind and reach with the least that it takes. */
export function frontEnd(kind: Kind, reach: Reach): GcpFrontEnd {
  return {
    kind,
    reach,
    zone: "europe-west3-a",
    ...(reach !== "global-external" && {
      proxyOnlySubnets: { "europe-west3": { range: proxyOnlyRange } },
    }),
    ...(reach.endsWith("internal") && { subnets: ["web"] }),
  };
}

/** A target in each cloud. */
export const targets = {
  aws: { targets: { web: { address: "172.16.20.207" } } },
  azure: { targets: { web: { address: "172.18.0.4" } } },
  gcp: { targets: { web: { address: "10.16.0.4", instance: "web-1" } } },
} as const;

export const httpAlb: MultiCloudLoadBalancerArgs = {
  networks: { aws, azure, gcp },
  frontEnd: { gcp: frontEnd("alb", "regional-external") },
  listener: { protocol: "HTTP" },
  backends: targets,
};

/** The arguments of a kind and reach, with a listener that fits. */
export function argsOf(
  kind: Kind,
  reach: Reach,
  more: Partial<MultiCloudLoadBalancerArgs> = {},
): MultiCloudLoadBalancerArgs {
  return {
    ...httpAlb,
    frontEnd: { gcp: frontEnd(kind, reach) },
    listener: kind === "alb" ? { protocol: "HTTP" } : { protocol: "TCP", port: 5432 },
    ...more,
  };
}

export const balancer = (args: MultiCloudLoadBalancerArgs, name = "hello") =>
  new MultiCloudLoadBalancer(name, args);
