import { checkBetween, checkOneOf } from "../checks";
import { asBoolean, asObject, asString } from "../../protocol/values";
import type { CheckContext, PropertyRule } from "../../providers/resourceType";
import { checkInputs, flag, object, text } from "../../providers/shapes";
import type { LoadBalancerKind } from "./hostedZones";

/**
 * Attributes that one kind of load balancer has; the provider passes them over on the other kind.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
 */
const kindOf: Readonly<Record<string, readonly [LoadBalancerKind, PropertyRule["type"]]>> = {
  clientKeepAlive: ["application", "number"],
  connectionLogs: ["application", "object"],
  desyncMitigationMode: ["application", "string"],
  dropInvalidHeaderFields: ["application", "boolean"],
  enableHttp2: ["application", "boolean"],
  enableTlsVersionAndCipherSuiteHeaders: ["application", "boolean"],
  enableWafFailOpen: ["application", "boolean"],
  enableXffClientPort: ["application", "boolean"],
  idleTimeout: ["application", "number"],
  preserveHostHeader: ["application", "boolean"],
  xffHeaderProcessingMode: ["application", "string"],
  dnsRecordClientRoutingPolicy: ["network", "string"],
  enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: ["network", "string"],
};

export const attributeProperties: Readonly<Record<string, PropertyRule>> = {
  ...Object.fromEntries(Object.entries(kindOf).map(([name, [, type]]) => [name, { type }])),
  accessLogs: { type: "object" },
  enableCrossZoneLoadBalancing: { type: "boolean" },
  enableDeletionProtection: { type: "boolean", default: false },
  enableZonalShift: { type: "boolean" },
};

export function checkAttributes(context: CheckContext): void {
  const { inputs, fail } = context;
  const kind = asString(inputs.loadBalancerType);
  for (const [property, [own]] of Object.entries(kindOf)) {
    if (inputs[property] !== undefined && kind !== undefined && kind !== own) {
      fail(
        property,
        `"${property}" is an attribute of ${own} load balancers; on a ${kind} one it has no effect`,
      );
    }
  }
  if (kind === "application" && inputs.enableCrossZoneLoadBalancing === false) {
    fail(
      "enableCrossZoneLoadBalancing",
      "cross-zone load balancing is always on for an application load balancer; set loadBalancingCrossZoneEnabled on its target groups",
    );
  }
  checkBetween(context, "clientKeepAlive", 60, 604800);
  checkBetween(context, "idleTimeout", 1, 4000);
  checkOneOf(context, "desyncMitigationMode", ["monitor", "defensive", "strictest"]);
  checkOneOf(context, "dnsRecordClientRoutingPolicy", [
    "any_availability_zone",
    "availability_zone_affinity",
    "partial_availability_zone_affinity",
  ]);
  checkOneOf(context, "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic", ["on", "off"]);
  checkOneOf(context, "xffHeaderProcessingMode", ["append", "preserve", "remove"]);
}

const logs = object({ "bucket!": text, enabled: flag, prefix: text });

/**
 * Where logs go. Buckets are not simulated: one of a valid name exists and may be written to.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function checkLogs(context: CheckContext): void {
  const { inputs, fail } = context;
  checkInputs(inputs, { accessLogs: logs, connectionLogs: logs }, fail);
  for (const property of ["accessLogs", "connectionLogs"]) {
    const { bucket, enabled, prefix } = asObject(inputs[property]);
    const name = asString(bucket);
    if (
      asBoolean(enabled) === true &&
      name !== undefined &&
      !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)
    ) {
      fail(
        `${property}.bucket`,
        `InvalidConfigurationRequest: "${name}" is no name of an S3 bucket (3 to 63 lowercase letters, digits, dots and hyphens)`,
      );
    }
    if (/^\/|\/$|AWSLogs/.test(asString(prefix) ?? "")) {
      fail(
        `${property}.prefix`,
        `InvalidConfigurationRequest: the prefix must not begin or end with a slash or hold "AWSLogs", got "${asString(prefix) ?? ""}"`,
      );
    }
  }
}
