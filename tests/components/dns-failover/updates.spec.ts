import { Zone } from "@pulumi/aws/route53";
import { Zone as AzureZone } from "@pulumi/azure-native/dns";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import { ManagedZone } from "@pulumi/gcp/dns";
import { expect } from "chai";
import { type DnsFailoverArgs, DnsFailover, type DnsPool, type DnsRouting } from "../../../components";
import { planMigration } from "../../../components/dns-failover/migration";
import { clientIn, Names } from "../../../traffic";
import { address, healthCheck, hostname, pool } from "./programs";
import { Updates } from "./updates";

type Providers = DnsFailoverArgs["providers"];

/** A zone of each provider that is asked for, in which names are made. */
const zones: Readonly<Record<keyof Providers, () => Providers>> = {
  route53: () => ({
    route53: { zoneId: new Zone("zone", { name: "example.com" }).zoneId, zoneName: "example.com" },
  }),
  azure: () => {
    const { name: resourceGroupName } = new ResourceGroup("dns");
    const zone = new AzureZone("zone", { resourceGroupName, zoneName: "example.com", location: "global" });
    return { azure: { resourceGroupName: zone.id.apply(() => resourceGroupName), zoneName: "example.com" } };
  },
  gcp: () => ({
    gcp: { managedZone: new ManagedZone("zone", { dnsName: "example.com.", description: "public" }).name },
  }),
};

type Change = Pick<DnsFailoverArgs, "pools" | "routing" | "healthCheck">;

const pair: DnsPool = { members: { one: { target: address(4) }, two: { target: address(5) } } };
const two = { blue: pool("aws", address(1)), green: pool("gcp", address(2)) };
const three = { ...two, red: pool("azure", address(3)) };
const four = { ...three, white: pool("aws", address(6)) };
const pairs = { ...two, blue: pair };
const names = { blue: pool("aws", hostname(1)), green: pool("gcp", hostname(2)) };
const inPlaces: DnsRouting = { geography: { places: { blue: { continents: ["EU"] } }, elsewhere: "green" } };
const near: DnsRouting = {
  latency: {
    blue: { aws: "eu-central-1", azure: "germanywestcentral" },
    green: { aws: "us-east-1", azure: "eastus" },
  },
};
const shares: DnsRouting = { weighted: { blue: 90, green: 10 } };
const inTurn: DnsRouting = { failover: ["blue", "green"] };

const changes: Readonly<Record<string, readonly [Change, Change]>> = {
  "another pool becomes the first": [
    { pools: two, routing: inTurn },
    { pools: two, routing: { failover: ["green", "blue"] } },
  ],
  "another pool of three becomes the first": [
    { pools: three, routing: { failover: ["blue", "green", "red"] } },
    { pools: three, routing: { failover: ["red", "blue", "green"] } },
  ],
  "four pools come in another order": [
    { pools: four, routing: { failover: ["blue", "green", "red", "white"] } },
    { pools: four, routing: { failover: ["green", "blue", "white", "red"] } },
  ],
  "the first pool is called otherwise": [
    { pools: two, routing: inTurn },
    { pools: { azure: two.blue, green: two.green }, routing: { failover: ["azure", "green"] } },
  ],
  "a pool comes before the first": [
    { pools: two, routing: inTurn },
    { pools: three, routing: { failover: ["red", "blue", "green"] } },
  ],
  "the first pool goes": [
    { pools: three, routing: { failover: ["red", "blue", "green"] } },
    { pools: two, routing: inTurn },
  ],
  "a pool that is near is called otherwise": [
    { pools: two, routing: near },
    {
      pools: { azure: two.blue, green: two.green },
      routing: { latency: { azure: near.latency!["blue"]!, green: near.latency!["green"]! } },
    },
  ],
  "pools change places": [
    { pools: two, routing: near },
    {
      pools: two,
      routing: { latency: { blue: near.latency!["green"]!, green: near.latency!["blue"]! } },
    },
  ],
  "an order becomes shares": [
    { pools: pairs, routing: inTurn },
    { pools: pairs, routing: shares },
  ],
  "shares become an order": [
    { pools: two, routing: shares },
    { pools: two, routing: inTurn },
  ],
  "shares become latency": [
    { pools: two, routing: shares },
    { pools: two, routing: near },
  ],
  "latency becomes places": [
    { pools: two, routing: near },
    { pools: two, routing: inPlaces },
  ],
  "places become an order": [
    { pools: two, routing: inPlaces },
    { pools: two, routing: inTurn },
  ],
  "a pool gets its second member": [
    { pools: two, routing: shares },
    { pools: pairs, routing: shares },
  ],
  "a pool loses its second member": [
    { pools: pairs, routing: shares },
    { pools: two, routing: shares },
  ],
  "members are probed otherwise": [
    { pools: pairs, routing: shares },
    { pools: pairs, routing: shares, healthCheck: { protocol: "TCP", port: 443, failureThreshold: 2 } },
  ],
  "members get addresses for names": [
    { pools: names, routing: inTurn },
    { pools: two, routing: inTurn },
  ],
};

/** By provider, what it can't do at all. */
const can: Readonly<Record<keyof Providers, (changed: readonly Change[]) => boolean>> = {
  route53: () => true,
  azure: () => true,
  gcp: (changed) =>
    changed.every(
      ({ pools, routing: { latency, failover } }) =>
        pools !== names && latency === undefined && (failover?.length ?? 0) < 3,
    ),
};

/** Updates a name, and asks for it after every change in the clouds. */
async function updated(
  provider: keyof Providers,
  steps: readonly Change[],
  name = "api.example.com",
): Promise<void> {
  const updates = await Updates.open();
  const program = (change: Change) => (): unknown =>
    new DnsFailover("api", {
      name,
      healthCheck,
      ...change,
      providers: zones[provider](),
    });
  const [first, ...rest] = steps;
  await updates.up(program(first!));
  const ask = (): void => {
    const [served] = new Names(updates.resources).of(name, provider);
    const answers = served!.answer({ client: clientIn("eu-central-1"), healthy: () => true });
    expect(answers.filter(({ probability }) => probability > 0).flatMap(({ values }) => values)).not.to.be
      .empty;
  };
  ask();
  for (const step of rest) {
    await updates.up(program(step), ask);
  }
}

for (const provider of ["route53", "azure", "gcp"] as const) {
  describe(`an update of a DnsFailover answers at every moment at ${provider}`, () => {
    for (const [name, steps] of Object.entries(changes)) {
      if (can[provider](steps)) {
        it(`when ${name}`, () => updated(provider, steps));
      }
    }

    it("at the zone's apex", () => {
      const steps = [inTurn, { failover: ["green", "blue"] }].map((routing) => ({ pools: two, routing }));
      return updated(provider, [...steps, { pools: two, routing: shares }], "example.com");
    });

    it("in every step of a migration by weights", () => {
      const from = { blue: 100, green: 0 };
      const steps = planMigration({ from, to: { blue: 0, green: 100 }, step: 40 });
      return updated(
        provider,
        [from, ...steps.map(({ weights }) => weights)].map((weighted) => ({
          pools: two,
          routing: { weighted },
        })),
      );
    });
  });
}
