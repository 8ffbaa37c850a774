import { type ComputeDefinition, computeType } from "../compute/computeType";
import { inUse, invalidField } from "../compute/error";
import { regionNames } from "../compute/regions";
import { healthCheckPath } from "../dns/routingPolicy";
import { checkProbe, probeOf, protocolBlocks } from "./healthCheckShapes";
import { between, type Fields, flag, list, object, text } from "../../providers/shapes";
import { tokens } from "../tokens";
import { asNumber, asStrings, hasUnknown } from "../../protocol/values";
import type { CheckContext, ResourceType, WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** Sources: https://cloud.google.com/compute/docs/reference/rest/v1/healthChecks and `gcloud compute health-checks create`. */
const fields: Fields = {
  checkIntervalSec: between(1, 300),
  description: text,
  healthyThreshold: between(1, 10),
  logConfig: object({ enable: flag }),
  timeoutSec: between(1, 300),
  unhealthyThreshold: between(1, 10),
  ...Object.fromEntries(Object.entries(protocolBlocks).map(([name, { shape }]) => [name, shape])),
};

const healthCheckType = (
  own: Pick<ComputeDefinition, "token" | "kind" | "regional" | "fields" | "check"> & { computed: string[] },
): ResourceType =>
  computeType({
    ...own,
    collection: "healthChecks",
    labelled: false,
    mutable: Object.keys(own.fields),
    defaults: { checkIntervalSec: 5, healthyThreshold: 2, timeoutSec: 5, unhealthyThreshold: 2 },
    computed: ["creationTimestamp", "type", ...own.computed],
    // Rough figures.
    durations: { create: 10, update: 10, delete: 10 },
    check(context) {
      checkProbe(context);
      checkTimeout(context);
      own.check?.(context);
    },
    create: ({ inputs, now, draws }) => ({
      creationTimestamp: now,
      type: probeOf(inputs).type,
      ...(own.regional ? { healthCheckId: draws.below("healthCheckId", 2 ** 47) } : {}),
    }),
    update: ({ inputs }) => ({ type: probeOf(inputs).type }),
    delete: requireUnused,
  });

/** Records of Cloud DNS name it, too. */
function requireUnused({ id }: WorldRecord, world: WorldView): void {
  const user = world.all(tokens.recordSet).find(({ inputs }) => healthCheckPath(inputs) === id);
  if (user) {
    throw inUse("health_check", id, user.id);
  }
}

/**
 * A global health check: for global backend services, and for external endpoints of Cloud DNS if it says from where.
 *
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/healthcheck/
 */
export const healthCheck: ResourceType = healthCheckType({
  token: tokens.healthCheck,
  kind: "HealthCheck",
  regional: false,
  fields: { ...fields, sourceRegions: list(text) },
  computed: [],
  check: checkSourceRegions,
});

/**
 * A health check for the backend services of its region.
 *
 * Provider: https://www.pulumi.com/registry/packages/gcp/api-docs/compute/regionhealthcheck/
 */
export const regionHealthCheck: ResourceType = healthCheckType({
  token: tokens.regionHealthCheck,
  kind: "RegionHealthCheck",
  regional: true,
  fields,
  computed: ["healthCheckId"],
});

/** "The timeout must be less than or equal to the check interval". Source: health-check-concepts#timing_and_intervals */
function checkTimeout({ inputs, fail }: CheckContext): void {
  const [timeout, interval] = [asNumber(inputs.timeoutSec), asNumber(inputs.checkIntervalSec)];
  if (timeout !== undefined && interval !== undefined && timeout > interval) {
    const rule = `It must be at most checkIntervalSec, which is ${interval}.`;
    fail("timeoutSec", invalidField("resource.timeoutSec", String(timeout), rule));
  }
}

/** Source: the API's description of `sourceRegions`. */
function checkSourceRegions({ inputs, fail }: CheckContext): void {
  const { sourceRegions } = inputs;
  if (!Array.isArray(sourceRegions) || sourceRegions.length === 0 || hasUnknown(sourceRegions)) {
    return;
  }
  const regions = asStrings(sourceRegions);
  const refuse = (property: string, value: string, rule: string): void =>
    fail(property, invalidField(`resource.${property}`, value, rule));
  if (regions.length !== 3 || new Set(regions).size !== 3) {
    refuse("sourceRegions", regions.join(","), "Exactly 3 different regions must be specified.");
  }
  const unknown = regions.find((region) => !regionNames.includes(region));
  if (unknown !== undefined) {
    refuse("sourceRegions", unknown, `Unknown region; simulated are ${regionNames.join(", ")}.`);
  }
  const { type, settings } = probeOf(inputs);
  if (!["HTTP", "HTTPS", "TCP"].includes(type)) {
    refuse(
      "sourceRegions",
      regions.join(","),
      `They can be set for HTTP, HTTPS and TCP only, not for ${type}.`,
    );
  }
  if (settings.request !== undefined) {
    refuse("sourceRegions", regions.join(","), "They cannot be set together with a TCP request.");
  }
  if (settings.proxyHeader !== undefined && settings.proxyHeader !== "NONE") {
    refuse("sourceRegions", regions.join(","), "They cannot be set together with a proxy header.");
  }
  const interval = asNumber(inputs.checkIntervalSec);
  if (interval !== undefined && interval < 30) {
    refuse("checkIntervalSec", String(interval), "It must be at least 30 with source regions.");
  }
}
