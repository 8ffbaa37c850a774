import { expect } from "chai";
import type { MultiCloudLoadBalancerArgs } from "../../../components";
import { refused } from "../../helpers/recordedMocks";
import { alb, aws, azure, balancer, hello, https, nlb, weights } from "./balancers";

type Args = Partial<MultiCloudLoadBalancerArgs>;

const azureTarget = (address: string): Args => ({
  backends: { ...hello.backends, azure: { targets: { web: { address } } } },
});
const check = (healthCheck: object): Args => ({ healthCheck });
const tcp: Args = { frontEnd: { aws: nlb }, listener: { protocol: "TCP", port: 443 }, healthCheck: {} };

describe("MultiCloudLoadBalancer refuses, before any child exists,", () => {
  const refusals: readonly [string, Args, RegExp][] = [
    ["no front end", { frontEnd: {} }, /frontEnd: names no cloud: give exactly one/],
    [
      "two front ends",
      { frontEnd: { aws: alb, gcp: {} as never } },
      /frontEnd: names aws and gcp: a balancer is in one cloud.+DnsFailover/,
    ],
    [
      "no network for the balancer",
      { networks: { azure } },
      /networks\.aws: is missing: the balancer is in AWS/,
    ],
    [
      "no network for targets",
      { networks: { aws } },
      /networks\.azure: is missing: backends\.azure has targets/,
    ],
    ["a misspelt argument", { healthcheck: {} } as Args, /healthcheck: is not an argument here: use one of/],
    [
      "networks that overlap",
      { networks: { aws, azure: { ...azure, addressPrefixes: ["172.16.0.0/12"] } } },
      /networks\.azure\.addressPrefixes\[0\]: "172\.16\.0\.0\/12" overlaps networks\.aws\.cidrBlocks\[0\] 172\.16\.0\.0\/16/,
    ],
    ["null for an option", { stickiness: null as never }, /stickiness: is null: leave it out/],
    ["nothing at all", { listener: undefined }, /listener: is missing/],

    [
      "a public target",
      azureTarget("20.50.1.2"),
      /azure\.targets\.web\.address: "20\.50\.1\.2" is no address that an Application Load Balancer of AWS takes outside/,
    ],
    [
      "a target in no network",
      azureTarget("172.19.0.4"),
      /azure\.targets\.web\.address: "172\.19\.0\.4" is in no network given.+172\.18\.0\.0\/16/,
    ],
    [
      "an own target in no network",
      { backends: { aws: { targets: { web: { address: "172.19.0.4" } } } } },
      /aws\.targets\.web\.address: "172\.19\.0\.4" is in no network given.+172\.16\.0\.0\/16/,
    ],
    [
      "a public target of a network that says it has it",
      {
        ...azureTarget("20.50.1.2"),
        networks: { aws, azure: { ...azure, addressPrefixes: ["20.50.0.0/16"] } },
      },
      /"20\.50\.1\.2" is no address that an Application Load Balancer of AWS takes outside.+10\.0\.0\.0\/8.+https:/,
    ],
    [
      "another cloud's target",
      azureTarget("172.16.3.4"),
      /azure\.targets\.web\.address: "172\.16\.3\.4" is in networks\.aws\.cidrBlocks\[0\].+move the target to backends\.aws/,
    ],
    [
      "an address that is none",
      azureTarget("172.18.0.256"),
      /azure\.targets\.web\.address: "172\.18\.0\.256"/,
    ],
    ["a network as target", azureTarget("172.18.0.0/24"), /is a network, not an address/],
    ["an IPv6 target", azureTarget("fd00::1"), /azure\.targets\.web\.address: "fd00::1" is IPv6/],
    [
      "no address",
      azureTarget(undefined as never),
      /azure\.targets\.web\.address: must be the target's private IPv4 address/,
    ],
    [
      "the same target twice",
      {
        backends: {
          aws: { targets: { web: { address: "172.16.0.4" }, again: { address: "172.16.0.4" } } },
        },
      },
      /aws\.targets\.again\.address: "172\.16\.0\.4" is given twice with port 80, also as backends\.aws\.targets\.web\.address/,
    ],
    ["no targets", { backends: {} }, /backends: has no targets/],
    ["a cloud without targets", { backends: { aws: { targets: {} } } }, /backends\.aws\.targets: is empty/],
    [
      "an unknown cloud",
      { backends: { ...hello.backends, oci: {} } as never },
      /backends\.oci: is not an argument/,
    ],
    [
      "a key that is no part of a name",
      { backends: { aws: { targets: { Web_1: { address: "172.16.0.4" } } } } },
      /aws\.targets\.Web_1: "Web_1" is part of resource names/,
    ],
    [
      "a target's port",
      { backends: { aws: { targets: { web: { address: "172.16.0.4", port: 0 } } } } },
      /aws\.targets\.web\.port: 0 is no TCP port: use 1 to 65535/,
    ],

    [
      "UDP",
      { listener: { protocol: "UDP" as never } },
      /listener\.protocol: UDP reaches no target in another cloud.+"TCP"/,
    ],
    ["no protocol", { listener: {} as never }, /listener\.protocol: undefined is no protocol of a listener/],
    [
      "TCP on an ALB",
      { listener: { protocol: "TCP", port: 443 } },
      /listener\.protocol: .+has no TCP, only HTTP and HTTPS: use frontEnd\.aws\.kind "nlb"/,
    ],
    [
      "HTTP on an NLB",
      { frontEnd: { aws: nlb } },
      /listener\.protocol: .+has no HTTP, only TCP: use frontEnd\.aws\.kind "alb"/,
    ],
    [
      "TCP without a port",
      { ...tcp, listener: { protocol: "TCP" } },
      /listener\.port: is missing: TCP has no port/,
    ],
    [
      "a port that is none",
      { listener: { protocol: "HTTP", port: 65536 } },
      /listener\.port: 65536 is no TCP port/,
    ],
    [
      "HTTPS without a certificate",
      { listener: { protocol: "HTTPS" } },
      /listener\.certificate\.aws: is missing: HTTPS needs a certificate in AWS/,
    ],
    [
      "HTTP with a certificate",
      { listener: { ...https, protocol: "HTTP" } },
      /listener\.certificate: has no effect with HTTP/,
    ],
    [
      "another cloud's certificate",
      { listener: { protocol: "HTTPS", certificate: { ...https.certificate, gcp: {} } } },
      /listener\.certificate\.gcp: is in Google Cloud, where the balancer is not/,
    ],
    [
      "a redirect from HTTP to HTTP",
      { listener: { protocol: "HTTP", redirectHttp: true } },
      /listener\.redirectHttp: redirects to HTTPS, but/,
    ],
    [
      "a redirect to itself",
      { listener: { ...https, port: 80, redirectHttp: true } },
      /listener\.port: 80 is where redirectHttp listens/,
    ],
    [
      "TCP to targets behind HTTP",
      { backend: { protocol: "TCP" } },
      /backend\.protocol: .+cannot speak TCP to targets behind HTTP: use HTTP or HTTPS/,
    ],
    ["a port of targets that is none", { backend: { port: 1.5 } }, /backend\.port: 1\.5 is no TCP port/],

    ["weights all zero", weights(0, 0), /backends: all weights are 0/],
    [
      "a weight for one cloud only",
      weights(1),
      /backends\.azure\.weight: is missing, while backends\.aws has one/,
    ],
    ["a weight too large", weights(1, 1000), /backends\.azure\.weight: 1000 is outside 0 to 999.+use 999/],
    ["a weight below zero", weights(-1, 1), /backends\.aws\.weight: -1 is outside 0 to 999.+use 0/],
    ["half a weight", weights(0.5, 1), /backends\.aws\.weight: 0\.5 must be a plain whole number/],
    [
      "locality where there is none",
      { locality: { prefer: "own-cloud" } },
      /locality: an Application Load Balancer of AWS prefers no targets: give weights/,
    ],
    [
      "slow start on an NLB",
      { ...tcp, slowStartSeconds: 30 },
      /slowStartSeconds: a Network Load Balancer.+"alb"/,
    ],
    ["slow start too quick", { slowStartSeconds: 10 }, /slowStartSeconds: 10 is outside 30 to 900.+use 30/],
    ["draining too long", { drainingSeconds: 3601 }, /drainingSeconds: 3601 is outside 0 to 3600.+use 3600/],
    [
      "a cookie too long",
      { stickiness: { seconds: 604801 } },
      /stickiness\.seconds: 604801 is outside 1 to 604800/,
    ],
    [
      "a time for a client's address",
      { ...tcp, stickiness: { seconds: 60 } },
      /stickiness\.seconds: a Network Load Balancer of AWS can't choose it/,
    ],
    [
      "zones apart with targets of all zones",
      { crossZone: false },
      /crossZone: can't be false with an Application Load Balancer of AWS here: .+registered for all zones/,
    ],

    [
      "a health check by TCP on an ALB",
      check({ protocol: "TCP" }),
      /healthCheck\.protocol: .+has no health check by TCP: use HTTP, HTTPS/,
    ],
    [
      "an interval too short",
      check({ intervalSeconds: 4, timeoutSeconds: 2 }),
      /healthCheck\.intervalSeconds: 4 is outside 5 to 300.+use 5/,
    ],
    [
      "an interval too long",
      check({ intervalSeconds: 301 }),
      /healthCheck\.intervalSeconds: 301 is outside 5 to 300.+use 300/,
    ],
    [
      "a timeout too short",
      check({ timeoutSeconds: 1 }),
      /healthCheck\.timeoutSeconds: 1 is outside 2 to 120.+use 2/,
    ],
    [
      "a timeout as long as the interval",
      check({ intervalSeconds: 10, timeoutSeconds: 10 }),
      /healthCheck\.timeoutSeconds: 10 must be shorter than intervalSeconds, 10/,
    ],
    [
      "one answer as proof of health",
      check({ healthyThreshold: 1 }),
      /healthCheck\.healthyThreshold: 1 is outside 2 to 10.+use 2/,
    ],
    [
      "patience without end",
      check({ unhealthyThreshold: 11 }),
      /healthCheck\.unhealthyThreshold: 11 is outside 2 to 10.+use 10/,
    ],
    [
      "a path without slash",
      check({ path: "index.html" }),
      /healthCheck\.path: "index\.html" must begin with "\/"/,
    ],
    [
      "a host on AWS",
      check({ host: "shop.example" }),
      /healthCheck\.host: .+sends the target's address as Host/,
    ],
    [
      "errors as health",
      check({ statusCodes: ["200", "500"] }),
      /healthCheck\.statusCodes\[1\]: "500" is outside 200 to 499/,
    ],
    ["no codes", check({ statusCodes: [] }), /healthCheck\.statusCodes: is empty/],
    [
      "a code that is none",
      check({ statusCodes: ["2xx"] }),
      /healthCheck\.statusCodes\[0\]: "2xx" is neither/,
    ],
    [
      "codes the wrong way round",
      check({ statusCodes: ["299-200"] }),
      /healthCheck\.statusCodes\[0\]: "299-200" is neither/,
    ],
    ["a path for TCP", { ...tcp, healthCheck: { path: "/" } }, /healthCheck\.path: has no effect with TCP/],
    ["a health check's port that is none", check({ port: 70000 }), /healthCheck\.port: 70000 is no TCP port/],

    [
      "a priority that Azure does not take",
      { networks: { aws, azure: { ...azure, securityRulePriority: 99 } } },
      /networks\.azure\.securityRulePriority: 99 is outside 100 to 4096.+use 100/,
    ],
  ];
  for (const [what, args, message] of refusals) {
    it(what, async () => {
      const refusal = await refused(() => balancer(args));
      expect(refusal.message).to.match(message);
      expect(refusal.children).to.deep.equal([]);
      // One mistake is told once: whatever follows from it would only hide it.
      expect(refusal.message.match(/\n {2}- /g), refusal.message).to.have.length(1);
    });
  }

  it("everything that is wrong at once", async () => {
    const { message } = await refused(() =>
      balancer({
        ...azureTarget("20.50.1.2"),
        healthCheck: { intervalSeconds: 1, timeoutSeconds: 2 },
        crossZone: false,
      }),
    );
    for (const path of ["backends.azure.targets.web.address", "healthCheck.intervalSeconds", "crossZone"]) {
      expect(message).to.contain(`  - ${path}: `);
    }
  });
});
