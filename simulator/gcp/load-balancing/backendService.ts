import { checkAffinity } from "./affinity";
import { checkBackends, globalBackend, regionalBackend } from "./backends";
import { checkService, requireBackends } from "./backendServiceRules";
import { type ComputeOperation, computeType } from "../compute/computeType";
import { invalidField, notFound } from "../compute/error";
import { fingerprint } from "../compute/labels";
import { productOf, protocolOf } from "./products";
import { requireLayer } from "./services";
import {
  between,
  type Fields,
  flag,
  list,
  number,
  object,
  oneOf,
  text,
  unsimulated,
} from "../../providers/shapes";
import { loadBalancingTokens as tokens } from "./tokens";
import { asString, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";

const seconds = object({ nanos: between(0, 999_999_999), "seconds!": number });

const fields: Fields = {
  affinityCookieTtlSec: number,
  // "Takes effect up to an hour": the API's description of `connectionDraining`.
  connectionDrainingTimeoutSec: between(0, 3600),
  consistentHash: object({
    httpCookie: object({ name: text, path: text, ttl: seconds }),
    httpHeaderName: text,
    minimumRingSize: number,
  }),
  description: text,
  enableCdn: unsimulated("boolean", "nothing is cached"),
  healthChecks: text,
  iap: unsimulated("object", "nobody logs in"),
  loadBalancingScheme: text,
  localityLbPolicy: oneOf(
    "ROUND_ROBIN",
    "LEAST_REQUEST",
    "RING_HASH",
    "RANDOM",
    "ORIGINAL_DESTINATION",
    "MAGLEV",
    "WEIGHTED_MAGLEV",
    "WEIGHTED_ROUND_ROBIN",
  ),
  logConfig: object({
    enable: flag,
    optionalFields: list(text),
    optionalMode: oneOf("INCLUDE_ALL_OPTIONAL", "EXCLUDE_ALL_OPTIONAL", "CUSTOM"),
    sampleRate: number,
  }),
  outlierDetection: object({
    baseEjectionTime: seconds,
    consecutiveErrors: number,
    consecutiveGatewayFailure: number,
    enforcingConsecutiveErrors: between(0, 100),
    enforcingConsecutiveGatewayFailure: between(0, 100),
    enforcingSuccessRate: between(0, 100),
    interval: seconds,
    maxEjectionPercent: between(0, 100),
    successRateMinimumHosts: number,
    successRateRequestVolume: number,
    successRateStdevFactor: number,
  }),
  portName: text,
  protocol: text,
  sessionAffinity: text,
  strongSessionAffinityCookie: object({ name: text, path: text, ttl: seconds }),
  timeoutSec: between(1, 2 ** 31 - 1),
};

const mutable = Object.keys(fields).filter((name) => name !== "loadBalancingScheme");

const computed = [
  "creationTimestamp",
  "fingerprint",
  "generatedId",
  "portName",
  "protocol",
  "sessionAffinity",
  "timeoutSec",
];

// Rough figures; until proxies everywhere know of a change, minutes pass.
const durations = { create: 12, update: 12, delete: 12 };

/**
 * What a global balancer sends to: groups, how they are probed and how much they take.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/backendServices
 * Concepts: https://cloud.google.com/load-balancing/docs/backend-service
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/backendservice/
 */
export const backendService: ResourceType = computeType({
  token: tokens.backendService,
  kind: "BackendService",
  collection: "backendServices",
  regional: false,
  labelled: false,
  fields: {
    ...fields,
    backends: list(globalBackend),
    customRequestHeaders: list(text),
    customResponseHeaders: list(text),
    securityPolicy: text,
    serviceLbPolicy: text,
  },
  mutable: [
    ...mutable,
    "backends",
    "customRequestHeaders",
    "customResponseHeaders",
    "securityPolicy",
    "serviceLbPolicy",
  ],
  defaults: { connectionDrainingTimeoutSec: 300, loadBalancingScheme: "EXTERNAL" },
  computed,
  durations,
  check(context) {
    checkService(context, "global");
    checkBackends(context);
    checkAffinity(context);
    checkPolicies(context);
  },
  create(context) {
    requireBackends(context);
    requirePolicy(context);
    return created(context);
  },
  update(context) {
    requireBackends(context);
    requirePolicy(context);
    requireLayer(context.world, context.path, context.inputs);
    return settings(context);
  },
});

/**
 * What a regional balancer sends to.
 *
 * API: https://cloud.google.com/compute/docs/reference/rest/v1/regionBackendServices
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/regionbackendservice/
 */
export const regionBackendService: ResourceType = computeType({
  token: tokens.regionBackendService,
  kind: "RegionBackendService",
  collection: "backendServices",
  regional: true,
  labelled: false,
  fields: {
    ...fields,
    backends: list(regionalBackend),
    failoverPolicy: unsimulated("object", "passthrough balancers have no failover groups"),
    network: text,
    securityPolicy: unsimulated("string", "there are no regional security policies"),
  },
  mutable: [...mutable, "backends"],
  defaults: { connectionDrainingTimeoutSec: 300, loadBalancingScheme: "INTERNAL" },
  computed,
  durations,
  check(context) {
    checkService(context, "regional");
    checkBackends(context);
    checkAffinity(context);
    checkNetwork(context);
  },
  create(context) {
    requireBackends(context);
    return created(context);
  },
  update(context) {
    requireBackends(context);
    requireLayer(context.world, context.path, context.inputs);
    return settings(context);
  },
});

const created = (context: ComputeOperation): Props => ({
  creationTimestamp: context.now,
  generatedId: context.draws.below("generatedId", 2 ** 47),
  ...settings(context),
});

const settings = ({ inputs, draws }: OperationContext): Props => ({
  fingerprint: fingerprint(draws, JSON.stringify(inputs)),
  portName: inputs.portName ?? (productOf(inputs)?.layer === "passthrough" ? "" : "http"),
  protocol: protocolOf(inputs),
  sessionAffinity: inputs.sessionAffinity ?? "NONE",
  timeoutSec: inputs.timeoutSec ?? 30,
});

/** "This field can only be specified when the load balancing scheme is set to INTERNAL": the API's description. */
function checkNetwork({ inputs, fail }: CheckContext): void {
  const { network, loadBalancingScheme: scheme } = inputs;
  if (network !== undefined && typeof scheme === "string" && scheme !== "INTERNAL") {
    fail(
      "network",
      invalidField("resource.network", asString(network) ?? "", "It is for the scheme INTERNAL only."),
    );
  }
}

/**
 * Sources: https://cloud.google.com/armor/docs/security-policy-overview#requirements and
 * https://cloud.google.com/load-balancing/docs/service-lb-policy#before-you-begin
 */
function checkPolicies({ inputs, fail }: CheckContext): void {
  const { securityPolicy, serviceLbPolicy, loadBalancingScheme: scheme } = inputs;
  if (securityPolicy !== undefined && scheme === "INTERNAL_MANAGED") {
    const rule = "Security policies are not for cross-region internal balancers.";
    fail("securityPolicy", invalidField("resource.securityPolicy", asString(securityPolicy) ?? "", rule));
  }
  if (typeof serviceLbPolicy === "string" && !policyPattern.test(serviceLbPolicy)) {
    const rule = "It must be projects/PROJECT/locations/global/serviceLbPolicies/NAME.";
    fail("serviceLbPolicy", invalidField("resource.serviceLbPolicy", serviceLbPolicy, rule));
  }
}

const policyPattern = /projects\/[^/]+\/locations\/global\/serviceLbPolicies\/[^/]+$/;

export const policyPath = (inputs: Props): string | undefined =>
  policyPattern.exec(asString(inputs.serviceLbPolicy) ?? "")?.[0];

function requirePolicy({ inputs, world }: OperationContext): void {
  const path = policyPath(inputs);
  if (path !== undefined && !world.get(tokens.serviceLbPolicies, path)) {
    throw notFound(path);
  }
}
