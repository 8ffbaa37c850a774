import { contains } from "../../../addressing/cidr";
import { findOverlaps } from "../../../addressing/overlap";
import { securityGroupNameProblem } from "../../names";
import { type LocatedCidr, Problems } from "../../problems";
import { checkIpv6Peers, checkPeers } from "../peers";
import type { AwsNetworkArgs, AwsSubnetArgs } from "./args";
import { autoSubnetBits, defaultZones, planAwsNetwork } from "./plan";

const natGatewayModes = ["none", "single", "per-zone"];
const blockSizes = { shortest: 16, longest: 28 };

/** Everything that is wrong with an AwsNetwork's arguments. */
export function checkAwsNetwork(name: string, args: AwsNetworkArgs): Problems {
  const problems = new Problems();
  problems.unknownKeys(args, [
    ...[
      "cidrBlock",
      "ipv6",
      "subnets",
      "availabilityZones",
      "natGateway",
      "peerCidrBlocks",
      "peerIpv6CidrBlocks",
      "peerTcpPorts",
      "region",
      "tags",
    ],
  ]);
  const nameProblem = securityGroupNameProblem(`${name}-security-group`);
  if (nameProblem !== undefined) {
    problems.add("name", nameProblem);
  }
  const vpc = checkBlock(problems, "cidrBlock", args.cidrBlock);
  const zonesRight = checkZones(problems, args.availabilityZones);
  const subnetsRight = checkSubnets(problems, args, vpc);
  const natModeRight = checkNatMode(problems, args.natGateway);
  if (zonesRight && subnetsRight) {
    checkSpread(problems, args);
    if (natModeRight) {
      checkNatSubnets(problems, args);
    }
    checkIpv6Subnets(problems, args);
  }
  checkIpv6Peers(problems, "peerIpv6CidrBlocks", args.ipv6, args.peerIpv6CidrBlocks);
  checkPeers(
    problems,
    "peerCidrBlocks",
    args.peerCidrBlocks,
    args.peerTcpPorts,
    vpc === undefined ? [] : [vpc],
  );
  return problems;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html and subnet-sizing.html */
function checkBlock(problems: Problems, path: string, value: string): LocatedCidr | undefined {
  const cidr = problems.ipv4Cidr(path, value);
  if (cidr === undefined) {
    return undefined;
  }
  if (cidr.prefixLength < blockSizes.shortest || cidr.prefixLength > blockSizes.longest) {
    problems.add(path, `"${value}" is a /${cidr.prefixLength}: AWS takes /16 to /28`);
    return undefined;
  }
  return { path, cidr };
}

function checkZones(problems: Problems, availabilityZones: number | undefined): boolean {
  const zones = availabilityZones ?? defaultZones;
  if (!Number.isInteger(zones) || zones < 1 || zones > 3) {
    problems.add("availabilityZones", `${zones} is out of range: use 1, 2 or 3`);
    return false;
  }
  return true;
}

function checkSubnets(problems: Problems, args: AwsNetworkArgs, vpc: LocatedCidr | undefined): boolean {
  if (args.subnets !== undefined) {
    return checkGivenSubnets(problems, args.subnets, vpc);
  }
  if (vpc !== undefined && vpc.cidr.prefixLength + autoSubnetBits > blockSizes.longest) {
    const longest = blockSizes.longest - autoSubnetBits;
    problems.add(
      "cidrBlock",
      `"${vpc.cidr.text}" is too small for eight subnets: use /${longest} or larger, or give subnets`,
    );
    return false;
  }
  return vpc !== undefined;
}

function checkGivenSubnets(
  problems: Problems,
  subnets: Readonly<Record<string, AwsSubnetArgs>>,
  vpc: LocatedCidr | undefined,
): boolean {
  const entries = Object.entries(subnets);
  if (entries.length === 0) {
    problems.add("subnets", "has no entry: give at least one subnet, or leave it out");
    return false;
  }
  const named = entries.filter(([, { availabilityZone }]) => availabilityZone !== undefined);
  if (named.length > 0 && named.length < entries.length) {
    const keys = entries.filter((entry) => !named.includes(entry)).map(([key]) => key);
    problems.add(
      "subnets",
      `${keys.join(", ")} name no availabilityZone while others do: give it to all or to none`,
    );
  }
  const blocks = entries.flatMap(([key, subnet]) => {
    const block = checkBlock(problems, `subnets.${key}.cidrBlock`, subnet.cidrBlock);
    return block === undefined ? [] : [block];
  });
  const outside = blocks.filter(({ cidr }) => vpc !== undefined && !contains(vpc.cidr, cidr));
  for (const block of outside) {
    problems.add(
      block.path,
      `"${block.cidr.text}" lies outside cidrBlock ${vpc?.cidr.text ?? ""}: move it inside`,
    );
  }
  for (const { outer, inner } of findOverlaps(blocks.map(({ path, cidr }) => ({ cidr, owner: path })))) {
    problems.add(
      inner.owner,
      `"${inner.cidr.text}" overlaps ${outer.owner} ${outer.cidr.text}: move one of them`,
    );
  }
  return vpc !== undefined && outside.length === 0 && blocks.length === entries.length;
}

/** Subnets in one zone are lost with it, which nobody may find out by accident. */
function checkSpread(problems: Problems, args: AwsNetworkArgs): void {
  const unnamed = Object.values(args.subnets ?? {}).every((subnet) => subnet.availabilityZone === undefined);
  if (args.subnets === undefined || !unnamed || args.availabilityZones === 1) {
    return;
  }
  const { subnets } = planAwsNetwork(args);
  for (const kind of [true, false]) {
    const own = subnets.filter((subnet) => subnet.public === kind);
    if (own.length > 1 && new Set(own.map(({ zone }) => zone)).size === 1) {
      problems.add(
        "subnets",
        `${own.map(({ key }) => key).join(", ")} would all be in one zone by their addresses: give every subnet an ` +
          `availabilityZone, or set availabilityZones: 1`,
      );
    }
  }
}

/** Each subnet has a /64 of its own. */
function checkIpv6Subnets(problems: Problems, args: AwsNetworkArgs): void {
  if (args.ipv6 !== true) {
    return;
  }
  const { subnets } = planAwsNetwork({ ...args, natGateway: "none" });
  for (const [index, { key, ipv6Index }] of subnets.entries()) {
    const other = subnets.slice(0, index).find((subnet) => subnet.ipv6Index === ipv6Index);
    if (other !== undefined) {
      problems.add(
        `subnets.${key}.cidrBlock`,
        `lies in the same 256th of cidrBlock as ${other.key}, and so would have the same /64 of IPv6: move one of them`,
      );
    }
  }
}

function checkNatMode(problems: Problems, natGateway: string | undefined): boolean {
  if (natGateway !== undefined && !natGatewayModes.includes(natGateway)) {
    problems.add("natGateway", `"${natGateway}" is unknown: use "none", "single" or "per-zone"`);
    return false;
  }
  return true;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
function checkNatSubnets(problems: Problems, args: AwsNetworkArgs): void {
  if (args.natGateway !== "single" && args.natGateway !== "per-zone") {
    return;
  }
  const { subnets } = planAwsNetwork(args);
  const publicZones = subnets.filter((subnet) => subnet.public).map(({ zone }) => zone);
  const privateZones = new Set(subnets.filter((subnet) => !subnet.public).map(({ zone }) => zone));
  if (privateZones.size === 0) {
    problems.add(
      "natGateway",
      `"${args.natGateway}" serves no private subnet: leave it out, or make a subnet private`,
    );
  } else if (publicZones.length === 0) {
    problems.add(
      "natGateway",
      `"${args.natGateway}" needs a public subnet for the NAT gateway: set public: true on one`,
    );
  } else if (args.natGateway === "per-zone") {
    for (const zone of [...privateZones].filter((zone) => !publicZones.includes(zone))) {
      problems.add(
        "natGateway",
        `"per-zone" finds no public subnet in zone ${zone}: add one there, or use "single"`,
      );
    }
  }
}
