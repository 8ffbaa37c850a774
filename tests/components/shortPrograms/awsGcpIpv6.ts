import { AwsNetwork, CrossCloudVpn, GcpNetwork } from "../../../components";

const ranges = { aws: "10.0.0.0/16", gcp: "10.16.0.0/16", gcpIpv6: "fd20:0:10::/48" };
const awsPeers = { peerCidrBlocks: [ranges.gcp], peerIpv6CidrBlocks: [ranges.gcpIpv6] };
const network = new AwsNetwork("aws", { cidrBlock: ranges.aws, ipv6: true, ...awsPeers });
const gcpIpv6 = { ipv6: true, internalIpv6Range: ranges.gcpIpv6 };
const gcpPeers = { peerCidrRanges: [ranges.aws], peerIpv6CidrRanges: network.ipv6CidrBlocks };
const gcp = new GcpNetwork("gcp", { ipCidrRange: ranges.gcp, ...gcpIpv6, ...gcpPeers });
const aws = { ...network, transitGateway: {} };

export const { tunnels } = new CrossCloudVpn("vpn", { aws, gcp, routing: "bgp", ipv6: true });
