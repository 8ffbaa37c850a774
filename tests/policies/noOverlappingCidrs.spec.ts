import { expect } from "chai";
import fc from "fast-check";

import { networkRules } from "../../policies/networkRules";
import { type Given, judge, subnetwork, unknown, urnOf, virtualNetwork, vpc } from "./stack";

describe("the rule no-overlapping-cidrs", () => {
  const accepted: [string, Given[]][] = [
    ["no networks", []],
    ["networks side by side", [vpc("a", "10.0.0.0/16"), virtualNetwork("b", "10.1.0.0/16")]],
    ["a subnet in its VPC", [vpc("a", "10.0.0.0/16"), awsSubnet("10.0.1.0/24")]],
    [
      "a local network gateway, which repeats the other side's range",
      [vpc("a", "10.0.0.0/16"), localGateway("10.0.0.0/16")],
    ],
    ["a subnetwork with secondary ranges of its own", [subnetwork("a", "10.0.0.0/20", "10.64.0.0/16")]],
    [
      "ranges of one network, which its cloud checks itself",
      [virtualNetwork("a", "10.0.0.0/16", "10.0.1.0/24")],
    ],
    ["an IPv4 and an IPv6 range", [virtualNetwork("a", "10.0.0.0/16", "fd00::/48"), vpc("b", "10.1.0.0/16")]],
  ];
  for (const [what, stack] of accepted) {
    it(`accepts ${what}`, async () => {
      expect(await judge(networkRules, stack)).to.deep.equal([]);
    });
  }

  const refused: [string, Given, Given, string][] = [
    ["two equal VPCs", vpc("a", "10.0.0.0/16"), vpc("b", "10.0.0.0/16"), "10.0.0.0/16 and 10.0.0.0/16"],
    [
      "a VNet in a VPC",
      vpc("a", "10.0.0.0/8"),
      virtualNetwork("b", "10.9.0.0/16"),
      "10.0.0.0/8 and 10.9.0.0/16",
    ],
    [
      "a VPC in a VNet",
      vpc("a", "10.9.0.0/16"),
      virtualNetwork("b", "10.0.0.0/8"),
      "10.9.0.0/16 and 10.0.0.0/8",
    ],
    [
      "a VNet's second range",
      vpc("a", "10.0.0.0/16"),
      virtualNetwork("b", "10.1.0.0/16", "10.0.4.0/24"),
      "10.0.0.0/16 and 10.0.4.0/24",
    ],
    [
      "a subnetwork's secondary range",
      virtualNetwork("a", "10.0.0.0/16"),
      subnetwork("b", "10.1.0.0/20", "10.0.64.0/20"),
      "10.0.0.0/16 and 10.0.64.0/20",
    ],
    [
      "a VPC's added range",
      { ...vpc("a", "10.0.0.0/16"), type: "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation" },
      virtualNetwork("b", "10.0.0.0/16"),
      "10.0.0.0/16 and 10.0.0.0/16",
    ],
    [
      "IPv6 ranges",
      virtualNetwork("a", "fd00::/48"),
      virtualNetwork("b", "fd00:0:0:1::/64"),
      "fd00::/48 and fd00:0:0:1::/64",
    ],
  ];
  for (const [what, first, second, shared] of refused) {
    it(`refuses ${what}, naming both networks and both ranges`, async () => {
      const [violation, ...more] = await judge(networkRules, [second, first]);
      expect(more).to.deep.equal([]);
      expect(violation?.urn).to.equal(urnOf(second));
      expect(violation?.message)
        .to.match(/^no-overlapping-cidrs: /)
        .and.match(/give one of them a range of its own$/);
      expect(violation?.message).to.contain(`${urnOf(first)} and ${urnOf(second)} overlap (${shared})`);
    });
  }

  it("reports a pair once, with all that it shares", async () => {
    const stack = [vpc("a", "10.0.0.0/8"), virtualNetwork("b", "10.1.0.0/16", "10.2.0.0/16")];
    const reported = await judge(networkRules, stack);
    expect(reported).to.have.length(1);
    expect(reported[0]?.message).to.contain("10.0.0.0/8 and 10.1.0.0/16, 10.0.0.0/8 and 10.2.0.0/16");
  });

  it("reports pairs in the order of their URNs", async () => {
    const late = [virtualNetwork("c", "10.0.0.0/16"), virtualNetwork("d", "10.0.0.0/16")];
    const early = [vpc("a", "10.9.0.0/16"), vpc("b", "10.9.0.0/16")];
    const reported = await judge(networkRules, [...late, ...early]);
    expect(reported.map(({ urn }) => urn)).to.deep.equal([urnOf(early[1]!), urnOf(late[1]!)]);
  });

  it("still judges what is known beside an unknown range", async () => {
    const stack = [vpc("a", unknown), virtualNetwork("b", unknown, "10.0.0.0/16"), vpc("c", "10.0.0.0/16")];
    expect(await judge(networkRules, stack)).to.have.length(1);
  });

  it("reports every overlapping pair, whatever order the engine gives them in", async () => {
    const stacks = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 8 }).chain((blocks) => {
      const stack = blocks.map((block, index) => vpc(`vpc-${index}`, `10.${block}.0.0/16`));
      const shuffled = fc.shuffledSubarray(stack, { minLength: stack.length });
      return fc.record({ blocks: fc.constant(blocks), stack: fc.constant(stack), shuffled });
    });
    await fc.assert(
      fc.asyncProperty(stacks, async ({ blocks, stack, shuffled }) => {
        const reported = await judge(networkRules, stack);
        const equal = blocks.flatMap((a, index) => blocks.slice(index + 1).filter((b) => a === b));
        expect(reported).to.have.length(equal.length);
        expect(await judge(networkRules, shuffled)).to.deep.equal(reported);
      }),
    );
  });
});

function awsSubnet(cidrBlock: string): Given {
  return { type: "aws:ec2/subnet:Subnet", name: "subnet", props: { cidrBlock } };
}

function localGateway(prefix: string): Given {
  const props = { localNetworkAddressSpace: { addressPrefixes: [prefix] } };
  return { type: "azure-native:network:LocalNetworkGateway", name: "aws-side", props };
}
