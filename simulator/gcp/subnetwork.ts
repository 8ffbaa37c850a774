import { cidrHost, contains, parseCidr } from "../../addressing/cidr";
import { type ComputeOperation, computeType } from "./compute/computeType";
import { inUse, invalidField } from "./compute/error";
import { fingerprint } from "./compute/labels";
import { isName, nameProblem } from "./compute/names";
import { networkProblem } from "./compute/ranges";
import { rulesOn } from "./load-balancing/forwardingRules";
import { flag, list, number, object, oneOf, text, textWhich, unsimulated } from "../providers/shapes";
import { checkSubnetStack, subnetPrefixes } from "./rules/ipv6Ranges";
import { requireOutsideInternalRanges } from "./rules/internalRanges";
import { checkPrivateNatSubnet, requireSamePurpose } from "./rules/privateNatSubnet";
import { requireFreeOfJoined } from "./rules/joinedNetworks";
import { checkProxyOnlySubnet, proxyOnlyPurposes, requireRole } from "./rules/proxyOnlySubnets";
import { checkSubnetRanges, ranges, requireFreeRanges } from "./rules/subnetRanges";
import { tokens } from "./tokens";
import { asList, asNumber, asObject, asString, hasUnknown, type Props } from "../protocol/values";
import type { CheckContext, ResourceType } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** https://cloud.google.com/vpc/docs/quota#per_network */
const mostSecondaryRanges = 170;

const noOwnPrefixes = "there are no prefixes of the program's own; Google chooses the range";
const purposes: readonly string[] = ["PRIVATE", "PRIVATE_NAT", ...proxyOnlyPurposes];

const noInternalRanges = "there are no internal ranges";

/**
 * A regional subnet. Its primary range is expanded in place; any other change of the range replaces the subnet, as
 * `IsShrinkageIpCidr` in the Google provider's resource_compute_subnetwork.go has it.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/subnetworks
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/subnetwork/
 */
export const subnetwork: ResourceType = computeType({
  token: tokens.subnetwork,
  kind: "Subnetwork",
  collection: "subnetworks",
  regional: true,
  labelled: false,
  fields: {
    allowSubnetCidrRoutesOverlap: unsimulated("boolean", "routes are not looked into"),
    description: text,
    externalIpv6Prefix: unsimulated("string", noOwnPrefixes),
    internalIpv6Prefix: unsimulated("string", noOwnPrefixes),
    ipCidrRange: text,
    ipCollection: unsimulated("string", noOwnPrefixes),
    ipv6AccessType: oneOf("EXTERNAL", "INTERNAL"),
    logConfig: object({
      aggregationInterval: oneOf(
        "INTERVAL_5_SEC",
        "INTERVAL_30_SEC",
        "INTERVAL_1_MIN",
        "INTERVAL_5_MIN",
        "INTERVAL_10_MIN",
        "INTERVAL_15_MIN",
      ),
      filterExpr: text,
      flowSampling: number,
      metadata: oneOf("EXCLUDE_ALL_METADATA", "INCLUDE_ALL_METADATA", "CUSTOM_METADATA"),
      metadataFields: list(text),
    }),
    "network!": text,
    privateIpGoogleAccess: flag,
    privateIpv6GoogleAccess: unsimulated("string", "there are no instances"),
    purpose: textWhich((purpose, path) =>
      purposes.includes(purpose)
        ? undefined
        : `"${path}" ${purpose} is not simulated: subnets serve instances, private NAT or proxies; use ${purposes.join(" or ")}`,
    ),
    reservedInternalRange: unsimulated("string", noInternalRanges),
    resolveSubnetMask: unsimulated("string", "there are no instances"),
    role: oneOf("ACTIVE", "BACKUP"),
    secondaryIpRanges: list(
      object({
        ipCidrRange: text,
        ipCollection: unsimulated("string", noOwnPrefixes),
        ipVersion: onlyValue("IPV4", "secondary ranges are IPv4 only"),
        "rangeName!": textWhich((name, path) => nameProblem(path, name)),
        reservedInternalRange: unsimulated("string", noInternalRanges),
      }),
    ),
    sendSecondaryIpRangeIfEmpty: flag,
    stackType: oneOf("IPV4_ONLY", "IPV4_IPV6", "IPV6_ONLY"),
  },
  mutable: [
    "allowSubnetCidrRoutesOverlap",
    "ipv6AccessType",
    "logConfig",
    "privateIpGoogleAccess",
    "purpose",
    "role",
    "secondaryIpRanges",
    "sendSecondaryIpRangeIfEmpty",
    "stackType",
  ],
  replaceIf: { ipCidrRange: (before, after) => !expands(asString(before), asString(after)) },
  computed: [
    "creationTimestamp",
    "externalIpv6Prefix",
    "fingerprint",
    "gatewayAddress",
    "internalIpv6Prefix",
    "ipv6CidrRange",
    "ipv6GceEndpoint",
    "privateIpGoogleAccess",
    "privateIpv6GoogleAccess",
    "purpose",
    "secondaryIpRanges",
    "stackType",
    "state",
    "subnetworkId",
  ],
  // Rough figures.
  durations: { create: 15, update: 10, delete: 15 },
  check(context) {
    checkPresence(context);
    checkSubnetStack(context);
    checkSubnetRanges(context);
    checkSecondaryNames(context);
    checkLogConfig(context);
    checkPrivateNatSubnet(context);
    checkProxyOnlySubnet(context);
  },
  create(context) {
    return {
      creationTimestamp: context.now,
      subnetworkId: context.draws.below("subnetworkId", 2 ** 47),
      ...settings(context),
    };
  },
  update: settings,
  delete(record, world) {
    const [user] = rulesOn(world, record);
    if (user !== undefined) {
      throw inUse("subnetwork", record.id, user);
    }
  },
});

