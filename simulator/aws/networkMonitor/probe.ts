import { probesOf } from "./probes";
import { refusedMonitor } from "./refusals";
import { arn } from "../arn";
import { checkBetween, checkOneOf } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { named } from "../operations/names";
import { find } from "../references";
import { tokens } from "../tokens";
import { CidrError, parseAddress } from "../../../addressing/cidr";
import { asString, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/nw-monitor-quotas.html */
const probesPerMonitor = 24;

/**
 * A probe from a subnet of a VPC to an address, also one outside of AWS.
 *
 * API: https://docs.aws.amazon.com/networkmonitor/latest/APIReference/API_CreateProbe.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/networkmonitor/probe/
 */
export const probe: ResourceType = {
  token: tokens.networkProbe,
  properties: {
    ...regionProperty,
    ...tagProperties,
    destination: { type: "string", required: true },
    destinationPort: { type: "number" },
    monitorName: { type: "string", required: true, replace: true },
    packetSize: { type: "number" },
    protocol: { type: "string", required: true },
    sourceArn: { type: "string", required: true, replace: true },
  },
  computed: ["addressFamily", "arn", "packetSize", "probeId", "tagsAll", "vpcId"],
  // Rough figures: the provider waits until the probe is active.
  durations: { create: 60, update: 30, delete: 60 },
  check(context) {
    withRegion(context);
    checkOneOf(context, "protocol", ["ICMP", "TCP"]);
    checkBetween(context, "destinationPort", 1, 65535);
    checkBetween(context, "packetSize", 56, 8500);
    checkDestination(context);
  },
  create(context) {
    const { inputs, draws, world } = context;
    const monitorName = asString(inputs.monitorName) ?? "";
    const monitor = named(context, tokens.networkMonitor, "monitorName", monitorName);
    if (!monitor) {
      throw refusedMonitor(
        "CreateProbe",
        "ResourceNotFoundException",
        `There is no monitor named ${monitorName}`,
      );
    }
    if (probesOf(world, monitor.inputs).length >= probesPerMonitor) {
      throw refusedMonitor(
        "CreateProbe",
        "ServiceQuotaExceededException",
        `A monitor has at most ${probesPerMonitor} probes`,
      );
    }
    const source = subnetOf(context);
    const probeId = `probe-${draws.text("id", 25, "abcdefghijklmnopqrstuvwxyz0123456789")}`;
    return {
      id: `${monitorName},${probeId}`,
      outputs: {
        arn: arn("networkmonitor", regionOf(inputs), `probe/${probeId}`),
        probeId,
        vpcId: source.inputs.vpcId ?? "",
        ...settings(inputs),
      },
    };
  },
  update: ({ inputs }) => settings(inputs),
};

const settings = (inputs: Props): Props => ({
  addressFamily: `IPV${parseAddress(asString(inputs.destination) ?? "").version}`,
  packetSize: inputs.packetSize ?? 56,
  ...taggedOutputs(inputs),
});

function checkDestination({ inputs, fail }: CheckContext): void {
  const destination = asString(inputs.destination);
  try {
    parseAddress(destination ?? "192.0.2.1");
  } catch (error) {
    if (!(error instanceof CidrError)) {
      throw error;
    }
    fail("destination", `ValidationException: the destination must be an IP address: ${error.message}`);
  }
  if (inputs.protocol === "TCP" && inputs.destinationPort === undefined) {
    fail("destinationPort", "ValidationException: a probe by TCP needs destinationPort");
  }
  if (inputs.protocol === "ICMP" && inputs.destinationPort !== undefined) {
    fail("destinationPort", "ValidationException: a probe by ICMP has no destinationPort");
  }
}

function subnetOf(context: OperationContext): WorldRecord {
  const arn = asString(context.inputs.sourceArn) ?? "";
  const subnet = find(context, "subnet", arn.split(":subnet/")[1] ?? "");
  if (subnet?.outputs.arn !== arn) {
    throw refusedMonitor(
      "CreateProbe",
      "ValidationException",
      `The source ${arn} is not a subnet of the Region`,
    );
  }
  return subnet;
}
