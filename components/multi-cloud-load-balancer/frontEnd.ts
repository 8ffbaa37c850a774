import type { Input, Output, Resource } from "@pulumi/pulumi";
import type { Problems } from "../problems";
import type { MultiCloudLoadBalancerArgs } from "./args";
import type { LoadBalancerPlan, Protocol, TrafficSource } from "./plan";

/** How one cloud's balancers are checked, planned and made. All but `create` is pure. */
export interface FrontEnd {
  /**
   * What the balancer asked for can do, or undefined where the arguments don't say which one that is; then `check` tells
   * why. Called with arguments that are not checked yet.
   */
  limitsOf(args: MultiCloudLoadBalancerArgs): FrontEndLimits | undefined;

  /**
   * Adds what is wrong with the front end's own arguments, and with whatever else only this cloud has rules for, such as
   * the names of its resources. Called once, together with the general checks: whatever is looked at may be wrong.
   */
  check(context: CheckContext): void;

  /** Where its requests and health checks come from; without what can't be read. Called with unchecked arguments. */
  sourcesOf(args: MultiCloudLoadBalancerArgs): readonly TrafficSource[];

  /** Makes the balancer from arguments and a plan that are right. */
  create(context: FrontEndContext, plan: LoadBalancerPlan): FrontEndOutputs;
}

/** What a front end's own checks may look at. */
export interface CheckContext {
  readonly problems: Problems;
  /** The component's name. */
  readonly name: string;
  readonly args: MultiCloudLoadBalancerArgs;
  /** The component, to ask it for its providers. */
  readonly parent: Resource;
}

/** What a front end's resources are made with. */
export interface FrontEndContext {
  /** The component, the parent of all resources. */
  readonly parent: Resource;
  /** The component's name, with which the names of all its children begin. */
  readonly name: string;
  readonly args: MultiCloudLoadBalancerArgs;
}

/** Whole numbers from and to, both inclusive. */
export interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** What a kind of balancer can do. What is undefined or false it can't: the arguments for it are refused. */
export interface FrontEndLimits {
  /** As the subject of a sentence: `an Application Load Balancer of AWS`. */
  readonly label: string;
  /** Where its limits are written. */
  readonly source: string;
  readonly listenerProtocols: readonly Protocol[];
  /** Which other front end has a protocol that this one has not: `frontEnd.aws.kind "nlb"`. */
  readonly otherProtocols: string;
  /** Ports that a listener can have, where not all. */
  readonly listenerPorts?: readonly number[];
  readonly backendProtocols: Readonly<Record<Protocol, readonly Protocol[]>>;
  /** Whether a second listener can redirect from HTTP. */
  readonly redirectHttp: boolean;
  /** Ranges that targets outside the front end's network must be in, where not all are taken. */
  readonly outsideTargets?: { readonly ranges: readonly string[]; readonly source: string };
  /** The most that a backend's weight can be. */
  readonly largestWeight?: number;
  /** Whether `locality` works, and which `spillOverPercent`, where it can be chosen. */
  readonly locality?: { readonly spillOverPercent?: Range };
  /** Whether a client can be kept at a target, and for how long, where that can be chosen. */
  readonly stickiness?: { readonly seconds?: Range };
  readonly slowStartSeconds?: Range;
  readonly drainingSeconds?: Range;
  /** The values of `crossZone` that it can have. */
  readonly crossZone: readonly boolean[];
  readonly healthCheck: HealthCheckLimits;
  /** Why something is not there, and what comes nearest, by argument: `slowStartSeconds: "use …"`. */
  readonly instead?: Readonly<Partial<Record<LimitedArgument, string>>>;
}

/** The arguments that not every front end can do. */
export type LimitedArgument =
  | "weight"
  | "locality"
  | "spillOverPercent"
  | "stickiness"
  | "stickinessSeconds"
  | "slowStartSeconds"
  | "drainingSeconds"
  | "crossZone"
  | "redirectHttp";

/** What a kind of balancer's health check can be. */
export interface HealthCheckLimits {
  readonly source: string;
  readonly protocols: readonly Protocol[];
  readonly intervalSeconds: Range;
  readonly timeoutSeconds: Range;
  /** Whether a timeout must be shorter than the interval, or may be as long. */
  readonly timeout: "below-interval" | "up-to-interval" | "any";
  /** One number where it is fixed. */
  readonly healthyThreshold: Range;
  readonly unhealthyThreshold: Range;
  /** The codes that can be asked for, or undefined where only 200 is an answer. */
  readonly statusCodes?: Range;
  /** Whether the Host header can be set. */
  readonly host: boolean;
  /** Whether a port other than the target's own can be asked. */
  readonly port: boolean;
}

/** What a front end tells of the balancer it made. */
export interface FrontEndOutputs {
  readonly endpoint: LoadBalancerEndpoint;
  /** The resource that is the balancer: load balancer, application gateway, forwarding rule. */
  readonly id: Output<string>;
  /** In AWS: its security group, which rules in its own VPC refer to. */
  readonly securityGroupId?: Output<string>;
}

/**
 * Where clients find a balancer, in the shape that `DnsFailover` takes as a member's target. Which properties are there is
 * plain.
 */
export interface LoadBalancerEndpoint {
  /** In AWS: what an alias record of Route 53 points to. */
  readonly alias?: {
    readonly name: Output<string>;
    readonly zoneId: Output<string>;
    /** How long the balancer takes to find a target down, at most. Plain. */
    readonly detectionSeconds: number;
  };
  /** Its IPv4 address, where it has one that stays. */
  readonly address?: Output<string>;
  /** Its name, where it has one of its own. */
  readonly hostname?: Output<string>;
  /** In Google Cloud, internal only: what a routing policy of Cloud DNS checks. */
  readonly gcpLoadBalancer?: {
    readonly loadBalancerType: "regionalL4ilb" | "regionalL7ilb" | "globalL7ilb";
    readonly ipAddress: Output<string>;
    readonly port: Output<string>;
    readonly ipProtocol: "tcp" | "udp";
    readonly networkUrl: Input<string>;
    readonly project: Output<string>;
    readonly region?: Output<string>;
    readonly detectionSeconds?: number;
  };
  /** Whether it has private addresses only. Plain. */
  readonly internal: boolean;
  /** The region, where the balancer is in one and it is known. */
  readonly region?: Output<string>;
}
