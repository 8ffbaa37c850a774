import { refusedMonitor } from "./refusals";
import { arn } from "../arn";
import { checkOneOf } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { idByName, named } from "../operations/names";
import { tokens } from "../tokens";
import { asString } from "../../protocol/values";
import type { ResourceType } from "../../providers/resourceType";
import { probesOf } from "./probes";

/**
 * A monitor of Network Synthetic Monitor: it groups probes.
 *
 * API: https://docs.aws.amazon.com/networkmonitor/latest/APIReference/API_CreateMonitor.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/networkmonitor/monitor/
 */
export const monitor: ResourceType = {
  token: tokens.networkMonitor,
  properties: {
    ...regionProperty,
    ...tagProperties,
    aggregationPeriod: { type: "number" },
    monitorName: { type: "string", required: true, replace: true },
  },
  computed: ["aggregationPeriod", "arn", "tagsAll"],
  // Rough figures: the provider waits until the monitor is active, or pending without probes.
  durations: { create: 30, update: 10, delete: 30 },
  check(context) {
    const { inputs, fail } = context;
    withRegion(context);
    checkOneOf(context, "aggregationPeriod", [30, 60]);
    const name = asString(inputs.monitorName);
    if (name !== undefined && !/^[a-zA-Z0-9_-]{1,200}$/.test(name)) {
      fail(
        "monitorName",
        `ValidationException: "${name}" must have 1 to 200 letters, digits, underscores and hyphens`,
      );
    }
  },
  create(context) {
    const { inputs } = context;
    const name = asString(inputs.monitorName) ?? "";
    if (named(context, tokens.networkMonitor, "monitorName", name)) {
      throw refusedMonitor("CreateMonitor", "ConflictException", `A monitor named ${name} exists already`);
    }
    return {
      id: idByName(context, tokens.networkMonitor, name),
      outputs: {
        aggregationPeriod: inputs.aggregationPeriod ?? 60,
        arn: arn("networkmonitor", regionOf(inputs), `monitor/${name}`),
        ...taggedOutputs(inputs),
      },
    };
  },
  update: ({ inputs }) => ({ aggregationPeriod: inputs.aggregationPeriod ?? 60, ...taggedOutputs(inputs) }),
  // With the monitor go its probes.
  removes: ({ inputs, world }, record) => (inputs === record.inputs ? probesOf(world, inputs) : []),
};
