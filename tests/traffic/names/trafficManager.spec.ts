import { expect } from "chai";

import { unknown } from "../../../reachability";
import { Names } from "../../../traffic";
import { azureRecord, endpoint, profile } from "../estates/dns";
import { answers } from "./answers";

const [a, b, c] = ["198.51.100.1", "198.51.100.2", "198.51.100.3"] as const;

/** A name that is an alias of a profile with endpoints. */
function named(
  method: string,
  endpoints: readonly Record<string, unknown>[],
  more: Record<string, unknown> = {},
) {
  const top = profile("api", method, more);
  return [
    top,
    azureRecord("api", { targetResource: { id: top.id } }),
    ...endpoints.map((one, index) => endpoint(`e${index}`, top, one)),
  ];
}

const both = [
  { target: a, priority: 1, weight: 90, endpointLocation: "West Europe" },
  { target: b, priority: 2, weight: 10, endpointLocation: "East US" },
];

describe("Traffic Manager", () => {
  it("answers by priority", () => {
    expect(answers(named("Priority", both), [a, b])).to.deep.equal({ [a]: 1 });
    expect(answers(named("Priority", both), [b])).to.deep.equal({ [b]: 1 });
    expect(answers(named("Priority", both), [])).to.deep.equal({ [a]: 1 });
  });

  it("answers by weight, and as if all were healthy when none is", () => {
    expect(answers(named("Weighted", both), [a, b])).to.deep.equal({ [a]: 0.9, [b]: 0.1 });
    expect(answers(named("Weighted", both), [b])).to.deep.equal({ [b]: 1 });
    expect(answers(named("Weighted", both), [])).to.deep.equal({ [a]: 0.9, [b]: 0.1 });
  });

  it("answers the nearest by performance, else the next", () => {
    expect(answers(named("Performance", both), [a, b], { from: "eu-central-1" })).to.deep.equal({ [a]: 1 });
    expect(answers(named("Performance", both), [b], { from: "eu-central-1" })).to.deep.equal({ [b]: 1 });
  });

  it("answers the endpoint of a region whatever its health", () => {
    const regions = [
      { target: a, geoMapping: ["GEO-EU"] },
      { target: b, geoMapping: ["DE"] },
      { target: c, geoMapping: ["WORLD"] },
    ];
    const all = named("Geographic", regions);
    expect(answers(all, [a, c], { from: "eu-central-1" })).to.deep.equal({ [b]: 1 });
    expect(answers(all, [], { from: "westeurope" })).to.deep.equal({ [a]: 1 });
    expect(answers(all, [a], { from: "us-east-1" })).to.deep.equal({ [c]: 1 });
    const withoutWorld = named("Geographic", regions.slice(0, 2));
    expect(answers(withoutWorld, [a, b], { from: "us-east-1" })).to.deep.equal({ nothing: 1 });
    const disabled = named("Geographic", [{ ...regions[1], endpointStatus: "Disabled" }, regions[0]!]);
    expect(answers(disabled, [a, b], { from: "eu-central-1" })).to.deep.equal({ [a]: 1 });
  });

  it("answers several healthy ones by multivalue", () => {
    const all = named("MultiValue", [{ target: a }, { target: b }, { target: c }], { maxReturn: 2 });
    expect(answers(all, [a, c])).to.deep.equal({ [`${a} ${c}`]: 1 });
    const [served] = new Names(all).of("api.example.com");
    expect(served!.answer({ healthy: () => true, client: {} })[0]).to.include({ atMost: 2 });
  });

  it("answers by the client's subnet", () => {
    const all = named("Subnet", [
      { target: a, subnets: [{ first: "203.0.113.0", scope: 24 }] },
      { target: b },
    ]);
    const [served] = new Names(all).of("api.example.com");
    const from = (address: string) => served!.answer({ healthy: () => true, client: { address } })[0]!.values;
    expect(from("203.0.113.9")).to.deep.equal([a]);
    expect(from("192.0.2.1")).to.deep.equal([b]);
  });

  it("always serves what is said to be served always, and never what is disabled", () => {
    const always = named("Priority", [{ ...both[0], alwaysServe: "Enabled" }, both[1]!]);
    expect(answers(always, [b])).to.deep.equal({ [a]: 1 });
    const disabled = named("Priority", [{ ...both[0], endpointStatus: "Disabled" }, both[1]!]);
    expect(answers(disabled, [a])).to.deep.equal({ [b]: 1 });
  });

  it("answers nothing for a disabled profile, or one without enabled endpoints", () => {
    const off = both.map((one) => ({ ...one, endpointStatus: "Disabled" }));
    expect(answers(named("Weighted", off), [a, b])).to.deep.equal({ nothing: 1 });
    expect(answers(named("Weighted", both, { profileStatus: "Disabled" }), [a, b])).to.deep.equal({
      nothing: 1,
    });
  });

  it("counts the healthy endpoints of a nested profile", () => {
    const nested = (minChildEndpoints: number) => {
      const child = profile("blue", "Weighted");
      const target = {
        endpointType: "NestedEndpoints",
        targetResourceId: child.id,
        minChildEndpoints,
        priority: 1,
      };
      return [
        ...named("Priority", [target, { target: c, priority: 2 }]),
        child,
        endpoint("blue-a", child, { target: a, weight: 1 }),
        endpoint("blue-b", child, { target: b, weight: 3 }),
      ];
    };
    expect(answers(nested(1), [a, b, c])).to.deep.equal({ [a]: 0.25, [b]: 0.75 });
    expect(answers(nested(1), [b, c])).to.deep.equal({ [b]: 1 });
    expect(answers(nested(2), [b, c])).to.deep.equal({ [c]: 1 });
    expect(answers(nested(1), [])).to.deep.equal({ [a]: 0.25, [b]: 0.75 });
  });

  it("says where an endpoint leads to something that is known only after the update", () => {
    const nested = { endpointType: "NestedEndpoints", targetResourceId: unknown, minChildEndpoints: 1 };
    const resources = [
      ...named("Priority", [
        { ...nested, priority: 1 },
        { ...nested, priority: 2 },
        { target: c, priority: 3 },
      ]),
      profile("blue", "Weighted"),
      profile("green", "Weighted"),
    ];
    const [served] = new Names(resources).of("api.example.com");
    expect(served!.notes).to.deep.equal([
      "where the endpoint e0 leads is known only after the update",
      "where the endpoint e1 leads is known only after the update",
    ]);
    expect(new Names(named("Priority", both)).of("api.example.com")[0]!.notes).to.deep.equal([]);
  });

  it("is reached by a CNAME too, and reads endpoints that are written in the profile", () => {
    const endpoints = [
      { name: "one", type: "Microsoft.Network/trafficManagerProfiles/externalEndpoints", target: a },
    ];
    const top = profile("api", "Weighted", { endpoints });
    const record = azureRecord("www", {
      recordType: "CNAME",
      cnameRecord: { cname: "api.trafficmanager.net" },
      ttl: 300,
    });
    expect(answers([top, record], [a], { name: "www.example.com" })).to.deep.equal({ [a]: 1 });
    const [served] = new Names([top, record]).of("www.example.com");
    expect(served!.recovery.get(a)).to.deep.equal({ detectSeconds: 30, ttlSeconds: 300, totalSeconds: 330 });
  });
});
