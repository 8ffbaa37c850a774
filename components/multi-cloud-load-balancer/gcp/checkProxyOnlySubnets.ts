import { contains, overlaps, parseCidrOrReport } from "../../../addressing/cidr";
import type { LocatedCidr, Problems } from "../../problems";
import type { MultiCloudLoadBalancerArgs } from "../args";
import { networkRanges } from "../networkRanges";
import type { GcpProxyOnlySubnet } from "./args";
import type { Settings } from "./reaches";

const path = "frontEnd.gcp.proxyOnlySubnets";

/** https://cloud.google.com/load-balancing/docs/proxy-only-subnets#proxy_only_subnet_create */
const smallest = 26;

/** Adds what is wrong with the proxy-only subnets: one in each region of the balancer, large enough, in ranges of their own. */
export function checkProxyOnlySubnets(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  settings: Settings,
): void {
  const { frontEnd, facts } = settings;
  const given: Readonly<Record<string, unknown>> | undefined = frontEnd.proxyOnlySubnets;
  if (facts.proxyOnlyPurpose === undefined) {
    if (given !== undefined) {
      problems.add(
        path,
        `has no effect with reach "${frontEnd.reach}", whose proxies are outside the network: leave it out`,
      );
    }
    return;
  }
  const needed = regionsOf(args, settings);
  for (const region of needed.filter((region) => given?.[region] === undefined)) {
    problems.add(
      path,
      `has none for ${region}, where the proxies need one: give { "${region}": { range: "10.16.254.0/23" } } with a free range`,
    );
  }
  const ranges: LocatedCidr[] = [];
  for (const [region, subnet] of Object.entries(given ?? {})) {
    const at = `${path}.${region}`;
    if (!needed.includes(region) && needed.length > 0) {
      problems.add(at, `is in no region of the balancer, which is in ${needed.join(" and ")}: leave it out`);
    }
    const range = checkSubnet(problems, at, subnet as GcpProxyOnlySubnet | null | undefined);
    ranges.push(...(range === undefined ? [] : [range]));
  }
  checkOverlaps(problems, args, ranges);
}

/** Where the balancer has an address, as far as it can be told. */
export function regionsOf(args: MultiCloudLoadBalancerArgs, { frontEnd, facts, region }: Settings): string[] {
  if (facts.regional) {
    return region === "" ? [] : [region];
  }
  const known = args.networks.gcp?.subnets ?? {};
  const regions = (frontEnd.subnets ?? []).flatMap((key) => known[key]?.region ?? []);
  return [...new Set(regions)];
}

function checkSubnet(
  problems: Problems,
  at: string,
  subnet: GcpProxyOnlySubnet | null | undefined,
): LocatedCidr | undefined {
  if (typeof subnet !== "object" || subnet === null) {
    problems.add(at, `must be an object such as { range: "10.16.254.0/23" }`);
    return undefined;
  }
  problems.unknownKeys(subnet, ["range", "existing"], `${at}.`);
  const cidr = problems.ipv4Cidr(`${at}.range`, subnet.range);
  if (cidr === undefined) {
    return undefined;
  }
  if (cidr.prefixLength > smallest) {
    problems.add(
      `${at}.range`,
      `"${cidr.text}" is too small for proxies: use a /${smallest} or larger, best a /23 (https://cloud.google.com/load-balancing/docs/proxy-only-subnets)`,
    );
  }
  return { path: `${at}.range`, cidr };
}

/** A subnet overlaps no other of its network. Those of other networks are looked at with all sources of requests. */
function checkOverlaps(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  ranges: readonly LocatedCidr[],
): void {
  const taken = takenRanges(args);
  for (const [index, range] of ranges.entries()) {
    const other = [...taken, ...ranges.slice(0, index)].find(({ cidr }) => overlaps(range.cidr, cidr));
    if (other !== undefined) {
      problems.add(
        range.path,
        `"${range.cidr.text}" overlaps ${other.path} ${other.cidr.text}, which is taken: take a free range`,
      );
    }
  }
}

/**
 * The subnets, and the network's ranges that are none of them, such as secondary ones. A range with subnets in it is not
 * taken itself: a network may be described by what was planned for it.
 */
function takenRanges(args: MultiCloudLoadBalancerArgs): LocatedCidr[] {
  const subnets = Object.entries(args.networks.gcp?.subnets ?? {}).flatMap(([key, { ipCidrRange }]) =>
    located(`networks.gcp.subnets.${key}`, ipCidrRange),
  );
  const others = networkRanges(args, "gcp")
    .flatMap((text, index) => located(`networks.gcp.ipCidrRanges[${index}]`, text))
    .filter(({ cidr }) => !subnets.some((subnet) => contains(cidr, subnet.cidr)));
  return [...subnets, ...others];
}

function located(at: string, text: string): LocatedCidr[] {
  const cidr = parseCidrOrReport(text, () => undefined);
  return cidr === undefined ? [] : [{ path: at, cidr }];
}
