import { expect } from "chai";

import { nameOf, unknown } from "../../../../reachability/resources";
import { planned } from "../../planned";
import { check, network, shownAt, subnet, subnetwork, vnet, vpc } from "./scene";

const all = { scope: "all" } as const;

describe("overlapping-cidrs: what can't be read or told", () => {
  it("shows a malformed range at its resource, and goes on", () => {
    const found = check([vpc("bad", "10.0.0.1/16"), vpc("a", "10.1.0.0/16"), vpc("b", "10.1.0.0/16")], all);
    expect(found.map(({ urn }) => nameOf(urn)).sort()).to.deep.equal(["b", "bad"]);
    expect(found.find(({ urn }) => nameOf(urn) === "bad")?.message).to.match(
      /^bad: cidrBlock "10\.0\.0\.1\/16" has host bits set: the network is 10\.0\.0\.0\/16/,
    );
  });

  for (const value of [42, {}, null, [], ["10.0.0.0/99"], [null], ""]) {
    it(`does not fall over ${JSON.stringify(value)} where a range should be`, () => {
      expect(() =>
        check(
          [vpc("bad", value), vnet("bad too", value), network("data"), subnetwork("s", "data", value)],
          all,
        ),
      ).not.to.throw();
    });
  }

  const undecided: [string, ReturnType<typeof vpc>[]][] = [
    ["a VPC", [vpc("new", unknown)]],
    ["a VPC that draws from a pool", [vpc("new", undefined, { ipv4IpamPoolId: "ipam-pool-1" })]],
    ["an address space", [vnet("new", unknown)]],
    ["one prefix of an address space", [vnet("new", ["10.7.0.0/16", unknown])]],
    ["a subnet of Google Cloud", [network("data"), subnetwork("new", "data", unknown)]],
    [
      "one secondary range",
      [network("data"), subnetwork("new", "data", "10.7.0.0/16", { secondaryIpRanges: [unknown] })],
    ],
    [
      "private services that Google Cloud places",
      [
        network("data"),
        planned("gcp:compute/globalAddress:GlobalAddress", "new", {
          network: "data",
          purpose: "VPC_PEERING",
          prefixLength: 20,
        }),
      ],
    ],
    ["whether a network is of auto mode", [network("new", { autoCreateSubnetworks: unknown })]],
  ];
  for (const [what, resources] of undecided) {
    it(`is undecided on ${what}, where another could be in its way`, () => {
      const found = check([...resources, vpc("shop", "10.0.0.0/16")], all);
      expect(found.map(({ urn, undecided: is }) => [nameOf(urn), is])).to.deep.equal([["new", true]]);
      expect(found[0]?.message).to.match(/can't be told: \S+ is known only after the update/);
    });

    it(`says nothing of ${what}, where no other is joined`, () => {
      expect(check([...resources, vpc("shop", "10.0.0.0/16")])).to.deep.equal([]);
    });
  }

  it("is undecided on a range that a program hands on from another resource", () => {
    const source = planned("pulumi:pulumi:StackReference", "hub", {});
    const handedOn = planned(
      "gcp:compute/subnetwork:Subnetwork",
      "new",
      { network: "data", ipCidrRange: "10.7.0.0/16", secondaryIpRanges: unknown },
      { from: { secondaryIpRanges: source } },
    );
    expect(shownAt([network("data"), handedOn, vpc("shop", "10.0.0.0/16")], all)).to.deep.equal(["new"]);
  });

  it("says nothing of what a cloud fills in by itself", () => {
    const quiet = [
      vpc("shop", "10.0.0.0/16", { ipv6CidrBlock: unknown, assignGeneratedIpv6CidrBlock: true }),
      planned("aws:ec2/vpnConnection:VpnConnection", "vpn", { tunnel1InsideCidr: unknown }),
      network("data", { autoCreateSubnetworks: false, internalIpv6Range: unknown }),
      subnetwork("s", "data", "10.7.0.0/16", { secondaryIpRanges: unknown, internalIpv6Prefix: unknown }),
    ];
    expect(check(quiet, all)).to.deep.equal([]);
  });

  it("says nothing of a subnet's IPv6 that is cut out of what Amazon gives its VPC", () => {
    const shop = vpc("shop", "10.0.0.0/16", { assignGeneratedIpv6CidrBlock: true });
    const subnets = ["a", "b"].map((name, index) =>
      planned(
        "aws:ec2/subnet:Subnet",
        name,
        { vpcId: "vpc-shop", cidrBlock: `10.0.${index}.0/24`, ipv6CidrBlock: unknown },
        { from: { ipv6CidrBlock: shop } },
      ),
    );
    expect(check([shop, ...subnets], all)).to.deep.equal([]);
  });

  it("is undecided on a subnet that a sibling could be in the way of", () => {
    const shop = vpc("shop", "10.0.0.0/16");
    const fresh = planned(
      "aws:ec2/subnet:Subnet",
      "new",
      { vpcId: "vpc-shop", cidrBlock: unknown },
      { from: { cidrBlock: shop } },
    );
    expect(shownAt([shop, fresh, subnet("a", "shop", "10.0.1.0/24")])).to.deep.equal(["new"]);
    expect(shownAt([shop, fresh, vpc("other", "10.1.0.0/16")], all)).to.deep.equal([]);
  });

  it("takes a subnet for one of the VPCs whose output went into it", () => {
    const shop = vpc("shop", "10.0.0.0/16");
    const part = planned(
      "aws:ec2/subnet:Subnet",
      "part",
      { vpcId: unknown, cidrBlock: "10.0.1.0/24" },
      { from: { vpcId: shop } },
    );
    expect(check([shop, part], all)).to.deep.equal([]);
  });

  it("does not take a subnet whose VPC can't be told for a rival of its VPC, but of other clouds' networks", () => {
    const part = planned("aws:ec2/subnet:Subnet", "part", { vpcId: unknown, cidrBlock: "10.0.1.0/24" });
    expect(check([vpc("shop", "10.0.0.0/16"), part])).to.deep.equal([]);
    expect(check([vnet("ledger", ["10.0.0.0/16"]), part])).to.have.length(1);
  });
});
