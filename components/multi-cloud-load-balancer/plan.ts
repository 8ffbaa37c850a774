import type { Input } from "@pulumi/pulumi";
import type { LoadBalancerCloud } from "./clouds";

/** A protocol of a listener, of requests to targets, or of a health check. */
export type Protocol = "HTTP" | "HTTPS" | "TCP";

/** What a balancer consists of, in the terms of no cloud. All defaults are filled in. */
export interface LoadBalancerPlan {
  /** The cloud that the balancer is in. */
  readonly frontEnd: LoadBalancerCloud;
  readonly listener: {
    readonly protocol: Protocol;
    readonly port: number;
    readonly redirectHttp: boolean;
  };
  readonly backend: { readonly protocol: Protocol; readonly port: number };
  /** One with all targets; with weights or locality one for each cloud. Never without targets. */
  readonly pools: readonly PoolPlan[];
  readonly healthCheck: HealthCheckPlan;
  /** Where the traffic and the health checks of the balancer come from. */
  readonly sources: readonly TrafficSource[];
  /** What the firewalls of the backends' networks must admit. */
  readonly peerRules: readonly PeerRule[];
  readonly advertisements: readonly Advertisement[];
}

/** Targets that share their requests evenly. */
export interface PoolPlan {
  /** Part of names: `all` for the only one, else the cloud of its targets. */
  readonly key: "all" | LoadBalancerCloud;
  /** Its share, where there are weights. */
  readonly weight: number | undefined;
  /** Whether another pool comes first while it is healthy: with `locality` the pools of the other clouds. */
  readonly fallback: boolean;
  readonly targets: readonly TargetPlan[];
}

/** Where a request can go. */
export interface TargetPlan {
  /** `<cloud>-<target>`: part of names, and unique in the balancer. */
  readonly key: string;
  readonly cloud: LoadBalancerCloud;
  /** The argument it comes from, such as `backends.azure.targets.web`. */
  readonly path: string;
  readonly address: Input<string>;
  readonly port: number;
  readonly zone: string | undefined;
  readonly instance: Input<string> | undefined;
  /** Whether it is in another cloud than the balancer. */
  readonly outside: boolean;
}

/** A health check that the front end takes as it is. */
export interface HealthCheckPlan {
  readonly protocol: Protocol;
  /** With HTTP and HTTPS. */
  readonly path: string | undefined;
  /** Undefined for each target's own. */
  readonly port: number | undefined;
  readonly host: string | undefined;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** With HTTP and HTTPS: single codes and ranges, such as `200-299`. */
  readonly statusCodes: readonly string[] | undefined;
}

/** Addresses that a balancer or its health checks come from. */
export interface TrafficSource {
  readonly cidr: string;
  readonly purpose: SourcePurpose;
  /** Which targets it comes to: Google Cloud checks its own from elsewhere than those of other clouds. */
  readonly to: "all" | "own-cloud" | "other-clouds";
  /** What it is, in a few words: `subnet "a" of the load balancer`. */
  readonly why: string;
}

/** Sources of requests are sources of health checks too, unless there is one of its own for those. */
export type SourcePurpose = "requests" | "health-checks" | "requests-and-health-checks";

/** One thing that a firewall in front of targets must admit. Plain. */
export interface PeerRule {
  /** The cloud of the targets. */
  readonly cloud: LoadBalancerCloud;
  readonly protocol: "tcp";
  readonly port: number;
  /** What may come in. */
  readonly sourceCidr: string;
  readonly purpose: SourcePurpose;
  /** The keys of the targets that must be reached, within their cloud. */
  readonly targets: readonly string[];
  readonly why: string;
}

/** A range that one cloud must tell another, by BGP or static route, so that requests and answers find their way. Plain. */
export interface Advertisement {
  readonly from: LoadBalancerCloud;
  readonly to: LoadBalancerCloud;
  readonly cidr: string;
  /** Whether it lies in the ranges that the `from` network has anyway, so that a link that tells those does it. */
  readonly inNetworkRanges: boolean;
  readonly why: string;
}
