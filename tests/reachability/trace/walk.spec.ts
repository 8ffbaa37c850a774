import { expect } from "chai";

import { parseCidr } from "../../../addressing";
import type { Trace } from "../../../reachability/trace";
import { Verdicts } from "../../../reachability/trace/verdicts/verdicts";
import { filter, route, type SiteOptions, TestEstate } from "../estate";

const toHub = (prefix: string) => route(prefix, { to: "node", node: "hub" });

/** Two sites behind a hub. */
function hubAndTwoSites(a: SiteOptions = {}, b: SiteOptions = {}): TestEstate {
  return new TestEstate()
    .site("a", "10.0.0.0/16", { routes: [toHub("10.1.0.0/16")], ...a })
    .site("b", "10.1.0.0/16", { routes: [toHub("10.0.0.0/16")], ...b })
    .node("hub", {
      routes: [
        route("10.0.0.0/16", { to: "network", network: "a" }),
        route("10.1.0.0/16", { to: "network", network: "b" }),
      ],
    });
}

/** Traces a flow, and holds the verdict that is found without a trace to it. */
function ask(estate: TestEstate, rest: object = {}): Trace {
  const analysis = estate.analysis();
  const flow = { from: "a host", to: "b host", ...rest };
  const trace = analysis.trace(flow);
  const { from, to, traffic } = analysis.resolve(flow);
  expect(new Verdicts(analysis.tracer, traffic).of(from, to)).to.equal(trace.verdict);
  return trace;
}

const web = { protocol: 6, destinationPorts: [{ first: 443, last: 443 }] };

