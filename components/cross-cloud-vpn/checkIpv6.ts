import type { LocatedCidr, Problems } from "../problems";
import type { CrossCloudVpnArgs } from "./args";
import { checkOverlaps } from "./checkLink";
import { type Cloud, cloudNames, type CloudPair } from "./clouds";
import { ipv6RangesKeys, ipv6RangesOf, type Sides } from "./sides";

type Ipv6Args = Pick<CrossCloudVpnArgs, "ipv6" | "insideIpv6Cidrs" | "routing">;

/** Adds what keeps a link from carrying IPv6; whether it is to. */
export function checkIpv6(problems: Problems, args: Sides & Ipv6Args, pair: CloudPair): boolean {
  const { ipv6, insideIpv6Cidrs } = args;
  if (ipv6 !== undefined && typeof ipv6 !== "boolean") {
    problems.add("ipv6", "must be plain: it decides which tunnels there are: give true or false");
    return false;
  }
  if (ipv6 !== true) {
    if (insideIpv6Cidrs !== undefined) {
      problems.add("insideIpv6Cidrs", "have no effect without ipv6: give ipv6: true, or leave them out");
    }
    return false;
  }
  const refusals = pair.flatMap((cloud) => gatewayProblems(cloud, args));
  refusals.forEach(({ path, problem }) => problems.add(path, problem));
  if (args.routing === "static") {
    problems.add(
      "ipv6",
      `true does not go with routing "static": each gateway tells the other its IPv6 ranges: use "bgp", or leave it out`,
    );
  }
  const ranges = pair.map((cloud) => checkRanges(problems, args, cloud));
  checkOverlaps(problems, ranges[0] ?? [], ranges[1] ?? []);
  const listed = pair.every((cloud) => Array.isArray(ipv6RangesOf(args, cloud)));
  return refusals.length === 0 && args.routing === "bgp" && listed;
}

/** What a gateway without IPv6 is told, and how to have one with it. */
function gatewayProblems(cloud: Cloud, { aws }: Sides): { path: string; problem: string }[] {
  if (cloud === "azure") {
    return [
      {
        path: "ipv6",
        problem:
          "true does not go with Azure, whose VPN gateways carry IPv4 only: leave it out, or join the other networks " +
          "by a link of their own (https://learn.microsoft.com/azure/virtual-network/ip-services/ipv6-overview#limitations)",
      },
    ];
  }
  return cloud === "aws" && aws?.transitGateway === undefined
    ? [
        {
          path: "ipv6",
          problem:
            "true does not go with a virtual private gateway, which carries IPv4 only: give aws.transitGateway, such as " +
            "{}, or leave it out (https://docs.aws.amazon.com/vpn/latest/s2svpn/ipv4-ipv6.html)",
        },
      ]
    : [];
}

function checkRanges(problems: Problems, sides: Sides, cloud: Cloud): LocatedCidr[] {
  if (cloud === "azure") {
    return [];
  }
  const path = `${cloud}.${ipv6RangesKeys[cloud]}`;
  const ranges: unknown = ipv6RangesOf(sides, cloud);
  if (Array.isArray(ranges) && ranges.length === 0) {
    problems.add(
      path,
      `is missing: with ipv6 nothing in the other network would find ${cloudNames[cloud]}: give at least one range` +
        networkHints[cloud],
    );
    return [];
  }
  return problems.ipv6Cidrs(path, ranges);
}

const networkHints: Readonly<Record<keyof typeof ipv6RangesKeys, string>> = {
  aws: ", as an AwsNetwork with ipv6: true has",
  gcp: ", as a GcpNetwork with ipv6: true has",
  onPremises: "",
};
