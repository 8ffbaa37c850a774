import { existsAction } from "./actions";
import { checkActions } from "./arns";
import { requireUnwatchedAlarm } from "./compositeRule";
import { ServiceError } from "./error";
import { checkQueries, metricQueriesShape, queriedMetrics } from "./metricQueries";
import {
  isAlarmPeriod,
  isExtendedStatistic,
  metricProblem,
  periodProblem,
  standardUnits,
  statistics,
  unitProblem,
} from "./metrics";
import { checkLength, idByName, named, withName } from "./names";
import { requireProbed } from "./probed";
import { operationsTokens as tokens } from "./tokens";
import { requireWatched, watchedOf } from "./watched";
import { arn } from "../arn";
import { checkBetween, checkConflict, checkOneOf, refuseUnsimulated, unsimulated } from "../checks";
import { regionOf, regionProperty, tagProperties, taggedOutputs, withRegion } from "../common";
import { asNumber, asObject, asString, hasUnknown, type Props } from "../../protocol/values";
import type { CheckContext, OperationContext, ResourceType } from "../../providers/resourceType";

const thresholdOperators = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
];
const bandOperators = [
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
];

/** `Dimensions` of the API. */
const mostDimensions = 30;
const secondsPerDay = 86400;

const actionProperties = ["alarmActions", "insufficientDataActions", "okActions"];
/** What describes one metric, and so excludes metric math. */
const oneMetric = [
  "metricName",
  "namespace",
  "period",
  "statistic",
  "extendedStatistic",
  "dimensions",
  "unit",
];

/**
 * An alarm on one metric or on metric math. What CloudWatch takes although the alarm could never fire, is refused:
 * a metric, VPN connection, tunnel, probe or topic of this account that does not exist.
 *
 * API: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * Provider: https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/metricalarm/
 */
export const metricAlarm: ResourceType = {
  token: tokens.metricAlarm,
  properties: {
    ...regionProperty,
    ...tagProperties,
    actionsEnabled: { type: "boolean", default: true },
    alarmActions: { type: "array" },
    alarmDescription: { type: "string" },
    comparisonOperator: { type: "string" },
    datapointsToAlarm: { type: "number" },
    dimensions: { type: "object" },
    evaluateLowSampleCountPercentiles: { type: "string" },
    evaluationPeriods: { type: "number" },
    extendedStatistic: { type: "string" },
    insufficientDataActions: { type: "array" },
    metricName: { type: "string" },
    metricQueries: { type: "array" },
    name: { type: "string", replace: true },
    namespace: { type: "string" },
    okActions: { type: "array" },
    period: { type: "number" },
    statistic: { type: "string" },
    threshold: { type: "number" },
    treatMissingData: { type: "string", default: "missing" },
    unit: { type: "string" },
    ...unsimulated("string", ["thresholdMetricId"]),
    ...unsimulated("number", ["evaluationInterval"]),
    ...unsimulated("object", ["evaluationCriteria", "warmUpConfiguration"]),
  },
  computed: ["arn", "evaluateLowSampleCountPercentiles", "tagsAll"],
  // Rough figures.
  durations: { create: 2, update: 2, delete: 2 },
  check(context) {
    withRegion(context);
    withName(context);
    checkLength(context, "name", 1, 255);
    checkLength(context, "alarmDescription", 0, 1024);
    checkActions(context, actionProperties);
    checkComparison(context);
    checkEvaluation(context);
    checkOneOf(context, "treatMissingData", ["missing", "ignore", "breaching", "notBreaching"]);
    checkOneOf(context, "evaluateLowSampleCountPercentiles", ["evaluate", "ignore"]);
    checkKind(context);
    refuseUnsimulated(context, {
      thresholdMetricId: "there is no anomaly detection; give threshold",
      evaluationInterval: "there is no PromQL; describe a metric or metricQueries",
      evaluationCriteria: "there is no PromQL; describe a metric or metricQueries",
      warmUpConfiguration: "no alarm is evaluated",
    });
  },
  create(context) {
    const { inputs } = context;
    const name = asString(inputs.name) ?? "";
    if (named(context, tokens.metricAlarm, "name", name)) {
      throw refused(
        `An alarm ${name} exists already: CloudWatch would overwrite it, and two resources would have one alarm`,
      );
    }
    return {
      id: idByName(context, tokens.metricAlarm, name),
      outputs: { arn: arn("cloudwatch", regionOf(inputs), `alarm:${name}`), ...settings(context) },
    };
  },
  update: settings,
  delete: (context, { inputs }) => requireUnwatchedAlarm(context, asString(inputs.name) ?? ""),
};

function settings(context: OperationContext): Props {
  const { inputs } = context;
  for (const property of actionProperties) {
    existsAction(context, "PutMetricAlarm", inputs[property]);
  }
  for (const metric of [inputs, ...queriedMetrics(inputs)]) {
    requireWatched(context, "PutMetricAlarm", watchedOf(metric));
    requireProbed(context, "PutMetricAlarm", metric);
  }
  return {
    evaluateLowSampleCountPercentiles: inputs.evaluateLowSampleCountPercentiles ?? "",
    ...taggedOutputs(inputs),
  };
}

