import { invalidField } from "../compute/error";
import { type Layer, type Product, productOf } from "./products";
import { between, type Fields, flag, number, object, oneOf, text, unsimulated } from "../../providers/shapes";
import { asList, asNumber, asObject, asString, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

const noInstanceGroups = "backends are network endpoint groups";

const shared: Fields = {
  balancingMode: oneOf("UTILIZATION", "RATE", "CONNECTION", "CUSTOM_METRICS", "IN_FLIGHT"),
  capacityScaler: number,
  customMetrics: unsimulated("array", "there are no custom metrics"),
  description: text,
  "group!": text,
  maxConnections: between(1, 2 ** 31 - 1),
  maxConnectionsPerEndpoint: between(1, 2 ** 31 - 1),
  maxConnectionsPerInstance: unsimulated("number", noInstanceGroups),
  maxRate: between(1, 2 ** 31 - 1),
  maxRatePerEndpoint: number,
  maxRatePerInstance: unsimulated("number", noInstanceGroups),
  maxUtilization: unsimulated("number", noInstanceGroups),
};

export const globalBackend = object({ ...shared, preference: oneOf("PREFERRED", "DEFAULT") });
export const regionalBackend = object({ ...shared, failover: flag });

/** Source: https://cloud.google.com/load-balancing/docs/backend-service#balancing-mode, for zonal and hybrid groups. */
const modes: Readonly<Record<Layer, string>> = {
  application: "RATE",
  proxy: "CONNECTION",
  passthrough: "CONNECTION",
};

/** The capacities that a mode measures by: one of them must be given. Source: as above, "Target capacity". */
const capacities: Readonly<Record<string, readonly string[]>> = {
  RATE: ["maxRate", "maxRatePerEndpoint"],
  CONNECTION: ["maxConnections", "maxConnectionsPerEndpoint"],
};

/** Judges each backend of a backend service alone. */
export function checkBackends(context: CheckContext): void {
  const { inputs } = context;
  const product = productOf(inputs);
  const backends = asList(inputs.backends).map(asObject);
  backends.forEach((backend, i) => {
    checkScaler(context, backend, i, backends.length);
    checkGroup(context, backend, i, backends);
    if (product) {
      checkMode(context, backend, i, product);
      checkPreference(context, backend, i, product);
    }
  });
}

const refusal =
  ({ fail }: CheckContext, i: number) =>
  (property: string, value: string, rule: string): void =>
    fail(`backends[${i}].${property}`, invalidField(`resource.backends[${i}].${property}`, value, rule));

function checkMode(context: CheckContext, backend: Props, i: number, { layer, name }: Product): void {
  const refuse = refusal(context, i);
  if (hasUnknown(backend.balancingMode)) {
    return;
  }
  // The provider's own default, which suits instance groups only.
  const mode = asString(backend.balancingMode) ?? "UTILIZATION";
  if (mode !== modes[layer]) {
    const rule = `Network endpoint groups behind a ${name} Load Balancer must have the balancing mode ${modes[layer]}.`;
    refuse("balancingMode", mode, rule);
    return;
  }
  const given = Object.values(capacities)
    .flat()
    .filter((property) => backend[property] !== undefined);
  const wanted = layer === "passthrough" ? [] : (capacities[mode] ?? []);
  given
    .filter((property) => !wanted.includes(property))
    .forEach((property) => refuse(property, "", `It cannot be set with the balancing mode ${mode} here.`));
  const matching = given.filter((property) => wanted.includes(property));
  if (wanted.length > 0 && matching.length !== 1) {
    refuse(matching[1] ?? "balancingMode", mode, `Exactly one of ${wanted.join(" and ")} must be set.`);
  }
  const rate = asNumber(backend.maxRatePerEndpoint);
  if (rate !== undefined && rate <= 0) {
    refuse("maxRatePerEndpoint", String(rate), "It must be greater than 0.");
  }
}

/** "A value from 0.1 to 1.0", or 0 to drain, though not the only backend. Source: as above, "Capacity scaler". */
function checkScaler(context: CheckContext, { capacityScaler }: Props, i: number, count: number): void {
  const scaler = asNumber(capacityScaler);
  const refuse = refusal(context, i);
  if (scaler === undefined) {
    return;
  }
  if (scaler !== 0 && (scaler < 0.1 || scaler > 1)) {
    refuse("capacityScaler", String(scaler), "It must be 0, or in the range [0.1, 1].");
  }
  if (scaler === 0 && count === 1) {
    refuse("capacityScaler", "0", "The only backend of a backend service cannot be drained.");
  }
}

function checkGroup(context: CheckContext, { group }: Props, i: number, backends: readonly Props[]): void {
  const refuse = refusal(context, i);
  if (typeof group !== "string") {
    return;
  }
  if (!/\/networkEndpointGroups\/[^/]+$/.test(group)) {
    const rule = /\/instanceGroups\//.test(group)
      ? "Instance groups are not simulated; use a network endpoint group."
      : "The URL is malformed: it must be the link of a network endpoint group.";
    refuse("group", group, rule);
  }
  if (backends.findIndex((other) => other.group === group) < i) {
    refuse("group", group, "Duplicate network endpoint groups in the backends of a backend service.");
  }
}

/** Source: https://cloud.google.com/load-balancing/docs/service-lb-policy#preferred-backends */
function checkPreference(context: CheckContext, backend: Props, i: number, product: Product): void {
  const refuse = refusal(context, i);
  if (backend.preference !== undefined && product.scheme === "EXTERNAL") {
    refuse("preference", asString(backend.preference) ?? "", "It cannot be set with the scheme EXTERNAL.");
  }
  if (backend.failover === true && product.layer !== "passthrough") {
    refuse("failover", "true", "Failover backends are for passthrough Network Load Balancers only.");
  }
}
