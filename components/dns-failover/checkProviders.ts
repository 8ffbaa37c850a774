import type { Problems } from "../problems";
import type { DnsFailoverArgs, DnsProviders } from "./args";
import type { GcpDnsProvider } from "./gcp/args";
import { dnsNameProblem, isInZone, isLabel } from "./dnsNames";
import { providersOf } from "./model";
import type { Route53Probe } from "./route53/args";

const known: { readonly [K in keyof DnsProviders]-?: readonly (keyof NonNullable<DnsProviders[K]>)[] } = {
  route53: ["zoneId", "zoneName", "probe"],
  azure: ["resourceGroupName", "zoneName", "relativeName"],
  gcp: ["managedZone", "zoneName", "project", "healthCheckRegions"],
};

const required = {
  route53: ["zoneId"],
  azure: ["resourceGroupName", "zoneName"],
  gcp: ["managedZone"],
} as const;

/** Adds what is wrong with the providers. Returns whether the rest can be checked against them. */
export function checkProviders(problems: Problems, args: DnsFailoverArgs): boolean {
  const providers: DnsProviders | undefined = args.providers;
  if (typeof providers !== "object" || providersOf({ providers }).length === 0) {
    problems.add("providers", "there is none: give route53, azure or gcp, or several of them");
    return false;
  }
  problems.unknownKeys(providers, Object.keys(known), "providers.");
  for (const provider of providersOf({ providers })) {
    const own: object = providers[provider] ?? {};
    problems.unknownKeys(own, known[provider], `providers.${provider}.`);
    for (const key of required[provider].filter((key) => !Object.hasOwn(own, key))) {
      problems.add(`providers.${provider}.${key}`, "is missing: it says which zone the name is in");
    }
    checkZone(problems, `providers.${provider}.zoneName`, args.name, providers[provider]?.zoneName);
  }
  checkProbe(problems, providers.route53?.probe);
  checkRelativeName(problems, args, providers.azure);
  checkSourceRegions(problems, providers.gcp);
  return true;
}

function checkZone(problems: Problems, path: string, name: string, zoneName: string | undefined): void {
  if (zoneName === undefined || dnsNameProblem(name) !== undefined) {
    return;
  }
  if (zoneName.endsWith(".")) {
    problems.add(path, `"${zoneName}" ends with a dot: leave it out`);
  } else if (!isInZone(name, zoneName)) {
    problems.add(
      path,
      `"${name}" is not in zone "${zoneName}", which could not answer it: give the zone that it is in`,
    );
  }
}

const mostProbes = 4;

function checkProbe(problems: Problems, probe: Route53Probe | undefined): void {
  if (probe === undefined) {
    return;
  }
  const path = "providers.route53.probe";
  problems.unknownKeys(probe, ["subnetArns", "region"], `${path}.`);
  const keys = Object.keys({ ...probe.subnetArns });
  if (keys.length < 1 || keys.length > mostProbes) {
    problems.add(`${path}.subnetArns`, `has ${keys.length} subnets: give 1 to ${mostProbes} to probe from`);
  }
  for (const key of keys.filter((key) => !isLabel(key))) {
    problems.add(
      `${path}.subnetArns.${key}`,
      `"${key}" is part of resource names: use lowercase letters, digits and "-"`,
    );
  }
}

const longestRelativeName = 63;
function checkRelativeName(problems: Problems, args: DnsFailoverArgs, azure: DnsProviders["azure"]): void {
  if (azure === undefined || (azure.relativeName === undefined && dnsNameProblem(args.name) !== undefined)) {
    return;
  }
  const relativeName = azure.relativeName ?? relativeNameOf(args.name);
  // What is missing is told of elsewhere.
  const [pools, { geography }] = [{ ...args.pools }, { ...args.routing }];
  const longest = Math.max(0, ...Object.keys(pools).map(({ length }) => length));
  const nested = Object.values(pools).some(({ members }) => Object.keys({ ...members }).length > 1);
  // `-from-<pool>-<pool>` or `-<pool>`
  const suffix = geography !== undefined ? 7 + 2 * longest : nested ? 1 + longest : 0;
  const length = relativeName.length + suffix;
  if (!/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(relativeName)) {
    problems.add(
      "providers.azure.relativeName",
      `"${relativeName}" is no label of a DNS name: use letters, digits and "-"`,
    );
  } else if (length > longestRelativeName) {
    problems.add(
      "providers.azure.relativeName",
      `"${relativeName}" with the names of pools has ${length} characters, and a DNS label ${longestRelativeName} ` +
        "(RFC 1035 §2.3.4): give a shorter one",
    );
  }
}

/** The profile's name below trafficmanager.net where none is given. */
export function relativeNameOf(name: string): string {
  return name.replaceAll(".", "-");
}

function checkSourceRegions(problems: Problems, gcp: GcpDnsProvider | undefined): void {
  const regions = gcp?.healthCheckRegions;
  if (regions !== undefined && new Set(regions).size !== 3) {
    problems.add(
      "providers.gcp.healthCheckRegions",
      `${regions.length === 0 ? "none" : regions.join(", ")}: a health check has exactly three regions ` +
        "(https://docs.cloud.google.com/compute/docs/reference/rest/v1/healthChecks)",
    );
  }
}
