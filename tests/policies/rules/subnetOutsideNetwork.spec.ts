import { expect } from "chai";

import { subnetOutsideNetwork } from "../../../policies/rules/subnetOutsideNetwork";
import { type Resource, unknown } from "../../../reachability/resources";
import { findings, planned } from "../planned";

type Props = Record<string, unknown>;

const vpc = (props: Props = {}) =>
  planned("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16", ...props }, { id: "vpc-1" });
const added = (props: Props) =>
  planned("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "added", {
    vpcId: "vpc-1",
    ...props,
  });
const subnet = (props: Props, from = {}) =>
  planned("aws:ec2/subnet:Subnet", "subnet", { vpcId: "vpc-1", ...props }, { from });

const groupId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/net";
const vnet = (props: Props = {}) =>
  planned(
    "azure-native:network:VirtualNetwork",
    "net",
    {
      name: "net",
      resourceGroupName: "g",
      addressSpace: { addressPrefixes: ["10.32.0.0/16", "10.64.0.0/16"] },
      ...props,
    },
    { id: groupId },
  );
const azureSubnet = (props: Props, version = "") =>
  planned(`azure-native:network${version}:Subnet`, "app", {
    resourceGroupName: "g",
    virtualNetworkName: "net",
    name: "app",
    ...props,
  });
const drawn = planned("random:index/randomInteger:RandomInteger", "draw", {});
const hub = (addressPrefix: unknown) =>
  planned("azure-native:network:VirtualHub", "hub", { addressPrefix }, { from: { addressPrefix: drawn } });
const gcpSubnet = (ipCidrRange: unknown, ...secondary: unknown[]) =>
  planned("gcp:compute/subnetwork:Subnetwork", "data", {
    ipCidrRange,
    secondaryIpRanges: secondary.map((range) => ({ ipCidrRange: range })),
  });

const check = (...stack: readonly Resource[]) => findings(subnetOutsideNetwork, stack);

