import { AwsNetwork, CrossCloudVpn } from "../../../components";

const onPremises = { publicAddresses: ["185.43.7.9"], asn: 65010, prefixes: ["10.48.0.0/16"] };
const aws = new AwsNetwork("aws", { cidrBlock: "10.0.0.0/16", peerCidrBlocks: onPremises.prefixes });

const vpn = new CrossCloudVpn("vpn", { aws, onPremises, routing: "bgp" });
export const { tunnels, onPremisesConfiguration } = vpn;
