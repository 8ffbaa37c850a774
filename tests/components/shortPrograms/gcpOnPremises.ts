import { CrossCloudVpn, GcpNetwork } from "../../../components";

const onPremises = { publicAddresses: ["185.43.7.9"], asn: 65010, prefixes: ["10.48.0.0/16"] };
const gcp = new GcpNetwork("gcp", { ipCidrRange: "10.16.0.0/16", peerCidrRanges: onPremises.prefixes });

const vpn = new CrossCloudVpn("vpn", { gcp, onPremises, routing: "bgp" });
export const { tunnels, onPremisesConfiguration } = vpn;
