import {
  type DnsModel,
  type Member,
  type MemberId,
  type Place,
  placeOrder,
  type Pool,
  type Routing,
  type TargetForm,
} from "../model";

/** The records and health checks of one name. */
export interface Route53Plan {
  readonly recordType: "A" | "CNAME";
  readonly records: readonly Route53Record[];
  readonly checks: readonly Route53Check[];
}

export interface Route53Record {
  /**
   * Part of the resource's name, and what tells the record from others of its name: its set identifier. Empty for the
   * only record of the name itself.
   */
  readonly key: string;
  /** The DNS name that it answers. */
  readonly name: string;
  readonly policy: Route53Policy;
  readonly value: Route53Value;
}

export type Route53Policy =
  /** The only record of its name. */
  | { readonly kind: "simple" }
  | { readonly kind: "failover"; readonly role: "PRIMARY" | "SECONDARY" }
  | { readonly kind: "weighted"; readonly weight: number }
  | { readonly kind: "latency"; readonly region: string; readonly pool: string }
  /** Without a place: for everybody else. */
  | { readonly kind: "geolocation"; readonly place: Place | undefined }
  | { readonly kind: "multivalue" };

export type Route53Value =
  | { readonly kind: "member"; readonly member: MemberId; readonly form: "alias" | "address" | "hostname" }
  /** An alias to the records of another name, healthy while one of them is. */
  | { readonly kind: "records"; readonly name: string };

/** The health check of a member that has no balancer to tell its health. */
export interface Route53Check {
  readonly member: MemberId;
  readonly key: string;
  /** By Route 53's public checkers, or by probes from subnets, whose alarms are read. */
  readonly kind: "endpoint" | "probe";
  readonly form: "address" | "hostname";
}

/**
 * Where the records of a routing, of a pool, of the rest of an order, and of who asks from a place are. CNAME records
 * have names of their own, as no others may be beside them, not even while one gives way to the other.
 */
const below = (label: string, model: DnsModel): string =>
  `_${label}${recordTypeOf(model) === "CNAME" ? "-names" : ""}.${model.name}`;

export function planRoute53(model: DnsModel): Route53Plan {
  const planner = new Planner(model);
  planner.plan();
  const members = model.pools.flatMap((pool) => pool.members);
  return {
    recordType: recordTypeOf(model),
    records: planner.records,
    checks: members.flatMap((member) => {
      const form = formOf(model, member);
      return member.lastResort || form === "alias"
        ? []
        : [
            {
              member: member.id,
              // No address is added to a health check, nor taken from one: it would have to be another.
              key: form === "address" ? member.key : `${member.key}-name`,
              kind: model.visibility === "private" ? ("probe" as const) : ("endpoint" as const),
              form,
            },
          ];
    }),
  };
}

/** All records of a name have one type: addresses where every member has some, names otherwise. */
export function recordTypeOf({ pools }: Pick<DnsModel, "pools">): "A" | "CNAME" {
  const hasAddresses = ({ forms }: Member): boolean => forms.has("alias") || forms.has("address");
  return pools.every(({ members }) => members.every(hasAddresses)) ? "A" : "CNAME";
}

/**
 * The form that a member is answered in. Multivalue answers can't be aliases.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html (MultiValueAnswer)
 */
export function formOf(model: DnsModel, { forms }: Member): Exclude<TargetForm, "gcpLoadBalancer"> {
  if (recordTypeOf(model) === "CNAME") {
    return "hostname";
  }
  return forms.has("alias") && model.routing.policy !== "multivalue" ? "alias" : "address";
}

class Planner {
  readonly records: Route53Record[] = [];
  /** The names below that have their records. */
  private readonly made = new Set<string>();

  constructor(private readonly model: DnsModel) {}

