import { ServiceError } from "./error";
import { networkMonitorNamespace } from "./metrics";
import { isInRegionOf } from "./region";
import { tokens } from "../tokens";
import { asObject, asString, type Props } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";

/** @throws {ServiceError} where a metric is of a probe that its monitor does not have in the Region. */
export function requireProbed(
  { inputs, world }: OperationContext,
  operation: string,
  { namespace, dimensions }: Props,
): void {
  const { Monitor, Probe } = asObject(dimensions);
  const exists = world
    .all(tokens.networkProbe)
    .some(
      (probe) =>
        isInRegionOf(inputs, probe) &&
        probe.inputs.monitorName === Monitor &&
        probe.outputs.probeId === Probe,
    );
  if (namespace === networkMonitorNamespace && !exists) {
    throw new ServiceError(
      "CloudWatch",
      operation,
      "ValidationError",
      `The metric would never have data: the monitor ${asString(Monitor) ?? ""} has no probe ${asString(Probe) ?? ""} in the Region; CloudWatch takes such an alarm, and it never fires`,
    );
  }
}
