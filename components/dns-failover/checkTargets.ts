import type { Problems } from "../problems";
import { addressProblem } from "./addresses";
import type { DnsFailoverArgs, DnsProviderName, DnsTarget } from "./args";
import { formOf as azureForm } from "./azure/plan";
import { providerTitles } from "./capabilities";
import { refuse } from "./checkCapabilities";
import { checkerOf, type ProbeLimits, probeLimits, probesOf } from "./healthCheck";
import { type DnsModel, type Member, providersOf, type TargetForm } from "./model";
import { recordTypeOf } from "./route53/plan";

/** Adds what is wrong with the members' targets, in themselves and for the providers that answer with them. */
export function checkTargets(
  problems: Problems,
  args: DnsFailoverArgs,
  model: DnsModel,
  healthChecked: boolean,
): void {
  for (const [member, target] of targetsOf(args, model)) {
    checkTarget(problems, targetPath(member), target, model);
  }
  for (const provider of providersOf(args)) {
    const answered = checks[provider](problems, args, model);
    if (answered && healthChecked) {
      checkProbes(problems, provider, args, model);
    }
  }
}

function targetsOf({ pools }: DnsFailoverArgs, model: DnsModel): [Member, DnsTarget][] {
  return model.pools.flatMap(({ key, members }) =>
    members.flatMap((member): [Member, DnsTarget][] => {
      const target = pools[key]?.members[member.name]?.target;
      return target === undefined ? [] : [[member, target]];
    }),
  );
}

const targetPath = ({ id }: Member): string => `pools.${id.replace("/", ".members.")}.target`;

