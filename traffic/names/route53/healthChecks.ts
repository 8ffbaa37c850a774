import { labelOf, readList, type Resource, type Stack } from "../../../reachability/resources";
import { flagAt, numberAt, textAt } from "../../balancers/fields";
import type { Healthy } from "../health";
import { plainName } from "../nameServer";
import { tokens } from "./tokens";
import { isPrivate } from "../../privateRanges";

/**
 * The status of health checks while members are healthy or not.
 *
 * Sources: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html,
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
export class HealthChecks {
  constructor(
    private readonly stack: Stack,
    private readonly notes: Set<string>,
  ) {}

  /** What a property names: a health check of the stacks, or one outside of which nothing is known. */
  of(record: Resource): Resource | "outside" | undefined {
    const found = this.stack.reference(record, "healthCheckId", tokens.healthCheck);
    return found.state === "found" ? found.resource : found.state === "absent" ? undefined : "outside";
  }

  /**
   * @param members - of the record that uses it: what it stands for where it names no endpoint, as an alarm does
   * @param all - every member of the name
   */
  passes(check: Resource, members: readonly string[], all: readonly string[], healthy: Healthy): boolean {
    const isInverted = flagAt(check, "invertHealthcheck") === true;
    // Route 53 takes a disabled check for healthy.
    const status = flagAt(check, "disabled") === true || this.#status(check, members, all, healthy);
    return status !== isInverted;
  }

  #status(check: Resource, members: readonly string[], all: readonly string[], healthy: Healthy): boolean {
    switch (textAt(check, "type")) {
      case "CALCULATED": {
        const children = this.#children(check);
        const passing = children.filter((child) => this.passes(child, members, all, healthy)).length;
        return passing >= (numberAt(check, "childHealthThreshold") ?? children.length);
      }
      case "CLOUDWATCH_METRIC":
      case "RECOVERY_CONTROL":
        this.notes.add(`${labelOf(check)} fails when ${members.join(" and ")} does, and only then`);
        return members.some(healthy);
      default:
        return this.#endpoint(check, members, all, healthy);
    }
  }

  #endpoint(check: Resource, members: readonly string[], all: readonly string[], healthy: Healthy): boolean {
    const address = textAt(check, "ipAddress");
    const name = textAt(check, "fqdn");
    if (address !== undefined && isPrivate(address)) {
      this.notes.add(
        `${labelOf(check)} always fails: Route 53's checkers don't reach private address ${address}`,
      );
      return false;
    }
    const endpoint = address ?? (name === undefined ? undefined : plainName(name));
    if (endpoint !== undefined && all.includes(endpoint)) {
      return healthy(endpoint);
    }
    this.notes.add(
      `${labelOf(check)} checks ${endpoint ?? "what is known only after the update"}: it is taken to fail when ${members.join(" and ")} does`,
    );
    return members.some(healthy);
  }

  #children(check: Resource): readonly Resource[] {
    const list = readList(check, "childHealthchecks");
    const ids = list.state === "known" ? list.value : [];
    const found = ids.flatMap((id) => {
      const one = typeof id === "string" ? this.stack.byId(id, tokens.healthCheck) : undefined;
      return one?.state === "found" ? [one.resource] : [];
    });
    return found.length > 0
      ? found
      : this.stack.dependencies(check, "childHealthchecks").filter(({ type }) => type === tokens.healthCheck);
  }

  /** Seconds until it fails once its endpoint does. */
  detectSeconds(check: Resource): number {
    switch (textAt(check, "type")) {
      case "CALCULATED":
        return Math.max(0, ...this.#children(check).map((child) => this.detectSeconds(child)));
      case "CLOUDWATCH_METRIC": {
        const name = textAt(check, "cloudwatchAlarmName");
        const alarms = this.stack.all(tokens.metricAlarm);
        const alarm =
          alarms.find((one) => name !== undefined && textAt(one, "name") === name) ??
          this.stack
            .dependencies(check, "cloudwatchAlarmName")
            .find(({ type }) => type === tokens.metricAlarm);
        return alarm === undefined
          ? 0
          : (numberAt(alarm, "period") ?? 60) *
              (numberAt(alarm, "datapointsToAlarm") ?? numberAt(alarm, "evaluationPeriods") ?? 1);
      }
      case "RECOVERY_CONTROL":
        return 0;
      default:
        return (numberAt(check, "requestInterval") ?? 30) * (numberAt(check, "failureThreshold") ?? 3);
    }
  }
}
