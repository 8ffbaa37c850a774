import { metricProblem } from "./metrics";
import { expandMetrics } from "./widgetMetrics";
import { parseArn } from "./arns";
import { findRegion } from "../regions";

export interface BodyProblem {
  /** Such as `/widgets/0/properties`. */
  readonly dataPath: string;
  readonly message: string;
}

type Json = Readonly<Record<string, unknown>>;
type Report = (dataPath: string, message: string) => void;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const mostWidgets = 500;
const columns = 24;
const highest = 1000;
const size = 6;
const bodyProperties = ["end", "periodOverride", "start", "variables", "widgets"];
const widgetProperties = ["height", "properties", "type", "width", "x", "y"];
const types = ["metric", "text", "log", "alarm"];
/** Types that exist and are not looked into. */
const unsimulatedTypes = ["explorer", "custom", "chart"];
const views = {
  metric: ["timeSeries", "singleValue", "gauge", "bar", "pie", "table"],
  log: ["table", "timeSeries", "bar", "pie"],
};

/** What the API refuses of a dashboard's body. */
export function bodyProblems(body: unknown): BodyProblem[] {
  const problems: BodyProblem[] = [];
  const report: Report = (dataPath, message) => problems.push({ dataPath, message });
  if (!isObject(body)) {
    report("", "Should be object");
    return problems;
  }
  refuseOthers(body, bodyProperties, "", report);
  if (!Array.isArray(body.widgets)) {
    report("", "Should have required property 'widgets', an array");
    return problems;
  }
  if (body.widgets.length > mostWidgets) {
    report("/widgets", `Should NOT have more than ${mostWidgets} items`);
  }
  body.widgets.forEach((widget: unknown, i) => checkWidget(widget, `/widgets/${i}`, report));
  return problems;
}

function checkWidget(widget: unknown, path: string, report: Report): void {
  if (!isObject(widget)) {
    report(path, "Should be object");
    return;
  }
  refuseOthers(widget, widgetProperties, path, report);
  checkPlace(widget, path, report);
  const { type, properties } = widget;
  if (unsimulatedTypes.includes(String(type))) {
    report(`${path}/type`, `${String(type)} widgets are not simulated`);
  } else if (typeof type !== "string" || !types.includes(type)) {
    report(`${path}/type`, `Should be equal to one of the allowed values: ${types.join(", ")}`);
  } else if (!isObject(properties)) {
    report(path, "Should have required property 'properties'");
  } else {
    checkers[type]?.(properties, `${path}/properties`, report);
  }
}

function checkPlace({ x, y, width = size, height = size }: Json, path: string, report: Report): void {
  const within = (name: string, value: unknown, least: number, most: number): void => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
      report(`${path}/${name}`, `Should be an integer from ${least} to ${most}`);
    }
  };
  within("width", width, 1, columns);
  within("height", height, 1, highest);
  if ((x === undefined) !== (y === undefined)) {
    report(path, "Should have both of 'x' and 'y', or neither");
  }
  if (x !== undefined && y !== undefined) {
    within("x", x, 0, columns - 1);
    within("y", y, 0, Number.MAX_SAFE_INTEGER);
    if (Number(x) + Number(width) > columns) {
      report(
        path,
        `Should end within the grid's ${columns} columns: x + width is ${Number(x) + Number(width)}`,
      );
    }
  }
}

const checkers: Readonly<Record<string, (properties: Json, path: string, report: Report) => void>> = {
  text(properties, path, report) {
    refuseOthers(properties, ["background", "markdown"], path, report);
    if (typeof properties.markdown !== "string") {
      report(path, "Should have required property 'markdown'");
    }
    checkChoice(properties, "background", ["solid", "transparent"], path, report);
  },
  log(properties, path, report) {
    refuseOthers(
      properties,
      ["accountId", "query", "queryLanguage", "region", "stacked", "title", "view"],
      path,
      report,
    );
    checkRegion(properties, path, report);
    checkChoice(properties, "view", views.log, path, report);
    if (typeof properties.query !== "string") {
      report(path, "Should have required property 'query'");
    }
  },
  alarm(properties, path, report) {
    refuseOthers(properties, ["alarms", "sortBy", "states", "title"], path, report);
    checkAlarms(properties.alarms, path, report);
    checkChoice(properties, "sortBy", ["default", "stateUpdatedTimestamp", "timestamp"], path, report);
  },
  metric(properties, path, report) {
    refuseOthers(properties, metricProperties, path, report);
    checkRegion(properties, path, report);
    checkChoice(properties, "view", views.metric, path, report);
    const { annotations, metrics, period } = properties;
    if (period !== undefined && !isPeriod(period)) {
      report(`${path}/period`, "Should be 1, 5, 10, 20, 30 or a multiple of 60");
    }
    const alarms = isObject(annotations) ? annotations.alarms : undefined;
    if (alarms !== undefined) {
      checkAlarms(alarms, `${path}/annotations`, report);
    } else if (!Array.isArray(metrics) || metrics.length === 0) {
      report(path, "Should have required property 'metrics', or alarms among its annotations");
    }
    expandMetrics(metrics).forEach((metric, i) => {
      const problem = typeof metric === "string" ? metric : metric && metricProblem(metric);
      if (problem) {
        report(`${path}/metrics/${i}`, problem);
      }
    });
  },
};

const metricProperties = [
  "accountId",
  "annotations",
  "end",
  "labels",
  "legend",
  "liveData",
  "metrics",
  "period",
  "region",
  "setPeriodToTimeRange",
  "singleValueFullPrecision",
  "sparkline",
  "stacked",
  "start",
  "stat",
  "table",
  "timezone",
  "title",
  "trend",
  "view",
  "yAxis",
];

function checkRegion({ region }: Json, path: string, report: Report): void {
  if (typeof region !== "string") {
    report(path, "Should have required property 'region'");
  } else if (!findRegion(region)) {
    report(`${path}/region`, `${region} is no Region that is simulated`);
  }
}

function checkAlarms(alarms: unknown, path: string, report: Report): void {
  const isAlarm = (one: unknown): boolean =>
    typeof one === "string" && parseArn(one)?.resource.startsWith("alarm:") === true;
  if (!Array.isArray(alarms) || alarms.length < 1 || alarms.length > 100 || !alarms.every(isAlarm)) {
    report(`${path}/alarms`, "Should be 1 to 100 ARNs of alarms");
  }
}

function checkChoice(
  properties: Json,
  name: string,
  allowed: readonly string[],
  path: string,
  report: Report,
): void {
  const value = properties[name];
  if (value !== undefined && !(typeof value === "string" && allowed.includes(value))) {
    report(`${path}/${name}`, `Should be equal to one of the allowed values: ${allowed.join(", ")}`);
  }
}

const isPeriod = (value: unknown): boolean =>
  typeof value === "number" && ([1, 5, 10, 20, 30].includes(value) || (value > 0 && value % 60 === 0));

function refuseOthers(owner: Json, known: readonly string[], path: string, report: Report): void {
  for (const name of Object.keys(owner).filter((one) => !known.includes(one))) {
    report(path, `Should NOT have additional properties: '${name}'`);
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
