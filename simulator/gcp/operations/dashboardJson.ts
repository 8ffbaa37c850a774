import { readFilter } from "./metricFilter";
import { checkAggregations } from "./aggregation";
import type { Value } from "../../protocol/values";

type Json = Readonly<Record<string, unknown>>;

const layouts = ["gridLayout", "mosaicLayout", "rowLayout", "columnLayout"];
const properties = ["annotations", "dashboardFilters", "displayName", "etag", "labels", "name", ...layouts];
/** https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards#MosaicLayout */
const mostColumns = 48;
const widgetTitles = ["id", "title", "visibilityCondition"];
const contents = [
  "alertChart",
  "blank",
  "collapsibleGroup",
  "errorReportingPanel",
  "incidentList",
  "logsPanel",
  "pieChart",
  "scorecard",
  "sectionHeader",
  "singleViewGroup",
  "text",
  "timeSeriesTable",
  "xyChart",
];
const queries = ["timeSeriesFilter", "timeSeriesFilterRatio", "timeSeriesQueryLanguage", "prometheusQuery"];

/** What the API refuses of a dashboard, each with the path of the field. */
export function dashboardProblems(body: unknown): string[] {
  if (!isObject(body)) {
    return ["the dashboard must be a JSON object"];
  }
  const unknown = Object.keys(body).filter((name) => !properties.includes(name));
  const given = layouts.filter((name) => body[name] !== undefined);
  return [
    ...unknown.map((name) => `Unknown name "${name}" at 'dashboard': Cannot find field.`),
    ...(typeof body.displayName === "string" && body.displayName !== ""
      ? []
      : ["Field displayName is required."]),
    ...(given.length === 1
      ? []
      : [
          `a dashboard has exactly one layout, of ${layouts.join(", ")}; got ${given.length === 0 ? "none" : given.join(" and ")}`,
        ]),
    ...(isObject(body.mosaicLayout) ? mosaicProblems(body.mosaicLayout) : []),
    ...widgetsOf(body).flatMap(([path, widget]) => widgetProblems(path, widget)),
  ];
}

function mosaicProblems({ columns, tiles }: Json): string[] {
  if (!isCount(columns, 1, mostColumns)) {
    return [`mosaicLayout.columns must be from 1 to ${mostColumns}, got ${String(columns)}`];
  }
  return items(tiles).flatMap((tile, i) => {
    const path = `mosaicLayout.tiles[${i}]`;
    const { xPos = 0, yPos = 0, width, height } = isObject(tile) ? tile : {};
    const sizes = [
      ...(isCount(width, 1) ? [] : [`${path}.width must be 1 at the least`]),
      ...(isCount(height, 1) ? [] : [`${path}.height must be 1 at the least`]),
      ...(isCount(xPos, 0) && isCount(yPos, 0) ? [] : [`${path}: xPos and yPos cannot be negative`]),
    ];
    return sizes.length === 0 && Number(xPos) + Number(width) > Number(columns)
      ? [
          `${path} must be contained within the ${String(columns)} columns: xPos + width is ${Number(xPos) + Number(width)}`,
        ]
      : sizes;
  });
}

/** Every widget with its path, whatever the layout. */
function widgetsOf({ gridLayout, mosaicLayout, rowLayout, columnLayout }: Json): [string, unknown][] {
  const within = (owner: unknown, name: string, path: string): [string, unknown][] =>
    isObject(owner) ? items(owner[name]).map((one, i) => [`${path}.${name}[${i}]`, one]) : [];
  return [
    ...within(gridLayout, "widgets", "gridLayout"),
    ...within(mosaicLayout, "tiles", "mosaicLayout").map(([path, tile]): [string, unknown] => [
      `${path}.widget`,
      isObject(tile) ? tile.widget : undefined,
    ]),
    ...within(rowLayout, "rows", "rowLayout").flatMap(([path, row]) => within(row, "widgets", path)),
    ...within(columnLayout, "columns", "columnLayout").flatMap(([path, column]) =>
      within(column, "widgets", path),
    ),
  ];
}

function widgetProblems(path: string, widget: unknown): string[] {
  if (!isObject(widget)) {
    return [`${path} must be a widget`];
  }
  const names = Object.keys(widget).filter((name) => !widgetTitles.includes(name));
  const strange = names.filter((name) => !contents.includes(name));
  return [
    ...strange.map((name) => `Unknown name "${name}" at '${path}': Cannot find field.`),
    ...(names.length - strange.length === 1
      ? []
      : [`${path} must have exactly one content, such as xyChart`]),
    ...items(isObject(widget.xyChart) ? widget.xyChart.dataSets : undefined).flatMap((set, i) =>
      queryProblems(`${path}.xyChart.dataSets[${i}]`, set),
    ),
    ...(isObject(widget.xyChart) && items(widget.xyChart.dataSets).length === 0
      ? [`${path}.xyChart.dataSets is required`]
      : []),
    ...(isObject(widget.scorecard) ? queryProblems(`${path}.scorecard`, widget.scorecard) : []),
    ...(isObject(widget.alertChart) && !isPolicy(widget.alertChart.name)
      ? [`${path}.alertChart.name must be projects/[PROJECT_ID]/alertPolicies/[POLICY_ID]`]
      : []),
  ];
}

function queryProblems(path: string, owner: unknown): string[] {
  const query = isObject(owner) ? owner.timeSeriesQuery : undefined;
  if (!isObject(query)) {
    return [`${path}.timeSeriesQuery is required`];
  }
  const at = `${path}.timeSeriesQuery`;
  const given = queries.filter((name) => query[name] !== undefined);
  if (given.length !== 1) {
    return [`${at} must have exactly one of ${queries.join(", ")}`];
  }
  const { timeSeriesFilter } = query;
  if (!isObject(timeSeriesFilter)) {
    return [];
  }
  const { filter, aggregation } = timeSeriesFilter;
  if (typeof filter !== "string") {
    return [`${at}.timeSeriesFilter.filter is required`];
  }
  const { metric, problems } = readFilter(filter);
  const found = problems.map((problem) => `${at}.timeSeriesFilter.filter: ${problem}`);
  if (aggregation !== undefined) {
    checkAggregations([aggregation as Value], metric, `${at}.timeSeriesFilter.aggregation`, (field, reason) =>
      found.push(`${field}: ${reason}`),
    );
  }
  return found;
}

const isPolicy = (name: unknown): boolean =>
  typeof name === "string" && /^projects\/[^/]+\/alertPolicies\/[^/]+$/.test(name);

/** Whole numbers may be written as texts, as in all of Google's JSON. */
const isCount = (value: unknown, least: number, most = Infinity): boolean =>
  (typeof value === "number" || typeof value === "string") &&
  Number.isInteger(Number(value)) &&
  Number(value) >= least &&
  Number(value) <= most;

const items = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
