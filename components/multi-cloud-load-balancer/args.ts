import type { Input } from "@pulumi/pulumi";
import type { AwsCertificate, AwsFrontEnd } from "./aws/args";
import type { AzureCertificate, AzureFrontEnd } from "./azure/args";
import type { GcpCertificate, GcpFrontEnd } from "./gcp/args";
import type { LoadBalancerNetworks } from "./networkArgs";

/** Arguments of {@link MultiCloudLoadBalancer}. */
export interface MultiCloudLoadBalancerArgs {
  /** The networks of the balancer and its backends, by cloud; instances of the network components fit. */
  readonly networks: LoadBalancerNetworks;

  /** The balancer itself: exactly one cloud. Plain: it decides what is made. */
  readonly frontEnd: FrontEnds;

  /** What the balancer listens to. */
  readonly listener: ListenerArgs;

  /** The backends by the cloud that they are in; at least one target in all. */
  readonly backends: Backends;

  /**
   * How the balancer talks to the backends.
   *
   * @default - HTTP on port 80 behind HTTP and HTTPS listeners, TCP on the listener's port behind TCP
   */
  readonly backend?: BackendProtocolArgs;

  /** How the balancer finds out which targets work. One spec, translated to each cloud's terms. */
  readonly healthCheck?: HealthCheckArgs;

  /**
   * Whether a client comes back to the same target.
   *
   * @default - no, each request goes where the balancer likes
   */
  readonly stickiness?: StickinessArgs;

  /**
   * Over how many seconds a new target's share grows to its full one. Where the front end can.
   *
   * @default - it has its full share at once
   */
  readonly slowStartSeconds?: number;

  /**
   * How many seconds a removed target may finish its requests.
   *
   * @default - 300 in AWS and Google Cloud; in Azure none for HTTP and HTTPS, 30 for TCP
   */
  readonly drainingSeconds?: number;

  /**
   * Whether each of the balancer's zones uses the targets of all zones, so that all get the same share. A Network Load
   * Balancer's traffic between zones costs money.
   *
   * @default true
   */
  readonly crossZone?: boolean;

  /**
   * Prefers the targets of the balancer's own cloud, where the front end can.
   *
   * @default - all targets alike, or as the weights say
   */
  readonly locality?: LocalityArgs;

  /**
   * Tags, or labels in Google Cloud, of all resources that take them.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}

/** A balancer in exactly one of the clouds. */
export interface FrontEnds {
  /** An Application Load Balancer or Network Load Balancer. */
  readonly aws?: AwsFrontEnd;
  /** An Application Gateway. */
  readonly azure?: AzureFrontEnd;
  /** An Application Load Balancer or proxy Network Load Balancer of Google Cloud. */
  readonly gcp?: GcpFrontEnd;
}

/** What the balancer listens to. */
export interface ListenerArgs {
  /**
   * Plain. UDP is not among them: a Network Load Balancer passes the client's address on with UDP, so that the answers of
   * targets in other clouds go around it, and the other front ends have no UDP.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
   */
  readonly protocol: "HTTP" | "HTTPS" | "TCP";

  /**
   * 1 to 65535, as far as the front end takes it.
   *
   * @default - 80 for HTTP, 443 for HTTPS; TCP needs one
   */
  readonly port?: number;

  /** The certificate for HTTPS, in the front end's cloud: exactly one for HTTPS, none otherwise. */
  readonly certificate?: FrontEndCertificates;

  /**
   * With HTTPS: whether a second listener on port 80 redirects to it for good (301). Plain.
   *
   * @default false
   */
  readonly redirectHttp?: boolean;
}

/** A certificate in the front end's cloud. */
export interface FrontEndCertificates {
  readonly aws?: AwsCertificate;
  readonly azure?: AzureCertificate;
  readonly gcp?: GcpCertificate;
}

/** Backends by cloud. */
export interface Backends {
  readonly aws?: BackendArgs;
  readonly azure?: BackendArgs;
  readonly gcp?: BackendArgs;
}

/** The targets in one cloud. */
export interface BackendArgs {
  /**
   * The targets by key; the key is part of the resource names: up to 20 lowercase letters, digits and "-". A target that
   * stays keeps its key: under another one AWS and Google Cloud refuse it, as it is there already. Behind a
   * balancer in AWS each target is a rule of the balancer's security group, two with a health check on another port; AWS
   * takes 60 unless asked for more.
   * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
   */
  readonly targets: Readonly<Record<string, TargetArgs>>;

  /**
   * The share of this cloud's targets together, a whole number from 0, where the front end can. Give it to every backend
   * or to none; not all 0. A share stays with its cloud while all targets there fail: weights are no failover.
   *
   * @default - all targets of all clouds alike
   */
  readonly weight?: number;
}

/** A machine or service that answers requests. */
export interface TargetArgs {
  /** Its private IPv4 address in its cloud's network. A plain one is checked against the network's ranges. */
  readonly address: Input<string>;

  /**
   * Its port, 1 to 65535.
   *
   * @default - `backend.port`
   */
  readonly port?: number;

  /** Its zone, where the front end's cloud wants to know it. Plain. */
  readonly zone?: string;

  /** Its instance in Google Cloud, by name or URL, for a front end there. */
  readonly instance?: Input<string>;
}

/** How the balancer talks to targets. */
export interface BackendProtocolArgs {
  /**
   * HTTP or HTTPS behind listeners of those; TCP behind TCP.
   *
   * @default "HTTP" behind HTTP and HTTPS, "TCP" behind TCP
   */
  readonly protocol?: "HTTP" | "HTTPS" | "TCP";

  /**
   * 1 to 65535.
   *
   * @default - 80 for HTTP, 443 for HTTPS, the listener's for TCP
   */
  readonly port?: number;
}

/**
 * A health check in words that all clouds share. A number outside a front end's limits is refused, never rounded in
 * silence, as it decides how long a failure lasts; what is left out is the default or the nearest that the front end takes.
 */
export interface HealthCheckArgs {
  /**
   * @default - the backend's protocol
   */
  readonly protocol?: "HTTP" | "HTTPS" | "TCP";

  /**
   * The path asked for, with HTTP and HTTPS.
   *
   * @default "/"
   */
  readonly path?: string;

  /**
   * The port asked, 1 to 65535.
   *
   * @default - the target's own
   */
  readonly port?: number;

  /**
   * The Host header of the request, where the front end can set one.
   *
   * @default - the target's address
   */
  readonly host?: string;

  /**
   * @default 10
   */
  readonly intervalSeconds?: number;

  /**
   * @default 5
   */
  readonly timeoutSeconds?: number;

  /**
   * How many answers in a row make a target healthy.
   *
   * @default 2, or what the front end has fixed
   */
  readonly healthyThreshold?: number;

  /**
   * How many failures in a row make a target unhealthy.
   *
   * @default 3
   */
  readonly unhealthyThreshold?: number;

  /**
   * The status codes that are answers of a healthy target, with HTTP and HTTPS: single ones and ranges.
   *
   * @default ["200"]
   * @example ["200-299", "304"]
   */
  readonly statusCodes?: readonly string[];
}

/** How a client is kept at a target. */
export interface StickinessArgs {
  /**
   * For how long a cookie lasts.
   *
   * @default - the front end's: 86400 for an ALB
   */
  readonly seconds?: number;
}

/** Prefers the targets of the balancer's own cloud. */
export interface LocalityArgs {
  /** Only this is to be preferred. */
  readonly prefer: "own-cloud";

  /**
   * At which share of healthy own targets, in percent, requests begin to spill over to the other clouds.
   *
   * @default - the front end's
   */
  readonly spillOverPercent?: number;
}
