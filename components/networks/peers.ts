import { type Cidr, overlaps } from "../../addressing/cidr";
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
    // One that holds more than this network, such as a company's, is meant so.
    for (const network of own.filter(
      ({ cidr }) => overlaps(cidr, range.cidr) && !isWider(range.cidr, cidr),
    )) {
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

/** Of two ranges that overlap. */
function isWider(range: Cidr, than: Cidr): boolean {
  return range.prefixLength < than.prefixLength;
}

/** Checks the IPv6 ranges that a network admits from the networks it is joined to, as far as they are known. */
export function checkIpv6Peers(
  problems: Problems,
  path: string,
  ipv6: unknown,
  ranges: readonly unknown[] | undefined,
): void {
  if (ipv6 !== undefined && typeof ipv6 !== "boolean") {
    problems.add("ipv6", "must be plain: give true or false");
  }
  if (ranges === undefined || ranges.length === 0) {
    return;
  }
  if (ipv6 !== true) {
    problems.add(path, "has no effect without ipv6: give ipv6: true, or leave it out");
  }
  for (const { path: located, cidr } of problems.ipv6Cidrs(path, ranges)) {
    if (cidr.prefixLength === 0) {
      problems.add(located, `"${cidr.text}" would admit the whole internet: give the joined network's range`);
    }
  }
}
