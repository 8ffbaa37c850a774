import type { NamedMetric } from "./metrics";

/**
 * The metrics of a widget, each written as `[namespace, name, dimension, value, …, options]`, where `"."` repeats
 * what stands in the same place of the one before and `"..."` all that it leaves out. Undefined for an expression,
 * and a message for what is neither.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html,
 * "Metric Widget: Format for Each Metric in the Array"
 */
export function expandMetrics(metrics: unknown): (NamedMetric | string | undefined)[] {
  let before: readonly string[] = [];
  return (Array.isArray(metrics) ? (metrics as unknown[]) : []).map((metric) => {
    const parts = Array.isArray(metric) ? (metric as unknown[]) : [];
    const last = parts.at(-1);
    const options = isOptions(last) ? last : {};
    const texts = isOptions(last) ? parts.slice(0, -1) : parts;
    if (texts.length === 0 && typeof options.expression === "string") {
      return undefined;
    }
    if (texts.length === 0 || !texts.every((one): one is string => typeof one === "string")) {
      return "Should be a namespace, a metric name, pairs of dimensions and perhaps options, or an expression";
    }
    const full = expand(texts, before);
    if (full === undefined || full.length < 2 || full.length % 2 !== 0) {
      return "Should have a namespace, a metric name and pairs of dimensions, and repeat only what stands before";
    }
    before = full;
    const [namespace, metricName, ...pairs] = full;
    return { namespace, metricName, dimensions: pairs.filter((_, i) => i % 2 === 0) };
  });
}

function expand(texts: readonly string[], before: readonly string[]): readonly string[] | undefined {
  const gap = texts.indexOf("...");
  const repeated = gap < 0 ? 0 : before.length - (texts.length - 1);
  if (repeated < 0) {
    return undefined;
  }
  const spread =
    gap < 0 ? texts : [...texts.slice(0, gap), ...Array<string>(repeated).fill("."), ...texts.slice(gap + 1)];
  const full = spread.map((one, i) => (one === "." ? before[i] : one));
  return full.every((one): one is string => one !== undefined) ? full : undefined;
}

const isOptions = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
