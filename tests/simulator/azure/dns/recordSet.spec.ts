import { expect } from "chai";

import { addresses, alias, canonical, makeRecord, makeZone, record, zone, zoneId } from "./zones";
import { but, inGroup, itChecks, makeAddress, network, openAccount, refusal, tokens } from "../estate";
import { external, makeProfile, profileId, routed } from "../traffic-manager/profiles";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";

const api = record("A", "api", addresses("198.51.100.7"));
const many = (count: number): Props =>
  addresses(...Array.from({ length: count }, (_, i) => `198.51.100.${i}`));

describe("azure-native DNS zone", () => {
  itChecks(tokens.zone, [
    ...["example", "example.com.", "-a.example.com"].map((zoneName) => ({
      rule: `is not called ${zoneName}`,
      refused: { ...zone, zoneName },
      accepted: zone,
      says: "zoneName: BadRequest",
      text: /2 to 34 labels/,
    })),
    {
      rule: "is public",
      refused: { ...zone, zoneType: "Private" },
      accepted: { ...zone, zoneType: "Public" },
      says: "zoneType: BadRequest",
      text: /privatedns:PrivateZone/,
    },
  ]);

  it("is everywhere, has name servers, and takes its records along when it goes", async () => {
    const account = await openAccount();
    expect((await refusal(makeZone(account, { ...zone, location: "westeurope" }))).code).to.equal(
      "LocationNotAvailableForResourceType",
    );
    const made = await makeZone(account);
    expect(made.id).to.equal(zoneId);
    expect(made.outputs.nameServers).to.be.an("array").with.lengthOf(4);
    expect((made.outputs.nameServers as string[])[0]).to.match(/^ns1-0\d\.azure-dns\.com\.$/);
    await makeRecord(account, api);
    expect(account.read(made)).to.include({ numberOfRecordSets: 3 });
    await account.delete(made);
    expect(account.clouds.world.list().some(({ token }) => token === tokens.recordSet)).to.equal(false);
  });
});

