import { expect } from "chai";
import { AwsNetwork, type AwsNetworkArgs } from "../../../components";
import { refused } from "../../helpers/recordedMocks";

const create = (args: Partial<AwsNetworkArgs>) =>
  new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16", ...args });

describe("AwsNetwork refuses, before any child exists,", () => {
  const refusals: readonly [string, Partial<AwsNetworkArgs>, RegExp][] = [
    ["host bits", { cidrBlock: "10.0.0.1/16" }, /cidrBlock: "10\.0\.0\.1\/16" has host bits/],
    [
      "a VPC too large",
      { cidrBlock: "10.0.0.0/15" },
      /cidrBlock: "10\.0\.0\.0\/15" is a \/15: AWS takes \/16 to \/28/,
    ],
    [
      "a VPC too small to divide",
      { cidrBlock: "10.0.0.0/26" },
      /cidrBlock: "10\.0\.0\.0\/26" is too small.+\/25/,
    ],
    ["a CIDR known only later", { cidrBlock: {} as never }, /cidrBlock: must be a plain string/],
    [
      "a subnet outside",
      { subnets: { a: { cidrBlock: "10.1.0.0/24" } } },
      /subnets\.a\.cidrBlock: "10\.1\.0\.0\/24" lies outside cidrBlock 10\.0\.0\.0\/16/,
    ],
    [
      "a subnet too small",
      { subnets: { a: { cidrBlock: "10.0.0.0/29" } } },
      /subnets\.a\.cidrBlock: .+\/29: AWS takes \/16 to \/28/,
    ],
    [
      "overlapping subnets",
      { subnets: { a: { cidrBlock: "10.0.0.0/23" }, b: { cidrBlock: "10.0.1.0/24" } } },
      /subnets\.b\.cidrBlock: "10\.0\.1\.0\/24" overlaps subnets\.a\.cidrBlock 10\.0\.0\.0\/23/,
    ],
    ["no subnets", { subnets: {} }, /subnets: has no entry/],
    [
      "zones for some subnets only",
      {
        subnets: {
          a: { cidrBlock: "10.0.0.0/24", availabilityZone: "us-east-1a" },
          b: { cidrBlock: "10.0.1.0/24" },
        },
      },
      /subnets: b name no availabilityZone/,
    ],
    [
      "subnets that would all be in one zone",
      { subnets: { a: { cidrBlock: "10.0.0.0/24" }, b: { cidrBlock: "10.0.2.0/24" } } },
      /subnets: a, b would all be in one zone .+availabilityZone/,
    ],
    ["four zones", { availabilityZones: 4 }, /availabilityZones: 4 is out of range: use 1, 2 or 3/],
    ["an unknown NAT mode", { natGateway: "double" as never }, /natGateway: "double" is unknown/],
    [
      "NAT without a public subnet",
      { natGateway: "single", subnets: { a: { cidrBlock: "10.0.0.0/24" } } },
      /natGateway: "single" needs a public subnet/,
    ],
    [
      "NAT without a private subnet",
      { natGateway: "single", subnets: { a: { cidrBlock: "10.0.0.0/24", public: true } } },
      /natGateway: "single" serves no private subnet/,
    ],
    [
      "NAT per zone with a zone left out",
      {
        natGateway: "per-zone",
        subnets: {
          a: { cidrBlock: "10.0.0.0/24", public: true },
          b: { cidrBlock: "10.0.1.0/24" },
          c: { cidrBlock: "10.0.2.0/24" },
        },
      },
      /natGateway: "per-zone" finds no public subnet in zone 1/,
    ],
    [
      "the whole internet as peer",
      { peerCidrBlocks: ["0.0.0.0/0"] },
      /peerCidrBlocks\[0\]: "0\.0\.0\.0\/0" would admit the whole internet/,
    ],
    [
      "a peer with its own addresses",
      { peerCidrBlocks: ["10.0.4.0/24"] },
      /peerCidrBlocks\[0\]: "10\.0\.4\.0\/24" overlaps cidrBlock/,
    ],
    ["a peer twice", { peerCidrBlocks: ["10.9.0.0/16", "10.9.0.0/16"] }, /peerCidrBlocks\[1\]: .+twice/],
    ["a port out of range", { peerTcpPorts: [70000] }, /peerTcpPorts\[0\]: 70000 is no TCP port/],
    ["a port twice", { peerTcpPorts: [22, 22] }, /peerTcpPorts\[1\]: 22 is given twice/],
    ["a misspelt argument", { cidrblock: "10.0.0.0/16" } as never, /cidrblock: is not an argument here/],
  ];
  for (const [what, args, expected] of refusals) {
    it(what, async () => {
      const { message, children } = await refused(() => create(args));
      expect(message).to.match(expected);
      expect(message.match(/^ {2}- /gm), message).to.have.length(1);
      expect(children).to.deep.equal([]);
    });
  }

  it("a name that AWS keeps for ids", async () => {
    const { message } = await refused(() => new AwsNetwork("sg-shop", { cidrBlock: "10.0.0.0/16" }));
    expect(message).to.match(/name: "sg-shop-security-group" starts with "sg-"/);
  });
});
