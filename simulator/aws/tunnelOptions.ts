import { checkBetween, checkEachOneOf, checkOneOf, ipv4NetworkProblem, ipv6NetworkProblem } from "./checks";
import { checkLogOptions } from "./tunnelLogOptions";
import {
  asList,
  asNumber,
  asString,
  asStrings,
  hasUnknown,
  type Props,
  type Value,
} from "../protocol/values";
import type { CheckContext, PropertyRule } from "../providers/resourceType";

/**
 * The options of one tunnel of a VPN connection.
 *
 * Values and ranges: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html
 * Meaning: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
 */
export type TunnelNumber = 1 | 2;

export const tunnelNumbers: readonly TunnelNumber[] = [1, 2];

/** The name of a tunnel's option or attribute, such as `tunnel1InsideCidr`. */
export const tunnelProperty = (tunnel: TunnelNumber, option: string): string => `tunnel${tunnel}${option}`;

/** What a tunnel accepts where the program does not say: everything. */
export const defaults = {
  IkeVersions: ["ikev1", "ikev2"],
  Phase1DhGroupNumbers: [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
  Phase1EncryptionAlgorithms: ["AES128", "AES128-GCM-16", "AES256", "AES256-GCM-16"],
  Phase1IntegrityAlgorithms: ["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"],
  Phase2DhGroupNumbers: [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
  Phase2EncryptionAlgorithms: ["AES128", "AES128-GCM-16", "AES256", "AES256-GCM-16"],
  Phase2IntegrityAlgorithms: ["SHA1", "SHA2-256", "SHA2-384", "SHA2-512"],
} as const;

const defaultPhase1Lifetime = 28800;
const defaultPhase2Lifetime = 3600;
const defaultRekeyMargin = 540;

/** AWS keeps these for itself. */
const reservedInsideCidrs = [
  "169.254.0.0/30",
  "169.254.1.0/30",
  "169.254.2.0/30",
  "169.254.3.0/30",
  "169.254.4.0/30",
  "169.254.5.0/30",
  "169.254.169.252/30",
];

/** All of them change in place, one tunnel after the other (https://github.com/hashicorp/terraform-provider-aws/pull/45781 for InsideCidr). */
const optionRules: Readonly<Record<string, PropertyRule>> = {
  DpdTimeoutAction: { type: "string" },
  DpdTimeoutSeconds: { type: "number" },
  EnableTunnelLifecycleControl: { type: "boolean" },
  IkeVersions: { type: "array" },
  InsideCidr: { type: "string" },
  InsideIpv6Cidr: { type: "string" },
  LogOptions: { type: "object" },
  Phase1DhGroupNumbers: { type: "array" },
  Phase1EncryptionAlgorithms: { type: "array" },
  Phase1IntegrityAlgorithms: { type: "array" },
  Phase1LifetimeSeconds: { type: "number" },
  Phase2DhGroupNumbers: { type: "array" },
  Phase2EncryptionAlgorithms: { type: "array" },
  Phase2IntegrityAlgorithms: { type: "array" },
  Phase2LifetimeSeconds: { type: "number" },
  PresharedKey: { type: "string", secret: true },
  RekeyFuzzPercentage: { type: "number" },
  RekeyMarginTimeSeconds: { type: "number" },
  ReplayWindowSize: { type: "number" },
  StartupAction: { type: "string" },
};

export const tunnelOptionRules: Readonly<Record<string, PropertyRule>> = Object.fromEntries(
  tunnelNumbers.flatMap((tunnel) =>
    Object.entries(optionRules).map(([option, rule]) => [tunnelProperty(tunnel, option), rule] as const),
  ),
);

/** What the provider's schema refuses. */
export function checkTunnelOptions(context: CheckContext, tunnel: TunnelNumber): void {
  const name = (option: string): string => tunnelProperty(tunnel, option);
  sortSets(context.inputs, tunnel);
  checkOneOf(context, name("DpdTimeoutAction"), ["clear", "none", "restart"]);
  checkBetween(context, name("DpdTimeoutSeconds"), 30, Infinity);
  checkOneOf(context, name("StartupAction"), ["add", "start"]);
  for (const [option, allowed] of Object.entries(defaults)) {
    checkEachOneOf(context, name(option), allowed);
  }
  checkBetween(context, name("Phase1LifetimeSeconds"), 900, 28800);
  checkBetween(context, name("Phase2LifetimeSeconds"), 900, 3600);
  checkBetween(context, name("RekeyFuzzPercentage"), 0, 100);
  checkBetween(context, name("RekeyMarginTimeSeconds"), 60, 1800);
  checkBetween(context, name("ReplayWindowSize"), 64, 2048);
  checkReported(context, name("InsideCidr"), insideCidrProblem);
  checkReported(context, name("InsideIpv6Cidr"), insideIpv6CidrProblem);
  checkReported(context, name("PresharedKey"), presharedKeyProblem);
  checkLogOptions(context, name("LogOptions"));
}

/** What the API refuses of options that are fine one by one. */
export function combinationProblem(inputs: Props, tunnel: TunnelNumber): string | undefined {
  const value = (option: string): Value | undefined => inputs[tunnelProperty(tunnel, option)];
  const phase1 = asNumber(value("Phase1LifetimeSeconds")) ?? defaultPhase1Lifetime;
  const phase2 = asNumber(value("Phase2LifetimeSeconds")) ?? defaultPhase2Lifetime;
  const margin = asNumber(value("RekeyMarginTimeSeconds")) ?? defaultRekeyMargin;
  const versions = asStrings(value("IkeVersions"));
  if (value("StartupAction") === "start" && versions.join() === "ikev1") {
    return "the startup action start is supported for IKEv2 only, and the tunnel permits ikev1 only";
  }
  if (phase2 >= phase1) {
    return `the phase 2 lifetime (${phase2}) must be less than the phase 1 lifetime (${phase1})`;
  }
  if (margin > phase2 / 2) {
    return `the rekey margin time (${margin}) must be at most half of the phase 2 lifetime (${phase2})`;
  }
  return undefined;
}

export const isReservedInsideCidr = (cidr: string): boolean => reservedInsideCidrs.includes(cidr);

/** The provider keeps these lists as sets: another order is no change. */
function sortSets(inputs: Props, tunnel: TunnelNumber): void {
  for (const option of Object.keys(defaults) as (keyof typeof defaults)[]) {
    const property = tunnelProperty(tunnel, option);
    const list = inputs[property];
    if (Array.isArray(list) && !hasUnknown(list)) {
      const order: readonly Value[] = defaults[option];
      inputs[property] = [...new Set(list)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    }
  }
}

function checkReported(
  context: CheckContext,
  property: string,
  problemOf: (value: string) => string | undefined,
): void {
  const value = asString(context.inputs[property]);
  const problem = value === undefined ? undefined : problemOf(value);
  if (problem) {
    context.fail(property, `invalid value for ${property}: ${problem}`);
  }
}

function insideCidrProblem(text: string): string | undefined {
  const problem = ipv4NetworkProblem(text, 30, 30);
  if (problem) {
    return problem;
  }
  if (!text.startsWith("169.254.")) {
    return `"${text}" must be within 169.254.0.0/16`;
  }
  return isReservedInsideCidr(text)
    ? `"${text}" is reserved by AWS, as are ${reservedInsideCidrs.join(", ")}`
    : undefined;
}

function insideIpv6CidrProblem(text: string): string | undefined {
  const problem = ipv6NetworkProblem(text, 126, 126);
  return problem ?? (text.startsWith("fd") ? undefined : `"${text}" must be within fd00::/8`);
}

/** Never holds the key. */
function presharedKeyProblem(key: string): string | undefined {
  if (key.length < 8 || key.length > 64) {
    return `expected a length in the range (8 - 64), got ${key.length} characters`;
  }
  if (key.startsWith("0")) {
    return "cannot start with zero character";
  }
  return /^[0-9a-zA-Z_.]+$/.test(key)
    ? undefined
    : "can only contain alphanumeric, period and underscore characters";
}

/** The values that a tunnel accepts for an option, its own or the defaults. */
export function accepted(
  outputs: Props,
  tunnel: TunnelNumber,
  option: keyof typeof defaults,
): (string | number)[] {
  const own = asList(outputs[tunnelProperty(tunnel, option)]).filter(
    (item): item is string | number => typeof item === "string" || typeof item === "number",
  );
  return own.length > 0 ? own : [...defaults[option]];
}
