import { AwsNetwork, CrossCloudVpn, GcpNetwork } from "../../../components";

const ranges = { aws: "10.0.0.0/16", gcp: "10.16.0.0/16" };
const aws = new AwsNetwork("aws", { cidrBlock: ranges.aws, peerCidrBlocks: [ranges.gcp] });
const gcp = new GcpNetwork("gcp", { ipCidrRange: ranges.gcp, peerCidrRanges: [ranges.aws] });

export const { tunnels } = new CrossCloudVpn("vpn", { aws, gcp, routing: "bgp" });