  /**
   * The name itself is an alias to the records of its routing, as Route 53 takes one policy for all records of a name:
   * another routing is made beside the old one, and the alias moved. Multivalue answers are the name's own records:
   * no documentation says that an alias answers several of them.
   */
  plan(): void {
    const { name, routing } = this.model;
    if (routing.policy === "multivalue") {
      for (const member of routing.pools.flatMap(({ members }) => members)) {
        this.add(`by-multivalue-${member.key}`, name, { kind: "multivalue" }, this.memberValue(member));
      }
      return;
    }
    const by = `by-${routing.policy}`;
    const group = below(by, this.model);
    this.add("", name, { kind: "simple" }, { kind: "records", name: group });
    switch (routing.policy) {
      case "failover":
        this.failover(group, by, routing.order);
        break;
      case "weighted":
        routing.weights.forEach((weight, pool) =>
          this.add(`${by}-${pool.key}`, group, { kind: "weighted", weight }, this.poolValue(pool)),
        );
        break;
      case "latency":
        // Route 53 has one record for a region, which is told by it: so a pool can take another's place.
        routing.regions.forEach(({ aws: region = "" }, pool) =>
          this.add(
            `${by}-${region}`,
            group,
            { kind: "latency", region, pool: pool.key },
            this.poolValue(pool),
          ),
        );
        break;
      case "geography":
        this.geography(group, routing);
    }
  }

  /**
   * Failover records come in twos: what comes after the first is either the last pool, or two again. Route 53 has one
   * primary record for a name, so records are told by their place: another order updates them.
   */
  private failover(
    name: string,
    key: string,
    [first, ...rest]: readonly Pool[],
    /** Of the labels of what comes after the first. */
    prefix = "",
  ): void {
    const [last] = rest;
    if (first === undefined || last === undefined) {
      return;
    }
    const [primary, secondary] = [`${key}-primary`, `${key}-secondary`];
    this.add(primary, name, { kind: "failover", role: "PRIMARY" }, this.poolValue(first));
    if (rest.length === 1) {
      this.add(secondary, name, { kind: "failover", role: "SECONDARY" }, this.poolValue(last));
      return;
    }
    const after = `${prefix}after-${first.key}`;
    const next = below(after, this.model);
    this.add(secondary, name, { kind: "failover", role: "SECONDARY" }, { kind: "records", name: next });
    this.failover(next, after, rest, prefix);
  }

  private geography(name: string, { places, elsewhere }: Extract<Routing, { policy: "geography" }>): void {
    for (const { place, pool } of places) {
      this.add(placeKey(place), name, { kind: "geolocation", place }, this.from(pool, elsewhere));
    }
    const others = { kind: "geolocation", place: undefined } as const;
    this.add("in-elsewhere", name, others, this.from(elsewhere, elsewhere));
  }

  /** The records of who is sent to a pool by place. */
  private from(pool: Pool, elsewhere: Pool): Route53Value {
    const order = placeOrder(this.model, pool, elsewhere);
    if (order.length === 1) {
      return this.poolValue(pool);
    }
    const label = `from-${pool.key}`;
    const name = below(label, this.model);
    if (!this.made.has(name)) {
      this.made.add(name);
      this.failover(name, label, order, `${label}-`);
    }
    return { kind: "records", name };
  }

  private poolValue(pool: Pool): Route53Value {
    const [only] = pool.members;
    if (pool.members.length === 1 && only !== undefined) {
      return this.memberValue(only);
    }
    const name = below(pool.key, this.model);
    if (!this.made.has(name)) {
      this.made.add(name);
      for (const member of pool.members) {
        const { weight } = member;
        this.add(member.key, name, { kind: "weighted", weight }, this.memberValue(member));
      }
    }
    return { kind: "records", name };
  }

  private memberValue(member: Member): Route53Value {
    return { kind: "member", member: member.id, form: formOf(this.model, member) };
  }

  private add(key: string, name: string, policy: Route53Policy, value: Route53Value): void {
    this.records.push({ key, name, policy, value });
  }
}

function placeKey(place: Place): string {
  return "continent" in place
    ? `in-continent-${place.continent.toLowerCase()}`
    : `in-country-${place.country.toLowerCase()}`;
}
