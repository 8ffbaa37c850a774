import type { Problems } from "../problems";
import type { DnsFailoverArgs, DnsHealthCheck } from "./args";
import { dnsNameProblem } from "./dnsNames";

const protocols: readonly DnsHealthCheck["protocol"][] = ["HTTP", "HTTPS", "TCP"];

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
const longestPath = 255;
const mostFailures = 10;

/** Adds what is wrong with the health check for any provider. Returns whether those can be asked about it. */
export function checkHealthCheck(problems: Problems, { healthCheck }: DnsFailoverArgs): boolean {
  if (healthCheck === undefined) {
    return true;
  }
  problems.unknownKeys(
    healthCheck,
    ["protocol", "path", "port", "host", "intervalSeconds", "failureThreshold"],
    "healthCheck.",
  );
  const { protocol, path, port, host, intervalSeconds, failureThreshold } = healthCheck;
  if (!protocols.includes(protocol)) {
    problems.add("healthCheck.protocol", `"${protocol}" is none of ${protocols.join(", ")}`);
    return false;
  }
  if (protocol === "TCP") {
    for (const key of ["path", "host"] as const) {
      if (healthCheck[key] !== undefined) {
        problems.add(
          `healthCheck.${key}`,
          "says nothing to a TCP connection: leave it out, or use HTTP or HTTPS",
        );
      }
    }
    if (port === undefined) {
      problems.add("healthCheck.port", "is missing: TCP has no port of its own");
    }
  }
  if (path !== undefined && (!path.startsWith("/") || path.length > longestPath || /\s/.test(path))) {
    problems.add(
      "healthCheck.path",
      `"${path}" must start with "/" and have up to ${longestPath} characters without spaces`,
    );
  }
  if (host !== undefined && dnsNameProblem(host) !== undefined) {
    problems.add("healthCheck.host", dnsNameProblem(host) ?? "");
  }
  whole(problems, "healthCheck.port", port, 65_535);
  whole(problems, "healthCheck.intervalSeconds", intervalSeconds, 300);
  whole(problems, "healthCheck.failureThreshold", failureThreshold, mostFailures);
  return true;
}

function whole(problems: Problems, path: string, value: number | undefined, most: number): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= most)) {
    problems.add(path, `${value} is no whole number from 1 to ${most}`);
  }
}
