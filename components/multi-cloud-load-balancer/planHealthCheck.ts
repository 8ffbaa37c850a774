import type { HealthCheckArgs } from "./args";
import type { HealthCheckLimits, Range } from "./frontEnd";
import type { HealthCheckPlan, Protocol } from "./plan";

const defaults = {
  intervalSeconds: 10,
  timeoutSeconds: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
} as const;

/** What counts as an answer when the program does not say. */
export const defaultStatusCodes: readonly string[] = ["200"];

/** Fills in what was left out: the default, or the nearest to it that the front end takes. */
export function planHealthCheck(
  args: HealthCheckArgs,
  backendProtocol: Protocol,
  limits: HealthCheckLimits,
): HealthCheckPlan {
  const protocol = healthCheckProtocol(args, backendProtocol);
  const overHttp = protocol !== "TCP";
  return {
    protocol,
    path: overHttp ? (args.path ?? "/") : undefined,
    port: args.port,
    host: overHttp ? args.host : undefined,
    ...planTimes(args, limits),
    healthyThreshold: args.healthyThreshold ?? nearest(defaults.healthyThreshold, limits.healthyThreshold),
    unhealthyThreshold:
      args.unhealthyThreshold ?? nearest(defaults.unhealthyThreshold, limits.unhealthyThreshold),
    statusCodes: overHttp ? (args.statusCodes ?? defaultStatusCodes) : undefined,
  };
}

/** The protocol asked for, or the backend's. */
export function healthCheckProtocol(args: HealthCheckArgs, backendProtocol: Protocol): Protocol {
  return args.protocol ?? backendProtocol;
}

/** How long a target that fails at once is still sent requests, at most: all its failing checks and the wait for the last. */
export function detectionSeconds(check: HealthCheckPlan): number {
  return check.intervalSeconds * check.unhealthyThreshold + check.timeoutSeconds;
}

function planTimes(args: HealthCheckArgs, limits: HealthCheckLimits) {
  const margin = { "below-interval": 1, "up-to-interval": 0, any: -Infinity }[limits.timeout];
  const { minimum, maximum } = limits.intervalSeconds;
  const longEnough = (timeout: number) => Math.max(minimum, timeout + margin);
  const intervalSeconds =
    args.intervalSeconds ??
    nearest(defaults.intervalSeconds, { minimum: longEnough(args.timeoutSeconds ?? 0), maximum });
  const longest = Math.min(limits.timeoutSeconds.maximum, intervalSeconds - margin);
  const timeoutSeconds =
    args.timeoutSeconds ??
    nearest(defaults.timeoutSeconds, { minimum: limits.timeoutSeconds.minimum, maximum: longest });
  return { intervalSeconds, timeoutSeconds };
}

function nearest(value: number, { minimum, maximum }: Range): number {
  return Math.min(Math.max(value, minimum), maximum);
}
