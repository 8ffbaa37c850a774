import { type Cidr, overlaps, parseCidr } from "../../../addressing/cidr";
import type { LocatedCidr, Problems } from "../../problems";
import type { OnPremisesVpnSide } from "./args";

/** Where no public address lies, and why: https://www.iana.org/assignments/iana-ipv4-special-registry */
const notPublic: readonly { readonly cidr: Cidr; readonly what: string }[] = [
  ["0.0.0.0/8", "this network"],
  ["10.0.0.0/8", "private (RFC 1918)"],
  ["100.64.0.0/10", "shared by carriers (RFC 6598)"],
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link-local"],
  ["172.16.0.0/12", "private (RFC 1918)"],
  ["192.168.0.0/16", "private (RFC 1918)"],
  ["192.0.2.0/24", "for documentation (RFC 5737)"],
  ["198.18.0.0/15", "for benchmarks (RFC 2544)"],
  ["198.51.100.0/24", "for documentation (RFC 5737)"],
  ["203.0.113.0/24", "for documentation (RFC 5737)"],
  ["224.0.0.0/3", "multicast or reserved"],
].map(([cidr = "", what = ""]) => ({ cidr: parseCidr(cidr), what }));

/** Adds what is wrong with an on-premises side by itself, and reads its ranges. */
export function checkOnPremises(problems: Problems, path: string, side: OnPremisesVpnSide): LocatedCidr[] {
  checkAddresses(problems, `${path}.publicAddresses`, side.publicAddresses);
  return problems.ipv4Cidrs(`${path}.prefixes`, side.prefixes);
}

function checkAddresses(problems: Problems, path: string, addresses: unknown): void {
  if (!Array.isArray(addresses) || addresses.length < 1 || addresses.length > 2) {
    problems.add(path, `must be a plain array of one or two public IPv4 addresses of the router`);
    return;
  }
  for (const [index, address] of (addresses as unknown[]).entries()) {
    const problem = addressProblem(address);
    if (problem !== undefined) {
      problems.add(`${path}[${index}]`, problem);
    } else if (addresses.indexOf(address) !== index) {
      problems.add(`${path}[${index}]`, `"${String(address)}" is given twice: remove one`);
    }
  }
}

function addressProblem(address: unknown): string | undefined {
  if (typeof address !== "string" || !/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) {
    return `${JSON.stringify(address)} is no IPv4 address: give one such as "185.43.7.9"`;
  }
  let host: Cidr;
  try {
    host = parseCidr(`${address}/32`);
  } catch {
    return `"${address}" is no IPv4 address: each of its numbers is 0 to 255`;
  }
  const range = notPublic.find(({ cidr }) => overlaps(cidr, host));
  return range && `"${address}" is ${range.what}: give the address that the internet sees`;
}
