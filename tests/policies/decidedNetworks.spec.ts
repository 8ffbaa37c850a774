import { expect } from "chai";

import { decidedNetworks } from "../../policies/decidedNetworks";
import { type Given, judge, subnetwork, unknown, urnOf, virtualNetwork, vpc } from "./stack";

describe("the policy decided-networks", () => {
  it("accepts networks whose ranges are known", async () => {
    const stack = [
      vpc("a", "10.0.0.0/16"),
      virtualNetwork("b", "10.1.0.0/16"),
      subnetwork("c", "10.2.0.0/20"),
    ];
    expect(await judge(decidedNetworks, stack)).to.deep.equal([]);
  });

  const vnetWith = (addressSpace: unknown): Given => ({ ...virtualNetwork("a"), props: { addressSpace } });
  const undecided: [string, Given, string][] = [
    ["a VPC's range", vpc("a", unknown), "cidrBlock is not known before the update"],
    [
      "one of a VNet's ranges",
      virtualNetwork("a", "10.0.0.0/16", unknown),
      "addressSpace.addressPrefixes[1] is not known",
    ],
    [
      "all of a VNet's ranges",
      vnetWith({ addressPrefixes: unknown }),
      "addressSpace.addressPrefixes is not known",
    ],
    ["a VNet's whole address space", vnetWith(unknown), "addressSpace is not known"],
    [
      "a subnetwork's secondary range",
      subnetwork("a", "10.0.0.0/20", unknown),
      "secondaryIpRanges[0].ipCidrRange is not known",
    ],
    ["the range of a VPC that names none", vpc("a", undefined), "it names no range"],
    ["the ranges of a VNet without an address space", vnetWith(undefined), "it names no range"],
    [
      "a range that is no CIDR",
      vpc("a", "10.0.0.1/16"),
      'cidrBlock is no CIDR: "10.0.0.1/16" has host bits set',
    ],
  ];
  for (const [what, given, why] of undecided) {
    it(`refuses to pass over ${what}`, async () => {
      const [violation, ...more] = await judge(decidedNetworks, [vpc("known", "192.168.0.0/16"), given]);
      expect(more).to.deep.equal([]);
      expect(violation?.urn).to.equal(urnOf(given));
      expect(violation?.message)
        .to.match(/^undecided: /)
        .and.contain(why);
    });
  }

  it("reports networks in the order of their URNs", async () => {
    const stack = [vpc("b", unknown), virtualNetwork("c", unknown), vpc("a", unknown)];
    const reported = await judge(decidedNetworks, stack);
    expect(reported.map(({ urn }) => urn)).to.deep.equal([stack[2]!, stack[0]!, stack[1]!].map(urnOf));
  });
});
