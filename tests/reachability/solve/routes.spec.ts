import { expect } from "chai";

import { parseAddress, parseCidr } from "../../../addressing";
import type { SolvedTable } from "../../../reachability/solve/table";
import { route, TestEstate } from "../estate";

const local = (network: string) => ({ to: "network", network }) as const;

/** Two routers with a network each. */
function twoRouters(options: { asnB?: number } = {}): TestEstate {
  const { asnB = 65002 } = options;
  return new TestEstate()
    .node("a", { routes: [route("10.0.0.0/16", local("a"))] })
    .node("b", { routes: [route("10.1.0.0/16", local("b"))] })
    .tunnel("t", { node: "a", asn: 65001 }, { node: "b", asn: asnB });
}

function tableOf(estate: TestEstate, id: string): SolvedTable {
  return estate.analysis().estate.routing.tables.get(id)!;
}

function waysTo(estate: TestEstate, table: string, address: string): string[] {
  const { version, value } = parseAddress(address);
  const match = tableOf(estate, table).lookup(version, value);
  return (match?.routes ?? []).flatMap(({ next }) =>
    next.map((hop) => (hop.to === "tunnel" ? hop.end : hop.to)),
  );
}

describe("solveRouting", () => {
  it("lets two sides learn each other's prefixes", () => {
    expect(waysTo(twoRouters(), "a", "10.1.2.3")).to.deep.equal(["t a"]);
    expect(waysTo(twoRouters(), "b", "10.0.2.3")).to.deep.equal(["t b"]);
  });

  it("carries prefixes on from neighbour to neighbour", () => {
    const estate = twoRouters()
      .node("c", { routes: [route("10.2.0.0/16", local("c"))] })
      .tunnel("u", { node: "b", asn: 65002 }, { node: "c", asn: 65003 });
    expect(waysTo(estate, "a", "10.2.0.1")).to.deep.equal(["t a"]);
    const [learned] = tableOf(estate, "a").best().get("10.2.0.0/16")!;
    expect(learned?.bgp?.asPath).to.deep.equal([65002, 65003]);
  });

  it("says what it assumes of a session whose addresses are not known", () => {
    const estate = twoRouters();
    estate.sessions.splice(0, 1, { ...estate.sessions[0]!, peerAddress: undefined });
    const { tunnels } = estate.analysis().estate;
    expect(twoRouters().analysis().estate.tunnels[0]?.assumptions).to.deep.equal([]);
    expect(tunnels[0]?.assumptions).to.deep.equal([
      "session t a and session t b have the addresses and ASNs that each expects",
    ]);
  });

  it("refuses what has its own ASN in the path", () => {
    const estate = twoRouters()
      .node("c", { routes: [route("10.2.0.0/16", local("c"))] })
      .tunnel("u", { node: "b", asn: 65002 }, { node: "c", asn: 65001 });
    expect(waysTo(estate, "a", "10.2.0.1")).to.deep.equal([]);
  });

  it("learns nothing where the ASNs don't mirror", () => {
    const estate = twoRouters();
    estate.sessions.splice(0, 1, { ...estate.sessions[0]!, peerAsn: 64999 });
    expect(waysTo(estate, "a", "10.1.0.1")).to.deep.equal([]);
    expect(estate.analysis().estate.routing.sessions.map(({ why }) => why)).to.deep.equal([
      "session t a expects ASN 64999, session t b has 65002",
      "session t a expects ASN 64999, session t b has 65002",
    ]);
  });

  it("learns nothing over a session that is switched off, has another MD5 key or other addresses", () => {
    for (const change of [
      { enabled: false },
      { authentication: "digest" },
      { localAddress: "169.254.21.9" },
    ]) {
      const estate = twoRouters();
      estate.sessions.splice(0, 1, { ...estate.sessions[0]!, ...change });
      estate.sessions.splice(1, 1, { ...estate.sessions[1]!, peerAddress: "169.254.21.1" });
      expect(waysTo(estate, "b", "10.0.0.1"), JSON.stringify(change)).to.deep.equal([]);
    }
  });

  it("uses two equal ways at once", () => {
    const estate = twoRouters().tunnel("t2", { node: "a", asn: 65001 }, { node: "b", asn: 65002 });
    expect(waysTo(estate, "a", "10.1.0.1")).to.have.members(["t a", "t2 a"]);
  });

  it("prefers the shorter AS path, then the lower MED", () => {
    const worse = (change: object): TestEstate =>
      twoRouters().tunnel(
        "t2",
        { node: "a", asn: 65001 },
        { node: "b", asn: 65002, session: { advertises: { table: "b", ...change } } },
      );
    expect(waysTo(worse({ prepends: 1 }), "a", "10.1.0.1")).to.deep.equal(["t a"]);
    expect(waysTo(worse({ med: 100 }), "a", "10.1.0.1")).to.deep.equal(["t a"]);
  });

  it("looks at the rank before the AS path", () => {
    const estate = twoRouters();
    const better = [{ table: "a", rank: 5 }];
    estate.tunnel(
      "t2",
      { node: "a", asn: 65001, session: { learns: better } },
      { node: "b", asn: 65002, session: { advertises: { table: "b", prepends: 5 } } },
    );
    expect(waysTo(estate, "a", "10.1.0.1")).to.deep.equal(["t2 a"]);
  });

  it("tells what is advertised beside the table, and nothing that the side holds back", () => {
    const estate = twoRouters();
    estate.sessions.splice(1, 1, {
      ...estate.sessions[1]!,
      advertises: {
        table: "b",
        accepts: () => false,
        also: [{ prefix: parseCidr("172.16.0.0/12"), rule: { text: "by hand" } }],
      },
    });
    expect([...tableOf(estate, "a").best().keys()]).to.have.members(["10.0.0.0/16", "172.16.0.0/12"]);
  });

  it("goes down whole above the peer's limit of prefixes", () => {
    const estate = twoRouters();
    estate.sessions.splice(0, 1, { ...estate.sessions[0]!, prefixLimit: 0 });
    expect(waysTo(estate, "a", "10.1.0.1")).to.deep.equal([]);
  });

  it("never lets what was learned into a prefix that can't be beaten", () => {
    const estate = twoRouters();
    const index = estate.tables.findIndex(({ id }) => id === "a");
    estate.tables[index] = {
      ...estate.tables[index]!,
      unbeatable: [parseCidr("10.0.0.0/12")],
    };
    expect(waysTo(estate, "a", "10.1.0.1")).to.deep.equal([]);
  });

  it("copies routes into other tables as their cloud does", () => {
    const estate = twoRouters().node("subnet");
    estate.propagations.push({
      from: "a",
      to: "subnet",
      next: { to: "node", node: "a" },
      rank: 20,
      accepts: ({ next }) => next[0]?.to === "tunnel",
      rule: { text: "propagated by a" },
    });
    expect(
      [...tableOf(estate, "subnet").best()].map(([prefix, [best]]) => [prefix, best?.next, best?.rule.text]),
    ).to.deep.equal([["10.1.0.0/16", [{ to: "node", node: "a" }], "10.1.0.0/16 propagated by a"]]);
  });

  it("takes dead tunnels out of routes by hand, and throws away what has none left", () => {
    const both = route("10.1.0.0/16", [
      { to: "tunnel", end: "t a" },
      { to: "tunnel", end: "t2 a" },
    ]);
    const withKeys = (first: string, second: string): TestEstate =>
      new TestEstate()
        .node("a", { routes: [both] })
        .node("b")
        .tunnel("t", { node: "a", end: { presharedKey: first } }, { node: "b" })
        .tunnel("t2", { node: "a", end: { presharedKey: second } }, { node: "b" });
    expect(waysTo(withKeys("wrong", "digest"), "a", "10.1.0.1")).to.deep.equal(["t2 a"]);
    expect(waysTo(withKeys("wrong", "wrong"), "a", "10.1.0.1")).to.deep.equal(["nowhere"]);
  });

  it("lets a route whose tunnels are all dead yield to an equal one", () => {
    const into = (end: string) => route("10.1.0.0/16", { to: "tunnel", end });
    const estate = new TestEstate()
      .node("a", { routes: [into("t a"), into("t2 a")] })
      .node("b")
      .tunnel("t", { node: "a", end: { presharedKey: "wrong" } }, { node: "b" })
      .tunnel("t2", { node: "a" }, { node: "b" });
    expect(waysTo(estate, "a", "10.1.0.1")).to.deep.equal(["t2 a"]);
  });

  it("doubts all tables that might have learned from a peer that is not there", () => {
    const estate = twoRouters();
    estate.tunnelEnds.push({ ...estate.tunnelEnds[1]!, id: "open", peerOutsideAddress: "192.0.2.7" });
    estate.sessions.push({ ...estate.sessions[1]!, id: "open", end: "open" });
    const doubts = (table: string): unknown[] => tableOf(estate, table).undecided;
    expect(doubts("b")).to.have.length(1);
    expect(doubts("a")).to.have.length(1);
    expect(tableOf(twoRouters(), "a").undecided).to.deep.equal([]);
  });

  it("tells nothing of a router that is lost, though its tunnels are not", () => {
    const estate = twoRouters().node("subnet");
    estate.propagations.push({ from: "a", to: "subnet", rule: { text: "propagated" } });
    const failures = { parts: new Set(["a"]), regions: new Set<string>(), zones: new Set<string>() };
    const { tables } = estate.analysis().without(failures).estate.routing;
    expect(tables.get("subnet")!.best().size).to.equal(0);
  });
});
