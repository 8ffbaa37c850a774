import { type LocatedCidr, Problems } from "../problems";
import type { CrossCloudVpnArgs } from "./args";
import { linkArgumentNames } from "./argumentNames";
import { checkAws } from "./aws/check";
import { checkAzure, checkExistingAddresses } from "./azure/check";
import { checkIpv6 } from "./checkIpv6";
import { checkKeys } from "./checkKeys";
import { checkLink } from "./checkLink";
import { type Cloud, type CloudPair, clouds, sidesOf } from "./clouds";
import { checkExistingInterfaces, checkGcp } from "./gcp/check";
import { checkLabels } from "./gcp/checkLabels";
import { checkKeyStorage } from "./key-storage/check";
import { checkMonitoring } from "./monitoring/check";
import { sideNameProblem } from "./names";
import { checkOnPremises } from "./on-premises/checkSide";
import type { LinkPlan } from "./plan";
import { asnOf, given, type Sides } from "./sides";
import { checkSoleGateway } from "./soleGateways";
import type { Routing } from "./topology";
import { takeInsideCidrs } from "./usedInsideCidrs";

const argumentNames: readonly (keyof CrossCloudVpnArgs)[] = [
  ...clouds,
  ...linkArgumentNames,
  "ipv6",
  "insideIpv6Cidrs",
];

/** Everything that is wrong with a CrossCloudVpn's arguments; its plan when nothing is. */
export function checkVpn(
  name: string,
  args: CrossCloudVpnArgs,
): { problems: Problems; plan: LinkPlan | undefined } {
  const problems = new Problems();
  problems.unknownKeys(args, argumentNames);
  const pair = checkPair(problems, args);
  const sound = checkRouting(problems, args.routing);
  if (pair === undefined || !sound) {
    return { problems, plan: undefined };
  }
  const ipv6 = checkIpv6(problems, args, pair);
  const names = pair
    .map((cloud) => sideNameProblem(name, cloud, ipv6))
    .filter((problem) => problem !== undefined);
  names.forEach((problem) => problems.add("name", problem));
  const ranges = pair.map((cloud) => checkSide(problems, cloud, args, cloud, args.routing));
  if (pair.includes("gcp") || args.keyStorage?.gcp !== undefined) {
    checkLabels(problems, "tags", args.tags);
  }
  checkKeyStorage(problems, "keyStorage", name, args.keyStorage);
  checkMonitoring(problems, "monitoring", args.monitoring, pair);
  const plan = checkLink(problems, { ...args, ipv6 }, pair, ranges, (cloud) => cloud);
  if (plan !== undefined) {
    checkKeys(problems, args, plan);
    checkExistingGateways(problems, args, plan);
    checkClashes(problems, name, args, plan);
    pair.forEach((cloud) => checkSoleGateway(problems, cloud, name, args, cloud));
  }
  return { problems, plan };
}

function checkPair(problems: Problems, args: CrossCloudVpnArgs): CloudPair | undefined {
  const [first, second, ...more] = sidesOf(args);
  if (first === undefined || second === undefined || more.length > 0) {
    const found = [first, second, ...more].filter((side) => side !== undefined);
    const what =
      found.length === 0 ? "no sides" : found.length === 1 ? `only the side ${first}` : found.join(", ");
    problems.add("sides", `${what} given: a VPN joins exactly two of ${clouds.join(", ")}`);
    return undefined;
  }
  return [first, second];
}

/** Whether routing is one of the two ways: without it nothing else can be judged. */
export function checkRouting(problems: Problems, routing: unknown): routing is Routing {
  if (routing !== "static" && routing !== "bgp") {
    problems.add("routing", `"${String(routing)}" is unknown: use "static" or "bgp"`);
    return false;
  }
  return true;
}

/** Checks the side of one cloud at a path, and reads its ranges. */
export function checkSide(
  problems: Problems,
  path: string,
  sides: Sides,
  cloud: Cloud,
  routing: Routing,
): LocatedCidr[] {
  switch (cloud) {
    case "aws":
      return checkAws(problems, path, given(sides, cloud), routing);
    case "gcp":
      return checkGcp(problems, path, given(sides, cloud));
    case "azure":
      return checkAzure(problems, path, given(sides, cloud), routing);
    case "onPremises":
      return checkOnPremises(problems, path, given(sides, cloud));
  }
}

/** Existing gateways must have what the link needs of them. */
export function checkExistingGateways(problems: Problems, args: Sides, plan: LinkPlan): void {
  const { virtualNetworkGateway, virtualHub } = args.azure ?? {};
  if (virtualNetworkGateway !== undefined && virtualHub === undefined) {
    const path = "azure.virtualNetworkGateway";
    checkExistingAddresses(problems, path, virtualNetworkGateway, asnOf(args, "azure"), plan);
  }
  if (args.gcp?.haVpnGateway !== undefined) {
    checkExistingInterfaces(problems, "gcp.haVpnGateway", plan);
  }
}

/** Inside CIDRs differ within an AWS or Azure gateway and within a VPC network of Google Cloud. */
export function checkClashes(
  problems: Problems,
  name: string,
  args: Sides,
  plan: LinkPlan,
  path = "insideCidrs",
  fix = "give one of them another insideCidrSlot, or insideCidrs of its own",
): void {
  const scopes = [
    args.aws?.vpnGatewayId,
    args.aws?.transitGateway?.id,
    args.gcp?.networkId,
    args.azure?.virtualNetworkGateway?.id,
    args.onPremises?.publicAddresses.join(","),
  ].filter((scope) => scope !== undefined);
  for (const { insideCidr, owner } of takeInsideCidrs(name, scopes, plan)) {
    problems.add(
      path,
      `${insideCidr} of "${name}" overlaps ${insideCidr} of "${owner}" at the same gateway or network: ${fix}`,
    );
  }
}
