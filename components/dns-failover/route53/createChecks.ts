import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import { Monitor, Probe } from "@pulumi/aws/networkmonitor";
import { HealthCheck, type HealthCheckArgs } from "@pulumi/aws/route53";
import type { Input, Output } from "@pulumi/pulumi";
import { addressOf, type DnsContext, planned, targetOf } from "../context";
import { intervalOf } from "../healthCheck";
import type { HealthCheckModel, MemberId } from "../model";
import type { Route53Probe, Route53Provider } from "./args";
import type { Route53Check } from "./plan";

/** Makes the health check of each member that has one. */
export function createChecks(
  context: DnsContext,
  { probe }: Route53Provider,
  checks: readonly Route53Check[],
): ReadonlyMap<MemberId, HealthCheck> {
  const { healthCheck } = context.plan.model;
  if (healthCheck === undefined) {
    return new Map();
  }
  const prober =
    checks.some(({ kind }) => kind === "probe") && probe
      ? new Prober(context, probe, healthCheck)
      : undefined;
  return new Map(
    checks.map((check) => [check.member, prober?.check(check) ?? publicCheck(context, check, healthCheck)]),
  );
}

function publicCheck(context: DnsContext, check: Route53Check, healthCheck: HealthCheckModel): HealthCheck {
  const { protocol, path, port, failureThreshold, host = context.plan.model.name } = healthCheck;
  const http = protocol !== "TCP";
  const hostname = targetOf(context, check.member).hostname;
  const target: Pick<HealthCheckArgs, "ipAddress" | "fqdn"> =
    check.form === "address"
      ? { ipAddress: addressOf(context, check.member), fqdn: http ? host : undefined }
      : { fqdn: planned(hostname, check.member) };
  return new HealthCheck(
    `${context.name}-route53-${check.key}`,
    {
      type: protocol,
      ...target,
      port,
      resourcePath: path,
      requestInterval: intervalOf("route53", healthCheck),
      failureThreshold,
      tags: checkTags(context, check.key),
    },
    { parent: context.parent },
  );
}

/** The console shows health checks by this tag only. */
function checkTags(context: DnsContext, key: string): Record<string, string> {
  return { Name: `${context.plan.model.name} ${key}`, ...context.args.tags };
}

/** Probes private addresses from subnets, and tells Route 53 by alarms. */
class Prober {
  private readonly monitorName: string;
  private readonly monitor: Monitor;

  constructor(
    private readonly context: DnsContext,
    private readonly probe: Route53Probe,
    private readonly healthCheck: HealthCheckModel,
  ) {
    this.monitorName = `${context.name}-${context.plan.model.name.replaceAll(".", "-")}`;
    this.monitor = new Monitor(
      `${context.name}-route53`,
      {
        monitorName: this.monitorName,
        aggregationPeriod: intervalOf("probe", healthCheck),
        region: probe.region,
        tags: context.args.tags,
      },
      { parent: context.parent },
    );
  }

  /** Route 53 reads no alarm on several metrics, so the probes of several subnets have a check each, and one over all. */
  check({ key, member }: Route53Check): HealthCheck {
    const address = addressOf(this.context, member);
    const own = Object.entries(this.probe.subnetArns).map(([subnet, arn]) =>
      this.probeFrom(`${key}-${subnet}`, arn, address),
    );
    const [only] = own;
    if (own.length === 1 && only !== undefined) {
      return only;
    }
    return new HealthCheck(
      `${this.context.name}-route53-${key}`,
      {
        type: "CALCULATED",
        childHealthchecks: own.map(({ id }) => id),
        childHealthThreshold: 1,
        tags: checkTags(this.context, key),
      },
      { parent: this.context.parent },
    );
  }

  private probeFrom(key: string, sourceArn: Input<string>, destination: Output<string>): HealthCheck {
    const { context, healthCheck } = this;
    const { region } = this.probe;
    const [name, options] = [`${context.name}-route53-${key}`, { parent: context.parent }];
    const probe = new Probe(
      name,
      {
        monitorName: this.monitor.monitorName,
        ...{ sourceArn, destination, region },
        protocol: "TCP",
        destinationPort: healthCheck.port,
        tags: context.args.tags,
      },
      options,
    );
    const alarm = new MetricAlarm(
      name,
      {
        alarmDescription: `${context.plan.model.name}: nothing reaches ${key}`,
        namespace: "AWS/NetworkMonitor",
        metricName: "PacketLoss",
        dimensions: { Monitor: this.monitorName, Probe: probe.probeId },
        // Per cent of a minute's packets.
        statistic: "Average",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 100,
        period: intervalOf("probe", healthCheck),
        evaluationPeriods: healthCheck.failureThreshold,
        // No word of the probe says nothing about the member.
        treatMissingData: "missing",
        region,
        tags: context.args.tags,
      },
      options,
    );
    return new HealthCheck(
      name,
      {
        type: "CLOUDWATCH_METRIC",
        cloudwatchAlarmName: alarm.name,
        cloudwatchAlarmRegion: alarm.region,
        insufficientDataHealthStatus: "LastKnownStatus",
        // Route 53 copies the alarm when the check is made, and must be told that it changed.
        triggers: {
          threshold: String(healthCheck.failureThreshold),
          probe: probe.probeId,
        },
        tags: checkTags(context, key),
      },
      options,
    );
  }
}
