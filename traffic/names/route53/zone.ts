import { labelOf } from "../../../reachability/resources";
import { type Answers, certainly, mixed, noAnswer } from "../answers";
import { nearest } from "../client";
import type { Query } from "../health";
import type { HealthChecks } from "./healthChecks";
import type { Record53 } from "./records";

/**
 * Chooses among the records of a zone as Route 53 does: by the routing policy, among those that are healthy; where none
 * is, among all.
 *
 * Sources: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html,
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html,
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
 */
export class Zone53 {
  constructor(
    private readonly records: readonly Record53[],
    private readonly checks: HealthChecks,
    private readonly notes: Set<string>,
  ) {}

  /** The records of one name and type. A CNAME record answers for every type. */
  group(name: string, type: string): readonly Record53[] {
    const named = this.records.filter((one) => one.name === name);
    const typed = named.filter((one) => one.type === type);
    return typed.length > 0 ? typed : named.filter((one) => one.type === "CNAME");
  }

  /** Every value that a group may answer. */
  members(group: readonly Record53[], seen: ReadonlySet<Record53> = new Set()): readonly string[] {
    return [
      ...new Set(
        group.flatMap((record) =>
          seen.has(record) ? [] : this.#membersOf(record, new Set([...seen, record])),
        ),
      ),
    ];
  }

  answer(group: readonly Record53[], query: Query): Answers {
    return this.#choose(group, query, this.members(group), 0);
  }

  /** What a record leads to in the same zone. */
  next(record: Record53): readonly Record53[] {
    const { alias, type, values } = record;
    const names = alias === undefined ? (type === "CNAME" ? values : []) : [alias.name];
    return names.flatMap((name) => this.group(name, type === "CNAME" ? "A" : type));
  }

  #membersOf(record: Record53, seen: ReadonlySet<Record53>): readonly string[] {
    const next = this.next(record);
    return next.length > 0 ? this.members(next, seen) : record.alias ? [record.alias.name] : record.values;
  }

  #choose(group: readonly Record53[], query: Query, all: readonly string[], depth: number): Answers {
    const [first] = group;
    // Aliases may lead around in a loop, of which nothing is answered.
    if (first === undefined || depth > 20) {
      return noAnswer;
    }
    const healthy = group.filter((record) => this.#isHealthy(record, query, all, depth));
    const candidates = healthy.length > 0 ? healthy : group;
    const respond = (record: Record53): Answers => this.#respond(record, query, all, depth);
    const evenly = (records: readonly Record53[]): Answers =>
      mixed(records.map((record) => ({ weight: 1, answers: respond(record) })));
    switch (first.routing.kind) {
      case "simple":
        return respond(first);
      case "weighted": {
        const weightOf = ({ routing }: Record53): number =>
          routing.kind === "weighted" ? routing.weight : 0;
        return mixed(candidates.map((record) => ({ weight: weightOf(record), answers: respond(record) })));
      }
      case "failover": {
        const primary = ({ routing }: Record53): boolean =>
          routing.kind === "failover" && routing.role === "PRIMARY";
        return evenly(candidates.some(primary) ? candidates.filter(primary) : candidates);
      }
      case "latency":
        return evenly(
          nearest(query.client, candidates, ({ routing }) =>
            routing.kind === "latency" ? routing.region : undefined,
          ),
        );
      case "geolocation": {
        const matching = (records: readonly Record53[]): readonly Record53[] =>
          records
            .filter((record) => specificity(record, query) !== undefined)
            .toSorted((a, b) => (specificity(b, query) ?? 0) - (specificity(a, query) ?? 0));
        const chosen = matching(healthy)[0] ?? matching(group)[0];
        return chosen === undefined ? noAnswer : respond(chosen);
      }
      case "multivalue": {
        const values = candidates.flatMap((record) => respond(record).flatMap((answer) => answer.values));
        return certainly(values, 8);
      }
      case "unread":
        this.notes.add(
          `the routing policy of ${first.label} is not evaluated: each record is taken to be as likely`,
        );
        return evenly(candidates);
    }
  }

  #respond(record: Record53, query: Query, all: readonly string[], depth: number): Answers {
    const next = this.next(record);
    return next.length > 0
      ? this.#choose(next, query, all, depth + 1)
      : certainly(record.alias ? [record.alias.name] : record.values);
  }

  #isHealthy(record: Record53, query: Query, all: readonly string[], depth: number): boolean {
    const check = this.checks.of(record.resource);
    const members = this.members([record]);
    if (check === "outside") {
      this.notes.add(
        `the health check of ${labelOf(record.resource)} is in none of these stacks: it is taken to fail when ${members.join(" and ")} does`,
      );
    }
    const passes =
      check === undefined ||
      (check === "outside"
        ? members.some(query.healthy)
        : this.checks.passes(check, members, all, query.healthy));
    return passes && (record.alias?.evaluates !== true || this.#targetIsHealthy(record, query, all, depth));
  }

  /** At least one record that an alias leads to, or what it names elsewhere, such as a load balancer. */
  #targetIsHealthy(record: Record53, query: Query, all: readonly string[], depth: number): boolean {
    const next = this.next(record);
    return next.length > 0
      ? depth <= 20 && next.some((one) => this.#isHealthy(one, query, all, depth + 1))
      : query.healthy(record.alias?.name ?? "");
  }
}

/** How closely a record is for a client's place; undefined where it is not for it. The default record is for all. */
function specificity({ routing }: Record53, { client }: Query): number | undefined {
  if (routing.kind !== "geolocation") {
    return undefined;
  }
  const { continent, country, subdivision } = routing;
  if (subdivision !== undefined) {
    return country === client.country && subdivision === client.subdivision ? 3 : undefined;
  }
  if (country !== undefined) {
    return country === "*" ? 0 : country === client.country ? 2 : undefined;
  }
  return continent === client.continent ? 1 : undefined;
}
