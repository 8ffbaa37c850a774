import { AwsNetwork, AzureNetwork, CrossCloudVpn } from "../../../components";

const ranges = { aws: "10.0.0.0/16", azure: "10.32.0.0/16" };
const aws = new AwsNetwork("aws", { cidrBlock: ranges.aws, peerCidrBlocks: [ranges.azure] });
const azure = new AzureNetwork("azure", { addressSpace: ranges.azure, peerAddressPrefixes: [ranges.aws] });

export const { tunnels } = new CrossCloudVpn("vpn", { aws, azure, routing: "bgp" });
