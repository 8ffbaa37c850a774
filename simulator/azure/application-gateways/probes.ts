import { checkChoice, checkRange, eachItem, isGiven, lower, requireProperties } from "../arm/checks";
import type { ArmCheck } from "../arm/armType";
import { asNumber, asObject, asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";

const seconds = [1, 86400] as const;
const threshold = [1, 20] as const;
const ports = [1, 65535] as const;
const longestBody = 4090;

/**
 * Custom health probes.
 *
 * Sources: https://learn.microsoft.com/azure/application-gateway/application-gateway-probe-overview,
 * https://learn.microsoft.com/azure/application-gateway/application-gateway-create-probe-portal (the time-out is not
 * more than the interval) and the REST reference for ranges
 */
export function checkProbes({ inputs, refuse }: ArmCheck): void {
  eachItem(inputs.probes, "probes", (probe, path) => {
    requireProperties(probe, ["protocol", "interval", "timeout", "unhealthyThreshold"], path, refuse);
    checkChoice(probe.protocol, `${path}.protocol`, ["Http", "Https", "Tcp", "Tls"], refuse);
    checkRange(probe.interval, `${path}.interval`, seconds, refuse);
    checkRange(probe.timeout, `${path}.timeout`, seconds, refuse);
    checkRange(probe.unhealthyThreshold, `${path}.unhealthyThreshold`, threshold, refuse);
    checkRange(probe.port, `${path}.port`, ports, refuse);
    const [interval, timeout] = [asNumber(probe.interval), asNumber(probe.timeout)];
    if (interval !== undefined && timeout !== undefined && timeout > interval) {
      refuse(
        `${path}.timeout`,
        "BadRequest",
        `The time-out ${timeout} s is more than the interval ${interval} s.`,
      );
    }
    const protocol = lower(probe.protocol);
    if (protocol === "http" || protocol === "https") {
      checkRequest(probe, path, refuse);
    } else if (protocol === "tcp" || protocol === "tls") {
      checkConnection(probe, path, refuse);
    }
  });
}

function checkRequest(probe: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const target = asString(probe.path);
  if (probe.path === undefined || (target !== undefined && !target.startsWith("/"))) {
    refuse(`${path}.path`, "BadRequest", `The path of a probe starts with '/', got '${target ?? ""}'.`);
  }
  const picks = probe.pickHostNameFromBackendHttpSettings;
  if (!isGiven(probe.host) && !isGiven(picks)) {
    refuse(
      `${path}.host`,
      "BadRequest",
      "A probe must have a host, or pickHostNameFromBackendHttpSettings true.",
    );
  }
  if (isGiven(probe.host) && picks === true) {
    refuse(
      `${path}.host`,
      "BadRequest",
      "A probe has either a host or pickHostNameFromBackendHttpSettings, not both.",
    );
  }
  const { body, statusCodes } = asObject(probe.match);
  const wrong = asStrings(statusCodes).find((range) => !isStatusRange(range));
  if (wrong !== undefined) {
    refuse(
      `${path}.match.statusCodes`,
      "BadRequest",
      `'${wrong}' is neither a status code such as 200 nor a range such as 200-399.`,
    );
  }
  if (typeof body === "string" && body.length > longestBody) {
    refuse(`${path}.match.body`, "BadRequest", `A body to match has at most ${longestBody} characters.`);
  }
}

function isStatusRange(text: string): boolean {
  const match = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/.exec(text);
  return match !== null && Number(match[1]) <= Number(match[2] ?? match[1]);
}

function checkConnection(probe: Props, path: string, refuse: ArmCheck["refuse"]): void {
  for (const property of ["path", "match", "pickHostNameFromBackendHttpSettings"]) {
    if (isGiven(probe[property]) && probe[property] !== UNKNOWN) {
      refuse(
        `${path}.${property}`,
        "BadRequest",
        `A probe of ${asString(probe.protocol) ?? ""} only connects; it has no ${property}.`,
      );
    }
  }
}
