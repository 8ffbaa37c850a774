import type { RecordedResource } from "../../../helpers/recordedMocks";

/** What is made to watch. */
export function watching(resources: readonly RecordedResource[]): RecordedResource[] {
  return resources.filter(({ type }) =>
    /:(cloudwatch|monitoring|monitor|portal|operationalinsights)[:/]/.test(type),
  );
}
