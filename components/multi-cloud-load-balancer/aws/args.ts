import type { Input } from "@pulumi/pulumi";

/** A balancer in AWS: an Application Load Balancer or a Network Load Balancer. */
export interface AwsFrontEnd {
  /**
   * `alb` for HTTP and HTTPS, `nlb` for TCP. Plain.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html
   */
  readonly kind: "alb" | "nlb";

  /**
   * Keys of `networks.aws.subnets`, one subnet a zone; an ALB takes at least two. Plain. They are what the other clouds'
   * firewalls admit. Public subnets for a balancer that faces the internet.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
   *
   * @example ["a", "b"]
   */
  readonly subnets: readonly string[];

  /**
   * Whether the balancer has private addresses only. Plain.
   *
   * @default false
   */
  readonly internal?: boolean;

  /**
   * Who may reach the listener, as IPv4 CIDRs. Plain.
   *
   * @default - everybody for a balancer that faces the internet, else the ranges of all `networks`
   */
  readonly clientCidrBlocks?: readonly string[];

  /**
   * The bucket for access logs, whose policy must let Elastic Load Balancing write to it. An NLB logs TLS only, so that
   * there it is refused.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
   *
   * @default - no logs
   */
  readonly accessLogs?: AwsAccessLogs;

  /**
   * A regional web ACL of AWS WAF. ALB only.
   * https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
   *
   * @default - none
   */
  readonly webAclArn?: Input<string>;

  /**
   * The security policy of an HTTPS listener.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
   *
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
   */
  readonly sslPolicy?: string;

  /**
   * Whether AWS refuses to delete the balancer.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
}

/** Where an Application Load Balancer writes its access logs. */
export interface AwsAccessLogs {
  /** The name of an S3 bucket in the balancer's region. */
  readonly bucket: Input<string>;

  /**
   * Where in the bucket.
   *
   * @default - the bucket's root
   */
  readonly prefix?: string;
}

/** A certificate for a listener in AWS. */
export interface AwsCertificate {
  /** The ARN of a certificate of AWS Certificate Manager in the balancer's region. */
  readonly arn: Input<string>;
}
