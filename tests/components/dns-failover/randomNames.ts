import fc from "fast-check";
import type { DnsFailoverArgs, DnsPool, DnsRouting } from "../../../components";
import { address, allProviders, azure, healthCheck, route53 } from "./programs";

/** Any name that some provider takes, with up to 4 pools of up to 3 members. */
export const anyName: fc.Arbitrary<DnsFailoverArgs> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
    policy: fc.constantFrom("failover", "weighted", "latency", "geography", "multivalue"),
    weights: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 12, maxLength: 12 }),
    lastResort: fc.boolean(),
  })
  .map(({ sizes, policy, weights, lastResort }) => {
    const keys = sizes.map((_, index) => `p${index}`);
    const uneven = policy !== "multivalue" && weights[0]! % 2 === 0;
    const resorts = policy === "failover" && lastResort;
    const kept = policy === "multivalue" ? sizes.map((size) => Math.min(size, 2)) : sizes;
    const pools = Object.fromEntries(
      kept.map((size, index): [string, DnsPool] => [
        `p${index}`,
        {
          members: Object.fromEntries(
            Array.from({ length: size }, (_, member) => [
              `m${member}`,
              {
                target: address(index * 10 + member + 1),
                ...(uneven && { weight: Math.max(1, weights[index * 3 + member]!) }),
              },
            ]),
          ),
          ...(resorts && index === sizes.length - 1 && { lastResort: true }),
        },
      ]),
    );
    const needed = {
      failover: keys.length > 2,
      latency: true,
      weighted: false,
      geography: false,
      multivalue: false,
    }[policy as "failover"];
    const withGcp = !needed && !uneven && !resorts;
    return {
      name: "api.example.com",
      healthCheck,
      pools,
      routing: routingOf(policy, keys, weights),
      providers: withGcp ? allProviders : { route53, azure },
    };
  });

function routingOf(policy: string, keys: readonly string[], weights: readonly number[]): DnsRouting {
  const own = keys.map((_, index) => weights[index]!);
  switch (policy) {
    case "failover":
      return { failover: keys };
    case "weighted":
      return {
        weighted: Object.fromEntries(
          keys.map((key, index) => [key, own.every((weight) => weight === 0) ? 1 : own[index]!]),
        ),
      };
    case "latency":
      return {
        latency: Object.fromEntries(keys.map((key) => [key, { aws: `eu-${key}`, azure: "westeurope" }])),
      };
    case "geography": {
      const continents = ["EU", "NA", "AS"] as const;
      return {
        geography: {
          places: Object.fromEntries(
            keys.slice(1).map((key, index) => [key, { continents: [continents[index]!] }]),
          ),
          elsewhere: keys[0]!,
        },
      };
    }
    default:
      return { multivalue: keys };
  }
}
