import type {
  DnsContinent,
  DnsFailoverArgs,
  DnsHealthCheck,
  DnsProviderName,
  DnsRegions,
  DnsTarget,
} from "./args";

/** The arguments with all defaults, plain: what plans are made from. */
export interface DnsModel {
  readonly name: string;
  readonly ttl: number;
  readonly visibility: "public" | "private";
  readonly pools: readonly Pool[];
  readonly routing: Routing;
  readonly healthCheck: HealthCheckModel | undefined;
}

export interface Pool {
  readonly key: string;
  readonly members: readonly Member[];
  readonly lastResort: boolean;
}

export interface Member {
  /** `<pool>/<member>`. */
  readonly id: MemberId;
  /** `<pool>-<member>`, as in resource names. */
  readonly key: string;
  readonly name: string;
  readonly weight: number;
  /** Whether it is answered without being checked. */
  readonly lastResort: boolean;
  /** The forms that its target has. */
  readonly forms: ReadonlySet<TargetForm>;
  /** How long its balancer takes to find it down, by form. */
  readonly detectionSeconds: { readonly alias: number; readonly gcpLoadBalancer: number };
}

/** `<pool>/<member>` */
export type MemberId = string;

export type TargetForm = keyof Omit<DnsTarget, "internal" | "region">;

export type Routing =
  | { readonly policy: "failover"; readonly order: readonly Pool[] }
  | { readonly policy: "weighted"; readonly weights: ReadonlyMap<Pool, number> }
  | { readonly policy: "latency"; readonly regions: ReadonlyMap<Pool, DnsRegions> }
  | { readonly policy: "geography"; readonly places: readonly Placed[]; readonly elsewhere: Pool }
  | { readonly policy: "multivalue"; readonly pools: readonly Pool[] };

export type RoutingPolicy = Routing["policy"];

/** A place and its pool. */
export interface Placed {
  readonly place: Place;
  readonly pool: Pool;
}

export type Place = { readonly continent: DnsContinent } | { readonly country: string };

/** With all defaults but the interval's, which differs by provider. */
export type HealthCheckModel = Required<Omit<DnsHealthCheck, "host" | "intervalSeconds" | "path">> &
  Pick<DnsHealthCheck, "host" | "intervalSeconds" | "path">;

export const routingPolicies: readonly RoutingPolicy[] = [
  "failover",
  "weighted",
  "latency",
  "geography",
  "multivalue",
];

export const defaultTtl = 60;
export const defaultFailureThreshold = 3;
/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const albDetectionSeconds = 60;
/** https://docs.cloud.google.com/load-balancing/docs/health-check-concepts */
const gcpDetectionSeconds = 10;

/** The model of arguments that are sound. */
export function modelOf(args: DnsFailoverArgs): DnsModel {
  const pools = Object.entries(args.pools).map(([key, { members, lastResort = false }]): Pool => {
    return {
      key,
      lastResort,
      members: Object.entries(members).map(([name, { target, weight = 1 }]) => ({
        id: `${key}/${name}`,
        key: `${key}-${name}`,
        ...{ name, weight, lastResort },
        forms: formsOf(target),
        detectionSeconds: {
          alias: target.alias?.detectionSeconds ?? albDetectionSeconds,
          gcpLoadBalancer: target.gcpLoadBalancer?.detectionSeconds ?? gcpDetectionSeconds,
        },
      })),
    };
  });
  return {
    name: args.name,
    ttl: args.ttl ?? defaultTtl,
    visibility: args.visibility ?? "public",
    pools,
    routing: routingOf(args, new Map(pools.map((pool) => [pool.key, pool]))),
    healthCheck: args.healthCheck && healthCheckOf(args.healthCheck),
  };
}

export function formsOf(target: DnsTarget): ReadonlySet<TargetForm> {
  const forms: readonly TargetForm[] = ["alias", "address", "hostname", "gcpLoadBalancer"];
  return new Set(forms.filter((form) => target[form] !== undefined));
}

/** The providers that are asked to answer. */
export function providersOf({ providers }: Pick<DnsFailoverArgs, "providers">): DnsProviderName[] {
  const names: readonly DnsProviderName[] = ["route53", "azure", "gcp"];
  return names.filter((name) => providers[name] !== undefined);
}

function routingOf({ routing }: DnsFailoverArgs, pools: ReadonlyMap<string, Pool>): Routing {
  const pool = (key: string): Pool => {
    const found = pools.get(key);
    if (found === undefined) {
      throw new Error(`there is no pool ${key}`);
    }
    return found;
  };
  const byPool = <T>(values: Readonly<Record<string, T>>): Map<Pool, T> =>
    new Map(Object.entries(values).map(([key, value]) => [pool(key), value]));
  if (routing.failover !== undefined) {
    return { policy: "failover", order: routing.failover.map(pool) };
  }
  if (routing.weighted !== undefined) {
    return { policy: "weighted", weights: byPool(routing.weighted) };
  }
  if (routing.latency !== undefined) {
    return { policy: "latency", regions: byPool(routing.latency) };
  }
  if (routing.geography !== undefined) {
    const { places, elsewhere } = routing.geography;
    return {
      policy: "geography",
      elsewhere: pool(elsewhere),
      places: [...byPool(places)].flatMap(([pool, { continents = [], countries = [] }]) => [
        ...continents.map((continent) => ({ place: { continent }, pool })),
        ...countries.map((country) => ({ place: { country }, pool })),
      ]),
    };
  }
  return { policy: "multivalue", pools: (routing.multivalue ?? []).map(pool) };
}

function healthCheckOf({ protocol, path, port, ...rest }: DnsHealthCheck): HealthCheckModel {
  return {
    failureThreshold: defaultFailureThreshold,
    ...rest,
    protocol,
    path: protocol === "TCP" ? undefined : (path ?? "/"),
    port: port ?? (protocol === "HTTPS" ? 443 : 80),
  };
}

/** Where pools are asked in turn: the place's own, the one for elsewhere, then the others as they are given. */
export function placeOrder(model: DnsModel, own: Pool, elsewhere: Pool): Pool[] {
  return [...new Set([own, elsewhere, ...model.pools])];
}
