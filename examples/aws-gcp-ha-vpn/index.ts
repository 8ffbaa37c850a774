import { Config } from "@pulumi/pulumi";
import { AwsNetwork, CrossCloudVpn, GcpNetwork } from "pulumi-crosscloud";

/** Whether the tunnels end at a transit gateway, which uses all of them at once, or at a virtual private gateway. */
const useTransitGateway = new Config().getBoolean("transitGateway") ?? false;

const aws = new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16", peerCidrBlocks: ["10.16.0.0/16"] });
const gcp = new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16", peerCidrRanges: ["10.0.0.0/16"] });

const vpn = new CrossCloudVpn("vpn", {
  aws: { ...aws, transitGateway: useTransitGateway ? {} : undefined },
  gcp: { ...gcp, asn: 65002 },
  routing: "bgp",
});

export const awsSubnetIds = aws.subnetIds;
export const gcpSubnetIds = gcp.subnetIds;
export const tunnels = vpn.tunnels;
