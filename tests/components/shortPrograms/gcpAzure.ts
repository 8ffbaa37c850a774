import { AzureNetwork, CrossCloudVpn, GcpNetwork } from "../../../components";

const ranges = { gcp: "10.16.0.0/16", azure: "10.32.0.0/16" };
const gcp = new GcpNetwork("gcp", { ipCidrRange: ranges.gcp, peerCidrRanges: [ranges.azure] });
const azure = new AzureNetwork("azure", { addressSpace: ranges.azure, peerAddressPrefixes: [ranges.gcp] });

export const { tunnels } = new CrossCloudVpn("vpn", { gcp, azure, routing: "bgp" });
