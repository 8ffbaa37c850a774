import { Zone } from "@pulumi/aws/route53";

import { DnsFailover, type DnsMember } from "../../components";

const fewestPools = 2;

/**
 * A name in Route 53 that fails over from pool to pool: as many pools, as far as it comes out even, as each has members,
 * so that both the order and the pools grow. An account has 200 health checks unless asked for more.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
 */
export function dnsFailover(size: number): DnsFailover {
  const zone = new Zone("zone", { name: "example.com" });
  const poolCount = Math.max(fewestPools, Math.ceil(Math.sqrt(size)));
  const pools = Array.from({ length: poolCount }, (_, pool) => ({
    key: `p${pool}`,
    members: Object.fromEntries(
      Array.from({ length: size }, (_, index) => index)
        .filter((index) => index % poolCount === pool)
        .map((index): [string, DnsMember] => [
          `m${index}`,
          { target: { address: `203.0.113.${index + 1}` } },
        ]),
    ),
  }));
  return new DnsFailover("api", {
    name: "api.example.com",
    pools: Object.fromEntries(pools.map(({ key, members }) => [key, { members }])),
    routing: { failover: pools.map(({ key }) => key) },
    healthCheck: { protocol: "HTTPS", path: "/healthz" },
    providers: { route53: { zoneId: zone.zoneId, zoneName: "example.com" } },
  });
}
