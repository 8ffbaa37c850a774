import { type ComputeOperation, computeType } from "../compute/computeType";
import { invalid } from "../compute/error";
import { selfLink, zoneIn } from "../compute/paths";
import { regionOf } from "../compute/regions";
import { checkRule } from "./forwardingRuleRules";
import { envoyPlace, requireProxies, requireScheme, servicesBehind } from "./forwardingRules";
import { protocolOf } from "./products";
import { isInternal, ruleAddress } from "./ruleAddress";
import { type Fields, flag, list, oneOf, text, textWhich, unsimulated } from "../../providers/shapes";
import { subnetAt } from "../rules/subnetAddresses";
import { loadBalancingTokens as tokens } from "./tokens";
import { asList, asObject, asString, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const noServiceConnect = "there is no Private Service Connect";

const fields: Fields = {
  allowPscGlobalAccess: unsimulated("boolean", noServiceConnect),
  description: text,
  ipAddress: text,
  ipProtocol: text,
  ipVersion: textWhich((version, path) =>
    version === "IPV4" ? undefined : `"${path}" ${version} is not simulated: balancers are IPv4 only`,
  ),
  loadBalancingScheme: text,
  network: text,
  networkTier: oneOf("PREMIUM", "STANDARD"),
  noAutomateDnsZone: unsimulated("boolean", noServiceConnect),
  portRange: text,
  sourceIpRanges: unsimulated("array", "rules take packets from everywhere"),
  subnetwork: text,
};

const computed = [
  "baseForwardingRule",
  "forwardingRuleId",
  "ipAddress",
  "ipProtocol",
  "network",
  "networkTier",
  "pscConnectionId",
  "pscConnectionStatus",
  "subnetwork",
];

// Rough figures; until proxies everywhere know of a rule, minutes pass.
const durations = { create: 15, update: 12, delete: 15 };

/**
 * The front of a global balancer: an address and a port. A cross-region internal one has an address of a subnet, and
 * clients of any region reach it.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/globalForwardingRules
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/globalforwardingrule/
 */
export const globalForwardingRule: ResourceType = computeType({
  token: tokens.globalForwardingRule,
  kind: "GlobalForwardingRule",
  collection: "forwardingRules",
  regional: false,
  labelled: true,
  fields: {
    ...fields,
    metadataFilters: unsimulated("array", "there is no service mesh"),
    "target!": text,
  },
  mutable: ["target"],
  defaults: { loadBalancingScheme: "EXTERNAL" },
  computed,
  durations,
  check: checkRule,
  create: (context) => ({ ...created(context), ...settings(context, undefined) }),
  update: settings,
});

/**
 * The front of a regional balancer.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/forwardingRules
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/forwardingrule/
 */
export const forwardingRule: ResourceType = computeType({
  token: tokens.forwardingRule,
  kind: "ForwardingRule",
  collection: "forwardingRules",
  regional: true,
  labelled: true,
  fields: {
    ...fields,
    allPorts: flag,
    allowGlobalAccess: flag,
    backendService: text,
    isMirroringCollector: unsimulated("boolean", "packets are not mirrored"),
    ports: list(text),
    serviceLabel: unsimulated("string", "rules have no names of their own in DNS"),
    target: text,
  },
  mutable: ["allowGlobalAccess", "target"],
  defaults: { loadBalancingScheme: "EXTERNAL" },
  computed: [...computed, "creationTimestamp", "serviceName"],
  durations,
  check: checkRule,
  create(context) {
    return { creationTimestamp: context.now, ...created(context), ...settings(context, undefined) };
  },
  update: settings,
});

const created = ({ draws }: ComputeOperation): Props => ({
  forwardingRuleId: draws.below("forwardingRuleId", 2 ** 47),
});

function settings(context: ComputeOperation, record: WorldRecord | undefined): Props {
  const { inputs, world } = context;
  requireScheme(context);
  requireProtocol(context);
  requireStandardTier(context);
  const place = envoyPlace(inputs, world);
  requireProxies(context, place);
  const subnet = subnetAt(world, inputs.subnetwork);
  return {
    ipAddress: ruleAddress(context, record),
    ipProtocol: inputs.ipProtocol ?? "TCP",
    network: inputs.network ?? subnet?.inputs.network ?? place?.network ?? "",
    networkTier: isInternal(inputs) ? "PREMIUM" : (inputs.networkTier ?? "PREMIUM"),
    subnetwork: subnet ? selfLink(subnet.id) : "",
  };
}

/** A passthrough rule takes what its backend service takes. Source: .../forwarding-rule-concepts#protocol_specifications */
function requireProtocol({ inputs, world }: ComputeOperation): void {
  if (inputs.backendService === undefined) {
    return;
  }
  const [service] = servicesBehind(world, inputs);
  const protocol = asString(inputs.ipProtocol) ?? "TCP";
  const theirs = service && protocolOf(service.inputs);
  if (theirs !== undefined && theirs !== "UNSPECIFIED" && theirs !== protocol) {
    throw invalid(
      "resource.IPProtocol",
      protocol,
      `The backend service has the protocol ${theirs}; both must be the same.`,
    );
  }
}

/** The words are those of a public report. */
function requireStandardTier({ inputs, world }: ComputeOperation): void {
  if (inputs.networkTier !== "STANDARD") {
    return;
  }
  const groups = servicesBehind(world, inputs)
    .flatMap((service) => asList(service.inputs.backends))
    .flatMap((backend) => asString(asObject(backend).group) ?? []);
  if (groups.some((group) => regionOf(zoneIn(group)) !== inputs.region)) {
    throw invalid(
      "resource.networkTier",
      "STANDARD",
      "All the backends of the BackendService must be in the same region as the forwarding rule since the forwarding rule is in STANDARD network tier.",
    );
  }
}