/** https://docs.aws.amazon.com/general/latest/gr/elb.html */
const balancerName = /\.elb\.([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$|\.[a-z0-9-]+\.elb\.amazonaws\.com(\.cn)?$/;

function checkTarget(problems: Problems, path: string, target: DnsTarget, { visibility }: DnsModel): void {
  problems.unknownKeys(
    target,
    ["alias", "address", "hostname", "gcpLoadBalancer", "internal", "region"],
    `${path}.`,
  );
  const { alias, address, hostname, gcpLoadBalancer } = target;
  if (alias !== undefined) {
    problems.unknownKeys(alias, ["name", "zoneId", "detectionSeconds"], `${path}.alias.`);
    const { name } = alias as { name: unknown };
    if (typeof name === "string" && !balancerName.test(name.toLowerCase().replace(/\.$/, ""))) {
      problems.add(
        `${path}.alias.name`,
        `"${name}" is no load balancer of AWS, so no alias of Route 53 can point to it with its health ` +
          "(https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias-common.html): " +
          "give it as hostname, or its address",
      );
    }
    for (const key of (["name", "zoneId"] as const).filter((key) => (alias[key] as unknown) === undefined)) {
      problems.add(
        `${path}.alias.${key}`,
        "is missing: a load balancer of AWS has outputs dnsName and zoneId",
      );
    }
  }
  if (target.internal === true && visibility === "public") {
    problems.add(
      `${path}.internal`,
      'true: nobody on the internet reaches it: give a balancer that faces the internet, or set visibility to "private"',
    );
  }
  if (typeof address === "string") {
    const problem = addressProblem(address, visibility);
    if (problem !== undefined) {
      problems.add(`${path}.address`, problem);
    }
  }
  if (typeof hostname === "string" && !/^([a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}$/i.test(hostname)) {
    problems.add(
      `${path}.hostname`,
      `"${hostname}" is no DNS name without a final dot: give one such as "lb.example.net", or an address as address`,
    );
  }
  if ([alias, address, hostname, gcpLoadBalancer].every((form) => form === undefined)) {
    problems.add(path, "says nothing: give an alias, an address, a hostname or a gcpLoadBalancer");
  }
}

const checks: Readonly<
  Record<DnsProviderName, (problems: Problems, args: DnsFailoverArgs, model: DnsModel) => boolean>
> = { route53: checkRoute53, azure: checkAzure, gcp: checkGcp };

function checkRoute53(problems: Problems, args: DnsFailoverArgs, model: DnsModel): boolean {
  const members = model.pools.flatMap((pool) => pool.members);
  if (model.routing.policy === "multivalue") {
    return requireForm(
      problems,
      "route53",
      members,
      "address",
      "a multivalue answer is made of records with one address each, never of aliases or names",
    );
  }
  if (recordTypeOf(model) === "A") {
    return checkPrivateProbe(problems, args, model);
  }
  const named = requireForm(
    problems,
    "route53",
    members,
    "hostname",
    "records of one name have one type, and not every member has an alias or an address to be type A",
  );
  if (model.visibility === "private") {
    problems.add(
      "pools",
      "Route 53 can't check hostnames in a private zone, as its checkers are on the internet: give aliases of internal " +
        "load balancers, or addresses and providers.route53.probe",
    );
    return false;
  }
  const { zoneName } = args.providers.route53 ?? {};
  if (zoneName === undefined) {
    problems.add(
      "providers.route53.zoneName",
      "is missing: hostnames are answered as CNAME records, which the zone's apex can't have",
    );
  } else if (zoneName === args.name) {
    refuse(problems, "name", "route53", "hostnames at the apex");
  }
  if (args.healthCheck?.host !== undefined) {
    problems.add(
      "healthCheck.host",
      "Route 53 asks a member that is given by hostname for that host only " +
        "(https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html): leave it out, or give addresses",
    );
  }
  return named;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/nw-monitor-quotas.html */
const mostProbes = 24;

function checkPrivateProbe(problems: Problems, args: DnsFailoverArgs, model: DnsModel): boolean {
  const { probe } = args.providers.route53 ?? {};
  const probed = model.pools.flatMap(({ members }) =>
    members.filter((member) => checkerOf(model, "route53", member) === "alarm on private probe"),
  );
  const subnets = Object.keys({ ...probe?.subnetArns }).length;
  if (probed.length * subnets > mostProbes) {
    problems.add(
      "providers.route53.probe.subnetArns",
      `${probed.length} members from ${subnets} subnets are ${probed.length * subnets} probes, and a monitor has ` +
        `${mostProbes} (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/nw-monitor-quotas.html): probe from ` +
        "fewer subnets, or put members behind load balancers",
    );
  }
  if (probed.length > 0 && probe === undefined) {
    problems.add(
      "providers.route53.probe",
      "is missing: Route 53's checkers are on the internet and reach no private address " +
        "(https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html): " +
        "give the subnets to probe from, or aliases of internal load balancers",
    );
  }
  return true;
}

function checkAzure(problems: Problems, args: DnsFailoverArgs, model: DnsModel): boolean {
  if (model.visibility === "private") {
    return false;
  }
  const members = model.pools.flatMap((pool) => pool.members);
  if (model.routing.policy === "multivalue") {
    return requireForm(
      problems,
      "azure",
      members,
      "address",
      "MultiValue profiles take external endpoints with addresses only",
    );
  }
  if (azureForm(model) === "address") {
    return true;
  }
  if (args.providers.azure?.zoneName === args.name) {
    refuse(problems, "name", "azure", "hostnames at the apex");
  }
  return requireForm(
    problems,
    "azure",
    members,
    "hostname",
    "a profile does not mix addresses with names, and not every member has an address " +
      "(https://learn.microsoft.com/azure/traffic-manager/traffic-manager-faqs)",
  );
}

function checkGcp(problems: Problems, _args: DnsFailoverArgs, model: DnsModel): boolean {
  const members = model.pools.flatMap((pool) => pool.members);
  if (model.visibility === "public") {
    return requireForm(problems, "gcp", members, "address", "it checks the health of addresses only");
  }
  for (const member of members.filter(({ forms }) => forms.has("address") && !forms.has("gcpLoadBalancer"))) {
    refuse(problems, `${targetPath(member)}.address`, "gcp", "private addresses");
  }
  const others = members.filter(({ forms }) => !forms.has("address"));
  return requireForm(
    problems,
    "gcp",
    others,
    "gcpLoadBalancer",
    "in private zones it checks internal load balancers only",
  );
}

/** Adds a problem for each member that a provider has no form of. */
function requireForm(
  problems: Problems,
  provider: DnsProviderName,
  members: readonly Member[],
  form: TargetForm,
  why: string,
): boolean {
  const without = members.filter(({ forms }) => !forms.has(form));
  for (const member of without) {
    const given = [...member.forms].join(" and ");
    problems.add(
      targetPath(member),
      `${providerTitles[provider]} needs ${form}${given === "" ? "" : ` beside ${given}`}: ${why}. Give ${form} for every member`,
    );
  }
  return without.length === 0;
}

function checkProbes(
  problems: Problems,
  provider: DnsProviderName,
  { healthCheck }: DnsFailoverArgs,
  model: DnsModel,
): void {
  const probes = probesOf(model, provider);
  if (probes.length > 0 && healthCheck === undefined) {
    problems.add(
      "healthCheck",
      `is missing: ${providerTitles[provider]} would answer members that are down; give { protocol: "HTTPS", path: "/healthz" } or the like`,
    );
    return;
  }
  for (const probe of probes) {
    const { title, protocols, intervals, source }: ProbeLimits = probeLimits[probe];
    const { protocol, intervalSeconds } = healthCheck ?? {};
    if (protocol !== undefined && !protocols.includes(protocol)) {
      problems.add(
        "healthCheck.protocol",
        `${title} knows ${protocols.join(" and ")}, not ${protocol} (${source}): use ${protocols.join(" or ")} with the same port`,
      );
    }
    const nearest = intervalSeconds === undefined ? undefined : nearestInterval(intervals, intervalSeconds);
    if (nearest !== undefined && nearest !== intervalSeconds) {
      problems.add(
        "healthCheck.intervalSeconds",
        `${title} has no interval of ${String(intervalSeconds)} s, but ${"least" in intervals ? `${intervals.least} to ${intervals.most}` : intervals.join(" and ")} (${source}): use ${nearest}`,
      );
    }
  }
}

function nearestInterval(intervals: ProbeLimits["intervals"], wanted: number): number {
  if ("least" in intervals) {
    return Math.min(Math.max(wanted, intervals.least), intervals.most);
  }
  return intervals.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
}
