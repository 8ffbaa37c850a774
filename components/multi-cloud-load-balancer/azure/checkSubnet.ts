import { contains, type Cidr, overlaps, parseCidrOrReport } from "../../../addressing/cidr";
import type { Problems } from "../../problems";
import type { MultiCloudLoadBalancerArgs } from "../args";
import type { AzureFrontEnd } from "./args";
import { instancesOf } from "./instances";

const path = "frontEnd.azure";

/** The first four and the last: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
const keptByAzure = 5;

/** Adds what is wrong with the range of the gateway's subnet, and with a private address in it. */
export function checkSubnet(
  problems: Problems,
  { networks }: MultiCloudLoadBalancerArgs,
  frontEnd: AzureFrontEnd,
): void {
  const prefix = problems.ipv4Cidr(`${path}.subnetPrefix`, frontEnd.subnetPrefix);
  if (prefix === undefined) {
    return;
  }
  const ranges = (networks.azure?.addressPrefixes ?? []).flatMap(readable);
  if (ranges.length > 0 && !ranges.some((range) => contains(range, prefix))) {
    problems.add(
      `${path}.subnetPrefix`,
      `"${prefix.text}" lies outside networks.azure.addressPrefixes ${ranges.map(({ text }) => text).join(", ")}: move it inside`,
    );
  }
  for (const [key, subnet] of Object.entries(networks.azure?.subnets ?? {})) {
    const taken = readable(subnet.addressPrefix).find((range) => overlaps(range, prefix));
    if (taken !== undefined) {
      problems.add(
        `${path}.subnetPrefix`,
        `"${prefix.text}" overlaps networks.azure.subnets.${key} ${taken.text}: a gateway needs a subnet of its own, take a free range`,
      );
    }
  }
  checkSize(problems, prefix, frontEnd);
  checkPrivateAddress(problems, prefix, frontEnd);
}

function readable(text: unknown): Cidr[] {
  const cidr = typeof text === "string" ? parseCidrOrReport(text, () => undefined) : undefined;
  return cidr === undefined ? [] : [cidr];
}

function checkSize(problems: Problems, prefix: Cidr, frontEnd: AzureFrontEnd): void {
  const needed =
    instancesOf(frontEnd).maximum + keptByAzure + (frontEnd.privateAddress === undefined ? 0 : 1);
  const size = Number(prefix.end - prefix.start + 1n);
  if (size < needed) {
    problems.add(
      `${path}.subnetPrefix`,
      `"${prefix.text}" has ${size} addresses, the gateway may need ${needed}: use a larger range, best a /24, or a smaller instances.maximum ` +
        `(https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure#size-of-the-subnet)`,
    );
  }
}

function checkPrivateAddress(problems: Problems, prefix: Cidr, { privateAddress }: AzureFrontEnd): void {
  if (privateAddress === undefined) {
    return;
  }
  const host = parseCidrOrReport(`${privateAddress}/32`, () => undefined);
  const [first, last] = [prefix.start + 4n, prefix.end - 1n];
  if (host === undefined || host.start < first || host.start > last) {
    problems.add(
      `${path}.privateAddress`,
      `"${privateAddress}" is no free address of subnetPrefix ${prefix.text}: take one of it, but not the first four and the last, which Azure keeps`,
    );
  }
}
