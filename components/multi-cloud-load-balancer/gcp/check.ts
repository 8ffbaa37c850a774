import { gcpAutonameLength, gcpNameProblem, longestGcpName } from "../../names";
import type { Problems } from "../../problems";
import type { MultiCloudLoadBalancerArgs } from "../args";
import { cloudsIn } from "../clouds";
import type { CheckContext } from "../frontEnd";
import type { GcpFrontEnd } from "./args";
import { checkCertificate } from "./checkCertificate";
import { checkProxyOnlySubnets } from "./checkProxyOnlySubnets";
import { checkSubnets } from "./checkSubnets";
import { checkTargets } from "./checkTargets";
import { longestNames } from "./resourceNames";
import { isOneOf, kinds, reaches, regionOf, type Settings, settingsOf } from "./reaches";

const path = "frontEnd.gcp";
const known = [
  ...["kind", "reach", "zone", "subnets", "proxyOnlySubnets", "targetCapacity"],
  ...["securityPolicy", "sslPolicy", "accessLogs"],
];

/** Adds what is wrong with a front end in Google Cloud, and with what only Google Cloud has rules for. */
export function checkGcpFrontEnd({ problems, name, args }: CheckContext): void {
  const frontEnd = args.frontEnd.gcp;
  if (frontEnd === undefined) {
    return;
  }
  problems.unknownKeys(frontEnd, known, `${path}.`);
  checkKind(problems, frontEnd.kind);
  checkReach(problems, frontEnd.reach);
  if (regionOf(frontEnd.zone) === undefined) {
    problems.add(`${path}.zone`, `"${frontEnd.zone}" is no zone: give one such as "europe-west3-a"`);
  }
  checkCapacity(problems, frontEnd.targetCapacity);
  checkLogs(problems, frontEnd);
  checkLabels(problems, args.tags);
  const settings = settingsOf(args);
  if (settings !== undefined) {
    checkSubnets(problems, args, settings);
    checkProxyOnlySubnets(problems, args, settings);
    checkTargets(problems, args, settings);
    checkCertificate(problems, args, settings);
    checkSecurityPolicy(problems, settings);
    checkListener(problems, args, settings);
    checkStickiness(problems, args, settings);
    checkNames(problems, name, args, settings);
  }
}

function checkKind(problems: Problems, kind: unknown): void {
  if (kind === "passthrough-nlb") {
    problems.add(
      `${path}.kind`,
      `"passthrough-nlb" takes no hybrid connectivity groups, so no targets in other clouds: take "proxy-nlb" for TCP ` +
        `(https://cloud.google.com/load-balancing/docs/negs/hybrid-neg-concepts)`,
    );
  } else if (!isOneOf(kinds, kind)) {
    problems.add(
      `${path}.kind`,
      `"${String(kind)}" is no kind: use "alb" for HTTP and HTTPS or "proxy-nlb" for TCP`,
    );
  }
}

function checkReach(problems: Problems, reach: unknown): void {
  if (!isOneOf(reaches, reach)) {
    const all = Object.keys(reaches).map((each) => `"${each}"`);
    problems.add(`${path}.reach`, `"${String(reach)}" is no reach: use one of ${all.join(", ")}`);
  }
}

function checkCapacity(problems: Problems, capacity: number | undefined): void {
  if (capacity !== undefined && !(Number.isInteger(capacity) && capacity >= 1)) {
    problems.add(`${path}.targetCapacity`, `${capacity} is no whole number from 1: give one`);
  }
}

function checkLogs(problems: Problems, { accessLogs }: GcpFrontEnd): void {
  if (accessLogs === undefined) {
    return;
  }
  problems.unknownKeys(accessLogs, ["sampleRate"], `${path}.accessLogs.`);
  const { sampleRate = 1 } = accessLogs;
  if (!(typeof sampleRate === "number" && sampleRate > 0 && sampleRate <= 1)) {
    problems.add(
      `${path}.accessLogs.sampleRate`,
      `${String(sampleRate)} is no share of requests: use one above 0 and up to 1, or leave accessLogs out`,
    );
  }
}

/** https://cloud.google.com/compute/docs/labeling-resources#requirements */
function checkLabels(problems: Problems, tags: MultiCloudLoadBalancerArgs["tags"]): void {
  for (const [key, value] of Object.entries(tags ?? {})) {
    if (!/^[a-z][a-z0-9_-]{0,62}$/.test(key)) {
      problems.add(
        `tags.${key}`,
        `"${key}" is no key of a label in Google Cloud: use up to 63 lowercase letters, digits, "_" and "-", and start with a letter`,
      );
    }
    if (typeof value === "string" && !/^[a-z0-9_-]{0,63}$/.test(value)) {
      problems.add(
        `tags.${key}`,
        `"${value}" is no value of a label in Google Cloud: use up to 63 lowercase letters, digits, "_" and "-"`,
      );
    }
  }
}

/** https://cloud.google.com/armor/docs/security-policy-overview */
function checkSecurityPolicy(problems: Problems, { frontEnd, facts }: Settings): void {
  const { kind, reach, securityPolicy } = frontEnd;
  const possible = reach === "global-external" || (kind === "alb" && facts.regional);
  if (securityPolicy !== undefined && !possible) {
    problems.add(
      `${path}.securityPolicy`,
      `a ${facts.label} ${kinds[kind]} takes none: leave it out, or take reach "global-external", or kind "alb" with a regional reach`,
    );
  }
}

/** A redirect of an URL map names no port: https://cloud.google.com/load-balancing/docs/url-map-concepts#url_redirects */
function checkListener(
  problems: Problems,
  { listener }: MultiCloudLoadBalancerArgs,
  { frontEnd }: Settings,
): void {
  if (listener.redirectHttp === true && listener.port !== undefined && listener.port !== 443) {
    problems.add(
      "listener.redirectHttp",
      `redirects to port 443, not to ${String(listener.port)}: leave listener.port out, or redirectHttp`,
    );
  }
  if (frontEnd.sslPolicy !== undefined && listener.protocol !== "HTTPS") {
    problems.add(
      `${path}.sslPolicy`,
      `has no effect on a listener of ${listener.protocol}: leave it out, or listen to HTTPS`,
    );
  }
}

/**
 * Weights come before stickiness, which then keeps a client within a cloud only while it happens to be sent there.
 * https://cloud.google.com/compute/docs/reference/rest/v1/urlMaps
 */
function checkStickiness(
  problems: Problems,
  { backends, stickiness }: MultiCloudLoadBalancerArgs,
  { frontEnd }: Settings,
): void {
  const weighted = cloudsIn(backends).filter((cloud) => backends[cloud]?.weight !== undefined);
  if (frontEnd.kind === "alb" && stickiness !== undefined && weighted.length > 1) {
    problems.add(
      "stickiness",
      "keeps no client with weights, which Google Cloud divides each request by first: leave out one of the two, " +
        'or take frontEnd.aws.kind "alb" (https://cloud.google.com/compute/docs/reference/rest/v1/urlMaps)',
    );
  }
}

function checkNames(
  problems: Problems,
  name: string,
  args: MultiCloudLoadBalancerArgs,
  settings: Settings,
): void {
  const longest = longestNames(name, args, settings).reduce((a, b) => (b.length > a.length ? b : a), name);
  const problem = gcpNameProblem(longest, longestGcpName - gcpAutonameLength);
  if (problem !== undefined) {
    problems.add("name", problem);
  }
}
