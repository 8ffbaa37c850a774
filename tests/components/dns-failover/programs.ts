import type { DnsFailoverArgs, DnsPool, DnsRouting, DnsTarget } from "../../../components";

/** One target for every provider; no two numbers have one in common. */
export function target(number: number): DnsTarget {
  return {
    alias: { name: `web-${number}.eu-central-1.elb.amazonaws.com`, zoneId: "Z215JYRZR1TBD5" },
    address: `203.0.113.${number}`,
    hostname: `web-${number}.example.net`,
  };
}

export const address = (number: number): DnsTarget => ({ address: `203.0.113.${number}` });
export const alias = (number: number): DnsTarget => {
  const { alias } = target(number);
  return { alias: alias! };
};
export const hostname = (number: number): DnsTarget => ({ hostname: `web-${number}.example.net` });

export const pool = (member: string, target: DnsTarget): DnsPool => ({ members: { [member]: { target } } });

const pair = (first: number): DnsPool => ({
  members: { one: { target: address(first) }, two: { target: address(first + 1) } },
});

export const route53 = { zoneId: "Z0EXAMPLE", zoneName: "example.com" };
export const azure = { resourceGroupName: "dns", zoneName: "example.com" };
export const gcp = { managedZone: "example-com", zoneName: "example.com" };
export const allProviders = { route53, azure, gcp };

export const healthCheck = { protocol: "HTTPS", path: "/healthz" } as const;

/** S14: an AWS load balancer first, then the address of one in Google Cloud. */
export const s14: DnsFailoverArgs = {
  name: "api.example.com",
  pools: { aws: pool("balancer", alias(1)), gcp: pool("balancer", address(2)) },
  routing: { failover: ["aws", "gcp"] },
  healthCheck,
  providers: { route53 },
};

const common = { name: "api.example.com", healthCheck, providers: allProviders } as const;

/** Names for every provider that can, by what they show. */
export const programs: Readonly<Record<string, DnsFailoverArgs>> = {
  failover: {
    ...common,
    pools: { blue: pool("aws", target(1)), green: pair(3) },
    routing: { failover: ["blue", "green"] },
  },
  "failover-three": {
    ...common,
    providers: { route53, azure },
    pools: {
      blue: pair(1),
      green: pool("gcp", address(3)),
      sorry: { ...pool("page", address(4)), lastResort: true },
    },
    routing: { failover: ["blue", "green", "sorry"] },
  },
  weighted: {
    ...common,
    pools: { blue: pool("aws", target(1)), green: pair(3) },
    routing: { weighted: { blue: 90, green: 10 } },
  },
  "weighted-out": {
    ...common,
    pools: { blue: pool("aws", target(1)), green: pool("gcp", target(2)) },
    routing: { weighted: { blue: 0, green: 100 } },
  },
  latency: {
    ...common,
    providers: { route53, azure },
    pools: { eu: pool("aws", address(1)), us: pair(2), asia: pool("gcp", address(4)) },
    routing: {
      latency: {
        eu: { aws: "eu-central-1", azure: "germanywestcentral" },
        us: { aws: "us-east-1", azure: "eastus" },
        asia: { aws: "ap-southeast-1", azure: "southeastasia" },
      },
    },
  },
  geography: {
    ...common,
    pools: { eu: pool("aws", address(1)), us: pool("azure", address(2)), rest: pool("gcp", address(3)) },
    routing: {
      geography: {
        places: { eu: { continents: ["EU"] }, us: { continents: ["NA", "SA"] } },
        elsewhere: "rest",
      },
    },
  },
  "geography-countries": {
    ...common,
    providers: { route53, azure },
    pools: { de: pair(1), eu: pool("azure", address(3)), rest: pool("gcp", address(4)) },
    routing: {
      geography: { places: { de: { countries: ["DE"] }, eu: { continents: ["EU"] } }, elsewhere: "rest" },
    },
  },
  multivalue: {
    ...common,
    pools: { blue: pair(1), green: pool("gcp", target(3)) },
    routing: { multivalue: ["blue", "green"] },
  },
};

/** The same pools with another routing. */
export function routed(args: DnsFailoverArgs, routing: DnsRouting): DnsFailoverArgs {
  return { ...args, routing };
}
