import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { MultiCloudLoadBalancerArgs } from "./args";
import { checkLoadBalancer } from "./checkLoadBalancer";
import { openFirewalls, opensFirewall } from "./firewalls/open";
import type { LoadBalancerEndpoint } from "./frontEnd";
import { frontEnds } from "./frontEnds";
import type { Advertisement, HealthCheckPlan, PeerRule } from "./plan";
import { detectionSeconds } from "./planHealthCheck";
import { planLoadBalancer } from "./planLoadBalancer";

/**
 * One balancer in one cloud, in front of targets in all of them by their private addresses, over the tunnels of a
 * `CrossCloudVpn`, `CrossCloudMesh` or `TransitHub`. It creates:
 *
 * 1. the balancer where `frontEnd` says. In AWS an Application or Network Load Balancer with a security group of its own
 *    that lets clients in, and out to exactly the targets; a target group of addresses, with weights one for each cloud,
 *    where targets in other clouds are registered for all zones; a listener, and one that redirects to it,
 *    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-type.
 *    In Azure an Application Gateway v2. In Google Cloud an Application or proxy Network Load Balancer with hybrid
 *    connectivity network endpoint groups,
 * 2. in the networks of the targets, also in those of other clouds, firewall rules that admit the balancer's requests and
 *    health checks from its own addresses to the targets' ports, and nothing else. `requiredPeerRules` lists them, also
 *    those that it cannot make,
 * 3. nothing on the tunnels: `requiredAdvertisements` says which ranges they must carry so that answers come back. Those
 *    that are no part of a network, such as the addresses of Google's health checks, must be added to what is advertised.
 *
 * Without weights and locality requests alternate over all targets. With weights a cloud whose targets all fail keeps its
 * share, in AWS as in Google Cloud: weights are no failover.
 *
 * @example
 * const hello = new MultiCloudLoadBalancer("hello", {
 *   networks: { aws, azure },
 *   frontEnd: { aws: { kind: "alb", subnets: ["a", "b"] } },
 *   listener: { protocol: "HTTP" },
 *   backends: {
 *     aws: { targets: { web: { address: "172.16.20.207" } } },
 *     azure: { targets: { web: { address: "172.18.0.4" } } },
 *   },
 *   healthCheck: { path: "/index.html" },
 * });
 * export const url = pulumi.interpolate`http://${hello.hostname}`;
 */
export class MultiCloudLoadBalancer extends ComponentResource {
  /** Where clients find the balancer: what a member of `DnsFailover` takes as its target. */
  readonly endpoint: LoadBalancerEndpoint;
  /** Its DNS name, where it has one of its own: in AWS. */
  readonly hostname: Output<string> | undefined;
  /** Its address, where it has one that stays: in Azure and Google Cloud. */
  readonly address: Output<string> | undefined;
  /** The load balancer's ARN, the application gateway's id, the forwarding rule's id. */
  readonly loadBalancerId: Output<string>;
  /** What the firewalls of the targets must admit, and whether the rules were made here. Plain. */
  readonly requiredPeerRules: readonly RequiredPeerRule[];
  /** What the clouds must tell each other over the tunnels. Plain. */
  readonly requiredAdvertisements: readonly Advertisement[];
  /** The health check as the front end's cloud does it. Plain. */
  readonly healthCheck: LoadBalancerHealthCheck;

  /** @throws {ResourceError} listing everything that is wrong with `args`, before any resource is made. */
  constructor(name: string, args: MultiCloudLoadBalancerArgs, opts?: ComponentResourceOptions) {
    // Nothing of args goes to super: what does is stored in the state.
    super("pulumi-crosscloud:index:MultiCloudLoadBalancer", name, {}, opts);
    checkLoadBalancer(name, args, this).throwIfAny(this);
    const plan = planLoadBalancer(args);
    const context = { parent: this, name, args };
    const balancer = frontEnds[plan.frontEnd].create(context, plan);
    openFirewalls({ ...context, plan, balancer });

    this.endpoint = balancer.endpoint;
    this.hostname = balancer.endpoint.hostname;
    this.address = balancer.endpoint.address;
    this.loadBalancerId = balancer.id;
    this.requiredPeerRules = plan.peerRules.map((rule) => ({
      ...rule,
      opened: opensFirewall(args, rule.cloud),
    }));
    this.requiredAdvertisements = plan.advertisements;
    this.healthCheck = { ...plan.healthCheck, detectionSeconds: detectionSeconds(plan.healthCheck) };
    this.registerOutputs({
      endpoint: this.endpoint,
      hostname: this.hostname,
      address: this.address,
      loadBalancerId: this.loadBalancerId,
      requiredPeerRules: this.requiredPeerRules,
      requiredAdvertisements: this.requiredAdvertisements,
      healthCheck: this.healthCheck,
    });
  }
}

/** One thing that a firewall in front of targets must admit. Plain. */
export interface RequiredPeerRule extends PeerRule {
  /** Whether the balancer made the rule; else it is for whoever has the firewall. */
  readonly opened: boolean;
}

/** A health check in the terms of the front end's cloud. Plain. */
export interface LoadBalancerHealthCheck extends HealthCheckPlan {
  /** How long a target that fails at once is still sent requests, at most. */
  readonly detectionSeconds: number;
}