describe("tracing a flow", () => {
  it("follows it hop by hop, forth and back", () => {
    const trace = ask(hubAndTwoSites());
    expect(trace.verdict).to.equal("reachable");
    expect(trace.forward.map(({ places }) => places)).to.deep.equal([
      ["a host", "a subnet", "hub", "b subnet", "b host"],
    ]);
    expect(trace.back.map(({ places }) => places)).to.deep.equal([
      ["b host", "b subnet", "hub", "a subnet", "a host"],
    ]);
  });

  it("is blocked without a route, and without a route back", () => {
    const there = ask(hubAndTwoSites({ routes: [] }));
    expect(there).to.include({ verdict: "blocked", reason: "a subnet has no route to 10.1.0.10" });
    const back = ask(hubAndTwoSites({}, { routes: [] }));
    expect(back).to.include({ verdict: "blocked", failsOnTheWayBack: true });
    expect(back.reason).to.equal("the answer does not get back: b subnet has no route to 10.0.0.10");
  });

  it("is undecided where routes may be missing, and the doubt is about this address", () => {
    const doubtful = (prefix?: string): TestEstate => {
      const estate = hubAndTwoSites({ routes: prefix === undefined ? [] : [toHub("10.1.0.0/16")] });
      const doubt = { rule: { text: "a route" }, why: "its target is not known" };
      estate.tables[0] = {
        ...estate.tables[0]!,
        undecided: [prefix === undefined ? doubt : { ...doubt, prefix: parseCidr(prefix) }],
      };
      return estate;
    };
    expect(ask(doubtful())).to.include({ verdict: "undecided", reason: "its target is not known" });
    expect(ask(doubtful("10.1.0.0/24")).verdict).to.equal("undecided");
    expect(ask(doubtful("10.1.1.0/24")).verdict).to.equal("reachable");
    expect(ask(doubtful("10.0.0.0/8")).verdict).to.equal("reachable");
  });

  const ends: [what: string, next: Parameters<typeof route>[1], verdict: string, reason: RegExp][] = [
    ["the internet", { to: "outside", what: "the internet" }, "leaves the model", /sends it to the internet/],
    ["a blackhole", { to: "nowhere", why: "a blackhole" }, "blocked", /throws it away: a blackhole/],
    ["an appliance", { to: "undecided", why: "an appliance" }, "undecided", /an appliance/],
    ["a node that is not there", { to: "node", node: "gone" }, "undecided", /none of these stacks/],
    ["another network", { to: "network", network: "a" }, "blocked", /no subnet of a holds 10\.1\.0\.10/],
    ["an unknown tunnel", { to: "tunnel", end: "gone" }, "undecided", /a tunnel that is not known/],
  ];
  for (const [what, next, verdict, reason] of ends) {
    it(`ends at ${what}: ${verdict}`, () => {
      const trace = ask(hubAndTwoSites({ routes: [route("10.1.0.0/16", next)] }));
      expect(trace.verdict).to.equal(verdict);
      expect(trace.reason).to.match(reason);
    });
  }

  it("sees a loop", () => {
    const estate = hubAndTwoSites({ routes: [route("10.1.0.0/16", { to: "node", node: "a subnet" })] });
    expect(ask(estate).reason).to.match(/lead around in a loop/);
  });

  it("says when the address is delivered in another network", () => {
    const estate = hubAndTwoSites({
      routes: [route("10.1.0.0/16", { to: "network", network: "twin" })],
    }).site("twin", "10.1.0.0/16");
    expect(ask(estate).reason).to.equal("it ends in twin subnet, which holds 10.1.0.10 too, not at b host");
  });

  it("needs each of several equal ways to work", () => {
    const both = route("10.1.0.0/16", [
      { to: "node", node: "hub" },
      { to: "nowhere", why: "a blackhole" },
    ]);
    const trace = ask(hubAndTwoSites({ routes: [both] }));
    expect(trace).to.include({ verdict: "blocked" });
    expect(trace.reason).to.match(/on one of several equal ways/);
  });

  it("needs each of several equal ways from further on to work", () => {
    const estate = hubAndTwoSites({ routes: [route("10.1.0.0/16", { to: "node", node: "fork" })] }).node(
      "fork",
      {
        routes: [
          route("10.1.0.0/16", [
            { to: "node", node: "hub" },
            { to: "nowhere", why: "a blackhole" },
          ]),
        ],
      },
    );
    expect(ask(estate).reason).to.match(/fork throws it away: a blackhole \(on one of several equal ways\)/);
  });

  it("passes tunnels that are up, and says what it assumed of them", () => {
    const site = (peer: string, node: string): SiteOptions => ({
      routes: [route(peer, { to: "node", node })],
    });
    const estate = new TestEstate()
      .site("a", "10.0.0.0/16", site("10.1.0.0/16", "x"))
      .site("b", "10.1.0.0/16", site("10.0.0.0/16", "y"))
      .node("x", { routes: [route("10.0.0.0/16", { to: "network", network: "a" })] })
      .node("y", { routes: [route("10.1.0.0/16", { to: "network", network: "b" })] })
      .tunnel("t", { node: "x", asn: 65001 }, { node: "y", asn: 65002, end: { presharedKey: undefined } });
    const trace = ask(estate);
    expect(trace.verdict).to.equal("reachable");
    expect(trace.assumptions).to.deep.equal(["t x and t y have the same preshared key"]);
    expect(trace.forward[0]?.places).to.deep.equal(["a host", "a subnet", "x", "y", "b subnet", "b host"]);
    const lost = estate.analysis().without({ parts: new Set(["t y"]), regions: new Set(), zones: new Set() });
    expect(lost.trace({ from: "a host", to: "b host" }).verdict).to.equal("blocked");
  });

  describe("through filters", () => {
    it("lets answers through a stateful one, both ways through a stateless one", () => {
      const guarded = (stateful: boolean): TestEstate =>
        hubAndTwoSites(
          {},
          { host: { ingress: [filter("in", [web])], egress: [filter("in", [], { stateful })] } },
        );
      expect(ask(guarded(true)).verdict).to.equal("reachable");
      expect(ask(guarded(false)).reason).to.match(
        /the answer does not get back: in denies it: everything else/,
      );
    });

    it("asks filters of a subnet only about what crosses its border", () => {
      const closed = { entering: [filter("acl", [], { stateful: false })] };
      const estate = hubAndTwoSites({}, { subnet: closed }).host("neighbour", "b", "10.1.0.11/32");
      expect(ask(estate).reason).to.equal("acl denies it: everything else");
      expect(estate.analysis().trace({ from: "neighbour", to: "b host" }).verdict).to.equal("reachable");
    });

    it("finds that only some clients' ports get their answer", () => {
      const ephemeral = filter("acl", [{ destinationPorts: [{ first: 49152, last: 65535 }] }], {
        stateful: false,
      });
      const trace = ask(hubAndTwoSites({}, { subnet: { leaving: [ephemeral] } }));
      expect(trace).to.include({ verdict: "blocked", failsOnTheWayBack: true });
      expect(trace.example?.sourcePort).to.be.below(49152);
    });

    it("lists everything that denies a flow that has a route", () => {
      const estate = hubAndTwoSites(
        { host: { egress: [filter("out", [])] } },
        { host: { ingress: [filter("in", [])] } },
      );
      const denied = estate.analysis().denials({ from: "a host", to: "b host" });
      expect(denied.map(({ name }) => name)).to.deep.equal(["out", "in"]);
    });

    it("finds nothing to open where the way itself is missing", () => {
      const estate = hubAndTwoSites({ routes: [], host: { egress: [filter("out", [])] } });
      expect(estate.analysis().denials({ from: "a host", to: "b host" })).to.deep.equal([]);
    });
  });

  describe("between hosts whose addresses are not known yet", () => {
    it("asks for every address that they may have", () => {
      const any = { host: { addresses: [parseCidr("10.1.0.0/16")] } };
      expect(ask(hubAndTwoSites({}, any)).verdict).to.equal("reachable");
    });

    it("is undecided where the address makes a difference", () => {
      const guarded = {
        addresses: [parseCidr("10.1.0.0/16")],
        ingress: [filter("in", [{ destination: { ranges: [parseCidr("10.1.0.0/24")] } }])],
      };
      const trace = ask(hubAndTwoSites({}, { host: guarded }));
      expect(trace.verdict).to.equal("undecided");
      expect(trace.reason).to.match(
        /^it depends on the address: from 10\.0\.0\.10 to 10\.1\.0\.0 reachable, .+ 10\.1\.1\.0 blocked$/,
      );
    });
  });

  describe("refuses questions that mean nothing here", () => {
    const questions: [what: string, flow: object, message: RegExp][] = [
      ["an unknown host", { to: "c host" }, /nothing is called c host, .+ there are a host, b host/],
      ["a port that is none", { port: 70000 }, /70000 is no port: use 0 to 65535/],
      [
        "a port of a protocol without",
        { protocol: "icmp", port: 8 },
        /port 8 means nothing: icmp has no ports/,
      ],
      ["a protocol that is none", { protocol: 300 }, /300 is no protocol/],
      ["a protocol by a name that is none", { protocol: "http" }, /http is no protocol/],
    ];
    for (const [what, flow, message] of questions) {
      it(what, () => expect(() => ask(hubAndTwoSites(), flow)).to.throw(message));
    }

    it("a name of two things", () => {
      const estate = hubAndTwoSites().host("twin", "b", "10.1.0.12/32", { name: "b host" });
      expect(() => ask(estate)).to.throw(/b host is the name of 2 things: give a URN/);
    });
  });

  it("follows packets to an address that is in no subnet as far as they get", () => {
    const toNobody = ask(
      hubAndTwoSites({ routes: [route("0.0.0.0/0", { to: "outside", what: "the internet" })] }),
      {
        to: "192.0.2.1",
      },
    );
    expect(toNobody).to.include({ verdict: "leaves the model" });
    expect(ask(hubAndTwoSites(), { from: "192.0.2.1" }).verdict).to.equal("undecided");
  });

  it("takes an address for the host that has it", () => {
    const trace = ask(hubAndTwoSites(), { from: "10.0.0.10", to: "10.1.0.10" });
    expect(trace.forward[0]?.places.at(-1)).to.equal("b host");
  });

  it("carries IPv6 where that is all that both have", () => {
    const six = (address: string): SiteOptions["host"] => ({ addresses: [parseCidr(address)] });
    const estate = hubAndTwoSites(
      { host: six("fd00::1/128"), routes: [route("fd01::/64", { to: "nowhere", why: "no IPv6" })] },
      { host: six("fd01::1/128") },
    );
    expect(ask(estate).reason).to.match(/no IPv6/);
  });
});
