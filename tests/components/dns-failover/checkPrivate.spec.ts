import { type Fault, itRefuses, sound } from "./faults";
import { azure, gcp, hostname, pool, route53 } from "./programs";

const internal = {
  gcpLoadBalancer: {
    loadBalancerType: "regionalL4ilb",
    ipAddress: "10.0.0.5",
    port: "443",
    ipProtocol: "tcp",
    networkUrl: "projects/p/global/networks/n",
    project: "p",
  },
} as const;

const faults: readonly Fault[] = [
  [
    "a private name in Traffic Manager",
    { ...sound, visibility: "private", providers: { azure } },
    /visibility: Traffic Manager has no private names: .+ Nearest: use Route 53 with a probe from subnets/,
  ],
  [
    "a private name with public addresses",
    { ...sound, visibility: "private" },
    /target\.address: "203\.0\.113\.1" is no private address \(RFC 1918, RFC 6598\)/,
  ],
  [
    "private addresses without a probe",
    {
      ...sound,
      visibility: "private",
      pools: { blue: pool("aws", { address: "10.0.0.5" }), green: pool("gcp", { address: "10.16.0.5" }) },
    },
    /providers\.route53\.probe: is missing: Route 53's checkers are on the internet/,
  ],
  [
    "HTTP on a private probe",
    {
      ...sound,
      visibility: "private",
      pools: { blue: pool("aws", { address: "10.0.0.5" }), green: pool("gcp", { address: "10.16.0.5" }) },
      providers: {
        route53: { ...route53, probe: { subnetArns: { a: "arn:aws:ec2:eu-central-1:1:subnet/s" } } },
      },
    },
    /healthCheck\.protocol: A private probe knows TCP, not HTTPS .+: use TCP with the same port/,
  ],
  [
    "more probes than a monitor has",
    {
      ...sound,
      name: "db.example.com",
      visibility: "private",
      pools: Object.fromEntries(
        ["blue", "green"].map((key, index) => [
          key,
          {
            members: Object.fromEntries(
              [1, 2, 3, 4].map((host) => [`m${host}`, { target: { address: `10.${index}.0.${host}` } }]),
            ),
          },
        ]),
      ),
      healthCheck: { protocol: "TCP", port: 5432 },
      providers: {
        route53: {
          ...route53,
          probe: {
            subnetArns: Object.fromEntries(
              ["a", "b", "c", "d"].map((key) => [key, `arn:aws:ec2:eu-central-1:1:subnet/s-${key}`]),
            ),
          },
        },
      },
    },
    /providers\.route53\.probe\.subnetArns: 8 members from 4 subnets are 32 probes, and a monitor has 24/,
  ],
  [
    "a probe without subnets",
    { ...sound, providers: { route53: { ...route53, probe: { subnetArns: {} } } } },
    /providers\.route53\.probe\.subnetArns: has 0 subnets: give 1 to 4/,
  ],
  [
    "private hostnames",
    {
      ...sound,
      visibility: "private",
      pools: { blue: pool("aws", hostname(1)), green: pool("gcp", hostname(2)) },
    },
    /pools: Route 53 can't check hostnames in a private zone/,
  ],
  [
    "private addresses in Cloud DNS",
    {
      ...sound,
      visibility: "private",
      providers: { gcp },
      pools: { blue: pool("aws", { address: "10.0.0.5" }), green: pool("gcp", internal) },
    },
    /pools\.blue\.members\.aws\.target\.address: Cloud DNS has no private addresses.+Nearest: put an internal load balancer/,
  ],
];

describe("DnsFailover refuses of a private name", () => {
  itRefuses(faults);
});