function checkComparison(context: CheckContext): void {
  const { inputs, fail } = context;
  const operator = asString(inputs.comparisonOperator);
  if (inputs.comparisonOperator === undefined) {
    fail("comparisonOperator", "an alarm on metrics needs comparisonOperator");
  } else if (operator !== undefined && bandOperators.includes(operator)) {
    fail("comparisonOperator", `${operator} is for anomaly detection, which is not simulated`);
  } else {
    checkOneOf(context, "comparisonOperator", [...thresholdOperators, ...bandOperators]);
  }
  if (inputs.threshold === undefined) {
    fail("threshold", "an alarm that compares with a static threshold needs threshold");
  }
}

function checkEvaluation(context: CheckContext): void {
  const { inputs, fail } = context;
  const periods = asNumber(inputs.evaluationPeriods);
  const datapoints = asNumber(inputs.datapointsToAlarm);
  if (inputs.evaluationPeriods === undefined) {
    fail("evaluationPeriods", "an alarm on metrics needs evaluationPeriods");
  }
  checkBetween(context, "evaluationPeriods", 1, Infinity);
  checkBetween(context, "datapointsToAlarm", 1, Infinity);
  if (periods !== undefined && datapoints !== undefined && datapoints > periods) {
    fail(
      "datapointsToAlarm",
      `ValidationError: DatapointsToAlarm (${datapoints}) must be at most EvaluationPeriods (${periods})`,
    );
  }
  const longest = Math.max(
    ...[inputs, ...queriedMetrics(inputs)].map((metric) => asNumber(metric.period) ?? 0),
  );
  const most = longest < 3600 ? secondsPerDay : 7 * secondsPerDay;
  if (periods !== undefined && longest * periods > most) {
    fail(
      "evaluationPeriods",
      `ValidationError: Metrics cannot be checked across more than ${most === secondsPerDay ? "a day" : "seven days"} (EvaluationPeriods * Period must be <= ${most}), got ${longest * periods}`,
    );
  }
}

/** Either one metric, with all that describes it, or metric math. */
function checkKind(context: CheckContext): void {
  const { inputs, fail } = context;
  if (inputs.metricQueries !== undefined) {
    for (const property of oneMetric) {
      checkConflict(context, property, ["metricQueries"]);
    }
    metricQueriesShape.check(inputs.metricQueries, "metricQueries", fail);
    checkQueries(context);
    return;
  }
  if (inputs.metricName === undefined) {
    fail("metricName", 'one of "metricName" and "metricQueries" must be specified');
  }
  for (const property of ["namespace", "period"]) {
    if (inputs[property] === undefined) {
      fail(property, `an alarm on one metric needs ${property}`);
    }
  }
  checkStatistic(context);
  checkOneOf(context, "unit", standardUnits);
  checkPeriod(context);
  checkMetric(context);
}

function checkStatistic(context: CheckContext): void {
  const { inputs, fail } = context;
  checkConflict(context, "statistic", ["extendedStatistic"]);
  if (inputs.statistic === undefined && inputs.extendedStatistic === undefined) {
    fail("statistic", "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm");
  }
  checkOneOf(context, "statistic", statistics);
  const extended = asString(inputs.extendedStatistic);
  if (extended !== undefined && !isExtendedStatistic(extended)) {
    fail(
      "extendedStatistic",
      `invalid value for extendedStatistic (invalid statistic, such as p99): ${extended}`,
    );
  }
}

function checkPeriod({ inputs, fail }: CheckContext): void {
  const period = asNumber(inputs.period);
  if (period !== undefined && !isAlarmPeriod(period)) {
    fail("period", `expected period to be one of 10, 20, 30 or a multiple of 60, got ${period}`);
  }
  const problem = periodProblem(asString(inputs.namespace), period);
  if (problem) {
    fail("period", problem);
  }
}

function checkMetric({ inputs, fail }: CheckContext): void {
  const namespace = asString(inputs.namespace);
  const dimensions = asObject(inputs.dimensions);
  const metric = {
    namespace,
    metricName: asString(inputs.metricName),
    dimensions:
      hasUnknown(inputs.dimensions) && Object.keys(dimensions).length === 0
        ? undefined
        : Object.keys(dimensions),
  };
  if (namespace?.startsWith(":") || namespace === "") {
    fail("namespace", `invalid value for namespace (must not begin with a colon or be empty): ${namespace}`);
  }
  if (Object.keys(dimensions).length > mostDimensions) {
    fail("dimensions", `a metric has at most ${mostDimensions} dimensions`);
  }
  const problem = metricProblem(metric);
  if (problem) {
    fail("metricName", problem);
  }
  const unit = unitProblem(metric, asString(inputs.unit));
  if (unit) {
    fail("unit", unit);
  }
}

const refused = (message: string): ServiceError =>
  new ServiceError("CloudWatch", "PutMetricAlarm", "ValidationError", message);
