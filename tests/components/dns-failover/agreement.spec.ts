import { Zone } from "@pulumi/aws/route53";
import { Zone as AzureZone } from "@pulumi/azure-native/dns";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import { ManagedZone } from "@pulumi/gcp/dns";
import { expect } from "chai";
import fc from "fast-check";
import {
  type DnsAsker,
  type DnsFailoverArgs,
  DnsFailover,
  type DnsGeography,
  type DnsProviders,
} from "../../../components";
import { anywhere, type Client, clientIn, Names, type ServedName } from "../../../traffic";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { programs } from "./programs";
import { anyName } from "./randomNames";

/** The same with nothing but addresses, which tell members apart in answers. */
function addressesOnly(args: DnsFailoverArgs): DnsFailoverArgs {
  const pools = Object.entries(args.pools).map(([key, pool]) => {
    const members = Object.entries(pool.members).map(([name, member]) => {
      const { address } = member.target;
      return [name, { ...member, target: { address: address ?? "" } }];
    });
    return [key, { ...pool, members: Object.fromEntries(members) as typeof pool.members }];
  });
  return { ...args, pools: Object.fromEntries(pools) as DnsFailoverArgs["pools"] };
}

function zones(asked: DnsProviders): DnsProviders {
  const zoneName = "example.com";
  const group = asked.azure && new ResourceGroup("dns");
  if (group !== undefined) {
    new AzureZone("zone", { resourceGroupName: group.name, zoneName, location: "global" });
  }
  return {
    ...(asked.route53 && { route53: { zoneId: new Zone("zone", { name: zoneName }).zoneId } }),
    ...(group && { azure: { resourceGroupName: group.name, zoneName } }),
    ...(asked.gcp && {
      gcp: { managedZone: new ManagedZone("zone", { dnsName: `${zoneName}.`, description: "public" }).name },
    }),
  };
}

/** Who asks, in the words of both. */
type Askers = readonly (readonly [DnsAsker, Client])[];

const anybody: Askers = [[{ from: "anywhere" }, anywhere]];

const askers: Readonly<Record<string, Askers>> = {
  latency: [
    [{ from: "near", pool: "eu" }, clientIn("eu-central-1")],
    [{ from: "near", pool: "us" }, clientIn("us-east-1")],
    [{ from: "near", pool: "asia" }, clientIn("ap-southeast-1")],
  ],
  geography: [
    [{ from: "place", place: { continent: "EU" } }, clientIn("eu-west-3")],
    [{ from: "place", place: { continent: "NA" } }, clientIn("us-east-1")],
    [{ from: "place", place: { continent: "SA" } }, clientIn("sa-east-1")],
    [{ from: "elsewhere" }, clientIn("ap-northeast-1")],
  ],
  "geography-countries": [
    [{ from: "place", place: { country: "DE" } }, clientIn("eu-central-1")],
    [{ from: "place", place: { continent: "EU" } }, clientIn("eu-west-3")],
    [{ from: "elsewhere" }, clientIn("us-east-1")],
  ],
};

/** By the answered members, how often; undefined where this project's own table does not say. */
type Shares = ReadonlyMap<string, number | undefined>;

describe("truth tables agree with what the records in simulated clouds answer", () => {
  for (const [what, args] of Object.entries(programs)) {
    it(`as ${what}`, () => expectAgreements(args, askers[what] ?? anybody));
  }

  it("as any name", async () => {
    const names = fc.sample(anyName, { numRuns: 10, seed: 8 }).filter(({ routing }) => !routing.latency);
    for (const args of names) {
      await expectAgreements(args, args.routing.geography ? placed(args.routing.geography) : anybody);
    }
  });
});

async function expectAgreements(given: DnsFailoverArgs, asked: Askers): Promise<void> {
  const args = addressesOnly(given);
  const { result, recorded } = await inSimulatedClouds(
    () => new DnsFailover("api", { ...args, providers: zones(args.providers) }),
  );
  const byAddress = new Map(
    Object.entries(args.pools).flatMap(([pool, { members }]) =>
      Object.entries(members).map(([name, { target }]) => [target.address as string, `${pool}/${name}`]),
    ),
  );
  const names = new Names(recorded);
  for (const { provider, rows } of result.truthTables) {
    const [served] = names.of("api.example.com", provider);
    const combinations = rows.filter(({ asker }) => asker === rows[0]!.asker).map(({ healthy }) => healthy);
    for (const healthy of combinations) {
      for (const [asker, client] of asked) {
        const own: Shares = new Map(
          result
            .answers(provider, healthy, asker)
            .map(({ members, probability }) => [members.join("+"), probability]),
        );
        const label = `${provider} with ${healthy.join(", ") || "nobody"} healthy, ${JSON.stringify([asker, args])}`;
        expectAgreement(own, sharesOf(served!, client, healthy, byAddress), label);
      }
    }
  }
}

const regions = { EU: "eu-west-3", NA: "us-east-1", AS: "ap-northeast-1" } as const;

function placed({ places }: DnsGeography): Askers {
  const continents = Object.values(places).flatMap(
    ({ continents = [] }) => continents as (keyof typeof regions)[],
  );
  return [
    ...continents.map((continent): Askers[number] => [
      { from: "place", place: { continent } },
      clientIn(regions[continent]),
    ]),
    [{ from: "elsewhere" }, clientIn("sa-east-1")],
  ];
}

function sharesOf(
  served: ServedName,
  client: Client,
  healthy: readonly string[],
  byAddress: ReadonlyMap<string, string>,
): Shares {
  const up = (address: string): boolean => healthy.includes(byAddress.get(address) ?? "");
  return new Map(
    served.answer({ client, healthy: up }).map(({ values, probability }) => [
      values
        .map((value) => byAddress.get(value) ?? value)
        .toSorted()
        .join("+"),
      probability,
    ]),
  );
}

function expectAgreement(own: Shares, others: Shares, label: string): void {
  if ([...own.values()].includes(undefined)) {
    // Which pool is the next nearest is known only to who measures it.
    expect([...own.keys()], label).to.include.members([...others.keys()]);
    return;
  }
  const rounded = (shares: Shares) =>
    Object.fromEntries([...shares].map(([key, share]) => [key, Math.round((share ?? 0) * 1e9) / 1e9]));
  expect(rounded(own), label).to.deep.equal(rounded(others));
}
