import { expect } from "chai";
import { type DnsFailoverArgs, DnsFailover } from "../../../components";
import { find, record, type RecordedResource } from "../../helpers/recordedMocks";
import { expectGoldenUrns } from "../golden";
import {
  address,
  allProviders,
  azure,
  gcp,
  healthCheck,
  pool,
  programs,
  route53,
  s14,
  target,
} from "./programs";

async function made(args: DnsFailoverArgs): Promise<readonly RecordedResource[]> {
  const { resources } = await record(() => new DnsFailover("api", args));
  return resources.filter(({ custom }) => custom);
}

/** Names of resources that are gone, of those that changed, and of those that are new. */
function difference(before: readonly RecordedResource[], after: readonly RecordedResource[]) {
  const names = (resources: readonly RecordedResource[]) =>
    resources.map(({ name, type }) => `${type} ${name}`);
  const [old, now] = [names(before), names(after)];
  return {
    gone: old.filter((name) => !now.includes(name)),
    changed: before
      .filter(({ name, type }) => now.includes(`${type} ${name}`))
      .filter(({ name, type, inputs }) => {
        return JSON.stringify(find(after, name, type).inputs) !== JSON.stringify(inputs);
      })
      .map(({ name, type }) => `${type} ${name}`),
    added: now.filter((name) => !old.includes(name)),
  };
}

const members = (...numbers: readonly number[]) => ({
  members: Object.fromEntries(numbers.map((number) => [`m${number}`, { target: address(number) }])),
});

const base: DnsFailoverArgs = {
  name: "api.example.com",
  pools: { blue: members(1, 2), green: members(3) },
  routing: { weighted: { blue: 90, green: 10 } },
  healthCheck,
  providers: { route53, azure },
};

const recordType = "aws:route53/record:Record";
const profileType = "azure-native:trafficmanager:Profile";

describe("the resources of a DnsFailover", () => {
  for (const [name, args] of Object.entries({ ...programs, s14 })) {
    it(`have the reviewed URNs as ${name}`, async () => {
      const { resources } = await record(() => new DnsFailover("api", args));
      expectGoldenUrns(`dns-failover-${name}`, resources);
    });
  }

  it("stay when a pool gets another member", async () => {
    const after = await made({ ...base, pools: { ...base.pools, blue: members(1, 2, 5) } });
    const { gone, changed, added } = difference(await made(base), after);
    expect([gone, changed]).to.deep.equal([[], [`${profileType} api-azure-blue`]]);
    expect(added).to.deep.equal([
      "aws:route53/healthCheck:HealthCheck api-route53-blue-m5",
      `${recordType} api-route53-blue-m5`,
    ]);
  });

  it("stay when another pool comes", async () => {
    const after = await made({
      ...base,
      pools: { ...base.pools, red: members(5) },
      routing: { weighted: { blue: 90, green: 10, red: 0 } },
    });
    const { gone, changed } = difference(await made(base), after);
    expect([gone, changed]).to.deep.equal([[], [`${profileType} api-azure`]]);
  });

  it("stay, but for the pool's own, when it gets its second member", async () => {
    const after = await made({ ...base, pools: { ...base.pools, green: members(3, 4) } });
    const { gone, changed } = difference(await made(base), after);
    expect(gone).to.deep.equal([]);
    expect(changed).to.have.members([
      `${recordType} api-route53-by-weighted-green`,
      `${profileType} api-azure`,
    ]);
  });

  it("stay, but for what comes after the last, when an order gets longer", async () => {
    const order = { ...base, routing: { failover: ["blue", "green"] } };
    const after = await made({
      ...order,
      pools: { ...order.pools, red: members(5) },
      routing: { failover: ["blue", "green", "red"] },
    });
    const { gone, changed } = difference(await made(order), after);
    expect(gone).to.deep.equal([]);
    expect(changed).to.have.members([
      `${recordType} api-route53-by-failover-secondary`,
      `${profileType} api-azure`,
    ]);
  });

  it("keep all but weights when weights change, of which none is replaced", async () => {
    const after = await made({ ...base, routing: { weighted: { blue: 70, green: 30 } } });
    const { gone, changed, added } = difference(await made(base), after);
    expect([gone, added]).to.deep.equal([[], []]);
    expect(changed).to.have.members([
      `${recordType} api-route53-by-weighted-blue`,
      `${recordType} api-route53-by-weighted-green`,
      `${profileType} api-azure`,
    ]);
  });

  it("keep their records when pools change places in an order", async () => {
    const inTurn = (...failover: readonly string[]) => made({ ...base, routing: { failover } });
    const { gone, changed, added } = difference(await inTurn("blue", "green"), await inTurn("green", "blue"));
    expect([gone, added]).to.deep.equal([[], []]);
    expect(changed).to.have.members([
      `${recordType} api-route53-by-failover-primary`,
      `${recordType} api-route53-by-failover-secondary`,
      `${profileType} api-azure`,
    ]);
  });

  it("of one provider stay when another joins", async () => {
    const { gone, changed } = difference(
      await made(base),
      await made({ ...base, providers: { route53, azure, gcp } }),
    );
    expect([gone, changed]).to.deep.equal([[], []]);
  });

  it("are the component's children, with its tags where they take any", async () => {
    const { resources } = await record(
      () => new DnsFailover("api", { ...base, providers: allProviders, tags: { team: "net" } }),
    );
    const [component] = resources.filter(({ custom }) => !custom);
    const children = resources.filter(({ custom }) => custom);
    expect(children.every(({ parent }) => parent === component!.urn)).to.equal(true);
    expect(find(resources, "api-azure", "azure-native:trafficmanager:Profile").inputs["tags"]).to.deep.equal({
      team: "net",
    });
    expect(find(resources, "api-route53-green-m3").inputs["tags"]).to.deep.equal({
      Name: "api.example.com green-m3",
      team: "net",
    });
  });
});

describe("the outputs of a DnsFailover", () => {
  it("are what a state needs to go on from, and no more", async () => {
    const { resources, componentOutputs } = await record(() => new DnsFailover("api", { ...base, ttl: 30 }));
    const [component] = resources.filter(({ custom }) => !custom);
    const outputs = componentOutputs.get(component!.urn) as Record<string, unknown>;
    expect(outputs).to.have.all.keys("fqdns", "recoverySeconds", "weights", "ttl");
    expect(outputs).to.deep.include({ weights: { blue: 90, green: 10 }, ttl: 30 });
  });

  it("tell who checks each member", async () => {
    const pools = { blue: pool("aws", target(1)), green: pool("gcp", target(2)) };
    const { result } = await record(
      () => new DnsFailover("api", { ...base, pools, providers: allProviders }),
    );
    expect(result.checkers).to.deep.equal({
      route53: { "blue/aws": "alias", "green/gcp": "alias" },
      azure: { "blue/aws": "public check", "green/gcp": "public check" },
      gcp: { "blue/aws": "public check", "green/gcp": "public check" },
    });
  });

  it("are truth tables, and answers to single questions", async () => {
    const { result } = await record(() => new DnsFailover("api", base));
    expect(result.truthTables.map(({ provider, rows }) => [provider, rows.length])).to.deep.equal([
      ["route53", 8],
      ["azure", 8],
    ]);
    expect(result.answers("azure", ["green/m3"])).to.deep.equal([{ members: ["green/m3"], probability: 1 }]);
    expect(() => result.answers("gcp", [])).to.throw("api.example.com is not answered by gcp");
  });
});
