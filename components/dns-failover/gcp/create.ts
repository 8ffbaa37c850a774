import { HealthCheck, type HealthCheckArgs } from "@pulumi/gcp/compute";
import { RecordSet } from "@pulumi/gcp/dns";
import type { Output } from "@pulumi/pulumi";
import { addressOf, type DnsContext, planned, targetOf } from "../context";
import { gcpTimeoutSeconds, intervalOf, probesOf } from "../healthCheck";
import type { MemberId } from "../model";
import type { GcpDnsProvider } from "./args";
import type { GcpPlan } from "./plan";

/** Makes the record set, and the health check of public addresses. Returns the name as the record set has it. */
export function createGcp(context: DnsContext, provider: GcpDnsProvider, plan: GcpPlan): Output<string> {
  const { model } = context.plan;
  const check = probesOf(model, "gcp").length > 0 ? createCheck(context, provider) : undefined;
  const record = new RecordSet(
    `${context.name}-gcp`,
    {
      managedZone: provider.managedZone,
      project: provider.project,
      name: `${model.name}.`,
      type: "A",
      ttl: model.ttl,
      routingPolicy: { healthCheck: check?.selfLink, ...policyArgs(context, plan) },
    },
    { parent: context.parent },
  );
  return record.name.apply((name) => name.replace(/\.$/, ""));
}

/** One backup location answers everybody, wherever it is. */
const backupLocation = "us-central1";

function policyArgs(context: DnsContext, { form, policy }: GcpPlan) {
  const targets = (members: readonly MemberId[]) =>
    form === "address"
      ? { externalEndpoints: members.map((member) => addressOf(context, member)) }
      : { internalLoadBalancers: members.map((member) => balancer(context, member)) };
  switch (policy.kind) {
    case "weighted":
      return {
        wrrs: policy.items.map(({ weight, members }) => ({ weight, healthCheckedTargets: targets(members) })),
      };
    case "geography":
      return {
        geos: policy.items.map(({ location, members }) => ({
          location,
          healthCheckedTargets: targets(members),
        })),
      };
    case "failover":
      return {
        primaryBackup: {
          primary: targets(policy.primary),
          backupGeos: [{ location: backupLocation, healthCheckedTargets: targets(policy.backup) }],
        },
      };
  }
}

function balancer(context: DnsContext, member: MemberId) {
  const { loadBalancerType, ipAddress, port, ipProtocol, networkUrl, project, region } = planned(
    targetOf(context, member).gcpLoadBalancer,
    member,
  );
  return { loadBalancerType, ipAddress, port, ipProtocol, networkUrl, project, region };
}

const defaultRegions = ["us-east1", "europe-west1", "asia-east1"];

function createCheck(context: DnsContext, { project, healthCheckRegions }: GcpDnsProvider): HealthCheck {
  const { model } = context.plan;
  const healthCheck = planned(model.healthCheck, model.name);
  const { protocol, path, port, host = model.name, failureThreshold } = healthCheck;
  const request = { host, port, requestPath: path };
  const probe: Pick<HealthCheckArgs, "httpHealthCheck" | "httpsHealthCheck" | "tcpHealthCheck"> = {
    HTTP: { httpHealthCheck: request },
    HTTPS: { httpsHealthCheck: request },
    TCP: { tcpHealthCheck: { port } },
  }[protocol];
  return new HealthCheck(
    `${context.name}-gcp`,
    {
      project,
      description: `Members of ${model.name}`,
      sourceRegions: [...(healthCheckRegions ?? defaultRegions)],
      checkIntervalSec: intervalOf("gcp", healthCheck),
      timeoutSec: gcpTimeoutSeconds,
      unhealthyThreshold: failureThreshold,
      ...probe,
    },
    { parent: context.parent },
  );
}
