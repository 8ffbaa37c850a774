import { expect } from "chai";
import type { CrossCloudVpnArgs } from "../../../components";
import { refused } from "../../helpers/recordedMocks";
import { gcpSide, link, officeSide, sides, transitGatewaySide } from "./programs";
import { type Refusal, refuses } from "./refusals";

type Args = Partial<CrossCloudVpnArgs>;

const gcp = (side: object): Args => ({ aws: sides.aws, gcp: { ...gcpSide, ...side } });
const awsGcp: Args = { aws: sides.aws, gcp: gcpSide };
const gcpAzure: Args = { gcp: gcpSide, azure: sides.azure };
const office = (side: object): Args => ({ aws: sides.aws, onPremises: { ...officeSide(), ...side } });

const refusals: readonly Refusal[] = [
  ["no sides", {}, /sides: no sides given: a VPN joins exactly two of aws, gcp, azure, onPremises/],
  ["one side", { gcp: gcpSide }, /sides: only the side gcp given: a VPN joins exactly two/],
  [
    "four sides",
    { ...sides, gcp: gcpSide, onPremises: officeSide() },
    /sides: aws, gcp, azure, onPremises given: a VPN joins exactly two/,
  ],
  [
    "overlapping AWS and Google Cloud networks",
    gcp({ ipCidrRanges: ["10.16.0.0/16", "10.0.64.0/20"] }),
    /gcp\.ipCidrRanges\[1\]: "10\.0\.64\.0\/20" overlaps aws\.cidrBlocks\[0\] 10\.0\.0\.0\/16: .+other addresses/,
  ],
  [
    "an office that overlaps the VPC",
    office({ prefixes: ["10.0.0.0/8"] }),
    /onPremises\.prefixes\[0\]: "10\.0\.0\.0\/8" overlaps aws\.cidrBlocks\[0\] 10\.0\.0\.0\/16/,
  ],
  [
    "an Azure network that overlaps Google Cloud's",
    { gcp: gcpSide, azure: { ...sides.azure, addressPrefixes: ["10.16.4.0/24"] } },
    /azure\.addressPrefixes\[0\]: "10\.16\.4\.0\/24" overlaps gcp\.ipCidrRanges\[0\] 10\.16\.0\.0\/16/,
  ],
  ["no ranges in Google Cloud", gcp({ ipCidrRanges: [] }), /gcp\.ipCidrRanges: must be a plain array/],
  [
    "host bits in Google Cloud's ranges",
    gcp({ ipCidrRanges: ["10.16.0.1/16"] }),
    /gcp\.ipCidrRanges\[0\]: "10\.16\.0\.1\/16" has host bits.+10\.16\.0\.0\/16/,
  ],

  ["equal ASNs", gcp({ asn: 64512 }), /gcp\.asn: 64512 is the ASN of both ends; give each gateway its own/],
  [
    "equal ASNs of 32 bits",
    { aws: { ...sides.aws, asn: 4200000007 }, gcp: { ...gcpSide, asn: 4200000007 } },
    /gcp\.asn: 4200000007 is the ASN of both ends/,
  ],
  [
    "a public ASN on Google Cloud",
    gcp({ asn: 13335 }),
    /gcp\.asn: 13335 is not a private ASN; use 64512–65534 or 4200000000–4294967294/,
  ],
  ["the last ASN of 32 bits", gcp({ asn: 4294967295 }), /gcp\.asn: 4294967295 is .+; use 64512–65534/],
  ["an ASN that is none", gcp({ asn: 0 }), /gcp\.asn: 0 is not an ASN, a whole number from 1 to 4294967295/],
  [
    "an ASN of Google Cloud's that Azure reserves",
    { gcp: { ...gcpSide, asn: 65520 }, azure: sides.azure },
    /gcp\.asn: 65520 is reserved by Azure; use 64512–65514 or 65521–65534/,
  ],
  [
    "an office's ASN that Azure reserves",
    { azure: sides.azure, onPremises: { ...officeSide(), asn: 65518 } },
    /onPremises\.asn: 65518 is reserved by Azure/,
  ],
  [
    "an office's ASN that is Amazon's",
    office({ asn: 7224 }),
    /onPremises\.asn: 7224 is Amazon's own; use 64512–65534/,
  ],
  [
    "an office's ASN for documentation",
    office({ asn: 64500 }),
    /onPremises\.asn: 64500 is reserved by IANA for documentation/,
  ],
  [
    "an office's ASN of 32 bits for documentation",
    { gcp: gcpSide, onPremises: { ...officeSide(), asn: 65540 } },
    /onPremises\.asn: 65540 is reserved by IANA for documentation/,
  ],
  [
    "an Azure ASN equal to Google Cloud's default",
    { gcp: gcpSide, azure: { ...sides.azure, asn: 64514 } },
    /azure\.asn: 64514 is the ASN of both ends/,
  ],

  [
    "static routing on Google Cloud",
    { ...awsGcp, routing: "static" },
    /routing: "static" does not go with Google Cloud, whose HA VPN learns routes by BGP only: use "bgp"/,
  ],
  [
    "8 tunnels at a virtual private gateway",
    { ...awsGcp, tunnels: 8 },
    /tunnels: 8 .+a virtual private gateway sends into one tunnel only.+for more use a transit gateway.+: use 2 or 4/,
  ],
  [
    "an odd tunnel to AWS",
    { ...awsGcp, tunnels: 3 },
    /tunnels: 3 .+an AWS connection brings two tunnels.+: use 2 or 4/,
  ],
  [
    "32 tunnels at a transit gateway",
    { aws: transitGatewaySide, gcp: gcpSide, tunnels: 32 },
    /tunnels: 32 .+16 is the most here: use 2 or 4 or 8 or 16/,
  ],
  [
    "3 tunnels between Google Cloud and Azure",
    { ...gcpAzure, tunnels: 3 },
    /tunnels: 3 .+take 2 for every HA VPN gateway.+: use 1 or 2 or 4 or 8/,
  ],
  [
    "16 tunnels to Azure",
    { aws: transitGatewaySide, azure: sides.azure, tunnels: 16 },
    /tunnels: 16 .+8 is the most here.+: use 4 or 8/,
  ],
  [
    "4 tunnels from Google Cloud to one address",
    { gcp: gcpSide, onPremises: officeSide(1), tunnels: 4 },
    /tunnels: 4 .+give it a second one for more: use 1 or 2/,
  ],
  [
    "2 tunnels from Azure to one address",
    { azure: sides.azure, onPremises: officeSide(1), tunnels: 2 },
    /tunnels: 2 .+as many tunnels as onPremises\.publicAddresses: use 1/,
  ],
  ["no tunnels", { ...awsGcp, tunnels: 0 }, /tunnels: 0 does not go with routing "bgp" here: .+: use 2 or 4/],
];

describe("CrossCloudVpn refuses two sides, before any child exists:", () => {
  refuses(refusals);

  it("every name that a cloud of the pair does not take", async () => {
    const longest = 63 - 8 - "-external-vpn-gateway-0".length;
    const tooLong = await refused(() => link(awsGcp, "x".repeat(longest + 1)));
    expect(tooLong.message).to.match(/name: ".+" has \d+ characters, Google Cloud takes 55: shorten it by 1/);
    const upper = await refused(() => link(awsGcp, "Shop"));
    expect(upper.message).to.match(/name: "Shop-.+" is no Google Cloud resource name: use lowercase letters/);
    expect([...tooLong.children, ...upper.children]).to.deep.equal([]);
  });
});
