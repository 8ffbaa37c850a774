import { expect } from "chai";

import { changedValue } from "../../../cli/world/changedValue";
import { findRecord, listing, masked } from "../../../cli/world/listing";
import type { WorldRecord } from "../../../simulator";

const record: WorldRecord = {
  token: "aws:ec2/vpnConnection:VpnConnection",
  id: "vpn-1",
  urn: "urn:pulumi:prod::shop::aws:ec2/vpnConnection:VpnConnection::link",
  inputs: {},
  outputs: { amazonSideAsn: "64512", staticRoutesOnly: true, count: 1, tags: { a: "b" }, key: "k3y" },
  secrets: [],
  sealed: ["key"],
  state: "available",
  began: 0,
  ended: 0,
};

describe("crosscloud world set", () => {
  const values: [string, string, unknown][] = [
    ["staticRoutesOnly", "false", false],
    ["count", "9", 9],
    ["amazonSideAsn", "65000", "65000"],
    ["amazonSideAsn", '"65000"', "65000"],
    ["key", "plain text", "plain text"],
    ["tags", '{"a":"c"}', { a: "c" }],
  ];
  for (const [property, text, value] of values) {
    it(`takes ${text} for ${property}`, () =>
      expect(changedValue(record, property, text)).to.deep.equal(value));
  }

  it("refuses what no cloud would take", () => {
    expect(() => changedValue(record, "tags", "5")).to.throw("is an object; give one as JSON, got a number");
    expect(() => changedValue(record, "nothing", "5")).to.throw(
      /has no property "nothing"; it has amazonSide/,
    );
  });
});

describe("crosscloud world show and list", () => {
  it("masks what is sealed, also where the engine was not told that it is secret", () => {
    expect(masked(record, record.outputs)).to.include({ key: "[secret]", count: 1 });
  });

  it("finds a resource by id or logical name, and refuses to guess between two", () => {
    const twin = { ...record, id: "vpn-2" };
    expect(findRecord([record], "link")).to.equal(record);
    expect(findRecord([record, twin], "vpn-2")).to.equal(twin);
    expect(() => findRecord([record, twin], "link")).to.throw("names several resources: vpn-1, vpn-2");
    expect(() => findRecord([], "link")).to.throw("crosscloud world list");
  });

  it("lists whose each resource is", () => {
    expect(listing([record])).to.match(/shop\/prod .* link .* vpn-1/);
    expect(listing([])).to.equal("The simulated world is empty.");
  });
});
