import { type Cidr, contains, parseCidr, parseCidrOrReport } from "../../addressing/cidr";
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

const azureReason =
  "it can't be translated: NAT rules of a VPN gateway exclude the APIPA addresses that BGP has here " +
  "(https://learn.microsoft.com/azure/vpn-gateway/nat-overview), and between VNets of one hub there is no NAT";

/** Adds what is wrong with the ranges of spokes and hubs: every one has its own, inside the summary ranges. */
export function checkAddresses(problems: Problems, args: TransitHubArgs, plan: TransitPlan): void {
  const summaries = checkSummaries(problems, args);
  const spokes = plan.spokes.flatMap(({ name }) => checkSpoke(problems, args, name));
  const hubs = plan.hubs.flatMap(({ name }) => {
    const space = args.hubs[name]?.azure?.addressSpace;
    return typeof space === "string" ? readable(`hubs.${name}.azure.addressSpace`, space) : [];
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

/** Nothing, where it can't be read: whoever checks the hub says so. */
function readable(path: string, text: string): LocatedCidr[] {
  const cidr = parseCidrOrReport(text, () => undefined);
  return cidr === undefined ? [] : [{ path, cidr }];
}
