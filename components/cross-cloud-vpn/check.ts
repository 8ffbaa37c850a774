import { Output } from "@pulumi/pulumi";
import { AddressPlanError } from "../../addressing/addressPlan";
import { asnPairProblems, asnProblems, defaultAsns } from "../../addressing/asns";
import { contains, overlaps } from "../../addressing/cidr";
import { planInsideCidrs } from "../../addressing/insideCidrs";
import { azureAutonameLength, azureNameProblem } from "../names";
import { type LocatedCidr, Problems } from "../problems";
import type { AwsVpnSide, AzureVpnSide, CrossCloudVpnArgs } from "./args";
import { cipherProfiles } from "./cipherProfiles";
import { tunnelCounts } from "./plan";
import { defaultSku, skuProblem } from "./skus";

const longestAzureName = 80;

/** Everything that is wrong with a CrossCloudVpn's arguments. */
export function checkVpn(name: string, args: CrossCloudVpnArgs): Problems {
  const problems = new Problems();
  problems.unknownKeys(args, ["aws", "azure", "routing", "tunnels", "cipherProfile", "insideCidrs", "tags"]);
  checkName(problems, name);
  const profiles = Object.keys(cipherProfiles);
  if (args.cipherProfile !== undefined && !profiles.includes(args.cipherProfile)) {
    problems.add("cipherProfile", `"${args.cipherProfile}" is unknown: use one of ${profiles.join(", ")}`);
  }
  if (checkRouting(problems, args)) {
    checkInsideCidrs(problems, args);
  }
  if (checkSides(problems, args)) {
    const aws = checkAws(problems, args.aws);
    const azure = checkAzure(problems, args.azure, args.routing);
    checkOverlaps(problems, aws, azure);
    checkAsns(problems, args);
  }
  return problems;
}

/** The local network gateways have the longest names of all that Azure sees. */
function checkName(problems: Problems, name: string): void {
  const suffix = "-local-network-gateway-0-1";
  const problem = azureNameProblem(`${name}${suffix}`, longestAzureName - azureAutonameLength);
  if (problem !== undefined) {
    problems.add("name", problem);
  }
}

function checkRouting(problems: Problems, { routing, tunnels }: CrossCloudVpnArgs): boolean {
  if (!Object.keys(tunnelCounts).includes(routing)) {
    problems.add("routing", `"${routing as string}" is unknown: use "static" or "bgp"`);
    return false;
  }
  if (tunnels === undefined || tunnels === tunnelCounts[routing]) {
    return true;
  }
  const reasons = {
    static:
      `${tunnels} does not go with routing "static": four need two instances of the Azure gateway, and Azure wants BGP ` +
      `where both lead to the same site: use 2, or routing "bgp"`,
    bgp:
      `${tunnels} does not go with routing "bgp": an AWS connection brings two tunnels with a BGP address each, and ` +
      `an Azure gateway takes more than one only with two instances, each with its own connection: use 4`,
  };
  problems.add("tunnels", reasons[routing]);
  return false;
}

function checkInsideCidrs(problems: Problems, { routing, insideCidrs }: CrossCloudVpnArgs): void {
  try {
    planInsideCidrs({ pair: "aws-azure", tunnels: tunnelCounts[routing], insideCidrs });
  } catch (error) {
    if (!(error instanceof AddressPlanError)) {
      throw error;
    }
    for (const problem of error.problems) {
      const [path, ...text] = problem.split(": ");
      problems.add(path ?? "insideCidrs", text.join(": "));
    }
  }
}

/** Types rule this out, but not in a program without them. */
function checkSides(problems: Problems, args: Partial<CrossCloudVpnArgs>): boolean {
  for (const side of ["aws", "azure"] as const) {
    if (args[side] === undefined) {
      problems.add(side, "is missing: a VPN joins two sides, aws and azure");
    }
  }
  return args.aws !== undefined && args.azure !== undefined;
}

function checkAws(problems: Problems, aws: AwsVpnSide): LocatedCidr[] {
  const routeTableIds: unknown = aws.routeTableIds;
  if (
    typeof routeTableIds !== "object" ||
    routeTableIds === null ||
    Array.isArray(routeTableIds) ||
    Output.isInstance(routeTableIds)
  ) {
    problems.add(
      "aws.routeTableIds",
      `must be a plain object of ids by key, such as { main: "rtb-1" }: its keys decide which routes exist`,
    );
  } else if (Object.keys(routeTableIds).length === 0) {
    problems.add(
      "aws.routeTableIds",
      "is empty: nothing in the VPC would find the other side: give at least one",
    );
  }
  return problems.ipv4Cidrs("aws.cidrBlocks", aws.cidrBlocks);
}

