import { expect } from "chai";
import type { CipherProposal, CrossCloudVpnArgs } from "../../../components";
import { refused } from "../../helpers/recordedMocks";
import { gcpSide, link, officeSide, sides, transitGatewaySide } from "./programs";
import { type Refusal, refuses } from "./refusals";

type Args = Partial<CrossCloudVpnArgs>;

const awsAzure: Args = sides;
const awsGcp: Args = { aws: sides.aws, gcp: gcpSide };
const gcpAzure: Args = { gcp: gcpSide, azure: sides.azure };
const gcpOffice: Args = { gcp: gcpSide, onPremises: officeSide() };
const proposal = (change: object): CipherProposal => ({
  encryption: "aes256-gcm",
  integrity: "sha384",
  dhGroup: 20,
  ...change,
});

const refusals: readonly Refusal[] = [
  [
    "a preference between AWS and Azure",
    { ...awsAzure, priority: "active-passive" },
    /priority: "active-passive" takes a side that can rank routes, Google Cloud or the on-premises router: .+: leave it out/,
  ],
  [
    "an unknown preference",
    { ...awsGcp, priority: "passive-active" as never },
    /priority: "passive-active" is unknown: use "active-active" or "active-passive"/,
  ],

  [
    "MD5 towards AWS",
    { ...awsGcp, bgpMd5: true },
    /bgpMd5: true is refused: the VPN gateways of AWS have no/,
  ],
  ["MD5 towards Azure", { ...gcpAzure, bgpMd5: true }, /bgpMd5: true is refused: the VPN gateways of Azure/],
  [
    "MD5 between AWS and Azure",
    { ...awsAzure, bgpMd5: true },
    /bgpMd5: true is refused: the VPN gateways of AWS and Azure have no BGP authentication/,
  ],

  [
    "a tag whose key is none of a label",
    { ...awsGcp, tags: { Team: "network" } },
    /tags\.Team: "Team" is no key of a Google Cloud label: use lowercase letters, .+, and start with a letter/,
  ],
  [
    "a tag whose value is none of a label",
    { ...awsGcp, tags: { team: "Network" } },
    /tags\.team: "Network" is no value of a Google Cloud label: use lowercase letters/,
  ],
  [
    "more tags than labels",
    { ...awsGcp, tags: Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`tag${index}`, ""])) },
    /tags: are 65: a Google Cloud resource takes 64 labels at most/,
  ],

  ["a negative rotation", { ...awsGcp, keyRotation: -1 }, /keyRotation: -1 is no count: use a whole number/],
  ["half a rotation", { ...awsGcp, keyRotation: 0.5 }, /keyRotation: 0\.5 is no count: use a whole number/],

  [
    "a proposal with an unknown cipher",
    { ...awsGcp, cipherProfile: proposal({ encryption: "3des" }) },
    /cipherProfile\.encryption: "3des" is refused: use one of aes256-gcm, aes128-gcm, aes256-cbc, aes128-cbc/,
  ],
  [
    "a proposal with a broken hash",
    { ...awsGcp, cipherProfile: proposal({ integrity: "sha1" }) },
    /cipherProfile\.integrity: "sha1" is refused: use one of sha256, sha384, sha512/,
  ],
  [
    "a proposal with a small group",
    { ...awsGcp, cipherProfile: proposal({ dhGroup: 2 }) },
    /cipherProfile\.dhGroup: 2 is refused: use one of 14, 15, 16, 19, 20, 21/,
  ],
  [
    "a group that Azure lacks",
    { ...awsAzure, cipherProfile: proposal({ dhGroup: 16 }) },
    /cipherProfile\.dhGroup: 16 is not what Azure takes with aes256-gcm: use 14, 19, 20 \(https:/,
  ],
  [
    "a hash that Azure lacks",
    { ...gcpAzure, cipherProfile: proposal({ integrity: "sha512" }) },
    /cipherProfile\.integrity: sha512 is not what Azure takes with aes256-gcm: use sha256, sha384/,
  ],
  [
    "a hash of IPsec that Google Cloud lacks",
    { ...awsGcp, cipherProfile: proposal({ encryption: "aes256-cbc", integrity: "sha384" }) },
    /cipherProfile\.integrity: sha384 is not what Google Cloud takes with aes256-cbc: use sha256, sha512/,
  ],

  [
    "a fractional slot",
    { ...awsGcp, insideCidrSlot: 0.5 },
    /insideCidrSlot: 0\.5 is not a slot: use a whole number from 0/,
  ],
  ["a negative slot", { ...awsGcp, insideCidrSlot: -1 }, /insideCidrSlot: -1 is not a slot/],
  [
    "a slot beyond Azure's range",
    { ...awsAzure, insideCidrSlot: 32 },
    /insideCidrSlot: 32 does not fit: 32 slots are free for aws-azure, numbered from 0/,
  ],
  [
    "a used network that is none",
    { ...awsGcp, usedInsideCidrs: ["169.254.0.64/30", "all"] },
    /usedInsideCidrs\[1\]: "all" is not an IP address/,
  ],
  [
    "an inside CIDR that something else has taken",
    {
      ...awsGcp,
      tunnels: 2,
      insideCidrs: ["169.254.6.0/30", "169.254.6.4/30"],
      usedInsideCidrs: ["169.254.6.4/30"],
    },
    /insideCidrs\[1\]: 169\.254\.6\.4\/30 overlaps 169\.254\.6\.4\/30 of usedInsideCidrs\[0\]: use one that is free/,
  ],
  [
    "an inside CIDR that AWS reserves",
    { ...awsGcp, tunnels: 2, insideCidrs: ["169.254.6.0/30", "169.254.5.0/30"] },
    /insideCidrs\[1\]: 169\.254\.5\.0\/30 is reserved by AWS: use another/,
  ],
  [
    "an inside CIDR in Azure's range where Azure is not",
    { ...awsGcp, tunnels: 2, insideCidrs: ["169.254.6.0/30", "169.254.21.0/30"] },
    /insideCidrs\[1\]: 169\.254\.21\.0\/30 .+: use another in 169\.254\.0\.0\/16/,
  ],
  [
    "an inside CIDR that is not link-local",
    { ...gcpOffice, insideCidrs: ["169.254.6.0/30", "10.99.0.0/30"] },
    /insideCidrs\[1\]: 10\.99\.0\.0\/30 lies outside 169\.254\.0\.0\/16: use another/,
  ],
  [
    "an inside CIDR with the metadata server's address",
    { ...gcpOffice, insideCidrs: ["169.254.6.0/30", "169.254.169.252/30"] },
    /insideCidrs\[1\]: 169\.254\.169\.252\/30 .+metadata.+: use another/,
  ],
  [
    "a misspelt argument",
    { ...awsGcp, tunnel: 4 } as never,
    /tunnel: is not an argument here: use one of aws, gcp, azure, onPremises, routing, tunnels/,
  ],
];

