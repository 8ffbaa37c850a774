import { expect } from "chai";

import { planned } from "../../planned";
import { check, vpc } from "./scene";

const all = { scope: "all" } as const;

describe("overlapping-cidrs: exceptions", () => {
  const pair = [vpc("shop", "10.0.0.0/16"), vpc("old-shop", "10.0.0.0/16")];
  const exception = (more: object = {}) => ({
    exceptions: [{ pair: ["shop", "old-shop"] as const, reason: "moving", until: "2999-12-31", ...more }],
    ...all,
  });

  for (const names of [
    ["shop", "old-shop"],
    ["old-shop", "shop"],
    [pair[0]?.urn ?? "", "old-shop"],
  ] as const) {
    it(`lets the pair of ${names.join(" and ")} overlap`, () => {
      expect(check(pair, exception({ pair: names }))).to.deep.equal([]);
    });
  }

  it("lets ranges of two networks overlap by the networks' names", () => {
    const more = planned("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "more", {
      vpcId: "vpc-shop",
      cidrBlock: "10.5.0.0/16",
    });
    const resources = [vpc("shop", "10.4.0.0/16"), more, vpc("old-shop", "10.5.0.0/16")];
    expect(check(resources, all)).to.have.length(1);
    expect(check(resources, exception())).to.deep.equal([]);
  });

  it("holds on its last day, by UTC", () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(check(pair, exception({ until: today }))).to.deep.equal([]);
  });

  it("tells of one that ended, and of its pair again", () => {
    const found = check(pair, exception({ until: "2020-02-29" }));
    expect(found).to.have.length(2);
    expect(found[1]?.message).to.match(
      /^exceptions\[0\] .* shop and old-shop \(moving\), ended on 2020-02-29/,
    );
    expect(found[1]?.advisory).to.equal(undefined);
  });

  it("advises to remove one that matches nothing", () => {
    const found = check([vpc("shop", "10.0.0.0/16")], exception());
    expect(found.map(({ advisory }) => advisory)).to.deep.equal([true]);
    expect(found[0]?.message).to.match(/matches no overlap/);
  });

  for (const until of ["2027-02-30", "31.3.2027", "soon"]) {
    it(`refuses the day ${until}`, () => {
      expect(check(pair, exception({ until })).at(-1)?.message).to.match(/which is no day/);
    });
  }

  it("excepts no other pair", () => {
    expect(check([...pair, vpc("third", "10.0.0.0/16")], exception())).to.have.length(2);
  });

  it("tells of a plan and of networks on premises that can't be read", () => {
    const onPremises = [{ name: "office", cidrs: ["10.0.0.1/8"] }];
    const messages = check(pair, { ...exception(), plan: ["10.0.0.0"], onPremises }).map(
      ({ message }) => message,
    );
    expect(messages).to.have.length(2);
    expect(messages[0]).to.match(
      /^plan\[0\] of the pack's configuration: "10\.0\.0\.0" has no prefix length/,
    );
    expect(messages[1]).to.match(/onPremises\[0\]\.cidrs\[0\] "10\.0\.0\.1\/8" has host bits/);
  });
});
