import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { DnsFailover, type LoadBalancerEndpoint } from "../../../components";
import { record, refused } from "../../helpers/recordedMocks";
import { blueGreen, everywhere, type Fault, itRefuses, sound } from "./faults";
import { address, alias, azure, healthCheck, pool, programs, s14, target } from "./programs";

const faults: readonly Fault[] = [
  ["a misspelt argument", { ...sound, pool: {} }, /^ {2}- pool: is not an argument here: use one of name,/m],
  ["no name", { ...sound, name: undefined }, /name: must be a plain DNS name/],
  [
    "a name with a final dot",
    { ...sound, name: "api.example.com." },
    /name: .+ ends with a dot: leave it out/,
  ],
  ["a wildcard", { ...sound, name: "*.example.com" }, /name: "\*\.example\.com" is a wildcard/],
  ["capital letters in a name", { ...sound, name: "API.example.com" }, /name: .+ for its label "API"/],
  ["a name in no zone", { ...sound, name: "api" }, /name: "api" is in no zone/],
  [
    "a name that is not in the zone",
    { ...sound, name: "api.example.org" },
    /providers\.route53\.zoneName: "api\.example\.org" is not in zone "example\.com"/,
  ],
  [
    "a name that only ends like the zone",
    { ...sound, name: "badexample.com" },
    /providers\.route53\.zoneName: "badexample\.com" is not in zone "example\.com"/,
  ],
  ["a TTL of 0", { ...sound, ttl: 0 }, /ttl: 0 makes resolvers ask for every connection.+60 if unsure/],
  ["half a second of TTL", { ...sound, ttl: 0.5 }, /ttl: 0\.5 is no whole number of seconds/],
  ["an unknown visibility", { ...sound, visibility: "secret" }, /visibility: "secret" is neither/],
  ["no pools", { ...sound, pools: {} }, /pools: there is none/],
  [
    "an empty pool",
    { ...sound, pools: { ...blueGreen, green: { members: {} } } },
    /pools\.green\.members: there is none, so the pool could never be answered/,
  ],
  [
    "two members with one name",
    {
      ...sound,
      pools: { ...blueGreen, "blue-aws": pool("x", address(3)) },
      routing: { failover: ["blue", "green", "blue-aws"] },
    },
    /pools\.blue-aws: has the name "blue-aws" in common with pools\.blue\.members\.aws/,
  ],
  [
    "two members that are one place",
    { ...sound, pools: { blue: pool("aws", address(1)), green: pool("gcp", address(1)) } },
    /pools\.green\.members\.gcp\.target\.address: "203\.0\.113\.1" is pools\.blue\.members\.aws\.target\.address too/,
  ],
  [
    "a pool's name that is no label",
    {
      ...sound,
      pools: { Blue: pool("aws", address(1)), green: pool("gcp", address(2)) },
      routing: { failover: ["Blue", "green"] },
    },
    /pools\.Blue: "Blue" is part of DNS and resource names/,
  ],
  [
    "a pool's name that records have",
    {
      ...sound,
      pools: { after: pool("aws", address(1)), green: pool("gcp", address(2)) },
      routing: { failover: ["after", "green"] },
    },
    /pools\.after: "after" starts as names of records for a routing do/,
  ],
  [
    "a member's weight of 0",
    { ...sound, pools: { ...blueGreen, blue: { members: { aws: { target: address(1), weight: 0 } } } } },
    /pools\.blue\.members\.aws\.weight: 0 is no whole number from 1 to 255/,
  ],
  [
    "a member without a target",
    { ...sound, pools: { ...blueGreen, blue: { members: { aws: {} } } } },
    /pools\.blue\.members\.aws\.target: is missing/,
  ],
  [
    "a target that says nothing",
    { ...sound, pools: { ...blueGreen, blue: pool("aws", {}) } },
    /pools\.blue\.members\.aws\.target: says nothing/,
  ],
  ["no routing", { ...sound, routing: undefined }, /routing: is missing/],
  [
    "two routings",
    { ...sound, routing: { failover: ["blue", "green"], weighted: { blue: 1, green: 1 } } },
    /routing: failover and weighted are given: give exactly one of/,
  ],
  [
    "a pool that is not there in the routing",
    { ...sound, routing: { failover: ["blue", "green", "red"] } },
    /routing\.failover: "red" is no pool: use blue, green/,
  ],
  [
    "a pool that the routing forgets",
    { ...sound, pools: { ...blueGreen, red: pool("azure", address(3)) } },
    /routing\.failover: does not name pool "red", which would never be answered/,
  ],
  [
    "a pool twice in an order",
    { ...sound, routing: { failover: ["blue", "green", "blue"] } },
    /routing\.failover: names pool "blue" twice/,
  ],
  [
    "an order of one pool",
    { ...sound, pools: { blue: blueGreen.blue }, routing: { failover: ["blue"] } },
    /routing\.failover: names one pool, which leaves nothing to choose/,
  ],
  [
    "weights that are all 0",
    { ...sound, routing: { weighted: { blue: 0, green: 0 } } },
    /routing\.weighted: all weights are 0, which Route 53 takes for all alike/,
  ],
  [
    "a weight beyond Route 53's",
    { ...sound, routing: { weighted: { blue: 256, green: 1 } } },
    /routing\.weighted\.blue: 256 is no whole number from 0 to 255/,
  ],
  [
    "a last resort that is not last",
    { ...sound, pools: { ...blueGreen, blue: { ...blueGreen.blue, lastResort: true } } },
    /pools\.blue\.lastResort: is answered unchecked.+only the last pool of routing\.failover/,
  ],
  [
    "latency without a region of AWS",
    { ...sound, routing: { latency: { blue: { aws: "eu-central-1" }, green: {} } } },
    /routing\.latency\.green\.aws: is missing/,
  ],
  [
    "two pools in one region",
    { ...sound, routing: { latency: { blue: { aws: "eu-central-1" }, green: { aws: "eu-central-1" } } } },
    /routing\.latency\.green\.aws: "eu-central-1" is pool blue's too, and Route 53 takes one latency record/,
  ],
  [
    "latency in Traffic Manager without a region of Azure",
    {
      ...sound,
      providers: { azure },
      routing: { latency: { blue: { azure: "westeurope" }, green: { aws: "us-east-1" } } },
    },
    /routing\.latency\.green\.azure: is missing/,
  ],
  [
    "a place that is none",
    { ...sound, routing: { geography: { places: { blue: { countries: ["UK"] } }, elsewhere: "green" } } },
    /routing\.geography\.places\.blue\.countries: "UK" is no country's ISO 3166-1 code/,
  ],
  [
    "a place with two pools",
    {
      ...sound,
      routing: {
        geography: {
          places: { blue: { continents: ["EU"] }, green: { continents: ["EU"] } },
          elsewhere: "green",
        },
      },
    },
    /routing\.geography\.places\.green: continent EU is given twice, also to pool blue/,
  ],
  [
    "multivalue with weights",
    {
      ...sound,
      pools: { blue: { members: { aws: { target: address(1), weight: 2 } } } },
      routing: { multivalue: ["blue"] },
    },
    /routing\.multivalue: answers all members at once, without weights/,
  ],
  [
    "multivalue with more than 8 addresses",
    {
      ...sound,
      pools: {
        blue: {
          members: Object.fromEntries(
            Array.from({ length: 9 }, (_, n) => [`m${n}`, { target: address(n + 1) }]),
          ),
        },
      },
      routing: { multivalue: ["blue"] },
    },
    /routing\.multivalue: 9 members, and Route 53 answers 8 of them/,
  ],
  [
    "multivalue over aliases",
    { ...sound, pools: { blue: pool("aws", alias(1)) }, routing: { multivalue: ["blue"] } },
    /pools\.blue\.members\.aws\.target: Route 53 needs address beside alias: a multivalue answer is made of records/,
  ],
];

