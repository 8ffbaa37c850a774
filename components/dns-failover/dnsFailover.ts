import { ComponentResource, type ComponentResourceOptions, log, type Output } from "@pulumi/pulumi";
import { type Answer, type Asker } from "./answers";
import type { DnsFailoverArgs, DnsProviderName } from "./args";
import { createAzure } from "./azure/create";
import { providerTitles } from "./capabilities";
import { checkDns } from "./check";
import type { DnsContext } from "./context";
import { createGcp } from "./gcp/create";
import { checkerOf, type Checker } from "./healthCheck";
import { providersOf } from "./model";
import type { DnsPlan } from "./plan";
import { type RecoverySeconds, recoverySeconds } from "./recovery";
import { createRoute53 } from "./route53/create";
import { dnsAnswers, type TruthTable, truthTables } from "./truthTable";

/**
 * Answers one name with whatever of several places is healthy: in an order, by weights, by latency or by place, at one
 * or several DNS providers. It creates, for each provider:
 *
 * 1. in Route 53 the name, an alias to the records of its routing (`_by-failover.api.example.com`), with trees of alias
 *    records below it (`_blue.api.example.com`) where pools have several members or an order has more than two; a health
 *    check for every member that is no AWS load balancer: public ones by Route 53's checkers, private ones by probes from
 *    your subnets (Network Synthetic Monitor), an alarm for each and a health check that reads it,
 * 2. in Azure a Traffic Manager profile, and one more for every pool of several members, each with its endpoints, and an
 *    alias record in Azure DNS,
 * 3. in Cloud DNS one record set with a routing policy, and the health check that it probes public addresses with.
 *
 * What a provider can't do is refused with its reason and what works instead.
 *
 * A name that is asked for can be changed in one update, and answers all the while: other pools, members, weights,
 * another order or another routing. In Route 53 `routing.multivalue` alone has its records at the name itself: to and from
 * it, and from several records of the name that were there before, remove the old ones first. A single A record that was
 * there before is overwritten where the option `transformations` gives `allowOverwrite: true` to the record
 * `<component's name>-route53`.
 *
 * Where nothing is healthy, all three answer as if everything was. See `truthTables`.
 *
 * Zones, health checks and queries cost: `crosscloud cost` adds up the former two; addresses that Cloud DNS probes are
 * paid by the probe. https://aws.amazon.com/route53/pricing
 * https://azure.microsoft.com/pricing/details/traffic-manager https://cloud.google.com/dns/pricing
 *
 * @throws {ResourceError} listing everything that is wrong with the arguments, before anything is made
 *
 * @example
 * const api = new DnsFailover("api", {
 *   name: "api.example.com",
 *   pools: {
 *     blue: { members: { aws: { target: { alias: { name: balancer.dnsName, zoneId: balancer.zoneId } } } } },
 *     green: { members: { gcp: { target: { address: "203.0.113.7" } } } },
 *   },
 *   routing: { failover: ["blue", "green"] },
 *   healthCheck: { protocol: "HTTPS", path: "/healthz" },
 *   providers: { route53: { zoneId: zone.zoneId } },
 * });
 * export const recovery = api.recoverySeconds;
 */
export class DnsFailover extends ComponentResource {
  /** The name as each provider has it, once it answers. */
  readonly fqdns: Readonly<Partial<Record<DnsProviderName, Output<string>>>>;
  /** By provider, how long a member that fails may still be answered. Plain. */
  readonly recoverySeconds: Readonly<Partial<Record<DnsProviderName, RecoverySeconds>>>;
  /** By provider, then by member as `<pool>/<member>`, who finds it down. Plain. */
  readonly checkers: Readonly<Partial<Record<DnsProviderName, Readonly<Record<string, Checker>>>>>;
  /** With weighted routing: the weights by pool, which `crosscloud dns plan` starts from. Plain. */
  readonly weights: Readonly<Record<string, number>> | undefined;
  private readonly plan: DnsPlan;

  constructor(name: string, args: DnsFailoverArgs, opts?: ComponentResourceOptions) {
    super("pulumi-crosscloud:index:DnsFailover", name, {}, opts);
    const { problems, planned } = checkDns(name, args);
    problems.throwIfAny(this);
    this.plan = planned();
    const { model, route53, azure, gcp } = this.plan;

    const context: DnsContext = { parent: this, name, args, plan: this.plan };
    const { providers } = args;
    this.fqdns = {
      ...(providers.route53 && route53 && { route53: createRoute53(context, providers.route53, route53) }),
      ...(providers.azure && azure && { azure: createAzure(context, providers.azure, azure) }),
      ...(providers.gcp && gcp && { gcp: createGcp(context, providers.gcp, gcp) }),
    };

    const asked = providersOf(args);
    this.recoverySeconds = Object.fromEntries(
      asked.flatMap((provider) => {
        const recovery = recoverySeconds(model, provider);
        return recovery === undefined ? [] : [[provider, recovery]];
      }),
    );
    this.checkers = Object.fromEntries(
      asked.map((provider) => [
        provider,
        Object.fromEntries(
          model.pools.flatMap(({ members }) =>
            members.map((member) => [member.id, checkerOf(model, provider, member)]),
          ),
        ),
      ]),
    );
    this.weights = args.routing.weighted;
    this.tellRecovery(model.name);
    this.registerOutputs({
      fqdns: this.fqdns,
      recoverySeconds: this.recoverySeconds,
      weights: this.weights,
      ttl: model.ttl,
    });
  }

  /**
   * What each provider answers, for everybody who asks and every combination of healthy members. Plain: computed from
   * the plan, not asked of anybody.
   *
   * @throws with more than 12 members, whose combinations nobody reads: see {@link answers}
   */
  get truthTables(): readonly TruthTable[] {
    return truthTables(this.plan);
  }

  /** What a provider answers to somebody with these members healthy, given as `<pool>/<member>`. Plain. */
  answers(
    provider: DnsProviderName,
    healthy: Iterable<string>,
    asker: Asker = { from: "anywhere" },
  ): Answer[] {
    return dnsAnswers(this.plan, provider, asker, new Set(healthy));
  }

  private tellRecovery(dnsName: string): void {
    const told = Object.entries(this.recoverySeconds).map(
      ([provider, { total, detection, ttl }]) =>
        `${providerTitles[provider as DnsProviderName]} ${total} s (${detection} s to notice, ${ttl} s of TTL)`,
    );
    if (told.length > 0) {
      void log.info(`${dnsName} recovers from a lost member within ${told.join(", ")}`, this);
    }
  }
}
