import { contains, parseAddress, parseCidr } from "../../../addressing/cidr";
import type { OnPremisesDevice, OnPremisesTunnel } from "./device";

const linkLocal = parseCidr("169.254.0.0/16");

/**
 * The XFRM interface id of a tunnel: the last two octets of its inside address as one number, so that it is unique
 * on the router as the address is, also over several links, and no other tunnel's coming or going changes it. Of a
 * tunnel for IPv6 alone it is the last 31 bits, above all of those.
 */
export function interfaceId({ insideAddress }: OnPremisesTunnel): number {
  const { version, value } = parseAddress(insideAddress);
  return version === 4 ? Number(value & 0xffffn) : Number(ipv6Ids | (value & (ipv6Ids - 1n)));
}

const ipv6Ids = 1n << 31n;

/** The interface's name, such as `xfrm-21-2` for 169.254.21.2 and `xfrm6-2`; Linux takes up to 15 characters. */
export function interfaceName(tunnel: OnPremisesTunnel): string {
  const { insideAddress } = tunnel;
  return parseAddress(insideAddress).version === 4
    ? `xfrm-${insideAddress.split(".").slice(2).join("-")}`
    : `xfrm6-${(BigInt(interfaceId(tunnel)) - ipv6Ids).toString(16)}`;
}

/** The name of the link where strongSwan and nftables take letters, digits, `_` and `-` alone. */
export const linkName = ({ name }: OnPremisesDevice): string => plainName(name);

/** The name of strongSwan's connection, its child and its secret. */
export const connectionName = (device: OnPremisesDevice, { key }: OnPremisesTunnel): string =>
  `${linkName(device)}-${plainName(key)}`;

/** A dot means a section within another to strongSwan. */
const plainName = (name: string): string => name.replaceAll(".", "-");

/** Whether both are the hosts of one /30 in 169.254.0.0/16, or of one IPv6 /126. */
export function arePeers(insideAddress: string, peerInsideAddress: string): boolean {
  const [own, peer] = [parseAddress(insideAddress), parseAddress(peerInsideAddress)];
  const hosts = [1n, 2n];
  return (
    own.version === peer.version &&
    [own, peer].every(({ version, text }) => version === 6 || contains(linkLocal, parseCidr(`${text}/32`))) &&
    own.value !== peer.value &&
    own.value >> 2n === peer.value >> 2n &&
    hosts.includes(own.value & 3n) &&
    hosts.includes(peer.value & 3n)
  );
}

/** Every range behind a tunnel. */
export const reachable = ({ tunnels, peerPrefixes }: OnPremisesDevice): string[] => [
  ...new Set([...peerPrefixes, ...tunnels.flatMap((tunnel) => tunnel.peerPrefixes ?? [])]),
];
