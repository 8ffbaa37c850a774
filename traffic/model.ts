/** The cloud that a balancer is of. */
export type BalancerCloud = "aws" | "azure" | "gcp";

/** What a list of resources says of one load balancer, in words that all clouds share. */
export interface Balancer {
  /** Of the resource that people think of as the balancer. */
  readonly urn: string;
  readonly name: string;
  readonly cloud: BalancerCloud;
  /** What its cloud calls it, such as `Application Load Balancer`. */
  readonly kind: string;
  readonly isInternal: boolean;
  /** Addresses and DNS names of its front end, as far as they are known. */
  readonly frontEnds: readonly string[];
  readonly listeners: readonly Listener[];
  readonly pools: readonly Pool[];
  /** What clients get while no target of a pool is healthy. */
  readonly whenNoneHealthy: NoneHealthy;
  /** What is answered for a target that cannot be connected to. */
  readonly unreachableStatus: UnreachableStatus;
  /** What could not be told of it. */
  readonly notes: readonly string[];
}

/** `fail open`: requests go to all targets as if they were healthy. Otherwise the HTTP status that is answered. */
export type NoneHealthy = "fail open" | number;

/** HTTP statuses by how a connection fails. */
export interface UnreachableStatus {
  readonly refused: number;
  readonly silent: number;
}

export type ListenerProtocol = "HTTP" | "HTTPS" | "TCP" | "TLS" | "UDP";

/** Where clients connect to. */
export interface Listener {
  readonly urn: string;
  readonly name: string;
  readonly protocol: ListenerProtocol;
  readonly port: number;
  /** In the order of evaluation. */
  readonly rules: readonly ListenerRule[];
  /** For what no rule matches. Undefined where it is known only after the update. */
  readonly otherwise: Action | undefined;
}

/** A rule of an HTTP listener: all of what is given must match. */
export interface ListenerRule {
  /** Patterns with `*` and `?`. */
  readonly hosts?: readonly string[];
  readonly paths?: readonly string[];
  readonly action: Action;
}

export type Action =
  | { readonly kind: "forward"; readonly pools: readonly WeightedPool[] }
  | Redirect
  | { readonly kind: "respond"; readonly status: number; readonly body: string };

/** A pool by its id. Of several, each gets its share of all weights. */
export interface WeightedPool {
  readonly pool: string;
  readonly weight: number;
}

/** Parts that are absent stay as they were. */
export interface Redirect {
  readonly kind: "redirect";
  readonly status: number;
  readonly protocol?: string;
  readonly host?: string;
  readonly port?: number;
  /** A path that may hold `#{path}`, or a prefix to put before. */
  readonly path?: string;
  /** False: without the query. */
  readonly keepsQuery: boolean;
}

/** Targets among which requests are spread, and how they are checked. */
export interface Pool {
  readonly id: string;
  readonly urn: string;
  readonly name: string;
  readonly protocol: ListenerProtocol;
  readonly balancing: Balancing;
  readonly targets: readonly Target[];
  readonly healthCheck: HealthCheck;
  readonly stickiness?: Stickiness;
  /** How long requests in flight may go on once a target is taken out, in seconds. */
  readonly drainingSeconds: number;
  /** How long a target that became healthy gets less than its share, in seconds; 0: not at all. */
  readonly slowStartSeconds: number;
  /** Of the targets with the lowest priority the share that must be healthy, or the next ones get requests too: 0 to 1. */
  readonly failoverShare: number;
}

export type Balancing = "round robin" | "least requests" | "random" | "flow hash";

/** Keeps a client at the target that it got first. */
export interface Stickiness {
  readonly by: "cookie" | "source address";
  /** The cookie that the balancer sets. */
  readonly cookie?: string;
  /** Absent: as long as the browser session. */
  readonly seconds?: number;
}

/** Something that answers requests. */
export interface Target {
  /** Within its pool. */
  readonly id: string;
  /** Of the resource that puts it into the pool. */
  readonly urn: string;
  readonly name: string;
  /** Undefined while it is not known, or where only a name is. */
  readonly address: string | undefined;
  /** A name instead of an address. */
  readonly hostname?: string;
  /** The instance that it is, by URN, where it is named so. */
  readonly instance?: string;
  readonly port: number | undefined;
  readonly zone?: string;
  /** Among targets of one priority. */
  readonly weight: number;
  /** Lower ones get all requests while enough of them are healthy. */
  readonly priority: number;
  /** Where requests to it come from. */
  readonly sources: readonly Source[];
  /** Where probes come from. */
  readonly probeSources: readonly Source[];
  /** Why its cloud would not take it, or sends it nothing. */
  readonly refusal?: string;
}

/** Addresses that probes and requests come from. */
export interface Source {
  /** Id of the endpoint in the reachability model that stands for them. */
  readonly endpoint: string;
  readonly name: string;
  readonly ranges: readonly string[];
  readonly zone?: string;
}

/** How a target's health is found out. Times in seconds. */
export interface HealthCheck {
  readonly protocol: "HTTP" | "HTTPS" | "TCP";
  /** Absent: the target's own. */
  readonly port?: number;
  readonly path?: string;
  /** The Host header; absent: the target's address. */
  readonly host?: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  /** Probes in a row. */
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** Of a target that was never probed before. */
  readonly initialThreshold: number;
  /** Statuses that count as healthy; empty for TCP. */
  readonly statuses: readonly StatusRange[];
  /** Text that the answer must hold. */
  readonly body?: string;
}

export interface StatusRange {
  readonly first: number;
  readonly last: number;
}

/** Seconds until a target that stops answering gets no more requests, at the most: `interval × threshold + timeout`. */
export function dropSeconds({ intervalSeconds, unhealthyThreshold, timeoutSeconds }: HealthCheck): number {
  return intervalSeconds * unhealthyThreshold + timeoutSeconds;
}

/** Seconds until a target that answers again gets requests again, at the most. */
export function returnSeconds({ intervalSeconds, healthyThreshold, timeoutSeconds }: HealthCheck): number {
  return intervalSeconds * healthyThreshold + timeoutSeconds;
}