describe("CrossCloudVpn refuses an option, before any child exists:", () => {
  refuses(refusals);

  it("MD5 and a preference where static routes are", async () => {
    const args: Args = { aws: sides.aws, onPremises: officeSide(), routing: "static", bgpMd5: true };
    expect((await refused(() => link(args))).message).to.match(/bgpMd5: true is refused: .+AWS/);
  });
});

describe("CrossCloudVpn refuses inside CIDRs that another link of the program has", () => {
  const twice: readonly [string, Args, Args, Args][] = [
    [
      "in one VPC network",
      awsGcp,
      { ...awsGcp, aws: { ...sides.aws, vpcId: "vpc-2" } },
      { insideCidrSlot: 1 },
    ],
    [
      "at one virtual private gateway",
      { aws: { ...sides.aws, vpnGatewayId: "vgw-1" }, onPremises: officeSide() },
      { aws: { ...sides.aws, vpnGatewayId: "vgw-1" }, gcp: gcpSide },
      { insideCidrSlot: 7 },
    ],
    [
      "at one transit gateway",
      { aws: { ...transitGatewaySide, transitGateway: { id: "tgw-1" } }, gcp: gcpSide },
      {
        aws: { ...transitGatewaySide, vpcId: "vpc-2", transitGateway: { id: "tgw-1" } },
        gcp: { ...gcpSide, networkId: "network-2" },
      },
      {
        tunnels: 2,
        insideCidrs: ["169.254.6.0/30", "169.254.6.4/30"],
      },
    ],
    [
      "on one router",
      gcpOffice,
      { ...gcpOffice, gcp: { ...gcpSide, networkId: "network-2" } },
      { insideCidrSlot: 1 },
    ],
  ];
  for (const [where, one, other, wayOut] of twice) {
    it(`${where}: names both and the ways out, which work`, async () => {
      const { message, children } = await refused(() => {
        link(one, "shop");
        link(other, "data");
      });
      expect(message).to.match(
        /^ {2}- insideCidrs: 169\.254\.0\.64\/30 of "data" overlaps 169\.254\.0\.64\/30 of "shop" at the same gateway or network: give one of them another insideCidrSlot, or insideCidrs of its own$/m,
      );
      expect(children.filter((name) => name.startsWith("data"))).to.deep.equal([]);

      let error: unknown;
      const both = await refused(() => {
        link(one, "shop");
        link({ ...other, ...wayOut }, "data");
        // What is looked for is that nothing was refused before this.
        link({}, "end");
      }).catch((thrown: unknown) => (error = thrown));
      expect(error).to.equal(undefined);
      expect(both)
        .to.have.property("message")
        .that.matches(/sides: no sides/);
    });
  }

  it("but not those of another program in the same process", async () => {
    for (const name of ["shop", "data"]) {
      const { message } = await refused(() => {
        link(awsGcp, name);
        link({}, "end");
      });
      expect(message).to.match(/sides: no sides/);
    }
  });

  it("but not those of links that share nothing", async () => {
    const { message } = await refused(() => {
      link(awsGcp, "shop");
      link({ aws: { ...sides.aws, vpcId: "vpc-2" }, gcp: { ...gcpSide, networkId: "network-2" } }, "data");
      link({}, "end");
    });
    expect(message).to.match(/sides: no sides/);
  });
});
