import { expect } from "chai";

import {
  external,
  makeEndpoint,
  makeNamedAddress,
  makeProfile,
  nested,
  other,
  profile,
  profileId,
  routed,
} from "./profiles";
import { but, itChecks, openAccount, refusal, tokens } from "../estate";
import { asObject, type Props } from "../../../../simulator/protocol/values";

const named = (relativeName: string): Props => ({ ...profile, dnsConfig: { relativeName, ttl: 60 } });
const living = (ttl: number): Props => ({ ...profile, dnsConfig: { relativeName: "shop-api", ttl } });
const aimedAt = (target: string): Props => routed("Priority", external("one", target));

describe("azure-native Traffic Manager profile", () => {
  itChecks(tokens.trafficManagerProfile, [
    ...["-shop", "shop.api", "a".repeat(64), "shop_api"].map((name) => ({
      rule: `has no relative name ${name}`,
      refused: named(name),
      accepted: named("a".repeat(63)),
      says: "dnsConfig.relativeName: BadRequest",
      text: /one label/,
    })),
    ...(
      [
        [-1, 0],
        [2_147_483_648, 2_147_483_647],
      ] as const
    ).map(([outside, inside]) => ({
      rule: `has no TTL of ${outside}`,
      refused: living(outside),
      accepted: living(inside),
      says: "dnsConfig.ttl: BadRequest",
      text: /0 to 2147483647/,
    })),
    {
      rule: "routes by a method that there is",
      refused: { ...profile, trafficRoutingMethod: "Latency" },
      accepted: { ...profile, trafficRoutingMethod: "Weighted" },
      says: "trafficRoutingMethod: BadRequest",
      text: /Performance, Priority, Weighted/,
    },
    {
      rule: "says how many values it answers with",
      refused: but(routed("MultiValue"), { maxReturn: undefined }),
      accepted: routed("MultiValue"),
      says: "maxReturn: BadRequest",
      text: /must say by maxReturn/,
    },
    {
      rule: "answers with one value but for MultiValue",
      refused: { ...profile, maxReturn: 2 },
      accepted: { ...routed("MultiValue"), maxReturn: 10 },
      says: "maxReturn: BadRequest",
      text: /only for MultiValue/,
    },
    ...["10.0.0.4", "fd00::1", "100.64.0.1"].map((target) => ({
      rule: `has no endpoint at ${target}`,
      refused: aimedAt(target),
      accepted: aimedAt(target.includes(":") ? "2606:4700::1" : "198.51.100.7"),
      says: "endpoints[0].target: BadRequest",
      text: /private or reserved/,
    })),
    ...["https://api.example.com", "api.example.com:443", "api"].map((target) => ({
      rule: `has no endpoint at ${target}`,
      refused: aimedAt(target),
      accepted: aimedAt("api.example.com"),
      says: "endpoints[0].target: BadRequest",
      text: /no scheme, port or path/,
    })),
    ...(["weight", "priority"] as const).flatMap((property) =>
      (
        [
          [0, 1],
          [1001, 1000],
        ] as const
      ).map(([outside, inside]) => ({
        rule: `has no endpoint of ${property} ${outside}`,
        refused: routed("Weighted", external("one", "a.example.com", { [property]: outside })),
        accepted: routed("Weighted", external("one", "a.example.com", { [property]: inside })),
        says: `endpoints[0].${property}: BadRequest`,
        text: /1 to 1000/,
      })),
    ),
    {
      rule: "has endpoints of types that there are",
      refused: routed("Priority", { ...external("one", "a.example.com"), type: "Endpoints" }),
      accepted: aimedAt("a.example.com"),
      says: "endpoints[0].type: BadRequest",
      text: /AzureEndpoints, ExternalEndpoints, NestedEndpoints/,
    },
    {
      rule: "counts children of nested endpoints only",
      refused: routed("Priority", external("one", "a.example.com", { minChildEndpoints: 1 })),
      accepted: routed("Priority", nested("one", profileId("child"))),
      says: "endpoints[0].minChildEndpoints: BadRequest",
      text: /only for nested/,
    },
    {
      rule: "does not always serve a nested endpoint",
      refused: routed("Priority", nested("one", profileId("child"), { alwaysServe: "Enabled" })),
      accepted: routed("Priority", external("one", "a.example.com", { alwaysServe: "Enabled" })),
      says: "endpoints[0].alwaysServe: BadRequest",
      text: /nested/,
    },
    {
      rule: "has geographic regions",
      refused: routed("Geographic", external("one", "a.example.com", { geoMapping: ["Europe"] })),
      accepted: routed(
        "Geographic",
        external("one", "a.example.com", { geoMapping: ["GEO-EU", "DE", "US-CA", "WORLD"] }),
      ),
      says: "endpoints[0].geoMapping: BadRequest",
      text: /'Europe'/,
    },
  ]);

  const together: readonly (readonly [rule: string, refused: Props, accepted: Props, text: RegExp])[] = [
    [
      "has endpoints of names of their own",
      routed("Priority", external("one", "a.example.com"), external("One", "b.example.com")),
      routed("Priority", external("one", "a.example.com"), external("two", "b.example.com")),
      /the name 'One'/,
    ],
    [
      "has endpoints of targets of their own",
      routed("Priority", external("one", "a.example.com"), external("two", "A.example.com")),
      routed("Priority", external("one", "a.example.com"), external("two", "b.example.com")),
      /same target/,
    ],
    [
      "has endpoints of priorities of their own",
      routed(
        "Priority",
        external("one", "a.example.com", { priority: 1 }),
        external("two", "b.example.com", { priority: 1 }),
      ),
      routed(
        "Priority",
        external("one", "a.example.com", { priority: 1 }),
        external("two", "b.example.com", { priority: 2 }),
      ),
      /same priority 1/,
    ],
    [
      "has no endpoints of names beside endpoints of addresses",
      routed("Weighted", external("one", "a.example.com"), external("two", "198.51.100.7")),
      routed("Weighted", external("one", "198.51.100.8"), external("two", "198.51.100.7")),
      /DomainName and IPv4Address cannot be mixed/,
    ],
    [
      "has no endpoints of IPv4 beside IPv6, but for MultiValue",
      routed("Weighted", external("one", "2606:4700::1"), external("two", "198.51.100.7")),
      routed("MultiValue", external("one", "2606:4700::1"), external("two", "198.51.100.7")),
      /IPv6Address and IPv4Address/,
    ],
    [
      "answers MultiValue with addresses",
      routed("MultiValue", external("one", "a.example.com")),
      routed("MultiValue", external("one", "198.51.100.7")),
      /external ones with IPv4 or IPv6/,
    ],
    [
      "knows where endpoints are for Performance",
      routed("Performance", external("one", "a.example.com")),
      routed("Performance", external("one", "a.example.com", { endpointLocation: "West Europe" })),
      /must have an endpointLocation/,
    ],
    [
      "maps each endpoint for Geographic",
      routed("Geographic", external("one", "a.example.com")),
      routed("Geographic", external("one", "a.example.com", { geoMapping: ["WORLD"] })),
      /must have a geoMapping/,
    ],
    [
      "maps each region once for Geographic",
      routed(
        "Geographic",
        external("one", "a.example.com", { geoMapping: ["DE"] }),
        external("two", "b.example.com", { geoMapping: ["FR", "DE"] }),
      ),
      routed(
        "Weighted",
        external("one", "a.example.com", { geoMapping: ["DE"] }),
        external("two", "b.example.com", { geoMapping: ["FR", "DE"] }),
      ),
      /region DE is mapped to two/,
    ],
    [
      "maps each address once for Subnet",
      routed(
        "Subnet",
        external("one", "a.example.com", { subnets: [{ first: "1.2.3.0", scope: 24 }] }),
        external("two", "b.example.com", { subnets: [{ first: "1.2.3.128", last: "1.2.4.1" }] }),
      ),
      routed(
        "Subnet",
        external("one", "a.example.com", { subnets: [{ first: "1.2.3.0", scope: 25 }] }),
        external("two", "b.example.com", { subnets: [{ first: "1.2.3.128", last: "1.2.4.1" }] }),
      ),
      /overlaps/,
    ],
    [
      "has endpoints of allowed types only",
      { ...aimedAt("a.example.com"), allowedEndpointRecordTypes: ["IPv4Address"] },
      { ...aimedAt("a.example.com"), allowedEndpointRecordTypes: ["DomainName"] },
      /type DomainName/,
    ],
  ];
  for (const [rule, refused, accepted, text] of together) {
    it(rule, async () => {
      const account = await openAccount();
      expect((await refusal(makeProfile(account, refused))).message).to.match(text);
      await makeProfile(account, accepted);
    });
  }

  it("is everywhere", async () => {
    const account = await openAccount();
    const { code } = await refusal(makeProfile(account, { ...profile, location: "westeurope" }));
    expect(code).to.equal("LocationNotAvailableForResourceType");
  });

  it("has a name of its own below trafficmanager.net, and what Azure takes where it says nothing", async () => {
    const account = await openAccount();
    const made = await makeProfile(account);
    expect(made.id).to.equal(profileId("api"));
    expect(made.outputs).to.deep.include({
      dnsConfig: { relativeName: "shop-api", ttl: 60, fqdn: "shop-api.trafficmanager.net" },
      profileStatus: "Enabled",
    });
    expect(account.read(made)!.monitorConfig).to.deep.equal({
      protocol: "HTTPS",
      port: 443,
      path: "/healthz",
      intervalInSeconds: 30,
      timeoutInSeconds: 10,
      toleratedNumberOfFailures: 3,
      profileMonitorStatus: "Inactive",
    });
    const same = { ...profile, profileName: "second", dnsConfig: { relativeName: "Shop-API" } };
    expect((await refusal(makeProfile(account, same))).code).to.equal("Conflict");
    const fast = await makeProfile(account, other("fast", monitorOf({ intervalInSeconds: 10 })));
    expect(asObject(fast.outputs.monitorConfig).timeoutInSeconds).to.equal(9);
    const renamed = { ...profile, dnsConfig: { relativeName: "elsewhere" } };
    expect((await refusal(account.update(made, renamed))).message).to.match(/cannot be changed/);
  });

  it("says the state of its endpoints before they are probed", async () => {
    const account = await openAccount();
    const made = await makeProfile(
      account,
      routed(
        "Weighted",
        external("one", "a.example.com"),
        external("two", "b.example.com", { endpointStatus: "Disabled" }),
        external("three", "c.example.com", { alwaysServe: "Enabled" }),
      ),
    );
    const states = (props: Props | undefined): unknown[] =>
      (props!.endpoints as Props[]).map(({ endpointMonitorStatus }) => endpointMonitorStatus);
    expect(states(account.read(made))).to.deep.equal(["CheckingEndpoint", "Disabled", "Unmonitored"]);
    expect(asObject(account.read(made)!.monitorConfig).profileMonitorStatus).to.equal("CheckingEndpoints");
    await account.update(made, { ...made.inputs, profileStatus: "Disabled" });
    expect(states(account.read(made))).to.deep.equal(["Inactive", "Disabled", "Inactive"]);
  });

  it("lists endpoints with resources of their own, and takes them along when it goes", async () => {
    const account = await openAccount();
    await makeNamedAddress(account);
    const made = await makeProfile(account);
    await makeEndpoint(account, "aws", "a.example.com", { priority: 1 });
    expect(account.read(made)!.endpoints).to.have.lengthOf(1);
    await account.delete(made);
    expect(
      account.clouds.world.list().filter(({ token }) => token === tokens.trafficManagerEndpoint),
    ).to.have.lengthOf(0);
  });
});

const monitorOf = (changes: Props): Props => ({
  monitorConfig: { ...asObject(profile.monitorConfig), ...changes },
});
