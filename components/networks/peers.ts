import { overlaps } from "../../addressing/cidr";
import type { LocatedCidr, Problems } from "../problems";

/** What peers may reach when the program names no ports. */
export const defaultPeerTcpPorts: readonly number[] = [22];

/** Checks the ranges and ports that a network admits from the networks it is joined to. */
export function checkPeers(
  problems: Problems,
  path: string,
  ranges: readonly string[] | undefined,
  ports: readonly number[] | undefined,
  own: readonly LocatedCidr[],
): void {
  for (const range of ranges === undefined || ranges.length === 0 ? [] : problems.ipv4Cidrs(path, ranges)) {
    if (range.cidr.prefixLength === 0) {
      problems.add(
        range.path,
        `"${range.cidr.text}" would admit the whole internet: give the joined network's range`,
      );
      continue;
    }
    for (const network of own.filter(({ cidr }) => overlaps(cidr, range.cidr))) {
      problems.add(
        range.path,
        `"${range.cidr.text}" overlaps ${network.path} ${network.cidr.text}: joined networks need ranges of their own`,
      );
    }
  }
  for (const [index, port] of (ports ?? []).entries()) {
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      problems.add(`peerTcpPorts[${index}]`, `${port} is no TCP port: use 1 to 65535`);
    } else if (ports?.indexOf(port) !== index) {
      problems.add(`peerTcpPorts[${index}]`, `${port} is given twice: remove one`);
    }
  }
}
