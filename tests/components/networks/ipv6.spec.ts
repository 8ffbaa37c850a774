import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { AwsNetwork, type AwsNetworkArgs, GcpNetwork, type GcpNetworkArgs } from "../../../components";
import { find, ofType, record, refused, value } from "../../helpers/recordedMocks";
import { inSimulatedClouds } from "../../helpers/simulatedRun";
import { clouds } from "../clouds";
import { expectGoldenUrns } from "../golden";

const aws = (args: Partial<AwsNetworkArgs> = {}) =>
  new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16", ipv6: true, ...args });
const gcp = (args: Partial<GcpNetworkArgs> = {}) =>
  new GcpNetwork("shop-gcp", { ipCidrRange: "10.16.0.0/16", ipv6: true, ...args });

/** What is not as it would be without IPv6, by name. */
async function added(create: (ipv6: boolean) => unknown): Promise<string[]> {
  const namesOf = async (ipv6: boolean) =>
    (await record(() => create(ipv6), clouds)).resources.map(({ name }) => name);
  const before = await namesOf(false);
  const after = await namesOf(true);
  expect(after).to.include.members(before);
  return after.filter((name) => !before.includes(name));
}

describe("AwsNetwork with IPv6", () => {
  it("has Amazon's /56, and a /64 of it in every subnet by its place in the VPC", async () => {
    const { resources, result } = await record(() => aws(), clouds);
    expect(find(resources, "shop-aws-vpc").inputs).to.include({ assignGeneratedIpv6CidrBlock: true });
    expect(await value(output(result.ipv6CidrBlocks))).to.deep.equal(["2001:db8:0:aa00::/56"]);
    for (const [key, ipv6CidrBlock] of [
      ["public-0", "2001:db8:0:aa00::/64"],
      ["public-1", "2001:db8:0:aa20::/64"],
      ["private-0", "2001:db8:0:aa80::/64"],
      ["private-1", "2001:db8:0:aaa0::/64"],
    ] as const) {
      expect(find(resources, `shop-aws-subnet-${key}`).inputs).to.include({
        ipv6CidrBlock,
        assignIpv6AddressOnCreation: true,
      });
    }
  });

  it("gives a subnet its /64 whatever others there are", async () => {
    const b = { cidrBlock: "10.0.255.0/28" };
    const subnetsOf = async (subnets: NonNullable<AwsNetworkArgs["subnets"]>) =>
      (await record(() => aws({ subnets, availabilityZones: 1 }), clouds)).resources;
    const variants: NonNullable<AwsNetworkArgs["subnets"]>[] = [
      { b },
      { a: { cidrBlock: "10.0.1.0/24" }, b, c: { cidrBlock: "10.0.3.0/24" } },
    ];
    for (const subnets of variants) {
      expect(find(await subnetsOf(subnets), "shop-aws-subnet-b").inputs).to.include({
        ipv6CidrBlock: "2001:db8:0:aaff::/64",
      });
    }
  });

  it("admits ICMPv6 echo and TCP ports from the peers alone, and lets everything out", async () => {
    const peerIpv6CidrBlocks = ["fd20:0:16::/48", output("2001:db8:48::/48")];
    const { resources } = await record(() => aws({ peerIpv6CidrBlocks, peerTcpPorts: [443] }), clouds);
    for (const [key, cidrIpv6] of [
      ["fd20-0-16---48", "fd20:0:16::/48"],
      ["ipv6-1", "2001:db8:48::/48"],
    ] as const) {
      expect(find(resources, `shop-aws-ingress-icmpv6-${key}`).inputs).to.include({
        cidrIpv6,
        ipProtocol: "icmpv6",
        fromPort: 128,
        toPort: -1,
      });
      expect(find(resources, `shop-aws-ingress-tcp-443-${key}`).inputs).to.include({
        cidrIpv6,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      });
    }
    expect(find(resources, "shop-aws-egress-ipv6").inputs).to.include({ cidrIpv6: "::/0", ipProtocol: "-1" });
    expect(ofType(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).to.have.length(4);
  });

  it("is added to a network without it, and leads nowhere but to peers", async () => {
    expect(await added((ipv6) => aws({ ipv6 }))).to.deep.equal(["shop-aws-egress-ipv6"]);
    const { resources } = await record(() => aws(), { ...clouds, preview: true });
    expectGoldenUrns("aws-network-ipv6", resources);
    const routes = ofType(resources, "aws:ec2/route:Route");
    expect(routes.filter(({ inputs }) => "destinationIpv6CidrBlock" in inputs)).to.deep.equal([]);
    expect((await record(() => aws({ ipv6: false }), clouds)).result.ipv6CidrBlocks).to.deep.equal([]);
  });
});

describe("GcpNetwork with IPv6", () => {
  it("has the internal range asked for, or Google Cloud's, and dual-stack subnets", async () => {
    const { resources, result } = await record(() => gcp({ internalIpv6Range: "fd20:0:10::/48" }), clouds);
    expect(find(resources, "shop-gcp-network").inputs).to.include({
      enableUlaInternalIpv6: true,
      internalIpv6Range: "fd20:0:10::/48",
    });
    expect(result.ipv6CidrRanges).to.deep.equal(["fd20:0:10::/48"]);
    expect(find(resources, "shop-gcp-subnet-workload").inputs).to.include({
      stackType: "IPV4_IPV6",
      ipv6AccessType: "INTERNAL",
    });

    const chosen = await record(() => gcp(), clouds);
    expect(find(chosen.resources, "shop-gcp-network").inputs).to.not.have.property("internalIpv6Range");
    expect(await value(output(chosen.result.ipv6CidrRanges))).to.deep.equal(["fd20:0:16::/48"]);
  });

  it("admits the network itself, and ICMPv6 and TCP ports from the peers", async () => {
    const peerIpv6CidrRanges = [output("2001:db8::/56")];
    const { resources } = await record(() => gcp({ peerIpv6CidrRanges, peerTcpPorts: [443] }), clouds);
    expect(find(resources, "shop-gcp-allow-internal-ipv6").inputs).to.deep.include({
      sourceRanges: ["fd20:0:16::/48"],
      allows: [{ protocol: "all" }],
    });
    expect(find(resources, "shop-gcp-allow-peers-ipv6").inputs).to.deep.include({
      sourceRanges: ["2001:db8::/56"],
      allows: [{ protocol: "58" }, { protocol: "tcp", ports: ["443"] }],
    });
  });

  it("is added to a network without it", async () => {
    expect(await added((ipv6) => gcp({ ipv6 }))).to.deep.equal(["shop-gcp-allow-internal-ipv6"]);
    const { resources } = await record(() => gcp(), { ...clouds, preview: true });
    expectGoldenUrns("gcp-network-ipv6", resources);
    expect((await record(() => gcp({ ipv6: false }), clouds)).result.ipv6CidrRanges).to.deep.equal([]);
  });
});

describe("networks with IPv6", () => {
  it("come up in the simulated clouds, admitted to each other", async () => {
    const { result } = await inSimulatedClouds(() => {
      const vpc = aws({ peerIpv6CidrBlocks: ["fd20:0:10::/48"] });
      return gcp({ internalIpv6Range: "fd20:0:10::/48", peerIpv6CidrRanges: vpc.ipv6CidrBlocks });
    });
    expect(result.ipv6CidrRanges).to.deep.equal(["fd20:0:10::/48"]);
  });

  const refusals: readonly [string, () => unknown, RegExp][] = [
    [
      "an AWS network with two subnets that would have one /64",
      () =>
        aws({
          subnets: { a: { cidrBlock: "10.0.0.0/28" }, b: { cidrBlock: "10.0.0.16/28" } },
          availabilityZones: 1,
        }),
      /subnets\.b\.cidrBlock: lies in the same 256th of cidrBlock as a, and so would have the same \/64 of IPv6: move/,
    ],
    [
      "what is neither true nor false",
      () => aws({ ipv6: "yes" as never }),
      /ipv6: must be plain: give true or false/,
    ],
    [
      "IPv6 peers of an AWS network without it",
      () => aws({ ipv6: false, peerIpv6CidrBlocks: ["fd20::/48"] }),
      /peerIpv6CidrBlocks: has no effect without ipv6: give ipv6: true, or leave it out/,
    ],
    [
      "the whole internet as a peer",
      () => gcp({ peerIpv6CidrRanges: ["::/0"] }),
      /peerIpv6CidrRanges\[0\]: "::\/0" would admit the whole internet: give the joined network's range/,
    ],
    [
      "IPv4 among the IPv6 peers",
      () => aws({ peerIpv6CidrBlocks: ["10.16.0.0/16"] }),
      /peerIpv6CidrBlocks\[0\]: "10\.16\.0\.0\/16" is IPv4: give an IPv6 CIDR/,
    ],
    [
      "an internal range that Google Cloud does not take",
      () => gcp({ internalIpv6Range: "fd00::/48" }),
      /internalIpv6Range: "fd00::\/48" is no \/48 in fd20::\/20: give such a one, or leave it out/,
    ],
    [
      "an internal range of another size",
      () => gcp({ internalIpv6Range: "fd20::/56" }),
      /internalIpv6Range: "fd20::\/56" is no \/48 in fd20::\/20/,
    ],
    [
      "an internal range without IPv6",
      () => gcp({ ipv6: false, internalIpv6Range: "fd20::/48" }),
      /internalIpv6Range: has no effect without ipv6: give ipv6: true, or leave it out/,
    ],
  ];
  for (const [what, program, expected] of refusals) {
    it(`are refused, before any child exists, with ${what}`, async () => {
      const { message, children } = await refused(program);
      expect(message).to.match(expected);
      expect(message.match(/^ {2}- /gm), message).to.have.length(1);
      expect(children).to.deep.equal([]);
    });
  }
});
