import {
  isAlarmPeriod,
  isExtendedStatistic,
  metricProblem,
  periodProblem,
  standardUnits,
  statistics,
  unitProblem,
} from "./metrics";
import { flag, list, map, number, object, oneOf, text, textWhich, unsimulated } from "../../providers/shapes";
import { asList, asNumber, asObject, asString, hasUnknown, type Props, UNKNOWN } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/** `metric_query` of the provider, which takes at most 20. */
const mostQueries = 20;
const longestExpression = 2048;

export const metricQueriesShape = list(
  object({
    accountId: unsimulated("string", "there is one account"),
    expression: textWhich((value, path) =>
      value.length >= 1 && value.length <= longestExpression
        ? undefined
        : `expected length of ${path} to be in the range (1 - ${longestExpression}), got ${value.length} characters`,
    ),
    "id!": textWhich((id, path) =>
      /^[a-z][A-Za-z0-9_]{0,254}$/.test(id)
        ? undefined
        : `${path} ("${id}") must start with a lowercase letter and hold letters, digits and underscores only`,
    ),
    label: text,
    metric: object({
      dimensions: map,
      "metricName!": text,
      namespace: text,
      "period!": number,
      "stat!": textWhich((stat, path) =>
        statistics.includes(stat) || isExtendedStatistic(stat)
          ? undefined
          : `invalid value for ${path} (invalid statistic): ${stat}`,
      ),
      unit: oneOf(...standardUnits),
    }),
    period: number,
    returnData: flag,
  }),
  mostQueries,
);

/** The metrics of an alarm on metric math, each with its dimensions and period. */
export const queriedMetrics = ({ metricQueries }: Props): Props[] =>
  asList(metricQueries).flatMap((query) => {
    const { metric } = asObject(query);
    return metric === undefined ? [] : [asObject(metric)];
  });

/**
 * The rules between the queries of an alarm.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
 */
export function checkQueries({ inputs, fail }: CheckContext): void {
  const queries = asList(inputs.metricQueries);
  if (
    inputs.metricQueries === UNKNOWN ||
    queries.some((query) => hasUnknown(query) && Object.keys(asObject(query)).length === 0)
  ) {
    return;
  }
  const known = queries.map(asObject);
  known.forEach((query, i) => {
    const path = `metricQueries[${i}]`;
    if ((query.metric === undefined) === (query.expression === undefined)) {
      fail(path, "No metric_query may have both `expression` and a `metric` specified, and each needs one");
    }
    if (query.metric === undefined) {
      checkExpression(query, path, known, fail);
    } else {
      checkMetric(asObject(query.metric), `${path}.metric`, fail);
    }
  });
  const ids = known.flatMap(({ id }) => asString(id) ?? []);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined) {
    fail("metricQueries", `ValidationError: The id "${twice}" must be unique within the alarm`);
  }
  const watched = known.filter(({ returnData }) => returnData === true);
  if (watched.length !== 1 && !known.some(({ returnData }) => hasUnknown(returnData))) {
    fail(
      "metricQueries",
      `ValidationError: Exactly one element of the metrics list should return data, not ${watched.length}; set returnData on it`,
    );
  }
}

function checkExpression(
  { expression }: Props,
  path: string,
  queries: readonly Props[],
  fail: CheckContext["fail"],
): void {
  const formula = asString(expression);
  const ids = queries.flatMap(({ id }) =>
    typeof id === "string" ? [id] : hasUnknown(id) ? [undefined] : [],
  );
  if (formula === undefined || ids.includes(undefined) || /\bSELECT\b|\bSEARCH\b/i.test(formula)) {
    return;
  }
  // Functions and keywords are written in capitals, ids begin with a small letter.
  const withoutTexts = formula.replace(/"[^"]*"|'[^']*'/g, "");
  const missing = [...withoutTexts.matchAll(/(?<![A-Za-z0-9_.])[a-z][A-Za-z0-9_]*/g)]
    .map(([id]) => id)
    .filter((id) => !ids.includes(id));
  if (missing.length > 0) {
    fail(
      `${path}.expression`,
      `ValidationError: Error in expression: no query has the id ${missing.join(", ")}`,
    );
  }
}

function checkMetric(metric: Props, path: string, fail: CheckContext["fail"]): void {
  const seconds = asNumber(metric.period);
  const namespace = asString(metric.namespace);
  const dimensions = asObject(metric.dimensions);
  const named = {
    namespace,
    metricName: asString(metric.metricName),
    dimensions:
      hasUnknown(metric.dimensions) && Object.keys(dimensions).length === 0
        ? undefined
        : Object.keys(dimensions),
  };
  const problems = {
    period:
      seconds !== undefined && !isAlarmPeriod(seconds)
        ? `expected ${path}.period to be one of 10, 20, 30 or a multiple of 60, got ${seconds}`
        : periodProblem(namespace, seconds),
    metricName: metricProblem(named),
    unit: unitProblem(named, asString(metric.unit)),
  };
  for (const [property, problem] of Object.entries(problems)) {
    if (problem) {
      fail(`${path}.${property}`, problem);
    }
  }
}
