import { AzureNetwork, CrossCloudVpn } from "../../../components";

const onPremises = { publicAddresses: ["185.43.7.9"], asn: 65010, prefixes: ["10.48.0.0/16"] };
const azure = new AzureNetwork("azure", {
  addressSpace: "10.32.0.0/16",
  peerAddressPrefixes: onPremises.prefixes,
});

const vpn = new CrossCloudVpn("vpn", { azure, onPremises, routing: "bgp" });
export const { tunnels, onPremisesConfiguration } = vpn;
