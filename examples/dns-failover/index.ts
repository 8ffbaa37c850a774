import { Zone } from "@pulumi/aws/route53";
import {
  AwsNetwork,
  DnsFailover,
  type DnsFailoverArgs,
  GcpNetwork,
  MultiCloudLoadBalancer,
} from "pulumi-crosscloud";

import { awsWebServer, gcpWebServer } from "./webServers";

const aws = new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16" });
const gcp = new GcpNetwork("gcp", {
  ipCidrRange: "10.16.0.0/16",
  subnets: { workload: { ipCidrRange: "10.16.0.0/20", region: "us-east4" } },
});

awsWebServer(aws, "private-0", "10.0.128.10");
const server = gcpWebServer(gcp, "workload", "us-east4-a", "10.16.0.10");

const awsBalancer = new MultiCloudLoadBalancer("api-aws", {
  networks: { aws },
  frontEnd: { aws: { kind: "alb", subnets: ["public-0", "public-1"] } },
  listener: { protocol: "HTTP" },
  backends: { aws: { targets: { web: { address: "10.0.128.10" } } } },
});

const gcpBalancer = new MultiCloudLoadBalancer("api-gcp", {
  networks: { gcp },
  frontEnd: { gcp: { kind: "alb", reach: "global-external", zone: "us-east4-a" } },
  listener: { protocol: "HTTP" },
  backends: { gcp: { targets: { web: { address: "10.16.0.10", instance: server.name } } } },
});

const zone = new Zone("example", { name: "example.com" });

const shared = {
  pools: {
    aws: { members: { alb: { target: awsBalancer.endpoint } } },
    gcp: { members: { alb: { target: gcpBalancer.endpoint } } },
  },
  healthCheck: { protocol: "HTTP", path: "/index.html" },
  ttl: 60,
  providers: { route53: { zoneId: zone.zoneId, zoneName: "example.com" } },
} satisfies Omit<DnsFailoverArgs, "name" | "routing">;

/** AWS answers while it can, then Google Cloud. */
const api = new DnsFailover("api", {
  ...shared,
  name: "api.example.com",
  routing: { failover: ["aws", "gcp"] },
});

/** A tenth of the answers is Google Cloud's. `crosscloud dns plan` says how to go on from here. */
const shop = new DnsFailover("shop", {
  ...shared,
  name: "shop.example.com",
  routing: { weighted: { aws: 90, gcp: 10 } },
});

/** Each asker gets what is nearest. Google Cloud's region in the words of Route 53: its own nearest one. */
const media = new DnsFailover("media", {
  ...shared,
  name: "media.example.com",
  routing: { latency: { aws: { aws: "eu-central-1" }, gcp: { aws: "us-east-1" } } },
});

export const nameServers = zone.nameServers;
export const recoverySeconds = {
  api: api.recoverySeconds,
  shop: shop.recoverySeconds,
  media: media.recoverySeconds,
};
