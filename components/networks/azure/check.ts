import { type Cidr, contains } from "../../../addressing/cidr";
import { findOverlaps } from "../../../addressing/overlap";
import { azureAutonameLength, azureNameProblem } from "../../names";
import { type LocatedCidr, Problems } from "../../problems";
import { checkPeers } from "../peers";
import type { AzureNetworkArgs } from "./args";
import { addressSpaceOf, defaultGatewaySubnet, defaultWorkloadSubnet, smallestGatewaySubnet } from "./plan";

/** https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
const rangeSizes = { shortest: 2, longest: 29 };

/** The VNet's name is the first to become too long. */
const longestVirtualNetworkName = 64;
const longestSubnetName = 80;

/** Everything that is wrong with an AzureNetwork's arguments. */
export function checkAzureNetwork(name: string, args: AzureNetworkArgs): Problems {
  const problems = new Problems();
  problems.unknownKeys(args, [
    ...["addressSpace", "subnets", "gatewaySubnet", "location", "resourceGroupName"],
    ...["peerAddressPrefixes", "peerTcpPorts", "tags"],
  ]);
  const suffix = "-virtual-network";
  const nameProblem = azureNameProblem(`${name}${suffix}`, longestVirtualNetworkName - azureAutonameLength);
  if (nameProblem !== undefined) {
    problems.add("name", nameProblem);
  }
  const ranges = problems
    .ipv4Cidrs("addressSpace", addressSpaceOf(args))
    .filter((range) => checkSize(problems, range));
  reportOverlaps(problems, ranges);
  const subnets = [
    ...workloadSubnets(problems, args, ranges[0]),
    ...gatewaySubnet(problems, args, ranges[0]),
  ];
  for (const { path, cidr } of subnets) {
    if (ranges.length > 0 && !ranges.some((range) => contains(range.cidr, cidr))) {
      problems.add(path, `"${cidr.text}" lies outside addressSpace ${textOf(ranges)}: move it inside`);
    }
  }
  reportOverlaps(problems, subnets);
  checkPeers(problems, "peerAddressPrefixes", args.peerAddressPrefixes, args.peerTcpPorts, ranges);
  return problems;
}

function checkSize(problems: Problems, { path, cidr }: LocatedCidr): boolean {
  if (cidr.prefixLength >= rangeSizes.shortest && cidr.prefixLength <= rangeSizes.longest) {
    return true;
  }
  problems.add(path, `"${cidr.text}" is a /${cidr.prefixLength}: Azure takes /2 to /29`);
  return false;
}

function workloadSubnets(
  problems: Problems,
  args: AzureNetworkArgs,
  first: LocatedCidr | undefined,
): LocatedCidr[] {
  if (args.subnets === undefined) {
    const fits = first !== undefined && first.cidr.prefixLength < rangeSizes.longest;
    return fits ? [{ path: "subnets (by default)", cidr: defaultWorkloadSubnet(first.cidr) }] : [];
  }
  const entries = Object.entries(args.subnets);
  if (entries.length === 0) {
    problems.add("subnets", "has no entry: give at least one subnet, or leave it out");
  }
  return entries.flatMap(([key, { addressPrefix }]) => {
    const nameProblem = azureNameProblem(key, longestSubnetName);
    if (nameProblem !== undefined) {
      problems.add(`subnets.${key}`, nameProblem);
    } else if (key.toLowerCase() === "gatewaysubnet") {
      problems.add(
        `subnets.${key}`,
        "is the subnet of the virtual network gateway: give its range as gatewaySubnet",
      );
    }
    const path = `subnets.${key}.addressPrefix`;
    const cidr = problems.ipv4Cidr(path, addressPrefix);
    return cidr !== undefined && checkSize(problems, { path, cidr }) ? [{ path, cidr }] : [];
  });
}

function gatewaySubnet(
  problems: Problems,
  args: AzureNetworkArgs,
  first: LocatedCidr | undefined,
): LocatedCidr[] {
  if (args.gatewaySubnet !== undefined) {
    const cidr = problems.ipv4Cidr("gatewaySubnet", args.gatewaySubnet);
    if (cidr === undefined) {
      return [];
    }
    if (cidr.prefixLength > smallestGatewaySubnet) {
      problems.add("gatewaySubnet", `"${cidr.text}" is too small for a gateway: use /27 or larger`);
    }
    return [{ path: "gatewaySubnet", cidr }];
  }
  if (first === undefined) {
    return [];
  }
  const largestRange = args.subnets === undefined ? smallestGatewaySubnet - 1 : smallestGatewaySubnet;
  if (first.cidr.prefixLength > largestRange) {
    const fix = `use /${largestRange} or larger, or give ${args.subnets === undefined ? "subnets and " : ""}gatewaySubnet`;
    problems.add(first.path, `"${first.cidr.text}" has no room for a /27 gateway subnet: ${fix}`);
    return [];
  }
  return [{ path: "gatewaySubnet (by default)", cidr: defaultGatewaySubnet(first.cidr) }];
}

function reportOverlaps(problems: Problems, cidrs: readonly LocatedCidr[]): void {
  for (const { outer, inner } of findOverlaps(cidrs.map(({ path, cidr }) => ({ cidr, owner: path })))) {
    problems.add(
      inner.owner,
      `"${inner.cidr.text}" overlaps ${outer.owner} ${outer.cidr.text}: move one of them`,
    );
  }
}

function textOf(ranges: readonly { readonly cidr: Cidr }[]): string {
  return ranges.map(({ cidr }) => cidr.text).join(", ");
}
