import { contains, overlaps, parseCidr } from "../../../addressing/cidr";
import { findOverlaps } from "../../../addressing/overlap";
import { gcpAutonameLength, gcpNameProblem, longestGcpName } from "../../names";
import { type LocatedCidr, Problems } from "../../problems";
import { checkIpv6Peers, checkPeers } from "../peers";
import type { GcpNetworkArgs, GcpSubnetArgs } from "./args";
import { defaultWorkloadSubnet, ipCidrRangesOf, natRegionsOf } from "./plan";

/** https://cloud.google.com/vpc/docs/subnets#ipv4-ranges */
const smallestSubnet = 29;

const longestAutonamed = longestGcpName - gcpAutonameLength;
const routingModes = ["GLOBAL", "REGIONAL"];
const natGatewayModes = ["none", "per-region"];

/** No subnet may touch these: https://cloud.google.com/vpc/docs/subnets#prohibited-ipv4-ranges */
const prohibitedRanges = [
  { range: "0.0.0.0/8", as: "this host on this network (RFC 1122)" },
  { range: "127.0.0.0/8", as: "loopback (RFC 1122)" },
  { range: "169.254.0.0/16", as: "link-local (RFC 3927)" },
  { range: "199.36.153.4/30", as: "restricted.googleapis.com" },
  { range: "199.36.153.8/30", as: "private.googleapis.com" },
  { range: "224.0.0.0/4", as: "multicast (RFC 5771)" },
  { range: "255.255.255.255/32", as: "limited broadcast (RFC 919)" },
].map(({ range, as }) => ({ cidr: parseCidr(range), as }));

/** No subnet may reach over the edge of one: https://cloud.google.com/vpc/docs/subnets#valid-ranges */
const specialRanges = [
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24"],
  ...["192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4"],
].map(parseCidr);

/** Everything that is wrong with a GcpNetwork's arguments. */
export function checkGcpNetwork(name: string, args: GcpNetworkArgs): Problems {
  const problems = new Problems();
  problems.unknownKeys(args, [
    ...["ipCidrRange", "ipv6", "internalIpv6Range", "subnets", "region", "routingMode", "natGateway"],
    ...["peerCidrRanges", "peerIpv6CidrRanges", "peerTcpPorts"],
  ]);
  const ranges = problems.ipv4Cidrs("ipCidrRange", ipCidrRangesOf(args));
  for (const range of ranges) {
    checkKind(problems, range);
  }
  reportOverlaps(problems, ranges);
  const subnets = subnetRanges(problems, args, ranges[0]);
  for (const { path, cidr } of subnets) {
    if (ranges.length > 0 && !ranges.some((range) => contains(range.cidr, cidr))) {
      const text = ranges.map((range) => range.cidr.text).join(", ");
      problems.add(path, `"${cidr.text}" lies outside ipCidrRange ${text}: move it inside`);
    }
  }
  reportOverlaps(problems, subnets);
  checkRegion(problems, "region", args.region);
  checkMode(problems, "routingMode", args.routingMode, routingModes);
  if (checkMode(problems, "natGateway", args.natGateway, natGatewayModes)) {
    checkNatRegions(problems, args);
  }
  checkNames(problems, name, args);
  checkPeers(problems, "peerCidrRanges", args.peerCidrRanges, args.peerTcpPorts, ranges);
  checkIpv6Peers(problems, "peerIpv6CidrRanges", args.ipv6, args.peerIpv6CidrRanges);
  checkInternalIpv6Range(problems, args);
  return problems;
}

/** https://cloud.google.com/vpc/docs/create-modify-vpc-networks */
const internalIpv6Ranges = parseCidr("fd20::/20");

function checkInternalIpv6Range(problems: Problems, { ipv6, internalIpv6Range }: GcpNetworkArgs): void {
  const path = "internalIpv6Range";
  if (internalIpv6Range === undefined) {
    return;
  }
  if (ipv6 !== true) {
    problems.add(path, "has no effect without ipv6: give ipv6: true, or leave it out");
  }
  const cidr = problems.ipv6Cidr(path, internalIpv6Range);
  if (cidr !== undefined && (cidr.prefixLength !== 48 || !contains(internalIpv6Ranges, cidr))) {
    problems.add(
      path,
      `"${cidr.text}" is no /48 in ${internalIpv6Ranges.text}: give such a one, or leave it out`,
    );
  }
}

function checkKind(problems: Problems, { path, cidr }: LocatedCidr): void {
  const prohibited = prohibitedRanges.find((range) => overlaps(range.cidr, cidr));
  if (prohibited !== undefined) {
    const { cidr: range, as } = prohibited;
    problems.add(
      path,
      `"${cidr.text}" overlaps ${range.text}, ${as}, which Google Cloud refuses: use private addresses`,
    );
    return;
  }
  const crossed = specialRanges.find((range) => overlaps(range, cidr) && !contains(range, cidr));
  if (crossed !== undefined) {
    problems.add(path, `"${cidr.text}" reaches beyond ${crossed.text}: stay inside it or outside`);
  }
}

