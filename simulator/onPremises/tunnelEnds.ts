import { ConfigError } from "./configError";
import { checkFrr, readFrr } from "./frr";
import { type Bgp, familiesOf, type Neighbor, newFrrConfig } from "./frrConfig";
import { type InsideAddress, type Link, readLinks } from "./links";
import { type Files, readSettings } from "./settings";
import { type Connection, connectionsOf } from "./swanctl";
import {
  type Address,
  addressBits,
  type Cidr,
  contains,
  parseAddress,
  parseCidr,
} from "../../addressing/cidr";
import type { BgpEnd, TunnelEnd } from "../tunnels/end";

/**
 * The on-premises ends of all tunnels of a Linux router with strongSwan and FRR, read from the files that configure it:
 *
 * - `swanctl.conf`, with what it includes: strongSwan's connections and preshared keys;
 * - `links.conf`: the tunnel interfaces, each with its XFRM interface id and inside addresses;
 * - `frr.conf`, and behind it `frr-secrets.conf` where there is one: BGP.
 *
 * Other files are left alone.
 *
 * @param router goes in front of the connections' names and, as a path, of the files' names in messages.
 * @throws {ConfigError} naming file and line, for anything that cannot be interpreted and for a missing file.
 */
export function onPremisesTunnelEnds(files: Files, router?: string): TunnelEnd[] {
  const prefix = router === undefined ? "" : `${router}/`;
  const pathOf = (file: string): string => `${prefix}${file}`;
  const textOf = (file: string): string => {
    const text = files[file];
    if (text === undefined) {
      throw new ConfigError({ file: pathOf(file), line: 1 }, "there is no such file");
    }
    return text;
  };
  textOf("swanctl.conf");
  const connections = connectionsOf(readSettings(files, "swanctl.conf", pathOf));
  const links = readLinks(pathOf("links.conf"), textOf("links.conf"));
  const config = newFrrConfig();
  readFrr(config, pathOf("frr.conf"), textOf("frr.conf"));
  readFrr(config, pathOf("frr-secrets.conf"), files["frr-secrets.conf"] ?? "");
  checkFrr(config);
  return connections.map((connection) => {
    const link = linkOf(connection, connections, links);
    return {
      cloud: "onPremises",
      recordId: `${prefix}${connection.name}`,
      index: 0,
      outsideAddress: connection.localAddress,
      peerOutsideAddress: connection.remoteAddress,
      identity: connection.localId,
      peerIdentity: connection.remoteId,
      presharedKey: connection.presharedKey,
      ikeVersions: connection.ikeVersions,
      ike: connection.ike,
      esp: connection.esp,
      initiates: connection.initiates,
      traffic: connection.traffic,
      ...sessions(config.bgp, link, links),
    };
  });
}

function linkOf(connection: Connection, all: readonly Connection[], links: readonly Link[]): Link {
  const { name, interfaceId } = connection;
  const twin = all.find((other) => other.name !== name && other.interfaceId === interfaceId);
  if (twin) {
    throw new ConfigError(connection, `${name} has the XFRM interface id ${interfaceId} of ${twin.name}`);
  }
  const link = links.find(({ id }) => id === interfaceId);
  if (link === undefined) {
    throw new ConfigError(
      connection,
      `${name} has the XFRM interface id ${interfaceId}, which links.conf has not`,
    );
  }
  return link;
}

/** A session belongs to the tunnel that its neighbor's address is on a network of. */
function sessions(
  bgp: Bgp | undefined,
  link: Link,
  links: readonly Link[],
): Pick<TunnelEnd, "bgp" | "ipv6Bgp"> {
  if (bgp === undefined) {
    return { bgp: undefined };
  }
  const found = link.inside
    .map((inside) => ({ inside, neighbor: neighborOn(bgp, inside) }))
    .filter(({ neighbor }) => neighbor !== undefined)
    .sort((a, b) => a.inside.network.version - b.inside.network.version);
  const [first, second] = found.map(({ inside, neighbor }) => bgpEnd(bgp, inside, neighbor, links));
  const [inside] = link.inside;
  return {
    bgp: first ?? (inside && bgpEnd(bgp, inside, undefined, links)),
    ...(second ? { ipv6Bgp: second } : {}),
  };
}

const neighborOn = ({ neighbors }: Bgp, { address, network }: InsideAddress): Neighbor | undefined =>
  [...neighbors.values()].find(
    (one) => one.address !== address && contains(network, networkOf(parseAddress(one.address))),
  );

const networkOf = ({ text, version }: Address): Cidr => parseCidr(`${text}/${addressBits[version]}`);

function bgpEnd(
  bgp: Bgp,
  inside: InsideAddress,
  neighbor: Neighbor | undefined,
  links: readonly Link[],
): BgpEnd {
  const families = neighbor ? familiesOf(bgp, neighbor) : [];
  return {
    asn: bgp.asn,
    peerAsn: neighbor?.asn,
    insideAddress: neighbor === undefined ? inside.address : sourceOf(neighbor, inside, links),
    peerInsideAddress: neighbor?.address,
    ...(neighbor && (neighbor.isShutdown || families.length === 0) ? { isDisabled: true } : {}),
    ...(families.length > 0 ? { families } : {}),
    md5Key: neighbor?.password,
  };
}

/** `update-source` is an address, or an interface whose address of the same IP version is meant. */
function sourceOf(neighbor: Neighbor, { address, network }: InsideAddress, links: readonly Link[]): string {
  const { updateSource } = neighbor;
  if (updateSource === undefined) {
    return address;
  }
  const named = links
    .find(({ name }) => name === updateSource)
    ?.inside.find((one) => one.network.version === network.version);
  if (named === undefined && !isAddress(updateSource)) {
    throw new ConfigError(
      neighbor,
      `the neighbor ${neighbor.address} has the update-source ${updateSource}, which links.conf has not`,
    );
  }
  return named?.address ?? parseAddress(updateSource).text;
}

function isAddress(text: string): boolean {
  try {
    parseAddress(text);
    return true;
  } catch {
    return false;
  }
}
