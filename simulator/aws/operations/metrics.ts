/** A metric as an alarm or a dashboard names it; undefined where something in it is not known yet. */
export interface NamedMetric {
  readonly namespace: string | undefined;
  readonly metricName: string | undefined;
  /** Undefined if any part of the dimensions' names is unknown. */
  readonly dimensions: readonly string[] | undefined;
}

interface KnownNamespace {
  /** Metrics with their units, where the documentation says them. */
  readonly units: Readonly<Record<string, string | undefined>>;
  /** The sets of dimensions under which each metric is kept, in the order of the alphabet. */
  readonly dimensionSets: readonly (readonly string[])[];
  /** The dimensions, as the user is told them. */
  readonly dimensions: string;
}

/** https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html */
export const vpnNamespace = "AWS/VPN";
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/nw-monitor-create-alarm.html */
export const networkMonitorNamespace = "AWS/NetworkMonitor";

const knownNamespaces: Readonly<Record<string, KnownNamespace>> = {
  [vpnNamespace]: {
    units: { TunnelState: "None", TunnelDataIn: "Bytes", TunnelDataOut: "Bytes" },
    dimensionSets: [["VpnId"], ["TunnelIpAddress"], ["TunnelIpAddress", "VpnId"]],
    dimensions: "VpnId, TunnelIpAddress or both",
  },
  [networkMonitorNamespace]: {
    units: { HealthIndicator: undefined, PacketLoss: undefined, RTT: undefined },
    dimensionSets: [["Monitor", "Probe"]],
    dimensions: "Monitor and Probe",
  },
};

/**
 * Says why nothing would ever be seen of a metric, if so. CloudWatch takes any name, and an alarm on a metric that
 * does not exist never fires; the simulator refuses it instead. It knows the metrics of the VPN and of probes only.
 */
export function metricProblem({ namespace, metricName, dimensions }: NamedMetric): string | undefined {
  const known = knownNamespaces[namespace ?? ""];
  if (namespace === undefined || known === undefined || metricName === undefined) {
    return undefined;
  }
  if (!Object.hasOwn(known.units, metricName)) {
    return `${namespace} has no metric "${metricName}", so there would never be data; it has ${Object.keys(known.units).join(", ")}`;
  }
  const isKept =
    dimensions === undefined ||
    known.dimensionSets.some((set) => set.join() === [...new Set(dimensions)].sort().join());
  return isKept
    ? undefined
    : `${namespace} keeps no metric by ${dimensions.length === 0 ? "no dimension" : dimensions.join(" and ")}, so there would never be data; give ${known.dimensions}`;
}

/** Says why a unit finds no data, if so. Left out, any unit is found. */
export function unitProblem(
  { namespace, metricName }: NamedMetric,
  unit: string | undefined,
): string | undefined {
  const own = knownNamespaces[namespace ?? ""]?.units[metricName ?? ""];
  return own === undefined || unit === undefined || unit === own
    ? undefined
    : `${namespace ?? ""} ${metricName ?? ""} has the unit ${own}, so ${unit} would never find data; leave the unit out`;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html, `Period` */
export const isAlarmPeriod = (seconds: number): boolean =>
  [10, 20, 30].includes(seconds) || (Number.isInteger(seconds) && seconds > 0 && seconds % 60 === 0);

/** AWS's own metrics have a resolution of a minute: below it an alarm lapses into INSUFFICIENT_DATA. */
export const periodProblem = (
  namespace: string | undefined,
  seconds: number | undefined,
): string | undefined =>
  namespace?.startsWith("AWS/") === true && seconds !== undefined && seconds < 60
    ? `metrics of ${namespace} have a resolution of one minute, so a period of ${seconds} seconds would lack data; use a multiple of 60`
    : undefined;

/** StandardUnit of the API. */
export const standardUnits: readonly string[] = [
  ...["Seconds", "Microseconds", "Milliseconds", "Percent", "Count", "Count/Second", "None"],
  ...["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"].flatMap((one) => [one, `${one}/Second`]),
  ...["Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"].flatMap((one) => [one, `${one}/Second`]),
];

export const statistics: readonly string[] = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html, as the provider's schema has it. */
export const isExtendedStatistic = (text: string): boolean =>
  /^((p|tm|wm|tc|ts)(\d{1,2}(\.\d{1,10})?|100)|IQM|(TM|WM|PR|TC|TS)\((\d+(\.\d+)?%?)?:(\d+(\.\d+)?%?)?\))$/.test(
    text,
  );
