import { CidrError, parseAddress, parseCidr } from "../../addressing/cidr";
import { asList, asNumber, asString, asStrings, UNKNOWN, type Value } from "../protocol/values";
import type { CheckContext, PropertyRule } from "../providers/resourceType";

/** What the real provider's schema checks before it asks the cloud. Unknown values pass. */

/** Refuses properties that exist, but whose effect is not simulated; the reason says why or what to use instead. */
export function refuseUnsimulated(context: CheckContext, reasons: Readonly<Record<string, string>>): void {
  for (const [property, reason] of Object.entries(reasons)) {
    if (isSet(context.inputs[property])) {
      context.fail(property, `"${property}" is not simulated: ${reason}`);
    }
  }
}

/** The table entries of such properties, so that their names and types are known. */
export const unsimulated = (
  type: PropertyRule["type"],
  names: readonly string[],
): Readonly<Record<string, PropertyRule>> =>
  Object.fromEntries(names.map((name) => [name, { type, replace: true }]));

/** A setting that switches something off, or that is left out, counts as not set. */
const isSet = (value: Value | undefined): boolean => value !== undefined && value !== false;

export function checkOneOf(
  context: CheckContext,
  property: string,
  allowed: readonly (string | number)[],
): void {
  const value = context.inputs[property];
  if ((typeof value === "string" || typeof value === "number") && !allowed.includes(value)) {
    context.fail(property, `expected ${property} to be one of ${quoted(allowed)}, got ${value}`);
  }
}

export function checkEachOneOf(
  context: CheckContext,
  property: string,
  allowed: readonly (string | number)[],
): void {
  for (const value of asList(context.inputs[property])) {
    if ((typeof value === "string" || typeof value === "number") && !allowed.includes(value)) {
      context.fail(
        property,
        `expected every item of ${property} to be one of ${quoted(allowed)}, got ${value}`,
      );
    }
  }
}

export function checkBetween(context: CheckContext, property: string, least: number, most: number): void {
  const value = asNumber(context.inputs[property]);
  if (value !== undefined && !(value >= least && value <= most)) {
    context.fail(property, `expected ${property} to be in the range (${least} - ${most}), got ${value}`);
  }
}

export function checkExactlyOneOf(context: CheckContext, properties: readonly string[]): void {
  const given = properties.filter((property) => context.inputs[property] !== undefined);
  if (given.length !== 1) {
    context.fail(
      given[1] ?? properties[0] ?? "",
      `exactly one of ${properties.join(", ")} must be specified, got ${given.length === 0 ? "none" : given.join(" and ")}`,
    );
  }
}

/** Refuses a property that is given without another one that it needs. */
export function checkRequiredWith(
  context: CheckContext,
  properties: readonly string[],
  required: string,
): void {
  for (const property of properties) {
    if (context.inputs[property] !== undefined && context.inputs[required] === undefined) {
      context.fail(property, `all of ${property}, ${required} must be specified`);
    }
  }
}

export function checkConflict(context: CheckContext, property: string, others: readonly string[]): void {
  for (const other of others) {
    if (context.inputs[property] !== undefined && context.inputs[other] !== undefined) {
      context.fail(property, `"${property}" conflicts with ${other}`);
    }
  }
}

/** One IPv4 network without host bits, with a prefix length in the given range. */
export function checkIpv4Network(context: CheckContext, property: string, shortest = 0, longest = 32): void {
  const value = asString(context.inputs[property]);
  const problem = value === undefined ? undefined : ipv4NetworkProblem(value, shortest, longest);
  if (problem) {
    context.fail(property, `expected ${property} to be an IPv4 network: ${problem}`);
  }
}

/** One IPv6 network without host bits. */
export function checkIpv6Network(context: CheckContext, property: string): void {
  const value = asString(context.inputs[property]);
  const problem = value === undefined ? undefined : ipv6NetworkProblem(value);
  if (problem) {
    context.fail(property, `expected ${property} to be an IPv6 network: ${problem}`);
  }
}

export function checkEachIpv4Network(context: CheckContext, property: string): void {
  for (const value of asStrings(context.inputs[property])) {
    const problem = ipv4NetworkProblem(value);
    if (problem) {
      context.fail(property, `expected every item of ${property} to be an IPv4 network: ${problem}`);
    }
  }
}

export function checkEachIpv6Network(context: CheckContext, property: string): void {
  for (const value of asStrings(context.inputs[property])) {
    const problem = ipv6NetworkProblem(value);
    if (problem) {
      context.fail(property, `expected every item of ${property} to be an IPv6 network: ${problem}`);
    }
  }
}

/** Undefined if `text` is one IPv4 network with a prefix length in the range. */
export const ipv4NetworkProblem = (text: string, shortest = 0, longest = 32): string | undefined =>
  networkProblem(4, text, shortest, longest);

/** Undefined if `text` is one IPv6 network with a prefix length in the range. */
export const ipv6NetworkProblem = (text: string, shortest = 0, longest = 128): string | undefined =>
  networkProblem(6, text, shortest, longest);

function networkProblem(version: 4 | 6, text: string, shortest: number, longest: number): string | undefined {
  try {
    const cidr = parseCidr(text);
    if (cidr.version !== version) {
      return `"${text}" is IPv${cidr.version}`;
    }
    return cidr.prefixLength < shortest || cidr.prefixLength > longest
      ? `"${text}" must have between ${shortest} and ${longest} significant bits, got ${cidr.prefixLength}`
      : undefined;
  } catch (error) {
    return cidrMessage(error);
  }
}

export function ipv4AddressProblem(text: string): string | undefined {
  try {
    return parseAddress(text).version === 4 ? undefined : `"${text}" is IPv6`;
  } catch (error) {
    return cidrMessage(error);
  }
}

/** A required property that is known to be left out; `UNKNOWN` may still come. */
export const isMissing = (value: Value | undefined): boolean =>
  value === undefined || (value !== UNKNOWN && value === "");

function cidrMessage(error: unknown): string {
  if (error instanceof CidrError) {
    return error.message;
  }
  throw error;
}

const quoted = (values: readonly (string | number)[]): string =>
  values.map((value) => JSON.stringify(value)).join(", ");
