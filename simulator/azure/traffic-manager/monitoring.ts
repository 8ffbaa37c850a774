import { checkChoice, checkRange, eachItem } from "../arm/checks";
import type { ArmCheck } from "../arm/armType";
import { asList, asObject, asString, type Props, UNKNOWN } from "../../protocol/values";

const intervals = [10, 30];
const mostFailures = 9;
const mostHeaders = 8;
const mostRanges = 8;
const leastTimeout = 5;

/** A probe that is sent every 10 seconds has to end before the next. */
export const longestTimeout = (interval: unknown): number => (interval === 10 ? 9 : 10);

/**
 * How a profile probes its endpoints.
 *
 * Source: https://learn.microsoft.com/azure/traffic-manager/traffic-manager-monitoring#configure-endpoint-monitoring
 */
export function checkMonitoring({ inputs, refuse }: ArmCheck): void {
  const monitor = asObject(inputs.monitorConfig);
  if (inputs.monitorConfig === UNKNOWN) {
    return;
  }
  const at = (name: string): string => `monitorConfig.${name}`;
  for (const name of ["protocol", "port"].filter((one) => monitor[one] === undefined)) {
    refuse(at(name), "BadRequest", `A profile must say the ${name} of its probes.`);
  }
  checkChoice(monitor.protocol, at("protocol"), ["HTTP", "HTTPS", "TCP"], refuse);
  checkRange(monitor.port, at("port"), [1, 65535], refuse);
  checkRange(monitor.toleratedNumberOfFailures, at("toleratedNumberOfFailures"), [0, mostFailures], refuse);
  const interval = monitor.intervalInSeconds;
  if (typeof interval === "number" && !intervals.includes(interval)) {
    refuse(
      at("intervalInSeconds"),
      "BadRequest",
      `intervalInSeconds must be ${intervals.join(" or ")}, got ${interval}.`,
    );
  } else if (interval !== UNKNOWN) {
    checkRange(
      monitor.timeoutInSeconds,
      at("timeoutInSeconds"),
      [leastTimeout, longestTimeout(interval)],
      refuse,
    );
  }
  checkHeaders(monitor, "monitorConfig", refuse);
  checkRequest(monitor, refuse);
}

/** Up to eight headers, of a probe that has any. */
export function checkHeaders(owner: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const headers = asList(owner.customHeaders);
  if (headers.length > mostHeaders) {
    refuse(
      `${path}.customHeaders`,
      "BadRequest",
      `There can be ${mostHeaders} custom headers, got ${headers.length}.`,
    );
  }
}

function checkRequest(monitor: Props, refuse: ArmCheck["refuse"]): void {
  const protocol = asString(monitor.protocol)?.toUpperCase();
  const path = asString(monitor.path);
  if (protocol === "TCP") {
    for (const name of ["path", "customHeaders", "expectedStatusCodeRanges"]) {
      const value = monitor[name];
      const says = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== "";
      if (says && value !== UNKNOWN) {
        refuse(`monitorConfig.${name}`, "BadRequest", `Probes of TCP only connect; they have no ${name}.`);
      }
    }
  } else if (
    protocol !== undefined &&
    (monitor.path === undefined || (path !== undefined && !path.startsWith("/")))
  ) {
    refuse(
      "monitorConfig.path",
      "BadRequest",
      `Probes of ${protocol} need a path that starts with '/', got '${path ?? ""}'.`,
    );
  }
  const ranges = asList(monitor.expectedStatusCodeRanges);
  if (ranges.length > mostRanges) {
    refuse(
      "monitorConfig.expectedStatusCodeRanges",
      "BadRequest",
      `There can be ${mostRanges} ranges of status codes, got ${ranges.length}.`,
    );
  }
  eachItem(monitor.expectedStatusCodeRanges, "monitorConfig.expectedStatusCodeRanges", ({ min, max }, at) => {
    checkRange(min, `${at}.min`, [100, 999], refuse);
    checkRange(max, `${at}.max`, [100, 999], refuse);
    if (typeof min === "number" && typeof max === "number" && min > max) {
      refuse(at, "BadRequest", `The range ${min}-${max} of status codes ends before it begins.`);
    }
  });
}
