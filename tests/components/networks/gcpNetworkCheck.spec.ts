import { expect } from "chai";
import { GcpNetwork, type GcpNetworkArgs, type GcpSubnetArgs } from "../../../components";
import { refused } from "../../helpers/recordedMocks";

const create = (args: Partial<GcpNetworkArgs>) =>
  new GcpNetwork("shop-gcp", { ipCidrRange: "10.16.0.0/16", ...args });

/** One subnet with something wrong. */
const subnet = (args: Partial<GcpSubnetArgs>): Partial<GcpNetworkArgs> => ({
  subnets: { a: { ipCidrRange: "10.16.0.0/24", ...args } },
});

describe("GcpNetwork refuses, before any child exists,", () => {
  const refusals: readonly [string, Partial<GcpNetworkArgs>, RegExp][] = [
    ["host bits", { ipCidrRange: "10.16.0.1/16" }, /ipCidrRange\[0\]: "10\.16\.0\.1\/16" has host bits/],
    ["no range", { ipCidrRange: [] }, /ipCidrRange: must be a plain array of at least one/],
    ["a range known only later", { ipCidrRange: {} as never }, /ipCidrRange: must be a plain array/],
    [
      "overlapping ranges",
      { ipCidrRange: ["10.16.0.0/16", "10.16.8.0/24"] },
      /ipCidrRange\[1\]: "10\.16\.8\.0\/24" overlaps ipCidrRange\[0\] 10\.16\.0\.0\/16/,
    ],
    [
      "a range too small to halve",
      { ipCidrRange: "10.16.0.0/29" },
      /ipCidrRange\[0\]: "10\.16\.0\.0\/29" is too small.+\/28 or larger, or give subnets/,
    ],
    ["this network", { ipCidrRange: "0.0.0.0/8" }, /ipCidrRange\[0\]: .+overlaps 0\.0\.0\.0\/8.+RFC 1122/],
    ["loopback", { ipCidrRange: "127.0.1.0/24" }, /ipCidrRange\[0\]: .+overlaps 127\.0\.0\.0\/8, loopback/],
    ["link-local", { ipCidrRange: "169.254.16.0/20" }, /ipCidrRange\[0\]: .+overlaps 169\.254\.0\.0\/16/],
    ["around link-local", { ipCidrRange: "169.0.0.0/8" }, /ipCidrRange\[0\]: .+overlaps 169\.254\.0\.0\/16/],
    ["multicast", { ipCidrRange: "239.0.0.0/8" }, /ipCidrRange\[0\]: .+overlaps 224\.0\.0\.0\/4, multicast/],
    ["limited broadcast", { ipCidrRange: "255.255.255.0/24" }, /ipCidrRange\[0\]: .+limited broadcast/],
    [
      "Google's own addresses",
      { ipCidrRange: ["10.16.0.0/16", "199.36.153.0/24"] },
      /ipCidrRange\[1\]: .+overlaps 199\.36\.153\.4\/30, restricted\.googleapis\.com/,
    ],
    [
      "a range over the edge of a private one",
      { ipCidrRange: "172.0.0.0/11" },
      /ipCidrRange\[0\]: "172\.0\.0\.0\/11" reaches beyond 172\.16\.0\.0\/12: stay inside/,
    ],
    ["a range over the edge of the shared one", { ipCidrRange: "100.0.0.0/8" }, /beyond 100\.64\.0\.0\/10/],
    [
      "the addresses of Google's APIs",
      { ...subnet({}), ipCidrRange: ["10.16.0.0/16", "199.36.153.8/29"] },
      /private\.googleapis\.com/,
    ],
    [
      "a subnet outside",
      subnet({ ipCidrRange: "10.40.0.0/24" }),
      /subnets\.a\.ipCidrRange: "10\.40\.0\.0\/24" lies outside ipCidrRange 10\.16\.0\.0\/16/,
    ],
    [
      "a subnet too small",
      subnet({ ipCidrRange: "10.16.0.0/30" }),
      /subnets\.a\.ipCidrRange: .+\/30: Google Cloud takes \/29 or larger/,
    ],
    [
      "a secondary range too small",
      subnet({ secondaryIpRanges: { pods: "10.16.1.0/30" } }),
      /subnets\.a\.secondaryIpRanges\.pods: .+\/30: Google Cloud takes \/29/,
    ],
    [
      "a secondary range outside",
      subnet({ secondaryIpRanges: { pods: "100.64.0.0/16" } }),
      /subnets\.a\.secondaryIpRanges\.pods: "100\.64\.0\.0\/16" lies outside/,
    ],
    [
      "overlapping subnets",
      { subnets: { a: { ipCidrRange: "10.16.0.0/23" }, b: { ipCidrRange: "10.16.1.0/24" } } },
      /subnets\.b\.ipCidrRange: "10\.16\.1\.0\/24" overlaps subnets\.a\.ipCidrRange 10\.16\.0\.0\/23/,
    ],
    [
      "a secondary range over another subnet, in whatever region",
      {
        subnets: {
          a: { ipCidrRange: "10.16.0.0/24", region: "us-east4" },
          b: {
            ipCidrRange: "10.16.1.0/24",
            region: "europe-west3",
            secondaryIpRanges: { pods: "10.16.0.0/25" },
          },
        },
      },
      /subnets\.b\.secondaryIpRanges\.pods: "10\.16\.0\.0\/25" overlaps subnets\.a\.ipCidrRange/,
    ],
    [
      "a secondary range with a name Google Cloud refuses",
      subnet({ secondaryIpRanges: { Pods: "10.16.1.0/24" } }),
      /subnets\.a\.secondaryIpRanges\.Pods: "Pods" is no Google Cloud resource name/,
    ],
    ["no subnets", { subnets: {} }, /subnets: has no entry/],
    [
      "a subnet with a name Google Cloud refuses",
      { subnets: { web_1: { ipCidrRange: "10.16.0.0/24" } } },
      /subnets\.web_1: "shop-gcp-subnet-web_1" is no Google Cloud resource name/,
    ],
    [
      "a subnet with too long a name",
      { subnets: { ["x".repeat(40)]: { ipCidrRange: "10.16.0.0/24" } } },
      /subnets\.x+: "shop-gcp-subnet-x+" has 56 characters, Google Cloud takes 55: shorten it by 1/,
    ],
    [
      "a zone as region",
      { region: "europe-west3-a" },
      /region: .+is a zone: give its region, "europe-west3"/,
    ],
    [
      "a subnet's region that is none",
      subnet({ region: "Europe" }),
      /subnets\.a\.region: "Europe" is no region/,
    ],
    ["a region known only later", { region: {} as never }, /region: must be a plain string/],
    [
      "an unknown routing mode",
      { routingMode: "global" as never },
      /routingMode: "global" is unknown: use "GLOBAL" or "REGIONAL"/,
    ],
    ["an unknown NAT mode", { natGateway: "single" as never }, /natGateway: "single" is unknown/],
    [
      "NAT for regions it does not know",
      {
        natGateway: "per-region",
        subnets: {
          a: { ipCidrRange: "10.16.0.0/24", region: "us-east4" },
          b: { ipCidrRange: "10.16.1.0/24" },
        },
      },
      /natGateway: "per-region" needs to know the region of b: give region/,
    ],
    [
      "the whole internet as peer",
      { peerCidrRanges: ["0.0.0.0/0"] },
      /peerCidrRanges\[0\]: "0\.0\.0\.0\/0" would admit the whole internet/,
    ],
    [
      "a peer with its own addresses, in use or not",
      { peerCidrRanges: ["10.16.200.0/24"] },
      /peerCidrRanges\[0\]: "10\.16\.200\.0\/24" overlaps ipCidrRange\[0\]/,
    ],
    ["a port out of range", { peerTcpPorts: [0] }, /peerTcpPorts\[0\]: 0 is no TCP port/],
    [
      "a misspelt argument",
      { cidrBlock: "10.0.0.0/16" } as never,
      /cidrBlock: is not an argument here: use one of ipCidrRange/,
    ],
  ];
  for (const [what, args, expected] of refusals) {
    it(what, async () => {
      const { message, children } = await refused(() => create(args));
      expect(message).to.match(expected);
      expect(message.match(/^ {2}- /gm), message).to.have.length(1);
      expect(children).to.deep.equal([]);
    });
  }

  const names: readonly [string, RegExp][] = [
    ["x".repeat(41), /name: .+has 56 characters, Google Cloud takes 55: shorten it by 1/],
    ["Shop", /name: "Shop-allow-internal" is no Google Cloud resource name/],
    ["1shop", /name: "1shop-allow-internal" is no Google Cloud resource name/],
  ];
  for (const [name, expected] of names) {
    it(`the name ${name}`, async () => {
      const { message } = await refused(() => new GcpNetwork(name, { ipCidrRange: "10.16.0.0/16" }));
      expect(message).to.match(expected);
      expect(message.match(/^ {2}- /gm), message).to.have.length(1);
    });
  }

  it("a name too long for the NAT gateway of a region", async () => {
    const args = {
      ipCidrRange: "10.16.0.0/16",
      natGateway: "per-region",
      region: "northamerica-northeast1",
    } as const;
    const { message } = await refused(() => new GcpNetwork("x".repeat(20), args));
    expect(message).to.match(/name: .+-nat-gateway-northamerica-northeast1" has 56 characters/);
  });

  it("everything that is wrong at once", async () => {
    const { message } = await refused(() =>
      create({
        ipCidrRange: "127.0.0.0/16",
        routingMode: "global" as never,
        region: "europe-west3-a",
        peerTcpPorts: [70000],
      }),
    );
    expect(message.match(/^ {2}- /gm), message).to.have.length(4);
  });
});
