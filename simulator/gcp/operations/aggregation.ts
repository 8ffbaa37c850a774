import { durationSeconds, durationShape } from "./duration";
import { fieldProblem } from "./metricFilter";
import type { MetricDescriptor } from "./metrics";
import { asList, asObject, asString, asStrings, type Value } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import { list, object, oneOf, type Shape, text } from "../../providers/shapes";

/** Source: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Aligner */
const aligners = [
  "ALIGN_NONE",
  "ALIGN_DELTA",
  "ALIGN_RATE",
  "ALIGN_INTERPOLATE",
  "ALIGN_NEXT_OLDER",
  "ALIGN_MIN",
  "ALIGN_MAX",
  "ALIGN_MEAN",
  "ALIGN_COUNT",
  "ALIGN_SUM",
  "ALIGN_STDDEV",
  "ALIGN_COUNT_TRUE",
  "ALIGN_COUNT_FALSE",
  "ALIGN_FRACTION_TRUE",
  "ALIGN_PERCENTILE_99",
  "ALIGN_PERCENTILE_95",
  "ALIGN_PERCENTILE_50",
  "ALIGN_PERCENTILE_05",
  "ALIGN_PERCENT_CHANGE",
];
const onlyForGauges = ["ALIGN_INTERPOLATE", "ALIGN_NEXT_OLDER"];
const onlyForCounts = ["ALIGN_DELTA", "ALIGN_RATE"];
const onlyForBooleans = ["ALIGN_COUNT_TRUE", "ALIGN_COUNT_FALSE", "ALIGN_FRACTION_TRUE"];
const onlyForNumbers = ["ALIGN_MIN", "ALIGN_MAX", "ALIGN_MEAN", "ALIGN_SUM", "ALIGN_STDDEV"];
const onlyForDistributions = aligners.filter((one) => one.startsWith("ALIGN_PERCENTILE"));

const reducers = [
  "REDUCE_NONE",
  "REDUCE_MEAN",
  "REDUCE_MIN",
  "REDUCE_MAX",
  "REDUCE_SUM",
  "REDUCE_STDDEV",
  "REDUCE_COUNT",
  "REDUCE_COUNT_TRUE",
  "REDUCE_COUNT_FALSE",
  "REDUCE_FRACTION_TRUE",
  "REDUCE_PERCENTILE_99",
  "REDUCE_PERCENTILE_95",
  "REDUCE_PERCENTILE_50",
  "REDUCE_PERCENTILE_05",
];

const leastPeriod = 60;

export const aggregationShape: Shape = object({
  alignmentPeriod: durationShape,
  crossSeriesReducer: oneOf(...reducers),
  groupByFields: list(text),
  perSeriesAligner: oneOf(...aligners),
});

export const aggregationsShape: Shape = list(aggregationShape);

/** The rules between the settings of each aggregation, and against the first one's metric. */
export function checkAggregations(
  aggregations: Value | undefined,
  metric: MetricDescriptor | undefined,
  path: string,
  fail: CheckContext["fail"],
): void {
  asList(aggregations)
    .map(asObject)
    .forEach((one, i) => {
      const at = `${path}[${i}]`;
      const aligner = asString(one.perSeriesAligner) ?? "ALIGN_NONE";
      const isAligned = one.perSeriesAligner !== undefined && aligner !== "ALIGN_NONE";
      const seconds = durationSeconds(asString(one.alignmentPeriod) ?? "");
      if (seconds !== undefined && seconds < leastPeriod) {
        fail(
          `${at}.alignmentPeriod`,
          `The alignment period must be at least ${leastPeriod} seconds, got ${seconds}`,
        );
      }
      if (isAligned && one.alignmentPeriod === undefined) {
        fail(`${at}.alignmentPeriod`, `${aligner} needs an alignmentPeriod`);
      }
      const reducer = asString(one.crossSeriesReducer) ?? "REDUCE_NONE";
      if (reducer !== "REDUCE_NONE" && one.perSeriesAligner === undefined) {
        fail(
          `${at}.crossSeriesReducer`,
          `${reducer} needs time series that are aligned; give perSeriesAligner`,
        );
      }
      // Later aggregations work on what the first one made.
      const problem = i === 0 && metric ? alignerProblem(aligner, metric) : undefined;
      if (problem) {
        fail(`${at}.perSeriesAligner`, problem);
      }
      asStrings(one.groupByFields).forEach((field, j) => {
        const wrong = fieldProblem(field, metric);
        if (wrong) {
          fail(`${at}.groupByFields[${j}]`, wrong);
        }
      });
    });
}

function alignerProblem(aligner: string, { kind, value }: MetricDescriptor): string | undefined {
  const isNumber = value !== "BOOL";
  const isRefused =
    (kind !== "GAUGE" && onlyForGauges.includes(aligner)) ||
    (kind === "GAUGE" && onlyForCounts.includes(aligner)) ||
    (isNumber && onlyForBooleans.includes(aligner)) ||
    (!isNumber && onlyForNumbers.includes(aligner)) ||
    onlyForDistributions.includes(aligner);
  return isRefused
    ? `The aligner ${aligner} cannot be applied to metrics with kind ${kind} and value type ${value}`
    : undefined;
}
