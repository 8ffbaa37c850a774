import { aggregationsShape, checkAggregations } from "./aggregation";
import { durationBetween, durationSeconds } from "./duration";
import { readFilter } from "./metricFilter";
import { promqlNames, findMetric, unknownMetric } from "./metrics";
import { asObject, asString, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";
import {
  flag,
  list,
  map,
  number,
  object,
  oneOf,
  type Shape,
  text,
  textWhich,
  unsimulated,
} from "../../providers/shapes";

/** https://cloud.google.com/monitoring/quotas#alerting_limits */
const longestWindow = 23.5 * 3600;
const mostConditions = 6;

const retestWindow = durationBetween(0, longestWindow, 60);
/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#MetricAbsence */
const absenceWindow = durationBetween(120, longestWindow, 60);

/** Only these two are supported, though the API knows more; the same page, `MetricThreshold.comparison`. */
const comparisons = oneOf("COMPARISON_GT", "COMPARISON_LT");
const missingData = oneOf(
  "EVALUATION_MISSING_DATA_INACTIVE",
  "EVALUATION_MISSING_DATA_ACTIVE",
  "EVALUATION_MISSING_DATA_NO_OP",
);
const trigger = object({ count: number, percent: number });
/** The provider may leave it out of its schema; the API requires it. */
const filter = textWhich(() => undefined);

const kinds: Readonly<Record<string, Shape>> = {
  conditionAbsent: object({
    aggregations: aggregationsShape,
    "duration!": absenceWindow,
    "filter!": filter,
    trigger,
  }),
  conditionMatchedLog: unsimulated("object", "there are no logs to match"),
  conditionMonitoringQueryLanguage: unsimulated(
    "object",
    "MQL is no longer recommended; use conditionPrometheusQueryLanguage",
  ),
  conditionPrometheusQueryLanguage: object({
    alertRule: textWhich((value, path) =>
      /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(value)
        ? undefined
        : `"${path}" must be a Prometheus label name, got ${value}`,
    ),
    disableMetricValidation: flag,
    duration: durationBetween(0, longestWindow),
    evaluationInterval: durationBetween(30, longestWindow, 30),
    labels: map,
    "query!": text,
    ruleGroup: text,
  }),
  conditionSql: unsimulated("object", "there are no logs to query"),
  conditionThreshold: object({
    aggregations: aggregationsShape,
    "comparison!": comparisons,
    denominatorAggregations: unsimulated("array", "ratios are not looked into; use PromQL"),
    denominatorFilter: unsimulated("string", "ratios are not looked into; use PromQL"),
    "duration!": retestWindow,
    evaluationMissingData: missingData,
    "filter!": filter,
    forecastOptions: unsimulated("object", "nothing is forecast"),
    thresholdValue: number,
    trigger,
  }),
};

export const conditionsShape: Shape = list(
  object({ ...kinds, "displayName!": text, name: unsimulated("string", "the API names conditions") }),
  mostConditions,
);

/** The rules within each condition. */
export function checkConditions({ inputs, fail }: CheckContext): void {
  if (!Array.isArray(inputs.conditions)) {
    return;
  }
  if (inputs.conditions.length === 0) {
    fail("conditions", `a policy has 1 to ${mostConditions} conditions`);
  }
  inputs.conditions.map(asObject).forEach((condition, i) => {
    const path = `conditions[${i}]`;
    const given = Object.keys(kinds).filter((kind) => condition[kind] !== undefined);
    if (given.length !== 1 && Object.keys(condition).length > 0) {
      fail(
        path,
        `Field alert_policy.${path} must specify exactly one kind of condition, got ${given.length === 0 ? "none" : given.join(" and ")}`,
      );
    }
    for (const kind of ["conditionThreshold", "conditionAbsent"]) {
      if (condition[kind] !== undefined) {
        checkMetricCondition(asObject(condition[kind]), `${path}.${kind}`, fail);
      }
    }
    checkQuery(
      asObject(condition.conditionPrometheusQueryLanguage),
      `${path}.conditionPrometheusQueryLanguage`,
      fail,
    );
  });
}

function checkMetricCondition(condition: Props, path: string, fail: CheckContext["fail"]): void {
  const written = asString(condition.filter);
  const read = written === undefined ? undefined : readFilter(written);
  for (const problem of read?.problems ?? []) {
    fail(`${path}.filter`, `Field alert_policy.${path}.filter had an invalid value: ${problem}`);
  }
  checkAggregations(condition.aggregations, read?.metric, `${path}.aggregations`, fail);
  const { count, percent } = asObject(condition.trigger);
  if (count !== undefined && percent !== undefined) {
    fail(`${path}.trigger`, "a trigger is a count or a percentage, not both");
  }
  // To say what missing data means, the condition must wait for some.
  const seconds = durationSeconds(asString(condition.duration) ?? "");
  if (condition.evaluationMissingData !== undefined && seconds === 0) {
    fail(
      `${path}.evaluationMissingData`,
      "evaluationMissingData needs a duration of 60 seconds or more, got 0s",
    );
  }
}

/** A query may name metrics in PromQL's form or, in quotes, in their own. */
function checkQuery(
  { query, disableMetricValidation }: Props,
  path: string,
  fail: CheckContext["fail"],
): void {
  const written = asString(query);
  if (written === undefined || hasUnknown(query)) {
    return;
  }
  if (written.trim() === "") {
    fail(`${path}.query`, "the query is empty");
  }
  const plain = [...written.matchAll(/\b(?:vpn|router)_googleapis_com:\w+/g)]
    .map(([name]) => name)
    .filter((name) => !promqlNames.includes(name));
  const quoted = [...written.matchAll(/"((?:vpn|router)\.googleapis\.com\/[^"]*)"/g)]
    .map(([, type = ""]) => type)
    .filter((type) => findMetric(type) === null);
  for (const name of [...plain, ...quoted]) {
    fail(
      `${path}.query`,
      `${unknownMetric(name)}${disableMetricValidation === true ? " The query would never have data." : ""}`,
    );
  }
}