function settings(context: ComputeOperation, record?: WorldRecord): Props {
  requireSamePurpose(context, record);
  requireRole(context, record);
  requireFreeRanges(context, context.path);
  requireFreeOfJoined(context.world, context.inputs);
  requireOutsideInternalRanges(context.world, context.inputs, record);
  const { inputs, draws } = context;
  const [primary] = ranges(inputs);
  return {
    fingerprint: fingerprint(draws, JSON.stringify(inputs)),
    gatewayAddress: primary ? cidrHost(primary.cidr, 1) : "",
    privateIpGoogleAccess: inputs.privateIpGoogleAccess ?? false,
    privateIpv6GoogleAccess: "DISABLE_GOOGLE_ACCESS",
    purpose: inputs.purpose ?? "PRIVATE",
    secondaryIpRanges: inputs.secondaryIpRanges ?? [],
    stackType: inputs.stackType ?? "IPV4_ONLY",
    ...subnetPrefixes(context, record),
  };
}

/** True where the second range holds all of the first. */
const expands = (before = "", after = ""): boolean =>
  networkProblem(before) === undefined &&
  networkProblem(after) === undefined &&
  contains(parseCidr(after), parseCidr(before));

function onlyValue(value: string, why: string): ReturnType<typeof textWhich> {
  return textWhich((got, path) =>
    got === value ? undefined : `"${path}" ${got} is not simulated: ${why}; use ${value}`,
  );
}

function checkPresence({ inputs, fail }: CheckContext): void {
  const ownRanges = asList(inputs.secondaryIpRanges);
  if (inputs.ipCidrRange === undefined && !hasUnknown(inputs.stackType) && inputs.stackType !== "IPV6_ONLY") {
    fail("ipCidrRange", invalidField("resource.ipCidrRange", "", "A range must be specified."));
  }
  ownRanges.forEach((one, i) => {
    if (!hasUnknown(one) && asObject(one).ipCidrRange === undefined) {
      const field = `secondaryIpRanges[${i}].ipCidrRange`;
      fail(field, invalidField(`resource.${field}`, "", "A range must be specified."));
    }
  });
  if (ownRanges.length > mostSecondaryRanges) {
    fail(
      "secondaryIpRanges",
      invalidField(
        "resource.secondaryIpRanges",
        "",
        `A subnet can have ${mostSecondaryRanges} secondary ranges, not ${ownRanges.length}.`,
      ),
    );
  }
}

function checkSecondaryNames({ inputs, fail }: CheckContext): void {
  const names = asList(inputs.secondaryIpRanges).flatMap((one) => asString(asObject(one).rangeName) ?? []);
  names.forEach((name, i) => {
    if (isName(name) && names.indexOf(name) < i) {
      const field = `secondaryIpRanges[${i}].rangeName`;
      fail(
        field,
        invalidField(`resource.${field}`, name, "Secondary range names must be unique in the subnet."),
      );
    }
  });
}

function checkLogConfig({ inputs, fail }: CheckContext): void {
  const sampling = asNumber(asObject(inputs.logConfig).flowSampling);
  if (sampling !== undefined && (sampling < 0 || sampling > 1)) {
    fail(
      "logConfig.flowSampling",
      invalidField("resource.logConfig.flowSampling", String(sampling), "Must be in the range [0, 1]."),
    );
  }
}
