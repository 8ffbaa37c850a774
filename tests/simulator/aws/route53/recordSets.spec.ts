import { expect } from "chai";

import { alias, base, failover, latency, off, place, values, weighted } from "./recordScene";
import { Estate } from "../loadBalancing/scene";
import { refused } from "../operations/scene";
import { refusal, Scene, tokens } from "../scene";
import type { Props } from "../../../../simulator/protocol/values";
import type { Made } from "../../../helpers/simulated";

describe("aws Record", () => {
  describe("in a zone", () => {
    let scene: Scene;
    let zone: Made;
    const record = (more: Props = {}): Promise<Made> => {
      const inputs: Props = { ...base, zoneId: zone.id, ...more };
      return scene.make(
        tokens.record,
        Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null)),
      );
    };
    const check = async (): Promise<string> =>
      (await scene.make(tokens.healthCheck, { type: "HTTPS", fqdn: "api.example.com" })).id;
    const change = (text: string): RegExp => refused("InvalidChangeBatch", text);
    beforeEach(async () => {
      scene = await Scene.open();
      zone = await scene.make(tokens.zone, { name: "example.com" });
    });

    it("has its zone's name behind its own", async () => {
      for (const [name, fqdn] of [
        ["api", "api.example.com"],
        ["WWW.example.com.", "www.example.com"],
        ["", "example.com"],
        ["*", "*.example.com"],
        ["api.example.org", "api.example.org.example.com"],
      ] as const) {
        expect((await record({ name })).outputs.fqdn).to.equal(fqdn);
      }
      expect((await record({ name: "v1" })).id).to.equal(`${zone.id}_v1.example.com_A`);
      expect((await record({ name: "v2", ...weighted(1, "blue") })).id).to.match(/_v2\.example\.com_A_blue$/);
      expect(await refusal(record({ name: "notexample.com" }))).to.match(change("is not permitted in zone"));
      expect(await refusal(record({ zoneId: "Z1" }))).to.match(refused("NoSuchHostedZone"));
    });

    it("is there once", async () => {
      await record();
      expect(await refusal(record())).to.match(
        change(
          String.raw`Tried to create resource record set \[name='api.example.com.', type='A'\] but it already exists`,
        ),
      );
      await record(values("TXT", "v=1"));
      expect(await refusal(record({ name: "", ...values("NS", "ns.example.net") }))).to.match(
        change("already exists"),
      );
    });

    it("is no CNAME at the apex or beside others", async () => {
      const cname = values("CNAME", "www.example.net");
      expect(await refusal(record({ name: "", ...cname }))).to.match(change("not permitted at apex"));
      await record();
      expect(await refusal(record(cname))).to.match(change("conflicts with other records"));
      await record({ name: "www", ...cname });
      expect(await refusal(record({ name: "www" }))).to.match(change("conflicting RRSet of type CNAME"));
    });

    it("is chosen as the others of its group", async () => {
      await record(weighted(90, "blue"));
      await record(weighted(10, "green"));
      expect(await refusal(record(weighted(10, "green")))).to.match(
        change("set-identifier='green'. but it already exists"),
      );
      expect(await refusal(record())).to.match(change("as other RRSets exist with the same name and type"));
      expect(await refusal(record(latency("eu-central-1")))).to.match(change("non-latency RRSet exists"));
      await record({ name: "www" });
      expect(await refusal(record({ name: "www", ...weighted(1) }))).to.match(change("it is simple"));
      await record({ ...latency("eu-central-1"), ...values("AAAA", "2001:db8::1") });
    });

    it("is the one for its role, Region or place", async () => {
      const healthCheckId = await check();
      for (const [name, one, twin, other] of [
        ["f", failover("PRIMARY", "a"), failover("PRIMARY", "b"), failover("SECONDARY", "b")],
        ["l", latency("eu-west-1", "a"), latency("eu-west-1", "b"), latency("us-east-1", "b")],
        [
          "g",
          place({ country: "US" }, "a"),
          place({ country: "US" }, "b"),
          place({ country: "US", subdivision: "WA" }, "b"),
        ],
        [
          "c",
          place({ continent: "AF" }, "a"),
          place({ continent: "AF" }, "b"),
          place({ country: "AF" }, "b"),
        ],
      ] as const) {
        const make = (routing: Props): Promise<Made> => record({ name, healthCheckId, ...routing });
        await make(one);
        expect(await refusal(make(twin)), name).to.match(change("already exists: a"));
        if (name !== "c") {
          await make(other);
        }
      }
    });

    it("is checked by what exists, and always if it is a primary with values", async () => {
      expect(await refusal(record(failover("PRIMARY")))).to.match(
        change("A non-alias primary ResourceRecordSet must have an associated health check"),
      );
      expect(await refusal(record({ healthCheckId: "0" }))).to.match(refused("NoSuchHealthCheck"));
      await record(failover("SECONDARY"));
      await record({ ...failover("PRIMARY"), healthCheckId: await check() });
      await record({ name: "blue" });
      await record({
        ...failover("PRIMARY"),
        name: "www",
        ...off,
        ...alias("blue.example.com", zone.id),
      });
    });

    it("is an alias of another record of its zone and type", async () => {
      const make = (name: string, more: Props = {}): Promise<Made> =>
        record({ name: "www", ...off, ...alias(name, zone.id), ...more });
      expect(await refusal(make("blue.example.com"))).to.match(change("that target was not found"));
      await record({ name: "blue" });
      expect(await refusal(make("blue.example.com", { type: "AAAA" }))).to.match(change("not found"));
      expect(await refusal(make("www.example.com"))).to.match(change("not found"));
      await make("Blue.example.com.");
      await record({ name: "v1", ...weighted(1) });
      expect(await refusal(make("v1.example.com", { name: "v1", ...weighted(2) }))).to.match(
        change("not found"),
      );
      expect(
        await refusal(make("blue.example.com", { name: "v2", ...alias("blue.example.com", "Z1") })),
      ).to.match(change("does not lie within the target zone"));
    });

    it("changes its weight in place, and its name by another record", async () => {
      const made = await record(weighted(90, "blue"));
      const diff = (more: Props): string[] => scene.account.diff(made, { ...made.inputs, ...more });
      expect(diff(weighted(10, "blue"))).to.deep.equal(["weightedRoutingPolicies"]);
      expect(diff({ ttl: 30, records: ["192.0.2.2"] })).to.deep.equal(["records", "ttl"]);
      expect(diff({ name: "www" })).to.deep.equal(["name!"]);
      await scene.account.update(made, { ...made.inputs, ...weighted(10, "blue") });
      const renamed = await scene.account.update(made, { ...made.inputs, ...weighted(10, "green") });
      expect(renamed.id).to.equal(made.id);
      await record(weighted(20, "blue"));
    });
  });

  it("is an alias of a load balancer that exists, in the zone of its kind and Region", async () => {
    const estate = await Estate.open();
    const zone = await estate.scene.make(tokens.zone, { name: "example.com" });
    const alb = await estate.balancer({ name: "Web" });
    const nlb = await estate.balancer({ loadBalancerType: "network" });
    const { dnsName, zoneId } = alb.outputs as { dnsName: string; zoneId: string };
    const point = (name: string, target: string, type = "A"): Promise<Made> =>
      estate.scene.make(tokens.record, { zoneId: zone.id, name, type, ...alias(target, zoneId) });
    await point("", dnsName);
    await point("www", `dualstack.${dnsName}`, "AAAA");
    for (const [target, type, words] of [
      ["gone-1.eu-central-1.elb.amazonaws.com", "A", "that target was not found"],
      [dnsName, "TXT", "that target was not found"],
      [nlb.outputs.dnsName as string, "A", "does not lie within the target zone"],
    ] as const) {
      expect(await refusal(point("api", target, type)), target).to.match(
        refused("InvalidChangeBatch", words),
      );
    }
  });
});
