import type { Problems } from "../problems";
import type { HealthCheckArgs, MultiCloudLoadBalancerArgs } from "./args";
import type { FrontEndLimits, HealthCheckLimits } from "./frontEnd";
import { checkNumber, checkPort } from "./numbers";
import type { Protocol } from "./plan";
import { defaultBackendProtocol } from "./planLoadBalancer";
import { defaultStatusCodes, healthCheckProtocol, planHealthCheck } from "./planHealthCheck";

const argumentNames: readonly (keyof HealthCheckArgs)[] = [
  "protocol",
  "path",
  "port",
  "host",
  "intervalSeconds",
  "timeoutSeconds",
  "healthyThreshold",
  "unhealthyThreshold",
  "statusCodes",
];

/** Checks a health check against what the front end takes. */
export function checkHealthCheck(
  problems: Problems,
  args: MultiCloudLoadBalancerArgs,
  { label, healthCheck: limits, backendProtocols }: FrontEndLimits,
): void {
  const check = args.healthCheck ?? {};
  problems.unknownKeys(check, argumentNames, "healthCheck.");
  const backend = args.backend?.protocol ?? defaultBackendProtocol(args.listener.protocol);
  const protocol = healthCheckProtocol(check, backend);
  const rule = `the limits of ${label} (${limits.source})`;
  // One that comes from a backend's protocol which the front end hasn't either is told there.
  const possible = backendProtocols[args.listener.protocol] as readonly Protocol[] | undefined;
  if (check.protocol !== undefined || possible?.includes(backend) === true) {
    checkProtocol(problems, check, protocol, label, limits);
  }
  if (check.port !== undefined) {
    checkPort(problems, "healthCheck.port", check.port);
    if (!limits.port) {
      problems.add("healthCheck.port", `${label} checks each target's own port only: leave it out`);
    }
  }
  for (const name of [
    "intervalSeconds",
    "timeoutSeconds",
    "healthyThreshold",
    "unhealthyThreshold",
  ] as const) {
    if (check[name] !== undefined) {
      checkNumber(problems, `healthCheck.${name}`, check[name], limits[name], rule);
    }
  }
  checkTimeout(problems, check, label, limits);
}

function checkProtocol(
  problems: Problems,
  check: HealthCheckArgs,
  protocol: Protocol,
  label: string,
  limits: HealthCheckLimits,
): void {
  if (!limits.protocols.includes(protocol)) {
    const possible = limits.protocols.join(", ");
    problems.add("healthCheck.protocol", `${label} has no health check by ${protocol}: use ${possible}`);
  } else if (protocol === "TCP") {
    refuseHttpOnly(problems, check);
  } else {
    checkHttp(problems, check, label, limits);
  }
}

/** What is left out gives way to what is given, so that only two given numbers can be at odds, or a given one and a limit. */
function checkTimeout(
  problems: Problems,
  check: HealthCheckArgs,
  label: string,
  limits: HealthCheckLimits,
): void {
  const given = check.timeoutSeconds ?? check.intervalSeconds;
  if (given === undefined || !Number.isInteger(given) || limits.timeout === "any") {
    return;
  }
  const { intervalSeconds, timeoutSeconds } = planHealthCheck(check, "HTTP", limits);
  const fits =
    limits.timeout === "below-interval"
      ? timeoutSeconds < intervalSeconds
      : timeoutSeconds <= intervalSeconds;
  if (!fits) {
    const rule = limits.timeout === "below-interval" ? "shorter than" : "no longer than";
    problems.add(
      "healthCheck.timeoutSeconds",
      `${timeoutSeconds} must be ${rule} intervalSeconds, ${intervalSeconds}, with ${label} (${limits.source})`,
    );
  }
}

function refuseHttpOnly(problems: Problems, check: HealthCheckArgs): void {
  for (const name of ["path", "host", "statusCodes"] as const) {
    if (check[name] !== undefined) {
      problems.add(`healthCheck.${name}`, "has no effect with TCP: leave it out, or use HTTP or HTTPS");
    }
  }
}

function checkHttp(
  problems: Problems,
  { path, host, statusCodes }: HealthCheckArgs,
  label: string,
  limits: HealthCheckLimits,
): void {
  if (path !== undefined && (typeof path !== "string" || !/^\/[\x21-\x7e]*$/.test(path))) {
    problems.add("healthCheck.path", `${JSON.stringify(path)} must begin with "/" and hold no spaces`);
  }
  if (host !== undefined && !limits.host) {
    problems.add(
      "healthCheck.host",
      `${label} sends the target's address as Host, nothing else: leave it out, and let the path answer for any host`,
    );
  }
  for (const [index, codes] of (statusCodes ?? []).entries()) {
    checkCodes(problems, `healthCheck.statusCodes[${index}]`, codes, label, limits);
  }
  if (statusCodes?.length === 0) {
    problems.add("healthCheck.statusCodes", 'is empty: name some, such as ["200-299"]');
  }
}

function checkCodes(
  problems: Problems,
  path: string,
  codes: string,
  label: string,
  limits: HealthCheckLimits,
) {
  if (limits.statusCodes === undefined) {
    if (!defaultStatusCodes.includes(codes)) {
      problems.add(path, `"${codes}": only 200 is an answer for ${label}: leave it out (${limits.source})`);
    }
    return;
  }
  const { minimum, maximum } = limits.statusCodes;
  const [first = NaN, last = first] = codes.split("-").map(Number);
  if (!/^\d{3}(-\d{3})?$/.test(codes) || first > last) {
    problems.add(path, `"${codes}" is neither a status code, such as "200", nor a range, such as "200-299"`);
  } else if (first < minimum || last > maximum) {
    problems.add(
      path,
      `"${codes}" is outside ${minimum} to ${maximum}, which ${label} takes (${limits.source})`,
    );
  }
}
