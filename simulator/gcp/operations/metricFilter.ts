import { findMetric, type MetricDescriptor, resourceLabels, unknownMetric } from "./metrics";

const longestFilter = 2048;

export interface ReadFilter {
  /** Undefined where it is of a service that the simulator does not know. */
  readonly metric: MetricDescriptor | undefined;
  readonly problems: readonly string[];
}

/**
 * Reads a filter of time series: it names one metric type and the type of the monitored resource, and may restrict
 * labels, which must be the metric's and the resource's.
 *
 * Source: https://cloud.google.com/monitoring/api/v3/filters and `MetricThreshold.filter` of
 * https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies
 */
export function readFilter(filter: string): ReadFilter {
  const metricType = typeNamed("metric", filter);
  const resourceType = typeNamed("resource", filter);
  const problems: string[] = [];
  if (filter.length > longestFilter) {
    problems.push(`the filter is longer than ${longestFilter} characters`);
  }
  if (metricType === undefined) {
    problems.push('must specify a restriction on "metric.type" in the filter: metric.type="…"');
  }
  if (resourceType === undefined) {
    problems.push('must specify a restriction on "resource.type" in the filter: resource.type="…"');
  }
  const found = metricType === undefined ? undefined : findMetric(metricType);
  if (found === null) {
    problems.push(unknownMetric(metricType ?? ""));
  }
  const metric = found ?? undefined;
  if (metric && resourceType !== undefined && resourceType !== metric.resource) {
    problems.push(
      `the metric ${metricType ?? ""} is kept for resource.type="${metric.resource}", not "${resourceType}", so nothing would ever match`,
    );
  }
  const named = [...withoutTexts(filter).matchAll(/\b(metric|resource)\.labels?\.(\w+)/g)];
  for (const [label, owner, name] of named) {
    if (metric && !labelsOf(metric, owner)?.includes(name ?? "")) {
      problems.push(noLabel(label, metric, owner));
    }
  }
  return { metric, problems };
}

/** Says why a field to group by is none of the metric's, if so. */
export function fieldProblem(field: string, metric: MetricDescriptor | undefined): string | undefined {
  const [, owner, name = ""] = /^(metric|resource)\.labels?\.(\w+)$/.exec(field) ?? [];
  if (owner === undefined) {
    return /^(metadata\.|resource\.type$|metric\.type$|project$)/.test(field)
      ? undefined
      : `"${field}" is no field; write metric.label.<name> or resource.label.<name>`;
  }
  return metric && !labelsOf(metric, owner)?.includes(name) ? noLabel(field, metric, owner) : undefined;
}

/** Undefined where the simulator does not know a resource's labels: then any may be one. */
function labelsOf(metric: MetricDescriptor, owner: string | undefined): readonly string[] | undefined {
  const own: readonly string[] | undefined =
    owner === "metric" ? metric.labels : resourceLabels[metric.resource];
  return own ?? anyLabel;
}

/** Stands for labels that are not known. */
const anyLabel: readonly string[] = Object.assign([], { includes: () => true });

const noLabel = (label: string, metric: MetricDescriptor, owner: string | undefined): string =>
  `${label} is no label of the ${owner === "metric" ? "metric" : metric.resource}, which has ${(labelsOf(metric, owner) ?? []).join(", ")}`;

const typeNamed = (owner: string, filter: string): string | undefined => {
  const [, quoted, single, bare] =
    new RegExp(`\\b${owner}\\.type\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([\\w./-]+))`).exec(filter) ?? [];
  return quoted ?? single ?? bare;
};

const withoutTexts = (filter: string): string => filter.replace(/"[^"]*"|'[^']*'/g, '""');
