import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import type { CrossCloudVpnArgs } from "../../../components";
import { refused } from "../../helpers/recordedMocks";
import { dualStack, gcpSide, hubSide, link, officeSide, sides, transitGatewaySide } from "./programs";
import { type Refusal, refuses } from "./refusals";

type Args = Partial<CrossCloudVpnArgs>;

const awsGcp = (change: Args = {}): Args => ({
  aws: dualStack.aws(),
  gcp: dualStack.gcp,
  ipv6: true,
  ...change,
});
const ranges = (ipv6CidrBlocks: readonly unknown[]) => ({
  aws: { ...transitGatewaySide, ipv6CidrBlocks: ipv6CidrBlocks as string[] },
});

const refusals: readonly Refusal[] = [
  [
    "Azure",
    { aws: dualStack.aws(), azure: sides.azure, ipv6: true },
    /ipv6: true does not go with Azure, whose VPN gateways carry IPv4 only: leave it out, .+ipv6-overview/,
  ],
  [
    "Virtual WAN",
    { gcp: dualStack.gcp, azure: hubSide, ipv6: true },
    /ipv6: true does not go with Azure, whose VPN gateways carry IPv4 only/,
  ],
  [
    "a virtual private gateway",
    awsGcp({ aws: { ...sides.aws, ipv6CidrBlocks: ["2001:db8::/56"] } }),
    /ipv6: true does not go with a virtual private gateway, .+: give aws\.transitGateway, such as \{\}, .+ipv4-ipv6/,
  ],
  [
    "static routes",
    { aws: dualStack.aws(), onPremises: dualStack.office(1), ipv6: true, routing: "static" },
    /ipv6: true does not go with routing "static": .+: use "bgp", or leave it out/,
  ],
  [
    "what is neither true nor false",
    awsGcp({ ipv6: "yes" as never }),
    /ipv6: must be plain: .+true or false/,
  ],
  [
    "no range of AWS",
    awsGcp({ aws: transitGatewaySide }),
    /aws\.ipv6CidrBlocks: is missing: .+ AWS: give at least one range, as an AwsNetwork with ipv6: true has/,
  ],
  [
    "no range of Google Cloud",
    awsGcp({ gcp: { ...gcpSide, ipv6CidrRanges: [] } }),
    /gcp\.ipv6CidrRanges: is missing: .+, as a GcpNetwork with ipv6: true has/,
  ],
  [
    "no range on premises",
    { gcp: dualStack.gcp, onPremises: officeSide(), ipv6: true },
    /onPremises\.ipv6Prefixes: is missing: with ipv6 nothing .+: give at least one range$/,
  ],
  [
    "a range of IPv4",
    awsGcp(ranges(["10.0.0.0/16"])),
    /aws\.ipv6CidrBlocks\[0\]: "10\.0\.0\.0\/16" is IPv4: give an IPv6 CIDR/,
  ],
  [
    "ranges that are not listed",
    awsGcp({ aws: { ...transitGatewaySide, ipv6CidrBlocks: output(["2001:db8::/56"]) as never } }),
    /aws\.ipv6CidrBlocks: must be a plain array of at least one CIDR, such as \["fd20:0:1::\/48"\]/,
  ],
  [
    "host bits",
    awsGcp(ranges(["2001:db8::1/56"])),
    /aws\.ipv6CidrBlocks\[0\]: "2001:db8::1\/56" has host bits set: the network is 2001:db8::\/56/,
  ],
  [
    "a range given twice",
    awsGcp(ranges(["2001:db8::/56", "2001:DB8:0::/56"])),
    /aws\.ipv6CidrBlocks\[1\]: "2001:db8::\/56" is given twice, also as aws\.ipv6CidrBlocks\[0\]/,
  ],
  [
    "overlapping ranges",
    awsGcp(ranges(["fd20:0:16:a::/64"])),
    /gcp\.ipv6CidrRanges\[0\]: "fd20:0:16::\/48" overlaps aws\.ipv6CidrBlocks\[0\] fd20:0:16:a::\/64: .+other addresses/,
  ],
  [
    "inside IPv6 CIDRs without IPv6",
    awsGcp({ ipv6: false, insideIpv6Cidrs: ["fdff:1::/126"] }),
    /insideIpv6Cidrs: have no effect without ipv6: give ipv6: true, or leave them out/,
  ],
  [
    "an inside CIDR elsewhere",
    awsGcp({ tunnels: 2, insideIpv6Cidrs: ["fdff:1::/126", "fd00::/126"] }),
    /insideIpv6Cidrs\[1\]: fd00::\/126 lies outside .+: use one in fdff:1::\/64/,
  ],
  [
    "an inside CIDR that is used",
    awsGcp({
      tunnels: 2,
      insideIpv6Cidrs: ["fdff:1::/126", "fdff:1::4/126"],
      usedInsideCidrs: ["fdff:1::4/126"],
    }),
    /insideIpv6Cidrs\[1\]: fdff:1::4\/126 overlaps fdff:1::4\/126 of usedInsideCidrs\[0\]/,
  ],
  [
    "more tunnels than an existing gateway has interfaces for",
    {
      gcp: {
        ...dualStack.gcp,
        haVpnGateway: { id: "ha", outsideAddresses: ["1.2.3.4", "1.2.3.5"], routerName: "r" },
      },
      onPremises: dualStack.office(),
      tunnels: 4,
      ipv6: true,
    },
    /gcp\.haVpnGateway: has 2 interfaces, and 4 tunnels here need 4/,
  ],
];

