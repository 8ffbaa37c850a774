import { parseCidr } from "../../../addressing/cidr";
import { invalid, invalidField } from "../compute/error";
import { networkProblem } from "../compute/ranges";
import { tokens } from "../tokens";
import { asList, asString, hasUnknown } from "../../protocol/values";
import type { CheckContext, OperationContext, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** https://cloud.google.com/load-balancing/docs/proxy-only-subnets: for regional and for cross-region Envoy balancers. */
export const proxyOnlyPurposes = ["REGIONAL_MANAGED_PROXY", "GLOBAL_MANAGED_PROXY"] as const;
export type ProxyOnlyPurpose = (typeof proxyOnlyPurposes)[number];

/** "The subnet mask must be no longer than 26": 64 addresses. Source: as above. */
const longestPrefix = 26;

/** What an ordinary subnet can have and a proxy-only one cannot; the words are those of a report on `logConfig`. */
const foreign = ["logConfig", "privateIpGoogleAccess", "ipv6AccessType"] as const;

export const isProxyOnly = (purpose: unknown): purpose is ProxyOnlyPurpose =>
  proxyOnlyPurposes.some((one) => one === purpose);

/** Judges a request for a proxy-only subnet alone. */
export function checkProxyOnlySubnet(context: CheckContext): void {
  const { inputs, fail } = context;
  const { purpose, role } = inputs;
  if (hasUnknown(purpose)) {
    return;
  }
  if (!isProxyOnly(purpose)) {
    if (role !== undefined) {
      fail(
        "role",
        invalidField("resource.role", asString(role) ?? "", "Only proxy-only subnets have a role."),
      );
    }
    return;
  }
  if (role === undefined) {
    const rule = `Subnetwork role must be specified when purpose set to ${purpose}.`;
    fail("role", invalidField("resource.role", "UNSPECIFIED_ROLE", rule));
  }
  checkSize(context);
  for (const property of foreign) {
    if (inputs[property] !== undefined && inputs[property] !== false) {
      const rule = `Invalid field set in subnetwork with purpose ${purpose}.`;
      fail(property, invalidField(`resource.${property}`, JSON.stringify(inputs[property]), rule));
    }
  }
  const stack = asString(inputs.stackType) ?? "IPV4_ONLY";
  if (stack !== "IPV4_ONLY") {
    fail("stackType", invalidField("resource.stackType", stack, "A proxy-only subnetwork is IPV4_ONLY."));
  }
  if (asList(inputs.secondaryIpRanges).length > 0) {
    const rule = "A proxy-only subnetwork has no secondary ranges.";
    fail("secondaryIpRanges", invalidField("resource.secondaryIpRanges", "", rule));
  }
}

function checkSize({ inputs, fail }: CheckContext): void {
  const range = asString(inputs.ipCidrRange);
  if (
    range !== undefined &&
    networkProblem(range) === undefined &&
    parseCidr(range).prefixLength > longestPrefix
  ) {
    const rule = `A proxy-only subnetwork must be at least a /${longestPrefix}: give it 64 addresses or more.`;
    fail("ipCidrRange", invalidField("resource.ipCidrRange", range, rule));
  }
}

/**
 * In a region of a network and for one purpose there is one active proxy-only subnet, and beside it one for backup.
 *
 * Source: https://cloud.google.com/load-balancing/docs/proxy-only-subnets#proxy-subnet-create
 */
export function requireRole({ inputs, world }: OperationContext, record: WorldRecord | undefined): void {
  const { purpose, role, network, region } = inputs;
  if (!isProxyOnly(purpose)) {
    return;
  }
  if (record) {
    if (record.inputs.role !== role) {
      throw invalid(
        "resource.role",
        asString(role) ?? "",
        "To promote a backup subnetwork is not simulated.",
      );
    }
    return;
  }
  const beside = world
    .all(tokens.subnetwork)
    .filter(
      (other) =>
        other.inputs.purpose === purpose &&
        other.inputs.network === network &&
        other.inputs.region === region,
    );
  const same = beside.find((other) => other.inputs.role === role);
  if (same) {
    const rule = `The network has the ${asString(role) ?? ""} subnetwork '${same.id}' with purpose ${purpose} in the region already.`;
    throw invalid("resource.role", asString(role) ?? "", rule);
  }
  if (role === "BACKUP" && beside.length === 0) {
    throw invalid("resource.role", "BACKUP", "There is no ACTIVE subnetwork that it could be the backup of.");
  }
}

/** The proxies of every Envoy-based balancer of a network in a region are in its active subnet, if there is one. */
export const activeProxySubnet = (
  world: WorldView,
  purpose: ProxyOnlyPurpose,
  network: string,
  region: string,
): WorldRecord | undefined =>
  world
    .all(tokens.subnetwork)
    .find(
      ({ inputs }) =>
        inputs.purpose === purpose &&
        inputs.role === "ACTIVE" &&
        inputs.network === network &&
        inputs.region === region,
    );
