import { type Metric, metricsOf } from "./metrics";
import type { ArmCheck } from "../arm/armType";
import { armTypeOf } from "../arm/ids";
import type { Fields } from "../arm/inputShape";
import { asList, asObject, asString, asStrings, type Props, UNKNOWN } from "../../protocol/values";

const single = "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria";
const multiple = "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria";

const mostCriteria = 5;
const operators = ["Equals", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"];

export const criteriaFields: Fields = {
  "odataType!": "string",
  allOf: [
    {
      alertSensitivity: "unsimulated string",
      "criterionType!": "string",
      dimensions: [{ "name!": "string", "operator!": "string", "values!": ["string"] }],
      failingPeriods: "unsimulated object",
      ignoreDataBefore: "unsimulated string",
      "metricName!": "string",
      metricNamespace: "string",
      "name!": "string",
      "operator!": "string",
      skipMetricValidation: "unsimulated boolean",
      "threshold!": "number",
      "timeAggregation!": "string",
    },
  ],
  componentId: "unsimulated string",
  failedLocationCount: "unsimulated number",
  webTestId: "unsimulated string",
};

/**
 * Sources: https://learn.microsoft.com/rest/api/monitor/metric-alerts/create-or-update,
 * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-troubleshoot-metric
 */
export function checkCriteria({ inputs, refuse }: ArmCheck): void {
  const { odataType, allOf } = asObject(inputs.criteria);
  if (typeof odataType === "string" && odataType !== single && odataType !== multiple) {
    refuse(
      "criteria.odataType",
      "BadRequest",
      `Criteria of type '${odataType}' are not known or not simulated; use ${single} or ${multiple}.`,
    );
  }
  const criteria = asList(allOf).map(asObject);
  if ((Array.isArray(allOf) || allOf === undefined) && inputs.criteria !== UNKNOWN) {
    checkCount(criteria, refuse);
  }
  const scope = asString(asList(inputs.scopes)[0]);
  criteria.forEach((criterion, i) => {
    const path = `criteria.allOf[${i}]`;
    checkChoices(criterion, path, refuse);
    const metric = scope === undefined ? undefined : metricOf(criterion, armTypeOf(scope), path, refuse);
    if (metric) {
      checkMetric(metric, criterion, path, inputs, refuse);
    }
  });
  if (criteria.length > 1) {
    checkSeveral(criteria, refuse);
  }
}

/** Source: https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#alerts and the REST reference */
function checkCount(criteria: readonly Props[], refuse: ArmCheck["refuse"]): void {
  if (criteria.length === 0 || criteria.length > mostCriteria) {
    refuse(
      "criteria.allOf",
      "BadRequest",
      `A metric alert has 1 to ${mostCriteria} criteria, got ${criteria.length}.`,
    );
  }
  const names = criteria.flatMap(({ name }) => asString(name) ?? []);
  if (new Set(names).size < names.length) {
    refuse("criteria.allOf", "BadRequest", `Criteria must have different names, got ${names.join(", ")}.`);
  }
}

function checkChoices(criterion: Props, path: string, refuse: ArmCheck["refuse"]): void {
  const { criterionType, operator } = criterion;
  if (typeof criterionType === "string" && criterionType !== "StaticThresholdCriterion") {
    refuse(
      `${path}.criterionType`,
      "BadRequest",
      `Criteria of type '${criterionType}' are not known or not simulated; use StaticThresholdCriterion.`,
    );
  }
  if (typeof operator === "string" && !operators.includes(operator)) {
    refuse(`${path}.operator`, "BadRequest", `operator '${operator}' is not one of ${operators.join(", ")}.`);
  }
  asList(criterion.dimensions)
    .map(asObject)
    .forEach((dimension, i) => {
      const choice = asString(dimension.operator);
      if (choice !== undefined && choice !== "Include" && choice !== "Exclude") {
        refuse(
          `${path}.dimensions[${i}].operator`,
          "BadRequest",
          `Dimension operator '${choice}' is not one of Include, Exclude.`,
        );
      }
      if (Array.isArray(dimension.values) && dimension.values.length === 0) {
        refuse(
          `${path}.dimensions[${i}].values`,
          "BadRequest",
          'A dimension needs at least one value; "*" is all present and future ones.',
        );
      }
    });
}

/** Sources: https://github.com/hashicorp/terraform-provider-azurerm/issues/6424 and /22210 */
function metricOf(
  { metricName, metricNamespace }: Props,
  type: string,
  path: string,
  refuse: ArmCheck["refuse"],
): Metric | undefined {
  const metrics = metricsOf(type);
  if (metrics === undefined) {
    refuse(
      "scopes[0]",
      "BadRequest",
      `${type} is not a supported platform metric namespace, or not simulated.`,
    );
    return undefined;
  }
  const namespace = asString(metricNamespace);
  if (namespace !== undefined && namespace.toLowerCase() !== type.toLowerCase()) {
    refuse(
      `${path}.metricNamespace`,
      "BadRequest",
      `Detect invalid value: ${namespace} for query parameter: 'metricnamespace', the value must be: ${type}.`,
    );
    return undefined;
  }
  const name = asString(metricName);
  const metric = name === undefined ? undefined : metrics.get(name.toLowerCase());
  if (name !== undefined && metric === undefined) {
    refuse(
      `${path}.metricName`,
      "BadRequest",
      `Couldn't find a metric named ${name}. Make sure the name is correct.`,
    );
  }
  return metric;
}

/** Sources: https://github.com/Azure/azure-monitor-baseline-alerts/issues/194 for aggregations, metrics.ts for the rest */
function checkMetric(
  { aggregations, dimensions, grains }: Metric,
  criterion: Props,
  path: string,
  { windowSize }: Props,
  refuse: ArmCheck["refuse"],
): void {
  const aggregation = asString(criterion.timeAggregation);
  if (aggregation !== undefined && !aggregations.some((known) => known === aggregation)) {
    refuse(
      `${path}.timeAggregation`,
      "BadRequest",
      `Time aggregation must be one of [${aggregations.join(", ")}].`,
    );
  }
  asList(criterion.dimensions)
    .map(asObject)
    .forEach((dimension, i) => {
      const name = asString(dimension.name);
      if (name !== undefined && !dimensions.includes(name)) {
        refuse(
          `${path}.dimensions[${i}].name`,
          "BadRequest",
          `The metric has no dimension '${name}'; it has ${dimensions.join(", ")}.`,
        );
      }
    });
  const window = asString(windowSize);
  if (window !== undefined && !grains.includes(window)) {
    refuse(
      "windowSize",
      "BadRequest",
      `windowSize ${window} is not one of the metric's time grains, ${grains.join(", ")}.`,
    );
  }
}

/**
 * Source: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types, "Apply multiple conditions to a metric
 * alert rule": each dimension has one value, the same wherever the metrics share the dimension.
 */
function checkSeveral(criteria: readonly Props[], refuse: ArmCheck["refuse"]): void {
  const chosen = new Map<string, string>();
  criteria.forEach((criterion, i) => {
    for (const dimension of asList(criterion.dimensions).map(asObject)) {
      const values = asStrings(dimension.values);
      const name = asString(dimension.name) ?? "";
      const [value = ""] = values;
      if (values.length > 1 || value === "*") {
        refuse(
          `criteria.allOf[${i}].dimensions`,
          "BadRequest",
          `In an alert with several criteria a dimension has one value, and not "*"; ${name} has ${values.join(", ")}.`,
        );
      } else if (values.length === 1 && (chosen.get(name) ?? value) !== value) {
        refuse(
          `criteria.allOf[${i}].dimensions`,
          "BadRequest",
          `A dimension has the same value in all criteria; ${name} is ${chosen.get(name) ?? ""} and ${value}.`,
        );
      }
      chosen.set(name, value);
    }
  });
}
