import { refused } from "./refusals";
import { ipv4AddressProblem, isMissing } from "../checks";
import { regionOf } from "../common";
import { operationsTokens } from "../operations/tokens";
import { findRegion, unknownRegion } from "../regions";
import { tokens } from "../tokens";
import { CidrError, contains, parseAddress, parseCidr } from "../../../addressing/cidr";
import { isPublicAddress } from "../../publicAddress";
import { asNumber, asString, asStrings, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext } from "../../providers/resourceType";

const httpTypes = ["HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH"];
const endpointTypes = [...httpTypes, "TCP"];
const types = [...endpointTypes, "CALCULATED", "CLOUDWATCH_METRIC"];

/** Which settings belong to which types of checks. */
const settings: Readonly<Record<string, readonly string[]>> = {
  childHealthThreshold: ["CALCULATED"],
  childHealthchecks: ["CALCULATED"],
  cloudwatchAlarmName: ["CLOUDWATCH_METRIC"],
  cloudwatchAlarmRegion: ["CLOUDWATCH_METRIC"],
  enableSni: ["HTTPS", "HTTPS_STR_MATCH"],
  failureThreshold: endpointTypes,
  fqdn: endpointTypes,
  insufficientDataHealthStatus: ["CLOUDWATCH_METRIC"],
  ipAddress: endpointTypes,
  measureLatency: endpointTypes,
  port: endpointTypes,
  regions: endpointTypes,
  requestInterval: endpointTypes,
  resourcePath: httpTypes,
  searchString: ["HTTP_STR_MATCH", "HTTPS_STR_MATCH"],
};

/** Checkers are on the internet: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html, IPAddress */
const privateIpv6 = ["::/8", "fc00::/7", "fe80::/10", "ff00::/8"].map(parseCidr);

/** What a check of that type needs and has. */
export function checkKind({ inputs, fail }: CheckContext): void {
  const type = asString(inputs.type);
  if (type === undefined) {
    return;
  }
  if (type === "RECOVERY_CONTROL") {
    fail("type", `"RECOVERY_CONTROL" is not simulated: there is no Application Recovery Controller`);
    return;
  }
  if (!types.includes(type)) {
    fail("type", `expected type to be one of ${types.map((one) => `"${one}"`).join(", ")}, got ${type}`);
    return;
  }
  for (const [property, owners] of Object.entries(settings)) {
    const value = inputs[property];
    if (value !== undefined && value !== false && !owners.includes(type)) {
      fail(
        property,
        `InvalidInput: "${property}" is for checks of the types ${owners.join(", ")}, not ${type}`,
      );
    }
  }
  const needs: Readonly<Record<string, readonly string[]>> = {
    CALCULATED: ["childHealthThreshold", "childHealthchecks"],
    CLOUDWATCH_METRIC: ["cloudwatchAlarmName", "cloudwatchAlarmRegion"],
    HTTPS_STR_MATCH: ["searchString"],
    HTTP_STR_MATCH: ["searchString"],
    TCP: ["port"],
  };
  for (const property of needs[type]?.filter((name) => isMissing(inputs[name])) ?? []) {
    fail(property, `InvalidInput: a check of the type ${type} needs ${property}`);
  }
  checkEndpoint(inputs, type, fail);
  checkChildren(inputs, fail);
  const region = asString(inputs.cloudwatchAlarmRegion);
  if (region !== undefined && !findRegion(region)) {
    fail("cloudwatchAlarmRegion", unknownRegion(region));
  }
}

function checkEndpoint(inputs: Props, type: string, fail: CheckContext["fail"]): void {
  if (endpointTypes.includes(type) && inputs.fqdn === undefined && inputs.ipAddress === undefined) {
    fail("fqdn", `InvalidInput: a check of the type ${type} needs fqdn or ipAddress`);
  }
  const address = asString(inputs.ipAddress);
  const problem = address === undefined ? undefined : addressProblem(address);
  if (problem !== undefined) {
    fail("ipAddress", problem);
  }
}

function addressProblem(text: string): string | undefined {
  const isIpv4 = ipv4AddressProblem(text) === undefined;
  try {
    const host = isIpv4 ? undefined : parseCidr(`${parseAddress(text).text}/128`);
    const isPrivate = host ? privateIpv6.some((range) => contains(range, host)) : !isPublicAddress(text);
    return isPrivate
      ? `InvalidInput: Route 53 health checkers are on the internet and cannot check the private or reserved address ${text}; watch it by an alarm and a check of the type CLOUDWATCH_METRIC`
      : undefined;
  } catch (error) {
    if (error instanceof CidrError) {
      return `expected ipAddress to contain a valid IP, got: ${text}`;
    }
    throw error;
  }
}

function checkChildren(inputs: Props, fail: CheckContext["fail"]): void {
  const children = inputs.childHealthchecks;
  if (Array.isArray(children) && children.length > 256) {
    fail(
      "childHealthchecks",
      `attribute childHealthchecks supports 256 item maximum, but has ${children.length}`,
    );
  }
  const threshold = asNumber(inputs.childHealthThreshold);
  if (
    Array.isArray(children) &&
    !hasUnknown(children) &&
    threshold !== undefined &&
    threshold > children.length
  ) {
    fail(
      "childHealthThreshold",
      `with ${children.length} children and a threshold of ${threshold} the check would always be unhealthy`,
    );
  }
}

/**
 * The children or the alarm of a check. Route 53 follows alarms on one metric of standard resolution and statistic.
 *
 * Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
export function requireWatched({ inputs, world }: OperationContext, operation: string): void {
  const missing = asStrings(inputs.childHealthchecks).find((id) => !world.get(tokens.healthCheck, id));
  if (missing !== undefined) {
    throw refused(operation, "InvalidInput", `The child health check ${missing} does not exist.`);
  }
  const name = asString(inputs.cloudwatchAlarmName);
  if (name === undefined) {
    return;
  }
  const region = asString(inputs.cloudwatchAlarmRegion) ?? "";
  const alarm = world
    .all(operationsTokens.metricAlarm)
    .find((one) => one.inputs.name === name && regionOf(one.inputs) === region);
  if (!alarm) {
    throw refused(operation, "InvalidInput", `There is no alarm on a metric named ${name} in ${region}.`);
  }
  const problem = alarmProblem(alarm.inputs);
  if (problem !== undefined) {
    throw refused(operation, "InvalidInput", `Route 53 cannot follow the alarm ${name}: ${problem}.`);
  }
}

function alarmProblem(alarm: Props): string | undefined {
  const { datapointsToAlarm, evaluationPeriods, extendedStatistic, metricQueries, period } = alarm;
  if (metricQueries !== undefined) {
    return "it is on metric math, not on one metric";
  }
  if (extendedStatistic !== undefined) {
    return "it uses an extended statistic, not Average, Minimum, Maximum, Sum or SampleCount";
  }
  if (datapointsToAlarm !== undefined && datapointsToAlarm !== evaluationPeriods) {
    return "it needs M datapoints out of N, not all of them";
  }
  return (asNumber(period) ?? 60) < 60 ? "its metric has high resolution" : undefined;
}
