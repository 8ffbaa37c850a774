import { blueGreen, everywhere, type Fault, itRefuses, sound } from "./faults";
import { address, alias, azure, gcp, healthCheck, hostname, pool, programs, route53 } from "./programs";

const faults: readonly Fault[] = [
  [
    "latency in Cloud DNS",
    { ...sound, providers: { gcp }, routing: { latency: { blue: {}, green: {} } } },
    /routing\.latency: Cloud DNS has no latency: .+\(https:.+\)\. Nearest: use routing\.geography/,
  ],
  [
    "three pools in order in Cloud DNS",
    {
      ...sound,
      providers: { gcp },
      pools: { ...blueGreen, red: pool("azure", address(3)) },
      routing: { failover: ["blue", "green", "red"] },
    },
    /routing\.failover: Cloud DNS has no more than two pools in order: .+ Nearest: put the pools after the first into one/,
  ],
  [
    "weights inside a pool in Cloud DNS",
    {
      ...sound,
      providers: { gcp },
      pools: {
        ...blueGreen,
        blue: { members: { one: { target: address(3), weight: 3 }, two: { target: address(4) } } },
      },
    },
    /pools\.blue\.members: Cloud DNS has no weights inside a pool.+Nearest: make each member a pool/,
  ],
  [
    "a last resort in Cloud DNS",
    {
      ...sound,
      providers: { gcp },
      pools: { ...blueGreen, green: { ...blueGreen.green, lastResort: true } },
    },
    /pools\.green\.lastResort: Cloud DNS has no last resort/,
  ],
  [
    "countries in Cloud DNS",
    {
      ...sound,
      providers: { gcp },
      routing: { geography: { places: { blue: { countries: ["DE"] } }, elsewhere: "green" } },
    },
    /routing\.geography\.places: Cloud DNS has no countries.+Nearest: name the continent/,
  ],
  [
    "Antarctica in Cloud DNS",
    {
      ...sound,
      providers: { gcp },
      routing: { geography: { places: { blue: { continents: ["AN"] } }, elsewhere: "green" } },
    },
    /routing\.geography\.places: Cloud DNS has no Antarctica/,
  ],
  ["no provider", { ...sound, providers: {} }, /providers: there is none: give route53, azure or gcp/],
  [
    "an unknown provider",
    { ...sound, providers: { route53, ns1: {} } },
    /providers\.ns1: is not an argument here/,
  ],
  ["no zone", { ...sound, providers: { route53: {} } }, /providers\.route53\.zoneId: is missing/],
  [
    "two regions to check from",
    { ...sound, providers: { gcp: { ...gcp, healthCheckRegions: ["us-east1", "us-west1"] } } },
    /providers\.gcp\.healthCheckRegions: us-east1, us-west1: a health check has exactly three regions/,
  ],
  [
    "a name of a profile that is too long",
    { ...sound, providers: { azure: { ...azure, relativeName: "a".repeat(64) } } },
    /providers\.azure\.relativeName: .+ 64 characters, and a DNS label 63/,
  ],
  [
    "members that nobody checks",
    { ...sound, healthCheck: undefined },
    /healthCheck: is missing: Route 53 would answer members that are down/,
  ],
  [
    "an unknown protocol",
    { ...sound, healthCheck: { protocol: "GRPC" } },
    /healthCheck\.protocol: "GRPC" is none of/,
  ],
  [
    "TCP without a port",
    { ...sound, healthCheck: { protocol: "TCP" } },
    /healthCheck\.port: is missing: TCP has no port of its own/,
  ],
  [
    "TCP with a path",
    { ...sound, healthCheck: { protocol: "TCP", port: 443, path: "/" } },
    /healthCheck\.path: says nothing to a TCP connection/,
  ],
  [
    "a relative path",
    { ...sound, healthCheck: { ...healthCheck, path: "healthz" } },
    /healthCheck\.path: "healthz" must start with "\/"/,
  ],
  [
    "11 failures",
    { ...sound, healthCheck: { ...healthCheck, failureThreshold: 11 } },
    /healthCheck\.failureThreshold: 11 is no whole number from 1 to 10/,
  ],
  [
    "an interval that Cloud DNS lacks",
    { ...everywhere, healthCheck: { ...healthCheck, intervalSeconds: 10 } },
    /healthCheck\.intervalSeconds: Cloud DNS has no interval of 10 s, but 30 to 300 \(https:.+\): use 30/,
  ],
  [
    "an interval that Route 53 and Traffic Manager lack",
    { ...everywhere, healthCheck: { ...healthCheck, intervalSeconds: 60 } },
    /Route 53 has no interval of 60 s, but 10 and 30 .+: use 30[^]+Traffic Manager has no interval of 60 s.+: use 30/,
  ],
  [
    "an alias to what has none",
    {
      ...sound,
      pools: {
        ...blueGreen,
        blue: pool("azure", { alias: { name: "shop.azurewebsites.net", zoneId: "Z1" } }),
      },
    },
    /pools\.blue\.members\.azure\.target\.alias\.name: "shop\.azurewebsites\.net" is no load balancer of AWS/,
  ],
  [
    "an alias to a distribution, whose health Route 53 does not evaluate",
    {
      ...sound,
      pools: { ...blueGreen, blue: pool("aws", { alias: { name: "d1.cloudfront.net", zoneId: "Z1" } }) },
    },
    /target\.alias\.name: "d1\.cloudfront\.net" is no load balancer of AWS/,
  ],
  [
    "an alias without a zone",
    {
      ...sound,
      pools: {
        ...blueGreen,
        blue: pool("aws", { alias: { name: "a.eu-central-1.elb.amazonaws.com" } as never }),
      },
    },
    /target\.alias\.zoneId: is missing/,
  ],
  [
    "a private address for a public name",
    { ...sound, pools: { ...blueGreen, blue: pool("aws", { address: "10.0.0.5" }) } },
    /target\.address: "10\.0\.0\.5" is no public address/,
  ],
  [
    "an internal balancer for a public name",
    { ...sound, pools: { ...blueGreen, blue: pool("aws", { ...alias(1), internal: true }) } },
    /target\.internal: true: nobody on the internet reaches it/,
  ],
  [
    "an IPv6 address",
    { ...sound, pools: { ...blueGreen, blue: pool("aws", { address: "2001:db8::1" }) } },
    /target\.address: "2001:db8::1" is IPv6, and the records here are of type A/,
  ],
  [
    "a URL for a hostname",
    {
      ...sound,
      pools: { ...blueGreen, blue: pool("aws", { ...address(1), hostname: "https://x.example.net/" }) },
    },
    /target\.hostname: "https:\/\/x\.example\.net\/" is no DNS name/,
  ],
  [
    "addresses and names in Route 53",
    { ...sound, pools: { ...blueGreen, blue: pool("aws", hostname(1)) } },
    /pools\.green\.members\.gcp\.target: Route 53 needs hostname beside address: records of one name have one type/,
  ],
  [
    "addresses and names in Traffic Manager",
    { ...sound, providers: { azure }, pools: { ...blueGreen, blue: pool("aws", hostname(1)) } },
    /pools\.green\.members\.gcp\.target: Traffic Manager needs hostname beside address: a profile does not mix/,
  ],
  [
    "an alias only in Traffic Manager",
    { ...sound, providers: { azure }, pools: { ...blueGreen, blue: pool("aws", alias(1)) } },
    /pools\.blue\.members\.aws\.target: Traffic Manager needs hostname beside alias/,
  ],
  [
    "an alias only in Cloud DNS",
    { ...sound, providers: { gcp }, pools: { ...blueGreen, blue: pool("aws", alias(1)) } },
    /pools\.blue\.members\.aws\.target: Cloud DNS needs address beside alias: it checks the health of addresses only/,
  ],
  [
    "hostnames at the apex of Route 53",
    {
      ...sound,
      name: "example.com",
      pools: { blue: pool("aws", hostname(1)), green: pool("gcp", hostname(2)) },
    },
    /name: Route 53 has no hostnames at the apex: .+CNAME.+RFC 1034.+Nearest: give the members' addresses or aliases/,
  ],
  [
    "hostnames at the apex of Azure DNS",
    {
      ...sound,
      name: "example.com",
      providers: { azure },
      pools: { blue: pool("aws", hostname(1)), green: pool("gcp", hostname(2)) },
    },
    /name: Traffic Manager has no hostnames at the apex/,
  ],
  [
    "nested profiles at the apex of Azure DNS",
    { ...programs["weighted"]!, name: "example.com", providers: { azure } },
    /name: Traffic Manager has no several members in a pool at the apex/,
  ],
  [
    "hostnames where the apex is not known",
    {
      ...sound,
      providers: { route53: { zoneId: "Z0" } },
      pools: { blue: pool("aws", hostname(1)), green: pool("gcp", hostname(2)) },
    },
    /providers\.route53\.zoneName: is missing: hostnames are answered as CNAME records/,
  ],
  [
    "a host for hostnames in Route 53",
    {
      ...sound,
      healthCheck: { ...healthCheck, host: "shop.example.com" },
      pools: { blue: pool("aws", hostname(1)), green: pool("gcp", hostname(2)) },
    },
    /healthCheck\.host: Route 53 asks a member that is given by hostname for that host only/,
  ],
];

describe("DnsFailover refuses of a provider", () => {
  itRefuses(faults);
});