describe("the rule subnet-outside-network", () => {
  for (const [what, stack, says] of [
    [
      "an AWS subnet outside its VPC",
      [vpc(), subnet({ cidrBlock: "10.1.0.0/24" })],
      /cidrBlock 10\.1\.0\.0\/24 of subnet subnet lies outside VPC vpc \(10\.0\.0\.0\/16\)/,
    ],
    ["an AWS subnet larger than its VPC", [vpc(), subnet({ cidrBlock: "10.0.0.0/15" })], /lies outside/],
    [
      "an IPv6 range of a VPC without",
      [vpc(), subnet({ ipv6CidrBlock: "2001:db8::/64" })],
      /has no IPv6 range/,
    ],
    [
      "a subnet outside, whatever a range of the other version is",
      [vpc({ ipv6CidrBlock: unknown }), subnet({ cidrBlock: "10.1.0.0/24" })],
      /lies outside VPC vpc \(10\.0\.0\.0\/16\)/,
    ],
    [
      "a subnet in an association of another VPC",
      [vpc(), added({ vpcId: "vpc-2", cidrBlock: "10.9.0.0/16" }), subnet({ cidrBlock: "10.9.0.0/24" })],
      /lies outside/,
    ],
    [
      "an Azure subnet outside both prefixes",
      [vnet(), azureSubnet({ addressPrefix: "10.33.0.0/24" })],
      /addressPrefix 10\.33\.0\.0\/24 of subnet app lies outside virtual network net \(10\.32\.0\.0\/16, 10\.64\.0\.0\/16\)/,
    ],
    [
      "one of an Azure subnet's prefixes, whatever API version",
      [vnet(), azureSubnet({ addressPrefixes: ["10.32.0.0/24", "10.99.0.0/24"] }, "/v20240101")],
      /addressPrefixes\[1\] 10\.99\.0\.0\/24/,
    ],
    [
      "an inline Azure subnet",
      [vnet({ subnets: [{ name: "db", addressPrefix: "10.1.0.0/24" }] })],
      /subnets\[0\]\.addressPrefix 10\.1\.0\.0\/24 of subnet db/,
    ],
    [
      "a GatewaySubnet of /28",
      [vnet(), azureSubnet({ name: "GatewaySubnet", addressPrefix: "10.32.0.0/28" })],
      /GatewaySubnet of less than a \/27/,
    ],
    [
      "a hub of /25",
      [hub("10.47.0.0/25")],
      /addressPrefix of virtual hub hub: 10\.47\.0\.0\/25 is smaller than a \/24/,
    ],
    [
      "a secondary range in the primary one",
      [gcpSubnet("10.16.0.0/16", "10.16.4.0/24")],
      /ipCidrRange 10\.16\.0\.0\/16 and secondaryIpRanges\[0\]\.ipCidrRange 10\.16\.4\.0\/24/,
    ],
    [
      "two secondary ranges in one another",
      [gcpSubnet("10.16.0.0/20", "10.20.0.0/16", "10.20.0.0/20")],
      /secondaryIpRanges\[1\]/,
    ],
    ["host bits in a subnet", [vpc(), subnet({ cidrBlock: "10.0.1.1/24" })], /host bits/],
    ["a subnet that is no range", [vpc(), subnet({ cidrBlock: 7 })], /is not text/],
    [
      "a network's malformed range, by name",
      [
        vnet({ addressSpace: { addressPrefixes: ["10.32.0.0"] } }),
        azureSubnet({ addressPrefix: "10.32.0.0/24" }),
      ],
      /addressSpace\.addressPrefixes\[0\] of net/,
    ],
    ["a malformed hub", [hub("10.47/23")], /addressPrefix of virtual hub hub/],
    [
      "a malformed secondary range",
      [gcpSubnet("10.16.0.0/20", "10.20.0.0/33")],
      /secondaryIpRanges\[0\]\.ipCidrRange of subnet data/,
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      const [found, ...more] = check(...stack);
      expect(more).to.be.empty;
      expect(found?.undecided).to.equal(undefined);
      expect(found?.message).to.match(says);
    });
  }

  for (const [what, stack] of [
    [
      "a subnet in an added range",
      [vpc(), added({ cidrBlock: "10.9.0.0/16" }), subnet({ cidrBlock: "10.9.0.0/24" })],
    ],
    ["a subnet of a VPC elsewhere", [vpc(), subnet({ vpcId: "vpc-9", cidrBlock: "192.168.0.0/24" })]],
    [
      "a subnet cut from the VPC's unknown IPv6 range",
      [vpc({ ipv6CidrBlock: unknown }), subnet({ ipv6CidrBlock: unknown }, { ipv6CidrBlock: vpc() })],
    ],
    ["a subnet whose range AWS draws", [vpc(), subnet({ cidrBlock: unknown, ipv6CidrBlock: unknown })]],
    ["a subnet in the second prefix", [vnet(), azureSubnet({ addressPrefix: "10.64.1.0/24" })]],
    [
      "a GatewaySubnet of /27",
      [vnet(), azureSubnet({ name: "GatewaySubnet", addressPrefix: "10.32.0.0/27" })],
    ],
    ["ranges apart", [gcpSubnet("10.16.0.0/20", "10.20.0.0/16", "10.21.0.0/16")]],
    ["one unknown range alone", [gcpSubnet(unknown)]],
    [
      "what Azure answers with only after the update",
      [vnet(), azureSubnet({ addressPrefix: "10.32.1.0/24", addressPrefixes: unknown })],
    ],
    ["a hub of /23", [hub("10.47.0.0/23")]],
  ] as const) {
    it(`passes ${what}`, () => expect(check(...stack)).to.deep.equal([]));
  }

  it("tells of a subnet once that its network answers with as well", () => {
    const found = check(
      vnet({ subnets: [{ name: "app", addressPrefix: "10.1.0.0/24" }] }),
      azureSubnet({ addressPrefix: "10.1.0.0/24" }),
    );
    expect(found).to.have.length(1);
    expect(found[0]?.urn).to.match(/::app$/);
  });

  for (const [what, stack, says] of [
    [
      "a subnet's range",
      [vpc(), drawn, subnet({ cidrBlock: unknown }, { cidrBlock: drawn })],
      /cidrBlock of subnet subnet is known only/,
    ],
    [
      "a VPC's range",
      [vpc({ cidrBlock: unknown }), subnet({ cidrBlock: "10.1.0.0/24" })],
      /because cidrBlock of vpc is known only/,
    ],
    [
      "which VPC a range is added to",
      [vpc(), added({ vpcId: unknown, cidrBlock: "10.1.0.0/16" }), subnet({ cidrBlock: "10.1.0.0/24" })],
      /because vpcId of added is known only/,
    ],
    [
      "a subnet's VPC",
      [vpc(), subnet({ vpcId: unknown, cidrBlock: "10.1.0.0/24" })],
      /\(vpcId\) is known only/,
    ],
    [
      "one prefix of a network",
      [
        vnet({ addressSpace: { addressPrefixes: ["10.32.0.0/16", unknown] } }),
        azureSubnet({ addressPrefix: "10.33.0.0/24" }),
      ],
      /addressPrefixes\[1\] of net/,
    ],
    ["a hub's prefix", [hub(unknown)], /addressPrefix of virtual hub hub is known only/],
    ["one of several ranges", [gcpSubnet("10.16.0.0/20", unknown)], /secondaryIpRanges\[0\]\.ipCidrRange/],
  ] as const) {
    it(`can't tell while ${what} is unknown`, () => {
      const [found, ...more] = check(...stack);
      expect(more).to.be.empty;
      expect(found).to.include({ undecided: true });
      expect(found?.message).to.match(says);
    });
  }

  it("decides what an unknown can't change", () => {
    expect(
      check(
        vpc({ ipv6CidrBlock: unknown }),
        added({ cidrBlock: unknown }),
        subnet({ cidrBlock: "10.0.1.0/24" }),
      ),
    ).to.deep.equal([]);
  });
});
