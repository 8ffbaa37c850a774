import { expect } from "chai";
import { TransitHub, type TransitHubArgs } from "../../../components";
import { refused } from "../../helpers/recordedMocks";

type Spoke = TransitHubArgs["spokes"][string];

const vpc = (vpcId: string, cidrBlock: string, translated?: string): Spoke => ({
  hub: "aws",
  segment: "prod",
  aws: {
    vpcId,
    cidrBlocks: [cidrBlock],
    attachmentSubnetIds: [`${vpcId}-subnet`],
    routeTableIds: { main: `${vpcId}-table` },
    ...(translated !== undefined && { translation: { cidrBlock: translated } }),
  },
});
const network = (networkId: string, range: string, translated?: string): Spoke => ({
  hub: "gcp",
  segment: "prod",
  gcp: {
    networkId,
    ipCidrRanges: [range],
    ...(translated !== undefined && { translation: { ipCidrRange: translated } }),
  },
});
const vnet = (name: string, addressPrefix: string, more: object = {}): Spoke => ({
  hub: "azure",
  segment: "prod",
  azure: {
    resourceGroupName: "group",
    virtualNetworkName: name,
    virtualNetworkId: name,
    addressPrefixes: [addressPrefix],
    ...more,
  },
});

const withSpokes = (spokes: TransitHubArgs["spokes"], summaryRanges = ["10.0.0.0/8", "100.64.0.0/10"]) => ({
  segments: { prod: { number: 0 } },
  hubs: {
    aws: { number: 0, aws: {} },
    azure: { number: 1, azure: { addressSpace: "10.250.0.0/20" } },
    gcp: { number: 2, gcp: { region: "europe-west3" } },
  },
  spokes: { office: vnet("office", "10.32.0.0/16"), ...spokes },
  summaryRanges,
});

const alone = (range: string, translated: string) => withSpokes({ one: vpc("one", range, translated) });

const faults: readonly (readonly [string, TransitHubArgs, RegExp])[] = [
  [
    "two VPCs with the same range, which could be translated",
    withSpokes({ one: vpc("one", "10.0.0.0/16"), two: vpc("two", "10.0.0.0/16") }),
    /spokes\.two\.aws\.cidrBlocks\[0\]: "10\.0\.0\.0\/16" overlaps .+ such as 10\.1\.0\.0\/16, or give it a translation \(spokes\.two\.aws\.translation\)/,
  ],
  [
    "a network in Google Cloud with the range of another, which could be translated",
    withSpokes({ one: vnet("one", "10.0.0.0/16"), two: network("two", "10.0.8.0/24") }),
    /spokes\.two\.gcp\.ipCidrRanges\[0\]: .+, or give it a translation \(spokes\.two\.gcp\.translation\)/,
  ],
  [
    "a VNet with the range of a VPC, which could be translated",
    withSpokes({ one: vpc("one", "10.0.0.0/16"), two: vnet("two", "10.0.8.0/24") }),
    /spokes\.two\.azure\.addressPrefixes\[0\]: .+ such as 10\.1\.0\.0\/24, or give the other one spokes\.one\.aws\.translation; it can't be translated: .+APIPA/,
  ],
  [
    "two VNets with the same range, with the reason and what is free",
    withSpokes({ one: vnet("one", "10.0.0.0/16"), two: vnet("two", "10.0.0.0/16") }),
    /spokes\.two\.azure\.addressPrefixes\[0\]: .+ such as 10\.1\.0\.0\/16; it can't be translated: .+APIPA.+VNets of one hub/,
  ],
  [
    "a translation in Azure",
    withSpokes({ one: vnet("one", "10.0.0.0/16", { translation: { addressPrefix: "100.64.0.0/28" } }) }),
    /spokes\.one\.azure\.translation: it can't be translated: .+APIPA/,
  ],
  [
    "two networks translated to the same range, with what is free",
    withSpokes({
      one: vpc("one", "10.0.0.0/16", "100.64.0.0/28"),
      two: network("two", "10.0.0.0/16", "100.64.0.0/28"),
    }),
    /spokes\.two\.gcp\.translation\.ipCidrRange: "100\.64\.0\.0\/28" overlaps spokes\.one\.aws\.translation\.cidrBlock .+ such as 100\.64\.0\.16\/28$/m,
  ],
  [
    "a network translated to another's range",
    withSpokes({ one: vpc("one", "10.0.0.0/16", "10.32.1.0/28") }),
    /spokes\.one\.aws\.translation\.cidrBlock: "10\.32\.1\.0\/28" overlaps spokes\.office\.azure/,
  ],
  [
    "a range that nobody would answer to",
    withSpokes({ one: vpc("one", "10.0.0.0/16", "100.64.0.0/28") }, ["10.0.0.0/8"]),
    /spokes\.one\.aws\.translation\.cidrBlock: "100\.64\.0\.0\/28" is in none of summaryRanges, 10\.0\.0\.0\/8: .+ such as 100\.64\.0\.0\/10, which is not in the default/,
  ],
  [
    "a VPC translated to its own range",
    alone("10.0.0.0/16", "10.0.1.0/28"),
    /translation\.cidrBlock: "10\.0\.1\.0\/28" overlaps the VPC's own 10\.0\.0\.0\/16/,
  ],
  [
    "a network in Google Cloud translated to its own range",
    withSpokes({ one: network("one", "10.0.0.0/16", "10.0.1.0/28") }),
    /translation\.ipCidrRange: "10\.0\.1\.0\/28" overlaps the network's own 10\.0\.0\.0\/16/,
  ],
  [
    "a range that AWS does not add to one of its kind",
    alone("10.1.0.0/16", "10.0.1.0/28"),
    /translation\.cidrBlock: "10\.0\.1\.0\/28" is none that AWS adds to a VPC of 10\.1\.0\.0\/16 .+: use one of 100\.64\.0\.0\/10/,
  ],
  [
    "a range of another kind than the VPC's",
    withSpokes({ one: vpc("one", "10.1.0.0/16", "172.16.0.0/28") }, ["10.0.0.0/8", "172.16.0.0/12"]),
    /translation\.cidrBlock: "172\.16\.0\.0\/28" is none that AWS adds/,
  ],
  [
    "a range too small for a VPC",
    alone("10.1.0.0/16", "100.64.0.0/29"),
    /translation\.cidrBlock: "100\.64\.0\.0\/29" is no size of a subnet: use \/16 to \/28/,
  ],
  [
    "a range too small for a subnet in Google Cloud",
    withSpokes({ one: network("one", "10.0.0.0/16", "100.64.0.0/30") }),
    /translation\.ipCidrRange: "100\.64\.0\.0\/30" is too small for a subnet: use \/29/,
  ],
  [
    "a range with host bits",
    alone("10.1.0.0/16", "100.64.0.1/28"),
    /translation\.cidrBlock: "100\.64\.0\.1\/28" has host bits set/,
  ],
  [
    "a misspelt argument",
    withSpokes({
      one: {
        ...vpc("one", "10.0.0.0/16"),
        aws: { ...vpc("one", "10.0.0.0/16").aws!, translation: { cidr: "100.64.0.0/28" } as never },
      },
    }),
    /spokes\.one\.aws\.translation\.cidr: is not an argument here: use one of cidrBlock, availabilityZone/,
  ],
];

describe("TransitHub refuses", () => {
  for (const [what, args, message] of faults) {
    it(what, async () => {
      const problem = await refused(() => new TransitHub("corp", args));
      expect(problem.message).to.match(message);
      expect(problem.children).to.deep.equal([]);
    });
  }
});