describe("CrossCloudVpn refuses IPv6, before any child exists, with", () => {
  refuses(refusals);

  it("all that is wrong at once", async () => {
    const { message, children } = await refused(() =>
      link({
        aws: sides.aws,
        onPremises: { ...officeSide(1), ipv6Prefixes: ["10.48.0.0/16"] },
        routing: "static",
        ipv6: true,
        insideCidrSlot: -1,
      }),
    );
    for (const problem of [
      /ipv6: true does not go with a virtual private gateway/,
      /ipv6: true does not go with routing "static"/,
      /aws\.ipv6CidrBlocks: is missing/,
      /onPremises\.ipv6Prefixes\[0\]: "10\.48\.0\.0\/16" is IPv4/,
      /insideCidrSlot: -1 is not a slot/,
    ]) {
      expect(message).to.match(problem);
    }
    expect(message.match(/^ {2}- /gm), message).to.have.length(5);
    expect(children).to.deep.equal([]);
  });

  it("every problem of the inside CIDRs of both IP versions", async () => {
    const { message } = await refused(() =>
      link(
        awsGcp({
          tunnels: 2,
          insideCidrs: ["169.254.6.0/30"],
          insideIpv6Cidrs: ["fdff:1::/127", "fdff:1::4/126"],
          usedInsideCidrs: ["bad"],
        }),
      ),
    );
    expect(message).to.match(/insideCidrs: 1 given for 2 tunnels/);
    expect(message).to.match(/insideIpv6Cidrs\[0\]: .+ is not an IPv6 \/126/);
    expect(message.match(/usedInsideCidrs\[0\]/g), message).to.have.length(1);
  });

  it("a key missing for a twin", async () => {
    const presharedKeys = {
      "0-1": "Users.Own_key.1",
      "0-2": "Users.Own_key.2",
      "0-1-ipv6": "Users.Own_key.3",
    };
    const { message } = await refused(() => link(awsGcp({ tunnels: 2, presharedKeys })));
    expect(message).to.match(/presharedKeys: has none for tunnel 0-2-ipv6/);
  });

  it("a name that the longer names of twins make too long for Google Cloud", async () => {
    const name = "x".repeat(63 - 8 - "-external-vpn-gateway-0".length);
    const { message } = await refused(() => link(awsGcp(), name));
    expect(message).to.match(/name: ".+" has 60 characters, Google Cloud takes 55: shorten it by 5/);
  });

  it("inside CIDRs that another link of the program has", async () => {
    const { message } = await refused(() => {
      const gcp = dualStack.gcp;
      link({ gcp, onPremises: dualStack.office(1), ipv6: true }, "one");
      const insideCidrs = ["169.254.9.0/30", "169.254.9.4/30"];
      link({ gcp, onPremises: dualStack.office(1), ipv6: true, insideCidrs }, "two");
    });
    expect(message).to.match(/insideCidrs: fdff:1::\/126 of "two" overlaps fdff:1::\/126 of "one"/);
  });
});
