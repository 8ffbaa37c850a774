import { checkHealthCheck, healthCheckOf } from "./healthCheck";
import { checkName, deletesBeforeReplace, nameProperties } from "./names";
import { loadBalancersOf } from "./references";
import { refused } from "./refusals";
import { checkTargetGroup } from "./targetGroupRules";
import { arn } from "../arn";
import { unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { named } from "../operations/names";
import { find, having } from "../references";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";

const operation = "CreateTargetGroup";

/**
 * A target group, with how it checks its targets' health.
 *
 * API: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/lb/targetgroup/
 */
export const targetGroup: ResourceType = {
  token: tokens.targetGroup,
  properties: {
    ...regionProperty,
    ...tagProperties,
    connectionTermination: { type: "boolean" },
    deregistrationDelay: { type: "number", default: 300 },
    healthCheck: { type: "object" },
    ipAddressType: { type: "string", replace: true },
    loadBalancingAlgorithmType: { type: "string" },
    loadBalancingAnomalyMitigation: { type: "string" },
    loadBalancingCrossZoneEnabled: { type: "string" },
    ...nameProperties,
    port: { type: "number", replace: true },
    preserveClientIp: { type: "string" },
    protocol: { type: "string", replace: true },
    protocolVersion: { type: "string", replace: true },
    proxyProtocolV2: { type: "boolean", default: false },
    slowStart: { type: "number", default: 0 },
    stickiness: { type: "object" },
    targetGroupHealth: { type: "object" },
    targetHealthStates: { type: "array" },
    targetType: { type: "string", replace: true, default: "instance" },
    vpcId: { type: "string", replace: true },
    ...unsimulated("array", ["targetFailovers"]),
    ...unsimulated("boolean", ["lambdaMultiValueHeadersEnabled"]),
    ...unsimulated("number", ["targetControlPort"]),
    ...unsimulated("string", ["namePrefix"]),
  },
  computed: [
    "arn",
    "arnSuffix",
    "connectionTermination",
    "healthCheck",
    "ipAddressType",
    "loadBalancerArns",
    "loadBalancingAlgorithmType",
    "loadBalancingAnomalyMitigation",
    "loadBalancingCrossZoneEnabled",
    "preserveClientIp",
    "protocolVersion",
    "stickiness",
    "tagsAll",
    "targetGroupHealth",
    "targetHealthStates",
  ],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  deleteBeforeReplace: deletesBeforeReplace,
  check(context) {
    withRegion(context);
    checkName(context, true);
    checkTargetGroup(context);
    checkHealthCheck(context);
  },
  create(context) {
    const { inputs, draws } = context;
    const name = asString(inputs.name) ?? "";
    if (named(context, tokens.targetGroup, "name", name)) {
      throw refused(
        operation,
        "DuplicateTargetGroupName",
        `A target group with the same name '${name}' exists, but with different settings`,
      );
    }
    const vpcId = asString(inputs.vpcId) ?? "";
    if (!find(context, "vpc", vpcId)) {
      throw refused(operation, "ValidationError", `The VPC ID '${vpcId}' is not found`);
    }
    const arnSuffix = `targetgroup/${name}/${draws.hex("id", 16)}`;
    const id = arn("elasticloadbalancing", regionOf(inputs), arnSuffix);
    const isHttp = inputs.protocol === "HTTP" || inputs.protocol === "HTTPS";
    return {
      id,
      outputs: {
        arn: id,
        arnSuffix,
        healthCheck: healthCheckOf(inputs),
        ipAddressType: "ipv4",
        loadBalancingCrossZoneEnabled:
          inputs.loadBalancingCrossZoneEnabled ?? "use_load_balancer_configuration",
        ...(isHttp
          ? {
              loadBalancingAlgorithmType: inputs.loadBalancingAlgorithmType ?? "round_robin",
              protocolVersion: inputs.protocolVersion ?? "HTTP1",
            }
          : {}),
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => ({ healthCheck: healthCheckOf(inputs), ...taggedOutputs(inputs) }),
  delete({ world }, { id }) {
    if (loadBalancersOf(world, id).length > 0) {
      throw refused(
        "DeleteTargetGroup",
        "ResourceInUse",
        `Target group '${id}' is currently in use by a listener or a rule`,
      );
    }
  },
  // With the group go its registrations.
  removes: ({ inputs, world }, record) =>
    inputs === record.inputs ? having(world, tokens.targetGroupAttachment, "targetGroupArn", record.id) : [],
  observe: ({ id }, world) => ({ loadBalancerArns: loadBalancersOf(world, id).sort() }),
};