describe("DnsFailover refuses", () => {
  itRefuses(faults);

  it("names that a cloud would not take for its resources", async () => {
    const { message } = await refused(() => new DnsFailover("api_v1", everywhere));
    expect(message).to.match(/Traffic Manager takes no profile named "api_v1-azure"/);
    expect(message).to.match(/names a health check, and "api_v1-gcp" is no Google Cloud resource name/);
  });

  it("everything at once", async () => {
    const args = {
      ...everywhere,
      ttl: 0,
      healthCheck: { ...healthCheck, intervalSeconds: 10 },
      pools: { blue: pool("aws", alias(1)), green: pool("gcp", { address: "10.0.0.5" }) },
    };
    const { message } = await refused(() => new DnsFailover("api", args));
    expect(message.split("\n")).to.have.length(6);
  });
});

describe("DnsFailover takes", () => {
  for (const [name, args] of Object.entries({ ...programs, s14, sound, everywhere })) {
    it(name, async () => {
      await record(() => new DnsFailover("api", args));
    });
  }

  it("a zone's apex with aliases and addresses at all providers", async () => {
    const pools = { blue: pool("aws", target(1)), green: pool("gcp", address(2)) };
    await record(() => new DnsFailover("api", { ...everywhere, name: "example.com", pools }));
  });

  it("the endpoint of a MultiCloudLoadBalancer", async () => {
    const endpoint: LoadBalancerEndpoint = {
      alias: {
        name: output("web-1.eu-central-1.elb.amazonaws.com"),
        zoneId: output("Z215JYRZR1TBD5"),
        detectionSeconds: 30,
      },
      address: undefined,
      hostname: output("web-1.eu-central-1.elb.amazonaws.com"),
      internal: false,
      region: output("eu-central-1"),
    };
    const { result } = await record(
      () => new DnsFailover("api", { ...sound, pools: { ...blueGreen, blue: pool("aws", endpoint) } }),
    );
    expect(result.checkers.route53).to.deep.equal({ "blue/aws": "alias", "green/gcp": "public check" });
  });

  it("addresses that are known only while the program runs", async () => {
    const pools = { ...blueGreen, blue: pool("aws", { address: output("203.0.113.9") }) };
    await record(() => new DnsFailover("api", { ...everywhere, pools }));
  });
});
