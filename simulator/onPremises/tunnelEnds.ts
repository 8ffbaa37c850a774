import { ConfigError } from "./configError";
import { ipv4Address } from "./fields";
import { checkFrr, readFrr } from "./frr";
import { type Bgp, type Neighbor, newFrrConfig } from "./frrConfig";
import { type Link, readLinks } from "./links";
import { type Files, readSettings } from "./settings";
import { type Connection, connectionsOf } from "./swanctl";
import { contains, parseCidr } from "../../addressing/cidr";
import type { BgpEnd, TunnelEnd } from "../tunnels/end";

/**
 * The on-premises ends of all tunnels of a Linux router with strongSwan and FRR, read from the files that configure it:
 *
 * - `swanctl.conf`, with what it includes: strongSwan's connections and preshared keys;
 * - `links.conf`: the tunnel interfaces, each with its XFRM interface id and inside address;
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
      bgp: config.bgp === undefined ? undefined : bgpEnd(config.bgp, link, links),
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

/** A session belongs to the tunnel that its neighbor's address is on the network of. */
function bgpEnd({ asn, neighbors, defaultUnicast }: Bgp, link: Link, links: readonly Link[]): BgpEnd {
  const neighbor = [...neighbors.values()].find(
    ({ address }) => address !== link.address && contains(link.network, parseCidr(`${address}/32`)),
  );
  return {
    asn,
    peerAsn: neighbor?.asn,
    insideAddress: neighbor === undefined ? link.address : sourceOf(neighbor, link, links),
    peerInsideAddress: neighbor?.address,
    ...(neighbor && (neighbor.isShutdown || !(neighbor.isActivated ?? defaultUnicast))
      ? { isDisabled: true }
      : {}),
    md5Key: neighbor?.password,
  };
}

/** `update-source` is an address, or an interface whose address is meant. */
function sourceOf(neighbor: Neighbor, link: Link, links: readonly Link[]): string {
  const { updateSource } = neighbor;
  if (updateSource === undefined) {
    return link.address;
  }
  const named = links.find(({ name }) => name === updateSource);
  if (named === undefined && ipv4Address(updateSource) !== undefined) {
    throw new ConfigError(
      neighbor,
      `the neighbor ${neighbor.address} has the update-source ${updateSource}, which links.conf has not`,
    );
  }
  return named?.address ?? updateSource;
}
