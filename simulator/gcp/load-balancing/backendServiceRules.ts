import { invalid, invalidField } from "../compute/error";
import { lastName, pathIn, zoneIn } from "../compute/paths";
import { regionOf } from "../compute/regions";
import { probeOf } from "./healthCheckShapes";
import { isEnvoy, productOf, protocolOf, protocolsOf, type Product, schemesOf } from "./products";
import { tokens } from "../tokens";
import { asList, asNumber, asObject, asString, asStrings, hasUnknown } from "../../protocol/values";
import type { CheckContext, OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Judges what a backend service says of itself. */
export function checkService(context: CheckContext, scope: Product["scope"]): void {
  const { inputs, fail } = context;
  const refuse = (property: string, value: string, rule: string): void =>
    fail(property, invalidField(`resource.${property}`, value, rule));
  const scheme = asString(inputs.loadBalancingScheme);
  if (scheme !== undefined && !schemesOf(scope).includes(scheme)) {
    refuse(
      "loadBalancingScheme",
      scheme,
      `The schemes of ${scope} backend services are ${schemesOf(scope).join(", ")}.`,
    );
  } else if (scheme !== undefined && !hasUnknown(inputs.protocol) && !productOf(inputs)) {
    const rule = `The protocols of ${scope} backend services with the scheme ${scheme} are ${protocolsOf(scope, scheme).join(", ")}.`;
    refuse("protocol", protocolOf(inputs), rule);
  }
  const sampleRate = asNumber(asObject(inputs.logConfig).sampleRate);
  if (sampleRate !== undefined && (sampleRate < 0 || sampleRate > 1)) {
    refuse("logConfig.sampleRate", String(sampleRate), "It must be in the range [0, 1].");
  }
  if (sampleRate !== undefined && asObject(inputs.logConfig).enable === false) {
    refuse("logConfig.sampleRate", String(sampleRate), "It can only be set if logging is enabled.");
  }
  checkHealthCheck(context, scope);
}

/**
 * One health check, of the scope of the service; an internal passthrough balancer takes either.
 *
 * Source: https://cloud.google.com/load-balancing/docs/health-check-concepts, "Health check category and scope"
 */
function checkHealthCheck({ inputs, fail }: CheckContext, scope: Product["scope"]): void {
  const { healthChecks, backends, loadBalancingScheme: scheme } = inputs;
  if (healthChecks === undefined) {
    if (asList(backends).length > 0) {
      fail("healthChecks", invalidField("resource.healthChecks", "", "A health check must be specified."));
    }
    return;
  }
  if (typeof healthChecks !== "string" || hasUnknown(scheme)) {
    return;
  }
  const [, place = ""] = /(global|regions\/[^/]+)\/healthChecks\/[^/]+$/.exec(healthChecks) ?? [];
  const refuse = (rule: string): void =>
    fail("healthChecks", invalidField("resource.healthChecks[0]", healthChecks, rule));
  if (place === "") {
    refuse("The URL is malformed: it must be the link of a health check.");
  } else if (scope === "global" && place !== "global") {
    refuse("A global backend service needs a global health check.");
  } else if (scope === "regional" && place === "global" && scheme !== "INTERNAL") {
    refuse("A regional backend service needs a health check of its region.");
  } else if (
    scope === "regional" &&
    place !== "global" &&
    place !== `regions/${asString(inputs.region) ?? ""}`
  ) {
    refuse("The health check must be in the region of the backend service.");
  }
}

/** @throws {ComputeError} unless the groups and the health check suit the balancer. */
export function requireBackends({ inputs, world }: OperationContext): void {
  const product = productOf(inputs);
  if (!product) {
    return;
  }
  const path = pathIn(asString(inputs.healthChecks) ?? "");
  const probe = world.get(tokens.healthCheck, path) ?? world.get(tokens.regionHealthCheck, path);
  if (probe && asStrings(probe.inputs.sourceRegions).length > 0) {
    throw invalid("resource.healthChecks[0]", path, "A health check with source regions is for DNS only.");
  }
  asList(inputs.backends).forEach((backend, i) => {
    const group = world.get(tokens.networkEndpointGroup, pathIn(asString(asObject(backend).group) ?? ""));
    if (group) {
      requireGroup(product, group, i, asString(inputs.region));
      requireProbe(product, group, probe);
    }
  });
}

function requireGroup(product: Product, group: WorldRecord, i: number, region: string | undefined): void {
  const field = `resource.backends[${i}].group`;
  const type = asString(group.inputs.networkEndpointType) ?? "";
  if (product.layer === "passthrough") {
    const rule = `A ${product.name} Load Balancer passes packets on to instances: ${type} network endpoint groups are not supported.`;
    throw invalid(field, group.id, rule);
  }
  if (region !== undefined && regionOf(zoneIn(group.id)) !== region) {
    throw invalid(field, group.id, `The network endpoint group must be in a zone of the region '${region}'.`);
  }
}

/** Source: https://cloud.google.com/load-balancing/docs/health-check-concepts#distributed_envoy_health_checks */
function requireProbe(product: Product, group: WorldRecord, probe: WorldRecord | undefined): void {
  if (!probe) {
    return;
  }
  const { type, settings } = probeOf(probe.inputs);
  const refuse = (rule: string): never => {
    throw invalid("resource.healthChecks[0]", probe.id, rule);
  };
  if (settings.portSpecification === "USE_NAMED_PORT") {
    refuse("Network endpoint groups have no named ports; use USE_SERVING_PORT.");
  }
  if (group.inputs.networkEndpointType === "NON_GCP_PRIVATE_IP_PORT" && isEnvoy(product)) {
    const where = `the hybrid network endpoint group '${lastName(group.id)}' behind a ${product.name} Load Balancer`;
    if (type === "GRPC") {
      refuse(`gRPC health checks are not supported for ${where}.`);
    }
    if (settings.proxyHeader === "PROXY_V1") {
      refuse(`Health checks with the PROXY protocol are not supported for ${where}.`);
    }
  }
}
