import { expect } from "chai";

import { global, itChecks, link, refusal, Scene, tokens } from "../scene";
import { type Props, UNKNOWN } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

const net = global("networks/net");
const seenBy = (...networks: string[]): Props => ({
  visibility: "private",
  privateVisibilityConfig: { networks: networks.map((networkUrl) => ({ networkUrl })) },
});
const record: Props = { managedZone: "zone", name: "api.example.com.", type: "A" };
const balancer = (more: Props = {}): Props => ({
  ipAddress: "10.16.0.2",
  ipProtocol: "tcp",
  loadBalancerType: "regionalL7ilb",
  networkUrl: net,
  port: "80",
  project: "shop-dev",
  region: "europe-west3",
  ...more,
});
const internal = (more: Props = {}): Props => ({ internalLoadBalancers: [balancer(more)] });
const wrr = (...weights: number[]): Props => ({
  wrrs: weights.map((weight, i) => ({ weight, rrdatas: [`203.0.113.${i}`] })),
});
const geos = (...locations: string[]): Props => ({
  geos: locations.map((location) => ({ location, rrdatas: ["203.0.113.1"] })),
});
const failover = (more: Props = {}, primary: Props = internal()): Props => ({
  primaryBackup: { primary, backupGeos: [{ location: "us-east1", rrdatas: ["10.9.0.1"] }], ...more },
});
const policy = (routingPolicy: Props): Props => ({ routingPolicy });

describe("gcp ManagedZone", () => {
  itChecks(tokens.managedZone, { dnsName: "example.com." }, [
    {
      rule: "ends its name with a dot",
      refused: [{ dnsName: "example.com" }, { dnsName: "exa mple.com." }],
      accepted: [{ dnsName: "corp.example.com." }],
      at: "dnsName",
      text: /trailing dot|DNS name/,
    },
    {
      rule: "is seen by networks if it is private",
      refused: [{ ...seenBy(net), visibility: "public" }],
      accepted: [seenBy(net), seenBy()],
      at: "privateVisibilityConfig",
      text: /private zones only/,
    },
    {
      rule: "is signed if it is public",
      refused: [{ visibility: "private", dnssecConfig: { state: "on" } }],
      accepted: [{ dnssecConfig: { state: "on" } }],
      at: "dnssecConfig.state",
      text: /not signed/,
    },
    {
      rule: "names networks by their path",
      refused: [seenBy("net")],
      accepted: [seenBy(link(net))],
      at: "privateVisibilityConfig.networks[0].networkUrl",
      text: /must be projects/,
    },
  ]);

  it("is the only one of its name that a network sees, and goes when it is empty", async () => {
    const scene = await Scene.open();
    await scene.network();
    const zone = (name: string, more: Props): Promise<Made> =>
      scene.make(tokens.managedZone, name, { dnsName: "corp.example.com.", ...more });
    expect(await refusal(zone("lost", seenBy(global("networks/none"))))).to.match(
      /networks\/none' was not found/,
    );
    const made = await zone("zone", seenBy(net));
    expect(made.outputs.nameServers).to.deep.equal(["ns-gcp-private.googledomains.com."]);
    expect(await refusal(zone("twin", seenBy(link(net))))).to.match(/same DNS name/);
    expect((await zone("public", {})).outputs.nameServers).to.have.lengthOf(4);
    const one = await scene.account.create(tokens.recordSet, "r", {
      ...record,
      name: "a.corp.example.com.",
      rrdatas: ["10.0.0.1"],
    });
    expect(await refusal(scene.account.delete(made))).to.match(/containerNotEmpty/);
    await scene.account.delete(await scene.account.update(made, { ...made.inputs, forceDestroy: true }));
    expect(scene.account.read(one)).to.equal(undefined);
  });
});

