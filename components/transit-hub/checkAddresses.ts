import { type Cidr, contains, overlaps, parseCidr, parseCidrOrReport } from "../../addressing/cidr";
import type { LocatedCidr, Problems } from "../problems";
import type { TransitHubArgs } from "./args";
import { checkVpc } from "./aws/check";
import { checkAwsTranslation } from "./aws/checkTranslation";
import { checkOverlaps, type ToldRange } from "./checkOverlaps";
import { checkGcpTranslation } from "./gcp/checkTranslation";
import { cloudOf, type TransitPlan } from "./plan";
import { ownRanges } from "./spokeRanges";
import { summaryRangesOf } from "./summaryRanges";

const rangesKeys = { aws: "cidrBlocks", azure: "addressPrefixes", gcp: "ipCidrRanges" } as const;

/** RFC 6598: in no default of `summaryRanges`, and where translated ranges mostly are. */
const sharedRange = parseCidr("100.64.0.0/10");

/**
 * https://cloud.google.com/vpc/docs/subnets#prohibited-ipv4-ranges
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
 */
const neverOfNetworks = [
  { range: "0.0.0.0/8", as: "this host on this network (RFC 1122)" },
  { range: "127.0.0.0/8", as: "loopback (RFC 1122)" },
  { range: "169.254.0.0/16", as: "link-local (RFC 3927)" },
  { range: "224.0.0.0/4", as: "multicast (RFC 5771)" },
].map(({ range, as }) => ({ cidr: parseCidr(range), as }));
const neverOfAzure = [
  ...neverOfNetworks,
  { cidr: parseCidr("168.63.129.16/32"), as: "the platform's own address in every VNet" },
];

const azureReason =
  "it can't be translated: NAT rules of a VPN gateway exclude the APIPA addresses that BGP has here " +
  "(https://learn.microsoft.com/azure/vpn-gateway/nat-overview), and between VNets of one hub there is no NAT";

/** Adds what is wrong with the ranges of spokes and hubs: every one has its own, inside the summary ranges. */
export function checkAddresses(problems: Problems, args: TransitHubArgs, plan: TransitPlan): void {
  const summaries = checkSummaries(problems, args);
  const spokes = plan.spokes.flatMap(({ name }) => checkSpoke(problems, args, name));
  const hubs = plan.hubs.flatMap(({ name }) => {
    const space = args.hubs[name]?.azure?.addressSpace;
    const ranges = typeof space === "string" ? readable(`hubs.${name}.azure.addressSpace`, space) : [];
    ranges.forEach((range) => checkKind(problems, range, neverOfAzure));
    return ranges;
  });
  for (const { path, cidr } of spokes) {
    if (summaries.length > 0 && !summaries.some((range) => contains(range, cidr))) {
      const such = contains(sharedRange, cidr)
        ? `, such as ${sharedRange.text}, which is not in the default`
        : "";
      problems.add(
        path,
        `"${cidr.text}" is in none of summaryRanges, ${summaries.map(({ text }) => text).join(", ")}: no network would ` +
          `send it to its hub: add a range that holds it${such}`,
      );
    }
  }
  checkOverlaps(problems, [...hubs, ...spokes], summaries);
}

function checkSummaries(problems: Problems, args: TransitHubArgs): Cidr[] {
  if (args.summaryRanges !== undefined) {
    const given = problems.ipv4Cidrs("summaryRanges", args.summaryRanges);
    for (const { path } of given.filter(({ cidr }) => cidr.prefixLength === 0)) {
      problems.add(path, "is the whole internet: give the ranges that the networks are in");
    }
    return given.map(({ cidr }) => cidr);
  }
  return summaryRangesOf(args).map(parseCidr);
}

/** @returns the ranges by which others know the network: a translated one keeps its own to itself. */
function checkSpoke(problems: Problems, args: TransitHubArgs, name: string): ToldRange[] {
  const spoke = args.spokes[name] ?? { hub: "", segment: "" };
  const cloud = cloudOf(spoke);
  if (cloud === undefined) {
    return [];
  }
  const path = `spokes.${name}.${cloud}`;
  const { aws, azure, gcp } = spoke;
  if (aws !== undefined) {
    checkVpc(problems, path, aws);
  }
  const own = problems.ipv4Cidrs(`${path}.${rangesKeys[cloud]}`, ownRanges(spoke));
  own.forEach((range) => checkKind(problems, range, cloud === "azure" ? neverOfAzure : neverOfNetworks));
  const translation = `${path}.translation`;
  if (aws?.translation !== undefined) {
    return checkAwsTranslation(problems, translation, aws.translation, aws.cidrBlocks, own);
  }
  if (gcp?.translation !== undefined) {
    return checkGcpTranslation(problems, translation, gcp.translation, own);
  }
  if (azure !== undefined) {
    if ("translation" in azure) {
      problems.add(translation, azureReason);
    }
    return own.map((range) => ({ ...range, untranslatable: azureReason }));
  }
  return own.map((range) => ({ ...range, translation }));
}

function checkKind(problems: Problems, { path, cidr }: LocatedCidr, never: typeof neverOfNetworks): void {
  const refused = never.find((range) => overlaps(range.cidr, cidr));
  if (refused !== undefined) {
    problems.add(
      path,
      `"${cidr.text}" overlaps ${refused.cidr.text}, ${refused.as}, which no network has: use private addresses`,
    );
  }
}

/** Nothing, where it can't be read: whoever checks the hub says so. */
function readable(path: string, text: string): LocatedCidr[] {
  const cidr = parseCidrOrReport(text, () => undefined);
  return cidr === undefined ? [] : [{ path, cidr }];
}
