import { Problems } from "../problems";
import type { DnsFailoverArgs } from "./args";
import { checkCapabilities } from "./checkCapabilities";
import { checkHealthCheck } from "./checkHealthCheck";
import { checkNames } from "./checkNames";
import { checkPools } from "./checkPools";
import { checkProviders } from "./checkProviders";
import { checkRouting } from "./checkRouting";
import { checkShape } from "./checkShape";
import { checkTargets } from "./checkTargets";
import { dnsNameProblem } from "./dnsNames";
import { modelOf, providersOf } from "./model";
import { type DnsPlan, planDns } from "./plan";

const argumentNames: readonly (keyof DnsFailoverArgs)[] = [
  "name",
  "pools",
  "routing",
  "healthCheck",
  "ttl",
  "visibility",
  "providers",
  "tags",
];

/** Everything that is wrong with a DnsFailover's arguments; its plan when nothing is. */
export function checkDns(
  name: string,
  args: DnsFailoverArgs,
): {
  readonly problems: Problems;
  readonly planned: () => DnsPlan;
} {
  const problems = new Problems();
  problems.unknownKeys(args, argumentNames);
  const planned = (): DnsPlan => planDns(modelOf(args), providersOf(args));
  if (!checkShape(problems, args)) {
    return { problems, planned };
  }
  const named = checkName(problems, args);
  checkTtl(problems, args.ttl);
  checkVisibility(problems, args.visibility);
  const pooled = checkPools(problems, args.pools);
  const routed = checkRouting(problems, args, pooled);
  const provided = checkProviders(problems, args);
  const healthChecked = checkHealthCheck(problems, args);
  if (named && routed && provided) {
    const model = modelOf(args);
    checkCapabilities(problems, args, model);
    checkTargets(problems, args, model, healthChecked);
  }
  if (!problems.found) {
    checkNames(problems, name, planned());
  }
  return { problems, planned };
}

function checkName(problems: Problems, { name }: DnsFailoverArgs): boolean {
  const problem = dnsNameProblem(name);
  if (problem !== undefined) {
    problems.add("name", problem);
  }
  return problem === undefined;
}

/** The longest that makes any sense where failover is wanted. */
const longestTtl = 86_400;

function checkTtl(problems: Problems, ttl: number | undefined): void {
  if (ttl === 0) {
    problems.add(
      "ttl",
      "0 makes resolvers ask for every connection, and many keep answers for seconds all the same (RFC 1035 §3.2.1, " +
        "RFC 8767 §4): give 1 to 86400 seconds, 60 if unsure",
    );
  } else if (ttl !== undefined && !(Number.isInteger(ttl) && ttl >= 1 && ttl <= longestTtl)) {
    problems.add("ttl", `${ttl} is no whole number of seconds from 1 to ${longestTtl}: 60 if unsure`);
  }
}

function checkVisibility(problems: Problems, visibility: string | undefined): void {
  if (visibility !== undefined && visibility !== "public" && visibility !== "private") {
    problems.add("visibility", `"${visibility}" is neither "public" nor "private"`);
  }
}