describe("gcp RecordSet", () => {
  itChecks(tokens.recordSet, { ...record, rrdatas: ["203.0.113.1"] }, [
    {
      rule: "ends its name with a dot",
      refused: [{ name: "api.example.com" }],
      accepted: [{ name: "*.example.com." }, { name: "_sip._tcp.example.com." }],
      at: "name",
      text: /trailing dot/,
    },
    {
      rule: "has data of its type",
      refused: [
        { rrdatas: ["203.0.113"] },
        { rrdatas: ["2001:db8::1"] },
        { type: "AAAA" },
        { type: "CNAME", rrdatas: ["www.example.com"] },
        { type: "CNAME", rrdatas: ["a.example.com.", "b.example.com."] },
        { type: "MX", rrdatas: ["mail.example.com."] },
        { rrdatas: [] },
      ],
      accepted: [
        { type: "AAAA", rrdatas: ["2001:db8::1"] },
        { type: "CNAME", rrdatas: ["www.example.com."] },
        { type: "MX", rrdatas: ["10 mail.example.com."] },
        { rrdatas: UNKNOWN },
      ],
      at: "rrdatas",
      text: /Invalid value for 'entity\.change\.additions\[0\]\.rrdata/,
    },
    {
      rule: "has data or a policy",
      refused: [policy(wrr(1))],
      accepted: [{ ttl: 0 }, { ttl: 60 }],
      at: "routingPolicy",
      text: /one of rrdatas, routingPolicy/,
    },
  ]);

  itChecks(tokens.recordSet, record, [
    {
      rule: "weighs answers, and splits them no other way at once",
      refused: [policy({ ...wrr(1), ...geos("us-east1") })],
      accepted: [policy(wrr(90, 10)), policy(wrr(0, 0.5)), policy(geos("us-east1", "europe-west3"))],
      at: "routingPolicy.geos",
      text: /exactly one of/,
    },
    {
      rule: "has no negative weight",
      refused: [policy(wrr(-1, 1))],
      accepted: [policy(wrr(0, 1))],
      at: "routingPolicy.wrrs[0].weight",
      text: /non-negative/,
    },
    {
      rule: "has each place once, and places that there are",
      refused: [policy(geos("us-east1", "us-east1")), policy(geos("europe-west3", "mars-east1"))],
      accepted: [policy(geos("us-east1", "europe-west3"))],
      at: "routingPolicy.geos[1].location",
      text: /twice|no region/,
    },
    {
      rule: "fences places only",
      refused: [policy({ ...wrr(1), enableGeoFencing: true })],
      accepted: [policy({ ...geos("us-east1"), enableGeoFencing: true })],
      at: "routingPolicy.enableGeoFencing",
      text: /conflicts/,
    },
    {
      rule: "trickles a ratio",
      refused: [policy(failover({ trickleRatio: 1.1 })), policy(failover({ trickleRatio: -0.1 }))],
      accepted: [policy(failover({ trickleRatio: 0.1 }))],
      at: "routingPolicy.primaryBackup.trickleRatio",
      text: /from 0 to 1/,
    },
    {
      rule: "has a primary, which is one balancer or more of its region",
      refused: [policy(failover({}, {})), policy(failover({}, { internalLoadBalancers: [] }))],
      accepted: [policy(failover()), policy(failover({ primary: UNKNOWN }))],
      at: "routingPolicy.primaryBackup.primary",
      text: /must be an answer/,
    },
    {
      rule: "names the region of a regional balancer, and none of a cross-region one",
      refused: [
        policy(failover({}, { internalLoadBalancers: [balancer({ loadBalancerType: "globalL7ilb" })] })),
      ],
      accepted: [policy(failover())],
      at: "routingPolicy.primaryBackup.primary[0]",
      text: /has no region/,
    },
    {
      rule: "asks after public addresses with a health check",
      refused: [policy(failover({}, { externalEndpoints: ["203.0.113.1"] }))],
      accepted: [
        policy({
          ...failover({}, { externalEndpoints: ["203.0.113.1"] }),
          healthCheck: global("healthChecks/dns"),
        }),
      ],
      at: "routingPolicy.healthCheck",
      text: /need a health check/,
    },
    {
      rule: "asks after no private address from outside",
      refused: [
        policy({
          ...failover({}, { externalEndpoints: ["10.0.0.1"] }),
          healthCheck: global("healthChecks/dns"),
        }),
      ],
      accepted: [policy(failover())],
      at: "routingPolicy.primaryBackup.primary",
      text: /public IPv4 address/,
    },
  ]);

  it("is in its zone, and beside no CNAME", async () => {
    const scene = await Scene.open();
    const make = (name: string, more: Props): Promise<Made> =>
      scene.account.create(tokens.recordSet, name, { ...record, rrdatas: ["203.0.113.1"], ...more });
    expect(await refusal(make("r", {}))).to.match(
      /'parameters\.managedZone' resource named 'zone' does not exist/,
    );
    await scene.make(tokens.managedZone, "zone", { dnsName: "example.com." });
    expect(await refusal(make("r", { name: "api.example.org." }))).to.match(
      /additions\[0\]\.name': 'api\.example\.org\.'/,
    );
    expect(await refusal(make("r", { name: "notexample.com." }))).to.match(/additions\[0\]\.name/);
    const alias = { type: "CNAME", rrdatas: ["www.example.net."] };
    expect(await refusal(make("apex", { ...alias, name: "example.com." }))).to.match(/either one CNAME/);
    const made = await make("r", {});
    expect(made.id).to.equal("projects/shop-dev/managedZones/zone/rrsets/api.example.com./A");
    expect(await refusal(make("alias", alias))).to.match(/either one CNAME/);
    expect(await refusal(make("twin", {}))).to.match(/alreadyExists/);
    const changed = { ...made.inputs, ttl: 60, name: "b.example.com." };
    expect(scene.account.diff(made, changed)).to.deep.equal(["name!", "ttl"]);
  });

  it("asks after internal balancers in private zones, and after the internet from public ones", async () => {
    const scene = await Scene.open();
    await scene.network();
    const make = (name: string, routingPolicy: Props): Promise<Made> =>
      scene.account.create(tokens.recordSet, name, { ...record, managedZone: name, routingPolicy });
    await scene.make(tokens.managedZone, "public", { dnsName: "example.com." });
    await scene.make(tokens.managedZone, "private", { dnsName: "example.com.", ...seenBy(net) });
    const healthCheck = global("healthChecks/dns");
    const outside = { ...failover({}, { externalEndpoints: ["203.0.113.1"] }), healthCheck };
    expect(await refusal(make("public", failover()))).to.match(
      /internal load balancers are for private zones/,
    );
    expect(await refusal(make("private", outside))).to.match(/external endpoints are for public zones/);
    expect(await refusal(make("public", outside))).to.match(/healthChecks\/dns' was not found/);
    const check = { httpHealthCheck: {}, checkIntervalSec: 30 };
    const plain = await scene.make(tokens.healthCheck, "dns", check);
    expect(await refusal(make("public", outside))).to.match(/three source regions/);
    await scene.account.update(plain, {
      name: "dns",
      ...check,
      sourceRegions: ["europe-west1", "us-east1", "asia-east1"],
    });
    const made = await make("public", outside);
    expect(await refusal(scene.account.delete(plain))).to.contain(`is already being used by '${made.id}'`);
    await make("private", failover({ trickleRatio: 0.1 }));
    const other = { ...outside, healthCheck: global("healthChecks/other") };
    expect(scene.account.diff(made, { ...made.inputs, routingPolicy: other })).to.deep.equal([
      "routingPolicy.healthCheck!",
    ]);
  });
});
