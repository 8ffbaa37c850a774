import { accepted, type TunnelNumber, tunnelNumbers, tunnelProperty } from "./tunnelOptions";
import { tokens } from "./tokens";
import { amazonAsnOf } from "./vpnTarget";
import { asString } from "../protocol/values";
import type { WorldView } from "../providers/resourceType";
import type { BgpEnd, ProposalSet, TunnelEnd } from "../tunnels/end";
import type { WorldRecord } from "../world/record";

/**
 * The AWS ends of all tunnels: two a VPN connection, which carries IPv4 or IPv6.
 *
 * Source: https://docs.aws.amazon.com/vpn/latest/s2svpn/ipv4-ipv6.html
 */
export const awsTunnelEnds = (world: WorldView): TunnelEnd[] =>
  world
    .all(tokens.vpnConnection)
    .flatMap((connection) => tunnelNumbers.map((tunnel) => tunnelEnd(world, connection, tunnel)));

function tunnelEnd(world: WorldView, connection: WorldRecord, tunnel: TunnelNumber): TunnelEnd {
  const { id, outputs } = connection;
  const customer = world.get(tokens.customerGateway, asString(outputs.customerGatewayId));
  return {
    cloud: "aws",
    recordId: id,
    index: tunnel - 1,
    outsideAddress: asString(outputs[tunnelProperty(tunnel, "Address")]),
    peerOutsideAddress: asString(customer?.inputs.ipAddress),
    presharedKey: asString(outputs[tunnelProperty(tunnel, "PresharedKey")]),
    ikeVersions: accepted(outputs, tunnel, "IkeVersions").map((version) => (version === "ikev2" ? 2 : 1)),
    ike: proposals(connection, tunnel, 1),
    esp: proposals(connection, tunnel, 2),
    initiates: outputs[tunnelProperty(tunnel, "StartupAction")] === "start",
    ...(outputs.tunnelInsideIpVersion === "ipv6" ? { traffic: ["ipv6"] } : {}),
    bgp: outputs.staticRoutesOnly === true ? undefined : bgpEnd(world, connection, tunnel, customer),
  };
}

function proposals({ outputs }: WorldRecord, tunnel: TunnelNumber, phase: 1 | 2): ProposalSet {
  return {
    encryption: accepted(outputs, tunnel, `Phase${phase}EncryptionAlgorithms`).map(encryptionName),
    integrity: accepted(outputs, tunnel, `Phase${phase}IntegrityAlgorithms`).map(integrityName),
    dhGroups: accepted(outputs, tunnel, `Phase${phase}DhGroupNumbers`).map(Number),
  };
}

/** `AES256` is `aes256-cbc`, `AES256-GCM-16` is `aes256-gcm16`. */
function encryptionName(name: string | number): string {
  const [cipher = "", mode] = String(name).toLowerCase().split("-");
  return `${cipher}-${mode === undefined ? "cbc" : "gcm16"}`;
}

/** `SHA1` is `sha1`, `SHA2-256` is `sha256`. */
const integrityName = (name: string | number): string => String(name).toLowerCase().replace("sha2-", "sha");

function bgpEnd(
  world: WorldView,
  connection: WorldRecord,
  tunnel: TunnelNumber,
  customer: WorldRecord | undefined,
): BgpEnd {
  const { outputs } = connection;
  const peerAsn = asString(customer?.inputs.bgpAsn) ?? asString(customer?.inputs.bgpAsnExtended);
  return {
    asn: Number(amazonAsnOf(world, connection)),
    peerAsn: peerAsn === undefined ? undefined : Number(peerAsn),
    insideAddress: asString(outputs[tunnelProperty(tunnel, "VgwInsideAddress")]),
    peerInsideAddress: asString(outputs[tunnelProperty(tunnel, "CgwInsideAddress")]),
    ...(outputs.tunnelInsideIpVersion === "ipv6" ? { families: ["ipv6"] } : {}),
  };
}
