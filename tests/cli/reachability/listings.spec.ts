import { expect } from "chai";

import { changesListing, changesMarkdown } from "../../../cli/reachability/changesListing";
import { intentsListing } from "../../../cli/reachability/intentsListing";
import { junitReport } from "../../../cli/reachability/junitReport";
import { matrixListing } from "../../../cli/reachability/matrixListing";
import { traceListing } from "../../../cli/reachability/traceListing";
import { whatIfListing } from "../../../cli/reachability/whatIfListing";
import { checkIntents, diff, explain, failuresOf, type Flow, matrix, whatIf } from "../../../reachability";
import { shop } from "../../reachability/questions/scene";

const analysis = shop().analyse();

function traced(flow: Flow): string {
  return traceListing(analysis.resolve(flow), analysis.trace(flow), explain(analysis, flow));
}

function opened() {
  const scene = shop();
  const db = scene.estate.endpoints.findIndex(({ id }) => id === "db");
  scene.estate.endpoints.splice(db, 1);
  return scene
    .instance("data-a", "db", "10.2.1.5", [
      { traffic: "tcp 5432", peer: "10.1.0.0/16" },
      { traffic: "tcp 22", peer: "10.1.1.0/24" },
    ])
    .analyse();
}

describe("the listing of a trace", () => {
  it("shows the hops forth and back with what decides each", () => {
    expect(traced({ from: "web-1", to: "web-2" })).to.equal(`\
web-1 to web-2, tcp 443: reachable

Forth:
  web-1                   sends [web-1]
    security group web-1  allow all [security group web-1 0]
  subnet app-a            10.1.0.0/16 local
    security group web-2  allow tcp 443 [security group web-2 0]
  web-2                   receives [web-2]

Back:
  web-2                   sends [web-2]
    security group web-2  answers what it let through [security group web-2]
  subnet app-b            10.1.0.0/16 local
    security group web-1  answers what it let through [security group web-1]
  web-1                   receives [web-1]`);
  });

  it("shows where it ends and what would open it", () => {
    expect(traced({ from: "web-1", to: "web-2", port: 22 })).to.equal(`\
web-1 to web-2, tcp 22: blocked
  security group web-2 denies it: the rest
  decided by: the rest [security group web-2]

Forth:
  web-1                   sends [web-1]
    security group web-1  allow all [security group web-1 0]
  subnet app-a            10.1.0.0/16 local
  ✗                       blocked: security group web-2 denies it: the rest [security group web-2]

What would open it:
  security group web-2: allow tcp 22 from 10.1.1.5 to 10.1.2.5 (now: the rest) [security group web-2]`);
  });

  it("shows every equal way and its tunnel", () => {
    const listing = traced({ from: "web-1", to: "db", port: 5432 });
    expect(listing).to.contain("Forth, way 2 of 2 equal ones:");
    expect(listing).to.contain(
      "tunnel 2 of app to data  to tunnel 2 of data to app [tunnel 2 of app to data]",
    );
  });
});

describe("the listing of a matrix", () => {
  it("is a table", () => {
    expect(matrixListing(analysis, matrix(analysis, { between: "instances", port: 5432 }))).to.equal(`\
tcp 5432 between 4 instances, from each row to each column:
┌───┬───────┬───┬───┬───┬───┐
│   │       │ 1 │ 2 │ 3 │ 4 │
├───┼───────┼───┼───┼───┼───┤
│ 1 │ db    │ . │ ✗ │ ✗ │ ✗ │
│ 2 │ try   │ ✗ │ . │ ✗ │ ✗ │
│ 3 │ web-1 │ ✓ │ ✗ │ . │ ✗ │
│ 4 │ web-2 │ ✓ │ ✗ │ ✗ │ . │
└───┴───────┴───┴───┴───┴───┘
✓ reachable 2   ✗ blocked 10`);
  });

  it("tells by network how many of its pairs are reachable", () => {
    const scene = shop().subnet("app", "app-c", "10.1.3.0/24").analyse();
    expect(matrixListing(scene, matrix(scene, { between: "networks" }))).to.contain(
      "│ 1 │ app     │ ✓ │ ✓ │ ✗ │",
    );
  });

  it("puts hosts together where there are more than anybody reads", () => {
    const scene = shop();
    for (let number = 10; number < 45; number++) {
      scene.subnet("app", `more-${number}`, `10.1.${number}.0/24`);
    }
    const many = scene.analyse();
    const listing = matrixListing(many, matrix(many, { between: "subnets" }));
    expect(listing).to.contain("app-a, app-b, more-10 and 34 more in app");
  });
});

describe("the listing of intents", () => {
  const results = checkIntents(analysis, [
    { name: "orders", from: "web-*", to: "db", port: 5432, expect: "allowed" },
    { name: "no <ssh> & co", from: "web-*", to: "db", port: 22, expect: "allowed" },
  ]);

  it("shows what fails and what decides it", () => {
    expect(intentsListing(results)).to.equal(`\
✓ orders (allowed, 2 pairs of hosts)
✗ no <ssh> & co (allowed, 2 pairs of hosts)
    web-1 to db, tcp 22 (and 1 more pair alike): blocked
      security group db denies it: the rest [security group db]

2 intents: 1 of 2 don't hold`);
  });

  it("is a JUnit report for continuous integration", () => {
    expect(junitReport("intents.yaml", results)).to.equal(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="0">
  <testsuite name="intents.yaml" tests="2" failures="1" errors="0">
    <testcase name="orders" classname="intents.yaml"/>
    <testcase name="no &lt;ssh&gt; &amp; co" classname="intents.yaml">
      <failure message="not allowed: web-1 to db, tcp 22 (and 1 more pair alike): blocked">web-1 to db, tcp 22 (and 1 more pair alike): blocked
  security group db denies it: the rest [security group db]</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
  });
});

describe("the listing of changes", () => {
  const changes = diff(analysis, opened());

  it("groups them", () => {
    expect(changesListing(changes)).to.equal(`\
Opened (2 pairs of hosts)
  app-a, web-1 to db, tcp 22
    was blocked: security group db denies it: the rest [security group db]`);
  });

  it("is a table in a pull request", () => {
    expect(changesMarkdown(changes)).to.equal(`\
### Reachability

#### Opened (2 pairs of hosts)

| from | to | traffic | what changes |
|---|---|---|---|
| app-a, web-1 | db | tcp 22 | was blocked: security group db denies it: the rest \\[security group db\\] |`);
  });

  it("says so when there are none", () => {
    expect(changesListing([])).to.equal("No flow changes");
    expect(changesMarkdown([])).to.contain("No flow changes.");
  });
});

describe("the listing of a loss", () => {
  it("shows what it does", () => {
    const found = whatIf(analysis, failuresOf(analysis, ["gateway data"]), [
      { name: "orders", from: "web-1", to: "db", port: 5432, expect: "allowed" },
    ]);
    const listing = whatIfListing(found);
    expect(listing).to.match(/^Intents that break\n {2}✗ orders\n/);
    expect(listing).to.contain("Throughput left\n  app to data: 0 Gbit/s of 2.5 Gbit/s");
  });

  it("says so when nothing changes", () => {
    expect(whatIfListing(whatIf(analysis, failuresOf(analysis, ["a"])))).to.equal("Nothing changes");
  });
});
