import { checkKind, requireWatched } from "./healthCheckKinds";
import { refused } from "./refusals";
import { checkBetween, checkEachOneOf, checkOneOf, refuseUnsimulated, unsimulated } from "../checks";
import { tagProperties, taggedOutputs } from "../common";
import { checkLength } from "../operations/names";
import { tokens } from "../tokens";
import { asList, asString, hasUnknown, type Props } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

/** HealthCheckRegion of the API. */
const checkerRegions = [
  ...["us-east-1", "us-west-1", "us-west-2", "eu-west-1"],
  ...["ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "sa-east-1"],
];

/**
 * A health check: of an endpoint on the internet, of other health checks or of an alarm.
 *
 * API: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/route53/healthcheck/
 */
export const healthCheck: ResourceType = {
  token: tokens.healthCheck,
  properties: {
    ...tagProperties,
    childHealthThreshold: { type: "number" },
    childHealthchecks: { type: "array" },
    cloudwatchAlarmName: { type: "string" },
    cloudwatchAlarmRegion: { type: "string" },
    disabled: { type: "boolean", default: false },
    enableSni: { type: "boolean" },
    failureThreshold: { type: "number" },
    fqdn: { type: "string" },
    insufficientDataHealthStatus: { type: "string" },
    invertHealthcheck: { type: "boolean" },
    ipAddress: { type: "string" },
    measureLatency: { type: "boolean", replace: true, default: false },
    port: { type: "number" },
    referenceName: { type: "string", replace: true },
    regions: { type: "array" },
    requestInterval: { type: "number", replace: true },
    resourcePath: { type: "string" },
    searchString: { type: "string" },
    triggers: { type: "object" },
    type: { type: "string", required: true, replace: true },
    ...unsimulated("string", ["routingControlArn"]),
  },
  computed: ["arn", "enableSni", "failureThreshold", "tagsAll", "triggers"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    const { inputs, fail } = context;
    checkBetween(context, "failureThreshold", 1, 10);
    checkBetween(context, "childHealthThreshold", 0, 256);
    checkBetween(context, "port", 1, 65535);
    checkOneOf(context, "requestInterval", [10, 30]);
    checkOneOf(context, "insufficientDataHealthStatus", ["Healthy", "Unhealthy", "LastKnownStatus"]);
    checkLength(context, "fqdn", 0, 255);
    checkLength(context, "resourcePath", 0, 255);
    checkLength(context, "searchString", 0, 255);
    checkLength(context, "referenceName", 0, 27);
    checkEachOneOf(context, "regions", checkerRegions);
    if (
      Array.isArray(inputs.regions) &&
      new Set(asList(inputs.regions)).size < 3 &&
      !hasUnknown(inputs.regions)
    ) {
      fail("regions", `attribute regions requires 3 item minimum, but has ${inputs.regions.length} declared`);
    }
    refuseUnsimulated(context, { routingControlArn: "there is no Application Recovery Controller" });
    checkKind(context);
  },
  create(context) {
    const { inputs, draws } = context;
    requireWatched(context, "CreateHealthCheck");
    const id = draws.uuid("id");
    return {
      id,
      outputs: { arn: `arn:aws:route53:::healthcheck/${id}`, ...filledIn(inputs), ...taggedOutputs(inputs) },
    };
  },
  update(context, record) {
    const { inputs } = context;
    // https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html, IPAddress
    if ((record.inputs.ipAddress === undefined) !== (inputs.ipAddress === undefined)) {
      throw refused(
        "UpdateHealthCheck",
        "InvalidInput",
        "An IP address cannot be added to a health check without one, nor taken from one that has it; replace the health check",
      );
    }
    requireWatched(context, "UpdateHealthCheck");
    return { ...filledIn(inputs), ...taggedOutputs(inputs) };
  },
};

const filledIn = (inputs: Props): Props => ({
  enableSni: inputs.enableSni ?? asString(inputs.type)?.startsWith("HTTPS") === true,
  failureThreshold: inputs.failureThreshold ?? (isEndpoint(inputs) ? 3 : 0),
});

const isEndpoint = ({ type }: Props): boolean =>
  type === "TCP" || asString(type)?.startsWith("HTTP") === true;
