import { expect } from "chai";

import { type Props, UNKNOWN } from "../../../simulator/protocol/values";
import type { SimulatedClouds } from "../../../simulator/providers/clouds";
import { linkToken, make, networkToken, toyClouds } from "../../helpers/toyCloud";

describe("SimulatedClouds", () => {
  let clouds: SimulatedClouds;
  beforeEach(async () => (clouds = await toyClouds()));

  const check = (props: Props) =>
    clouds.check(
      `urn:pulumi:dev::toy::${networkToken}::a`,
      networkToken,
      { props, secrets: new Set() },
      undefined,
      {},
    );

  it("collects every refusal of a check", () => {
    const { failures } = check({ cidr: "bad", size: "big", colour: "red" });
    expect(failures.map(({ property }) => property)).to.have.members(["cidr", "size", "colour"]);
  });

  it("refuses a missing property, and takes an unknown one", () => {
    expect(check({}).failures).to.deep.equal([
      { property: "cidr", reason: 'Missing required argument "cidr"' },
    ]);
    expect(check({ cidr: UNKNOWN, size: UNKNOWN }).failures).to.deep.equal([]);
  });

  it("fills in the provider's defaults", () => {
    expect(check({ cidr: "x" }).inputs).to.deep.equal({ cidr: "x", size: 1 });
  });

  const diffs: [string, Props, Props, string[]][] = [
    [
      "nothing",
      { cidr: "x", settings: { bgp: { asn: 1 } } },
      { cidr: "x", settings: { bgp: { asn: 1 } } },
      [],
    ],
    ["a property that can change", { cidr: "x" }, { cidr: "x", note: "n" }, ["add note"]],
    ["a property taken away", { cidr: "x", note: "n" }, { cidr: "x" }, ["delete note"]],
    ["a property that replaces", { cidr: "x" }, { cidr: "y" }, ["update cidr!"]],
    ["a property that may turn out to replace", { cidr: "x" }, { cidr: UNKNOWN }, ["update cidr!"]],
    ["a property whose rise is taken in place", { level: 1 }, { level: 2 }, ["update level"]],
    ["a property whose fall replaces", { level: 2 }, { level: 1 }, ["update level!"]],
    ["a property that may turn out to fall", { level: 2 }, { level: UNKNOWN }, ["update level!"]],
    [
      "an inner property that replaces",
      { settings: { bgp: { asn: 1 } } },
      { settings: { bgp: { asn: 2 } } },
      ["update settings.bgp.asn!"],
    ],
    [
      "an inner property that can change",
      { settings: { mtu: 1 } },
      { settings: { mtu: 2 } },
      ["update settings"],
    ],
  ];
  for (const [what, olds, news, expected] of diffs) {
    it(`tells a change of ${what}`, () => {
      const { changes } = clouds.diff(networkToken, olds, news);
      expect(changes.map((c) => `${c.kind} ${c.path}${c.replaces ? "!" : ""}`)).to.deep.equal(expected);
    });
  }

  it("names the innermost values that differ, so that one of them can be named in replaceOnChanges", () => {
    const details = (olds: Props, news: Props): string[] =>
      clouds
        .diff(networkToken, olds, news)
        .changes.flatMap((change) => change.details)
        .map(({ kind, path, replaces }) => `${kind} ${path}${replaces ? "!" : ""}`);
    expect(
      details(
        { settings: { bgp: { asn: 1, peers: ["a", "b"] }, "dotted.name/x": 1 } },
        { settings: { bgp: { asn: 2, peers: ["a", "c", "d"] }, "dotted.name/x": 2 } },
      ),
    ).to.deep.equal([
      "update settings.bgp.asn!",
      "update settings.bgp.peers[1]",
      "add settings.bgp.peers[2]",
      'update settings["dotted.name/x"]',
    ]);
    expect(details({ settings: { bgp: { asn: 1 } } }, {})).to.deep.equal(["delete settings!"]);
    expect(details({ settings: { mtu: 1 } }, { settings: { mtu: UNKNOWN } })).to.deep.equal([
      "update settings.mtu",
    ]);
    expect(details({ cidr: "x" }, { cidr: "y" })).to.deep.equal(["update cidr!"]);
    expect(details({ level: 2 }, { level: 1 })).to.deep.equal(["update level!"]);
  });

  it("refuses a property of any name that it does not know", () => {
    expect(check({ cidr: "x", constructor: "y" }).failures.map(({ property }) => property)).to.deep.equal([
      "constructor",
    ]);
  });

  it("replaces for any change where the type cannot update", () => {
    expect(clouds.diff(linkToken, { network: "a" }, { network: "b" }).changes[0]?.replaces).to.be.true;
  });

  it("leaves unknown at preview what the cloud computes, and keeps it known through an update's", () => {
    const inputs = { props: { cidr: "x" }, secrets: new Set<string>() };
    expect(clouds.preview(networkToken, inputs).outputs).to.deep.equal({
      cidr: "x",
      serial: UNKNOWN,
      links: UNKNOWN,
    });
    expect(clouds.preview(networkToken, inputs, { serial: "s", links: 1 }).outputs.serial).to.equal("s");
  });

  it("answers secrets as secrets: the declared ones, and those that came as such", async () => {
    const made = await make(clouds, networkToken, "a", { cidr: "x", key: "k", note: "n" }, ["note"]);
    expect([...made.secrets].sort()).to.deep.equal(["key", "note"]);
    expect([...(clouds.read(networkToken, made.id)?.secrets ?? [])].sort()).to.deep.equal(["key", "note"]);
  });

  it("refuses what it does not know, and says where to add it", () => {
    expect(() => clouds.diff("toy:index:Tower", {}, {})).to.throw(
      /toy:index:Tower is not simulated.*simulator\/toy\/index\.ts/,
    );
    expect(() => clouds.invoke("toy:index:towers", {}, {})).to.throw(
      /function toy:index:towers is not simulated/,
    );
    expect(() => clouds.diff("lunar:index:Base", {}, {})).to.throw(/no provider "lunar" is simulated/);
  });

  it("treats the deletion of what is gone as done", async () => {
    await clouds.delete(networkToken, "net-gone", {});
  });
});
