import { expect } from "chai";

import { checkIntents, type Intent, IntentsError } from "../../../reachability";
import { Scene, shop } from "./scene";

const check = (intent: Intent, scene = shop()) => checkIntents(scene.analyse(), [intent])[0]!;

function problemsOf(intents: readonly unknown[] | string): readonly string[] {
  try {
    const given =
      typeof intents === "string" ? { name: "intents.yaml", text: intents } : (intents as Intent[]);
    checkIntents(shop().analyse(), given);
    return [];
  } catch (error) {
    expect(error).to.be.instanceOf(IntentsError);
    return (error as IntentsError).problems.map(({ path, text }) => `${path}: ${text}`);
  }
}

describe("checkIntents", () => {
  const cases: readonly (readonly [string, Intent, boolean])[] = [
    ["what gets through is allowed", { from: "web-*", to: "db", port: 5432, expect: "allowed" }, true],
    ["one port of several is not", { from: "web-1", to: "db", ports: [5432, 22], expect: "allowed" }, false],
    [
      "a range holds only if all of it does",
      { from: "web-1", to: "db", port: "5430-5432", expect: "allowed" },
      false,
    ],
    [
      "without ports all of them count",
      { from: "web-1", to: "web-2", protocol: "tcp", expect: "denied" },
      false,
    ],
    ["what has no route is denied", { from: "try", to: "db", expect: "denied" }, true],
    [
      "a network stands for its instances",
      { from: "app", to: "network:data", port: 5432, expect: "allowed" },
      true,
    ],
    [
      "and for any host where something is to be denied",
      { from: "app", to: "data-a", port: 22, expect: "denied" },
      false,
    ],
    ["a cloud stands for its networks", { from: "azure", to: ["cloud:aws", "gcp"], expect: "denied" }, true],
    ["addresses narrow", { from: "10.1.1.5", to: "10.2.0.0/16", port: 5432, expect: "allowed" }, true],
    ["two tunnels are redundant", { from: "web-1", to: "db", port: 5432, expect: "redundant" }, true],
    [
      "what needs no tunnel is redundant",
      { from: "web-1", to: "web-2", port: 443, expect: "redundant" },
      true,
    ],
    ["nothing leaves by itself", { from: "web-1", to: "8.8.8.8", port: 443, expect: "leaves" }, false],
    ["a protocol by its number", { from: "web-1", to: "db", protocol: 1, expect: "denied" }, true],
  ];
  for (const [title, intent, holds] of cases) {
    it(title, () => {
      const result = check(intent);
      expect(result.holds, result.failures.map(({ reason }) => reason).join()).to.equal(holds);
    });
  }

  it("names the flow that fails and what decides it", () => {
    const { failures } = check({ from: "web-*", to: "db", port: 22, expect: "allowed" });
    expect(failures).to.have.length(1);
    expect(failures[0]).to.include({ to: "db", traffic: "tcp 22", pairs: 2, verdict: "blocked" });
    expect(failures[0]?.reason).to.contain("security group db denies it");
  });

  it("shows one tunnel alone is not redundant, and which it is", () => {
    const scene = new Scene().network("a", "aws", "10.1.0.0/16").subnet("a", "a1", "10.1.1.0/24");
    scene.network("b", "gcp", "10.2.0.0/16").subnet("b", "b1", "10.2.1.0/24").join("a", "b", 1);
    const { holds, failures } = check({ from: "a", to: "b", protocol: "icmp", expect: "redundant" }, scene);
    expect(holds).to.equal(false);
    expect(failures[0]?.reason).to.match(
      /^after the loss of tunnel 1 of a to b to tunnel 1 of b to a: .* no route/,
    );
  });

  it("fails what can't be told, unless that is accepted", () => {
    const scene = shop().instance("data-a", "odd", "10.2.1.9", [
      { traffic: "tcp 22", undecided: "not known yet" },
    ]);
    const intent: Intent = { from: "web-1", to: "odd", port: 22, expect: "denied" };
    expect(check(intent, scene).failures[0]?.verdict).to.equal("undecided");
    expect(check({ ...intent, undecided: "accept" }, scene).holds).to.equal(true);
  });

  it("reads YAML, with the line of each intent", () => {
    const text =
      "- { from: web-1, to: db, port: 5432, expect: allowed }\n- from: try\n  to: db\n  expect: denied\n";
    const results = checkIntents(shop().analyse(), { name: "intents.yaml", text });
    expect(results.map(({ line, holds, name }) => [line, holds, name])).to.deep.equal([
      [1, true, "web-1 to db, tcp 5432: allowed"],
      [2, true, "try to db, any: denied"],
    ]);
  });

  it("tells all that is wrong at once, with the way to mend it", () => {
    const wrong = [
      { from: "wbe-1", to: "db", port: 5432, expect: "allowed" },
      { from: "web-1", to: "10.2.0.1/16", port: 70000, expect: "alowed", nam: "x" },
      { to: [], protocol: "icmp", ports: [22], expect: "denied" },
      "web-1 to db",
    ];
    expect(problemsOf(wrong)).to.deep.equal([
      '[0].from: nothing, neither an instance, a subnet, a network nor a cloud, is called "wbe-1": there are ' +
        "web-1, web-2, db, app-a, app-b, try, data-a, app and 6 more",
      "[1].nam: an intent has no such property: use name, from, to, port, ports, expect, protocol, undecided",
      "[1].port: 70000 is no port: use 0 to 65535, or a range such as 8000-8080",
      '[1].expect: "alowed" means nothing here: use allowed, denied, redundant, leaves',
      "[2].from: says nothing: give names of instances, subnets, networks or clouds, addresses or ranges",
      "[2].to: says nothing: give names of instances, subnets, networks or clouds, addresses or ranges",
      '[2].protocol: "icmp" has no ports: leave the ports out, or use tcp, udp or sctp',
      '[3]: "web-1 to db" is no intent: write from, to and expect, such as { from: web, to: db, expect: denied }',
    ]);
  });

  it("refuses contradictions, also where intents only overlap", () => {
    const [problem] = problemsOf([
      { from: "app", to: "data", port: "5000-6000", expect: "allowed" },
      { from: "web-1", to: "db", protocol: "any", expect: "denied" },
    ]);
    expect(problem).to.match(
      /^\[1\]\.expect: "denied" contradicts "allowed" of \[0\] .*web-1 to db; narrow one of them$/,
    );
  });

  it("takes different ports for different things", () => {
    expect(
      problemsOf([
        { from: "app", to: "db", port: 5432, expect: "allowed" },
        { from: "app", to: "db", port: "1-5431", expect: "denied" },
        { from: "web-1", to: "db", port: 5432, expect: "redundant" },
      ]),
    ).to.be.empty;
  });

  it("takes an address for whoever has it, not for a load balancer somewhere in that subnet", () => {
    const scene = shop();
    const web = scene.estate.endpoints.find(({ id }) => id === "web-1")!;
    const { addresses } = scene.estate.endpoints.find(({ id }) => id === "any host of app-a")!;
    scene.estate.endpoints.push({
      ...web,
      id: "balancer",
      name: "balancer",
      addresses,
      egress: [],
      ingress: [],
    });
    const { holds, failures } = check({ from: "db", to: "10.1.1.5", port: 80, expect: "denied" }, scene);
    expect(failures).to.deep.equal([]);
    expect(holds).to.equal(true);
    expect(check({ from: "db", to: "10.1.1.6", port: 80, expect: "denied" }, scene).holds).to.equal(false);
  });

  it("refuses one host with itself", () => {
    expect(problemsOf([{ from: "web-1", to: "web-1", expect: "allowed" }])[0]).to.contain(
      "the same one host",
    );
  });

  const files: readonly (readonly [string, string, RegExp])[] = [
    ["broken YAML", "- { from: web-1", /this is not YAML/],
    ["another thing than a list", "intents: []", /holds no list of intents/],
    ["nothing", "", /holds no list of intents/],
    ["a key given twice", "- { from: a, from: b }", /unique/],
    ["an alias of nothing", "- *a", /alias/i],
  ];
  for (const [title, text, message] of files) {
    it(`refuses ${title}`, () => {
      expect(problemsOf(text).join("\n")).to.match(message);
    });
  }
});
