import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { CrossCloudVpn, type CrossCloudVpnArgs } from "../../../components";
import { refused } from "../../helpers/recordedMocks";
import { bgp, sides, staticRoutes } from "./programs";

const aws = (side: object): Partial<CrossCloudVpnArgs> => ({ aws: { ...sides.aws, ...side } });
const azure = (side: object): Partial<CrossCloudVpnArgs> => ({ azure: { ...sides.azure, ...side } });

/** What is wrong, how, and what the user must read: the argument's path, the value and the fix. */
const bgpRefusals: readonly [string, Partial<CrossCloudVpnArgs>, RegExp][] = [
  [
    "host bits",
    aws({ cidrBlocks: ["10.0.0.1/16"] }),
    /aws\.cidrBlocks\[0\]: "10\.0\.0\.1\/16" has host bits.+10\.0\.0\.0\/16/,
  ],
  ["no CIDR", azure({ addressPrefixes: ["ten"] }), /azure\.addressPrefixes\[0\]: "ten" is not an IP address/],
  ["IPv6", aws({ cidrBlocks: ["fd00::/48"] }), /aws\.cidrBlocks\[0\]: "fd00::\/48" is IPv6: give an IPv4/],
  ["no ranges", aws({ cidrBlocks: [] }), /aws\.cidrBlocks: must be a plain array of at least one/],
  [
    "a range twice",
    aws({ cidrBlocks: ["10.0.0.0/16", "10.0.0.0/16"] }),
    /aws\.cidrBlocks\[1\]: .+twice, also as aws\.cidrBlocks\[0\]/,
  ],
  [
    "overlapping sides",
    azure({ addressPrefixes: ["10.32.0.0/16", "10.0.128.0/17"] }),
    /azure\.addressPrefixes\[1\]: "10\.0\.128\.0\/17" overlaps aws\.cidrBlocks\[0\] 10\.0\.0\.0\/16/,
  ],
  ["no route tables", aws({ routeTableIds: {} }), /aws\.routeTableIds: is empty.+at least one/],
  [
    "one route table id",
    aws({ routeTableIds: "rtb-1" }),
    /aws\.routeTableIds: must be a plain object of ids by key/,
  ],
  [
    "route tables without keys",
    aws({ routeTableIds: ["rtb-1"] }),
    /aws\.routeTableIds: must be a plain object of ids by key/,
  ],
  [
    "route tables as one output",
    aws({ routeTableIds: pulumi.output({ main: "rtb-1" }) }),
    /aws\.routeTableIds: must be a plain object of ids by key/,
  ],
  ["Azure's own ASN", azure({ asn: 65515 }), /azure\.asn: 65515 is Azure's own default; use 64512–65514/],
  ["an AWS ASN that Azure refuses as a peer", aws({ asn: 65515 }), /aws\.asn: 65515 is Azure's own default/],
  ["an AWS ASN out of range", aws({ asn: 100 }), /aws\.asn: 100 is not a private ASN/],
  ["Amazon's ASN on Azure", azure({ asn: 7224 }), /azure\.asn: 7224 is Amazon's own/],
  [
    "equal ASNs",
    { ...aws({ asn: 64600 }), ...azure({ asn: 64600 }) },
    /azure\.asn: 64600 is the ASN of both ends/,
  ],
  ["an Azure ASN equal to AWS's default", azure({ asn: 64512 }), /azure\.asn: 64512 is the ASN of both ends/],
  [
    "a retired SKU",
    azure({ sku: "VpnGw2" }),
    /azure\.sku: "VpnGw2" can no longer be created here: use VpnGw2AZ/,
  ],
  ["the Basic SKU", azure({ sku: "Basic" }), /azure\.sku: "Basic".+use VpnGw1AZ/],
  ["a legacy SKU", azure({ sku: "HighPerformance" }), /azure\.sku: "HighPerformance".+use VpnGw2AZ/],
  [
    "an unknown SKU",
    azure({ sku: "ErGw1AZ" }),
    /azure\.sku: "ErGw1AZ" is no VPN gateway SKU: use one of VpnGw1AZ/,
  ],
  ["an unknown zone", azure({ zones: ["1", "4"] }), /azure\.zones\[1\]: "4" is no zone/],
  ["a zone twice", azure({ zones: ["1", "1"] }), /azure\.zones\[1\]: "1" is no zone or given twice/],
  ["two zones", azure({ zones: ["1", "2"] }), /azure\.zones: 1 and 2 are two: .+one zone or in all three/],
  [
    "a gateway name that Azure does not take",
    azure({ gatewayName: "shop gateway" }),
    /azure\.gatewayName: "shop gateway" is no Azure resource name/,
  ],
  [
    "another subnet",
    azure({ gatewaySubnetId: sides.azure.gatewaySubnetId.replace("GatewaySubnet", "default") }),
    /azure\.gatewaySubnetId: .+GatewaySubnet/,
  ],
  [
    "static routes with BGP",
    azure({ staticRoutes: ["10.32.0.0/17"] }),
    /azure\.staticRoutes: has no effect with routing "bgp"/,
  ],
  ["two tunnels with BGP", { tunnels: 2 }, /tunnels: 2 does not go with routing "bgp".+use 4/],
  [
    "an unknown profile",
    { cipherProfile: "weak" as never },
    /cipherProfile: "weak" is unknown: use one of strong, compatible/,
  ],
  ["an unknown routing", { routing: "ospf" as never }, /routing: "ospf" is unknown: use "static" or "bgp"/],
  [
    "a missing side",
    { azure: undefined },
    /sides: only the side aws given: a VPN joins exactly two of aws, gcp, azure, onPremises/,
  ],
  [
    "three sides",
    { gcp: { networkId: "network-1", ipCidrRanges: ["10.16.0.0/16"] } },
    /sides: aws, gcp, azure given: a VPN joins exactly two/,
  ],
  [
    "an argument that there is not",
    { oracle: {} } as never,
    /oracle: is not an argument here: use one of aws, gcp/,
  ],
  [
    "an inside CIDR AWS reserves",
    { insideCidrs: ["169.254.0.0/30", "169.254.22.0/30", "169.254.21.4/30", "169.254.22.4/30"] },
    /insideCidrs\[0\]: 169\.254\.0\.0\/30 lies outside the custom BGP addresses of Azure/,
  ],
  [
    "too large an inside CIDR",
    { insideCidrs: ["169.254.21.0/29", "169.254.22.0/30", "169.254.21.8/30", "169.254.22.4/30"] },
    /insideCidrs\[0\]: 169\.254\.21\.0\/29 is not an IPv4 \/30/,
  ],
  [
    "an inside CIDR twice",
    { insideCidrs: ["169.254.21.0/30", "169.254.21.0/30", "169.254.21.4/30", "169.254.22.4/30"] },
    /insideCidrs\[1\]: 169\.254\.21\.0\/30 overlaps/,
  ],
  ["too few inside CIDRs", { insideCidrs: ["169.254.21.0/30"] }, /insideCidrs: 1 given for 4 tunnels/],
];

const staticRefusals: readonly [string, Partial<CrossCloudVpnArgs>, RegExp][] = [
  [
    "four tunnels",
    { tunnels: 4 },
    /tunnels: 4 does not go with routing "static" here: .+Azure wants BGP.+use 2/,
  ],
  [
    "static routes outside the VNet",
    azure({ staticRoutes: ["10.33.0.0/24"] }),
    /azure\.staticRoutes\[0\]: "10\.33\.0\.0\/24" lies outside addressPrefixes 10\.32\.0\.0\/16/,
  ],
];

describe("CrossCloudVpn refuses, before any child exists,", () => {
  for (const [routing, program, refusals] of [
    ["bgp", bgp, bgpRefusals],
    ["static", staticRoutes, staticRefusals],
  ] as const) {
    for (const [what, args, expected] of refusals) {
      it(`${what} (${routing})`, async () => {
        const { message, children } = await refused(() => program(args));
        expect(message).to.match(expected);
        expect(message.match(/^ {2}- /gm), message).to.have.length(1);
        expect(children).to.deep.equal([]);
      });
    }
  }

  it("all that is wrong at once", async () => {
    const { message, children } = await refused(() =>
      bgp({
        tunnels: 2,
        ...aws({ cidrBlocks: ["10.0.0.1/16"], routeTableIds: {} }),
        ...azure({ asn: 65515, sku: "Basic" }),
      }),
    );
    for (const path of ["tunnels", "aws.cidrBlocks[0]", "aws.routeTableIds", "azure.asn", "azure.sku"]) {
      expect(message).to.include(`  - ${path}: `);
    }
    expect(children).to.deep.equal([]);
  });

  it("a name too long or of other characters than Azure takes", async () => {
    const longest = 80 - 8 - "-local-network-gateway-0-1".length;
    const create = (name: string) => new CrossCloudVpn(name, { ...sides, routing: "bgp" });
    const long = await refused(() => create("x".repeat(longest + 1)));
    expect(long.message).to.match(/name: .+shorten it by 1/);
    const odd = await refused(() => create("shop vpn"));
    expect(odd.message).to.match(/name: "shop vpn-local.+" is no Azure resource name/);
  });
});