function checkAzure(problems: Problems, azure: AzureVpnSide, routing: string): LocatedCidr[] {
  const skuText = skuProblem(azure.sku ?? defaultSku);
  if (skuText !== undefined) {
    problems.add("azure.sku", skuText);
  }
  checkZones(problems, azure.zones ?? []);
  const gatewayNameText = azureNameProblem(azure.gatewayName ?? "gateway", longestAzureName);
  if (gatewayNameText !== undefined) {
    problems.add("azure.gatewayName", gatewayNameText);
  }
  checkGatewaySubnet(problems, azure.gatewaySubnetId);
  const ranges = problems.ipv4Cidrs("azure.addressPrefixes", azure.addressPrefixes);
  if (azure.staticRoutes !== undefined) {
    checkStaticRoutes(problems, azure.staticRoutes, ranges, routing);
  }
  return ranges;
}

function checkZones(problems: Problems, zones: readonly string[]): void {
  const wrong = zones.filter(
    (zone, index) => !["1", "2", "3"].includes(zone) || zones.indexOf(zone) !== index,
  );
  for (const zone of wrong) {
    problems.add(
      `azure.zones[${zones.lastIndexOf(zone)}]`,
      `"${zone}" is no zone or given twice: use "1", "2" and "3", each once`,
    );
  }
  if (wrong.length === 0 && zones.length === 2) {
    problems.add(
      "azure.zones",
      `${zones.join(" and ")} are two: a public address is in one zone or in all three`,
    );
  }
}

/** Its value is usually known only after the VNet exists. */
function checkGatewaySubnet(problems: Problems, gatewaySubnetId: unknown): void {
  if (
    typeof gatewaySubnetId === "string" &&
    !/^\/subscriptions\/[^/]+\/.+\/subnets\/GatewaySubnet$/i.test(gatewaySubnetId)
  ) {
    problems.add(
      "azure.gatewaySubnetId",
      `"${gatewaySubnetId}" is not the id of a subnet called GatewaySubnet: give that`,
    );
  }
}

function checkStaticRoutes(
  problems: Problems,
  staticRoutes: readonly string[],
  ranges: readonly LocatedCidr[],
  routing: string,
): void {
  if (routing === "bgp") {
    problems.add("azure.staticRoutes", `has no effect with routing "bgp", which learns routes: leave it out`);
    return;
  }
  for (const { path, cidr } of problems.ipv4Cidrs("azure.staticRoutes", staticRoutes)) {
    if (ranges.length > 0 && !ranges.some((range) => contains(range.cidr, cidr))) {
      const prefixes = ranges.map((range) => range.cidr.text).join(", ");
      problems.add(path, `"${cidr.text}" lies outside addressPrefixes ${prefixes}: give a part of them`);
    }
  }
}

function checkOverlaps(problems: Problems, aws: readonly LocatedCidr[], azure: readonly LocatedCidr[]): void {
  for (const own of azure) {
    for (const other of aws.filter(({ cidr }) => overlaps(cidr, own.cidr))) {
      const rule = "no route can tell them apart: give one network other addresses";
      problems.add(own.path, `"${own.cidr.text}" overlaps ${other.path} ${other.cidr.text}: ${rule}`);
    }
  }
}

/** Each ASN is set at its own gateway and at the peer, and both clouds have their rules. */
function checkAsns(problems: Problems, { aws, azure }: CrossCloudVpnArgs): void {
  const awsAsn = aws.asn ?? defaultAsns.aws;
  const azureAsn = azure.asn ?? defaultAsns.azure;
  const own = { "aws.asn": asnProblems(awsAsn, "aws-gateway"), "azure.asn": asnProblems(azureAsn, "azure") };
  const peer = {
    "aws.asn": asnProblems(awsAsn, "azure"),
    "azure.asn": asnProblems(azureAsn, "aws-customer-gateway"),
  };
  for (const path of ["aws.asn", "azure.asn"] as const) {
    const found = own[path].length > 0 ? own[path] : peer[path];
    found.forEach((problem) => problems.add(path, problem));
  }
  const path = azure.asn === undefined ? "aws.asn" : "azure.asn";
  asnPairProblems(awsAsn, azureAsn).forEach((problem) => problems.add(path, problem));
}