describe("azure-native DNS record set", () => {
  itChecks(tokens.recordSet, [
    ...(
      [
        [0, 1],
        [2_147_483_648, 2_147_483_647],
      ] as const
    ).map(([outside, inside]) => ({
      rule: `has no TTL of ${outside}`,
      refused: { ...api, ttl: outside },
      accepted: { ...api, ttl: inside },
      says: "ttl: BadRequest",
      text: /1 to 2147483647/,
    })),
    {
      rule: "has a TTL",
      refused: but(api, { ttl: undefined }),
      accepted: but(api, { ttl: UNKNOWN }),
      says: "ttl: BadRequest",
      text: /must have a ttl/,
    },
    {
      rule: "has records of its type",
      refused: record("A", "api", { ...addresses("198.51.100.7"), ...canonical("a.example.net") }),
      accepted: api,
      says: "cnameRecord: BadRequest",
      text: /type A has no cnameRecord/,
    },
    {
      rule: "of type A has IPv4 addresses",
      refused: record("A", "api", addresses("2001:db8::1")),
      accepted: api,
      says: "aRecords[0]: BadRequest",
      text: /not an IPv4 address/,
    },
    {
      rule: "has 20 records at most",
      refused: record("A", "api", many(21)),
      accepted: record("A", "api", many(20)),
      says: "aRecords: BadRequest",
      text: /got 21/,
    },
    {
      rule: "has each record once",
      refused: record("A", "api", addresses("198.51.100.7", "198.51.100.7")),
      accepted: record("A", "api", addresses("198.51.100.7", "198.51.100.8")),
      says: "aRecords: BadRequest",
      text: /identical/,
    },
    {
      rule: "of type CNAME is not at the apex",
      refused: record("CNAME", "@", canonical("a.example.net")),
      accepted: record("CNAME", "www", canonical("a.example.net")),
      says: "relativeRecordSetName: BadRequest",
      text: /zone apex/,
    },
    {
      rule: "of type CNAME has its record",
      refused: record("CNAME", "www", {}),
      accepted: record("CNAME", "www", alias(profileId("api"))),
      says: "cnameRecord: BadRequest",
      text: /one record/,
    },
    {
      rule: "has a relative name",
      refused: record("A", "api.", addresses("198.51.100.7")),
      accepted: record("A", "*.api", addresses("198.51.100.7")),
      says: "relativeRecordSetName: BadRequest",
      text: /relative to the zone/,
    },
    {
      rule: "has no wildcard inside",
      refused: record("A", "api.*", addresses("198.51.100.7")),
      accepted: record("A", "@", addresses("198.51.100.7")),
      says: "relativeRecordSetName: BadRequest",
      text: /first label/,
    },
    {
      rule: "that is an alias has no records",
      refused: record("A", "api", { ...addresses("198.51.100.7"), ...alias(profileId("api")) }),
      accepted: record("A", "api", alias(profileId("api"))),
      says: "aRecords: BadRequest",
      text: /no records of its own/,
    },
    {
      rule: "of type TXT is no alias",
      refused: record("TXT", "api", alias(profileId("api"))),
      accepted: record("TXT", "api", { txtRecords: [{ value: ["v=1"] }] }),
      says: "targetResource: BadRequest",
      text: /can be aliases, not TXT/,
    },
    {
      rule: "is of a type that is simulated",
      refused: record("SPF", "api", {}),
      accepted: record("AAAA", "api", { aaaaRecords: [{ ipv6Address: "2001:db8::1" }] }),
      says: "recordType: BadRequest",
      text: /'SPF'/,
    },
  ]);

  it("has its type and name in its id, and its whole name", async () => {
    const account = await openAccount();
    expect((await refusal(makeRecord(account, api))).code).to.equal("ParentResourceNotFound");
    await makeZone(account);
    const made = await makeRecord(account, api);
    expect(made.id).to.equal(`${zoneId}/A/api`);
    expect(made.outputs).to.include({
      fqdn: "api.example.com.",
      type: "Microsoft.Network/dnsZones/A",
      name: "api",
    });
    const apex = await makeRecord(account, record("A", "@", addresses("198.51.100.7")));
    expect(apex.outputs.fqdn).to.equal("example.com.");
    expect(account.diff(made, record("AAAA", "api", {})).filter((path) => path.endsWith("!"))).to.deep.equal([
      "recordType!",
    ]);
    expect((await refusal(makeRecord(account, record("NS", "@", {})))).message).to.match(/already existing/);
  });

  it("of type CNAME is alone at its name", async () => {
    const account = await openAccount();
    await makeZone(account);
    const made = await makeRecord(account, api);
    const cname = record("CNAME", "API", canonical("a.example.net"));
    expect((await refusal(makeRecord(account, cname))).message).to.match(
      /a record with the same name already exists/,
    );
    await account.delete(made);
    await makeRecord(account, cname);
    const text = record("TXT", "api", { txtRecords: [{ value: ["v=1"] }] });
    expect((await refusal(makeRecord(account, text))).message).to.match(/a CNAME record with the same name/);
    await makeRecord(account, record("TXT", "other", { txtRecords: [{ value: ["v=1"] }] }));
  });

  it("is an alias of a public address, in an A record only", async () => {
    const account = await openAccount();
    await makeZone(account);
    const of = (type: string, name: string): Promise<unknown> =>
      makeRecord(account, record(type, name, alias(`${network}/publicIPAddresses/front`)));
    expect((await refusal(of("A", "@"))).code).to.equal("ResourceNotFound");
    await makeAddress(account, "front");
    for (const type of ["AAAA", "CNAME"]) {
      expect((await refusal(of(type, "www"))).message).to.match(/only be the target of an A record set/);
    }
    await of("A", "@");
  });

  it("is an alias of a Traffic Manager profile, in A and AAAA only of one whose endpoints are addresses", async () => {
    const account = await openAccount();
    await makeZone(account);
    const profile = await makeProfile(account, routed("Weighted", external("one", "a.example.net")));
    const refused = await refusal(makeRecord(account, record("A", "@", alias(profile.id))));
    expect(refused.message).to.match(/external ones with IPv4 addresses, and 'one' is not; use a CNAME/);
    await makeRecord(account, record("CNAME", "www", alias(profile.id)));
    await account.update(profile, routed("Weighted", external("one", "198.51.100.7")));
    await makeRecord(account, but(record("A", "@", alias(profile.id)), { ttl: undefined }));
    expect((await refusal(makeRecord(account, record("AAAA", "@", alias(profile.id))))).message).to.match(
      /IPv6/,
    );
  });

  it("is an alias of a record set of its type in its zone", async () => {
    const account = await openAccount();
    await makeZone(account);
    const target = await makeRecord(account, api);
    await makeRecord(account, record("A", "www", alias(target.id)));
    expect((await refusal(makeRecord(account, record("AAAA", "www", alias(target.id))))).message).to.match(
      /same type in the same zone/,
    );
    await makeZone(account, { ...inGroup, zoneName: "example.net", location: "global" });
    const elsewhere = { ...record("A", "www", alias(target.id)), zoneName: "example.net" };
    expect((await refusal(makeRecord(account, elsewhere))).message).to.match(/same zone/);
  });

  it("is one of 20 aliases of a resource at most", async () => {
    const account = await openAccount();
    await makeZone(account);
    const { id } = await makeAddress(account, "front");
    const of = (i: number): Promise<unknown> => makeRecord(account, record("A", `n${i}`, alias(id)));
    await Promise.all(Array.from({ length: 20 }, (_, i) => of(i)));
    expect((await refusal(of(20))).message).to.match(/has 20 alias record sets/);
  });
});