function subnetRanges(
  problems: Problems,
  args: GcpNetworkArgs,
  first: LocatedCidr | undefined,
): LocatedCidr[] {
  if (args.subnets !== undefined) {
    return givenSubnets(problems, args.subnets);
  }
  if (first === undefined) {
    return [];
  }
  if (first.cidr.prefixLength >= smallestSubnet) {
    problems.add(
      first.path,
      `"${first.cidr.text}" is too small to take half of: use /${smallestSubnet - 1} or larger, or give subnets`,
    );
    return [];
  }
  return [{ path: "subnets (by default)", cidr: defaultWorkloadSubnet(first.cidr) }];
}

function givenSubnets(problems: Problems, subnets: Readonly<Record<string, GcpSubnetArgs>>): LocatedCidr[] {
  const entries = Object.entries(subnets);
  if (entries.length === 0) {
    problems.add("subnets", "has no entry: give at least one subnet, or leave it out");
  }
  return entries.flatMap(([key, { ipCidrRange, region, secondaryIpRanges = {} }]) => {
    checkRegion(problems, `subnets.${key}.region`, region);
    const secondary = Object.entries(secondaryIpRanges).flatMap(([rangeName, range]) => {
      const path = `subnets.${key}.secondaryIpRanges.${rangeName}`;
      const nameProblem = gcpNameProblem(rangeName, longestGcpName);
      if (nameProblem !== undefined) {
        problems.add(path, nameProblem);
      }
      return subnetRange(problems, path, range);
    });
    return [...subnetRange(problems, `subnets.${key}.ipCidrRange`, ipCidrRange), ...secondary];
  });
}

function subnetRange(problems: Problems, path: string, value: string): LocatedCidr[] {
  const cidr = problems.ipv4Cidr(path, value);
  if (cidr === undefined) {
    return [];
  }
  if (cidr.prefixLength > smallestSubnet) {
    problems.add(
      path,
      `"${cidr.text}" is a /${cidr.prefixLength}: Google Cloud takes /${smallestSubnet} or larger`,
    );
    return [];
  }
  return [{ path, cidr }];
}

function checkRegion(problems: Problems, path: string, region: string | undefined): void {
  if (region === undefined) {
    return;
  }
  if (typeof region !== "string") {
    problems.add(path, `must be a plain string known when the program runs, such as "europe-west3"`);
  } else if (/\d-[a-z]$/.test(region)) {
    problems.add(path, `"${region}" is a zone: give its region, "${region.slice(0, -2)}"`);
  } else if (!/^[a-z][a-z0-9-]*\d$/.test(region)) {
    problems.add(path, `"${region}" is no region: give its name, such as "europe-west3"`);
  }
}

function checkMode(
  problems: Problems,
  path: string,
  value: string | undefined,
  known: readonly string[],
): boolean {
  if (value === undefined || known.includes(value)) {
    return true;
  }
  problems.add(path, `"${value}" is unknown: use ${known.map((each) => `"${each}"`).join(" or ")}`);
  return false;
}

/** A region has one NAT gateway for all subnets, so it must be known which subnets are in the same region. */
function checkNatRegions(problems: Problems, args: GcpNetworkArgs): void {
  if (args.natGateway !== "per-region" || args.region !== undefined) {
    return;
  }
  const unplaced = Object.entries(args.subnets ?? { workload: {} as GcpSubnetArgs }).filter(
    ([, { region }]) => region === undefined,
  );
  if (unplaced.length > 0) {
    const keys = unplaced.map(([key]) => key).join(", ");
    problems.add("natGateway", `"per-region" needs to know the region of ${keys}: give region`);
  }
}

function checkNames(problems: Problems, name: string, args: GcpNetworkArgs): void {
  const checkName = (path: string, child: string): boolean => {
    const problem = gcpNameProblem(`${name}-${child}`, longestAutonamed);
    if (problem !== undefined) {
      problems.add(path, problem);
    }
    return problem === undefined;
  };
  // The longest of the names that every network has. With it sound, only the keys of the others can be at fault.
  if (!checkName("name", args.ipv6 === true ? "allow-internal-ipv6" : "allow-internal")) {
    return;
  }
  for (const key of Object.keys(args.subnets ?? {})) {
    checkName(`subnets.${key}`, `subnet-${key}`);
  }
  for (const region of natRegionsOf(args)) {
    checkName("name", `nat-gateway-${region}`);
  }
}

function reportOverlaps(problems: Problems, cidrs: readonly LocatedCidr[]): void {
  for (const { outer, inner } of findOverlaps(cidrs.map(({ path, cidr }) => ({ cidr, owner: path })))) {
    problems.add(
      inner.owner,
      `"${inner.cidr.text}" overlaps ${outer.owner} ${outer.cidr.text}: move one of them`,
    );
  }
}
