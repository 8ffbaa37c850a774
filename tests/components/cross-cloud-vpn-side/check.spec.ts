import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { CrossCloudVpnSide, type CrossCloudVpnSideArgs, type VpnOffer } from "../../../components";
import { refused } from "../../helpers/recordedMocks";
import { type Common, facts, sides, Stack } from "./stacks";

type Args = Readonly<Record<string, unknown>>;

const refusal = (args: Args, name = "shop") =>
  refused(() => new CrossCloudVpnSide(name, args as unknown as CrossCloudVpnSideArgs));

/** The stack of Google Cloud's side, with something about it wrong. */
const gcp = (args: Args): Args => ({ ...sides.gcp, peer: facts.aws, routing: "bgp", ...args });

const refusals: readonly [string, Args, RegExp][] = [
  ["no side", gcp({ gcp: undefined }), /side: none given: this stack's own side is exactly one of aws, gcp/],
  ["both sides", gcp(sides.aws), /side: aws, gcp given: this stack's own side is exactly one of aws, gcp/],
  ["no peer", gcp({ peer: undefined }), /peer: is missing: tell what is known of the other side, such as/],
  [
    "a peer without a side",
    gcp({ peer: { offer: undefined } }),
    /peer: none given: the other side is exactly one/,
  ],
  [
    "a peer with two sides",
    gcp({ peer: { ...facts.aws, ...facts.azure } }),
    /peer: aws, azure given: the other side is exactly one/,
  ],
  ["a peer in the same cloud", gcp({ peer: facts.gcp }), /peer\.gcp: both sides are in Google Cloud: join/],
  [
    "an unknown fact of the peer",
    gcp({ peer: { aws: { ...facts.aws.aws, vpcId: "vpc-1" } } }),
    /peer\.aws\.vpcId: is not an argument here: use one of cidrBlocks, asn, transitGateway/,
  ],
  ["something else of the peer", gcp({ peer: { ...facts.aws, offers: {} } }), /peer\.offers: is not an arg/],
  ["an unknown argument", gcp({ storeKeys: {} }), /storeKeys: is not an argument here/],
  [
    "a key storage without a vault",
    gcp({ keyStorage: { azure: { resourceGroupName: "security" } } }),
    /keyStorage\.azure\.vaultName: is missing/,
  ],
  ["half a part of monitoring", gcp({ monitoring: { alarms: "yes" } }), /monitoring\.alarms: must be plain/],
  ["an unknown routing", gcp({ routing: "ospf" }), /routing: "ospf" is unknown/],
  [
    "a peer's range with host bits",
    gcp({ peer: { aws: { cidrBlocks: ["10.0.0.1/16"] } } }),
    /peer\.aws\.cidrBlocks\[0\]: "10\.0\.0\.1\/16" has host bits/,
  ],
  [
    "overlapping ranges",
    gcp({ peer: { aws: { cidrBlocks: ["10.16.128.0/17"] } } }),
    /gcp\.ipCidrRanges\[0\]: "10\.16\.0\.0\/16" overlaps peer\.aws\.cidrBlocks\[0\] 10\.16\.128\.0\/17/,
  ],
  [
    "equal ASNs",
    gcp({ peer: { aws: { ...facts.aws.aws, asn: 65002 } } }),
    /gcp\.asn: 65002 is the ASN of both ends/,
  ],
  [
    "an ASN that the peer cannot have",
    gcp({ peer: { aws: { ...facts.aws.aws, asn: 7224 } } }),
    /peer\.aws\.asn: 7224 is/,
  ],
  ["more tunnels than the peer can", gcp({ tunnels: 8 }), /tunnels: 8 does not go with.+transit gateway/],
  [
    "keys of one's own on the side that gets them",
    gcp({ presharedKeys: {}, keyRotation: 0 }),
    /presharedKeys: belongs to the side of AWS[^]+keyRotation: belongs to the side of AWS/,
  ],
  [
    "a key with a hyphen",
    { ...sides.aws, peer: facts.gcp, routing: "bgp", tunnels: 2, presharedKeys: { "0-1": "not-good-key" } },
    /presharedKeys: has none for tunnel 0-2[^]+presharedKeys\["0-1"\]: has a hyphen/,
  ],
  ["a tag that is no label", gcp({ tags: { Team: "network" } }), /tags/],
  ["half a revision", gcp({ revision: 0.5 }), /revision: 0\.5 is no revision: use a whole number from 0/],
  [
    "a peer's router with a private address",
    gcp({ peer: { onPremises: { ...facts.onPremises.onPremises, publicAddresses: ["10.1.1.1"] } } }),
    /peer\.onPremises\.publicAddresses\[0\]: "10\.1\.1\.1" is private/,
  ],
  [
    "static routes outside the peer's network",
    {
      ...sides.aws,
      peer: { azure: { ...facts.azure.azure, staticRoutes: ["10.48.0.0/16"] } },
      routing: "static",
    },
    /peer\.azure\.staticRoutes\[0\]: "10\.48\.0\.0\/16" lies outside addressPrefixes/,
  ],
  [
    "an offer that is an output",
    gcp({ peer: { ...facts.aws, offer: output({}) } }),
    /peer\.offer: is not plain: .+getOutputDetails/,
  ],
  [
    "an offer that is not waited for",
    gcp({ peer: { ...facts.aws, offer: Promise.resolve() } }),
    /peer\.offer: is not plain/,
  ],
  [
    "an offer still wrapped in its details",
    gcp({ peer: { ...facts.aws, offer: { secretValue: {} } } }),
    /peer\.offer: is no offer of a CrossCloudVpnSide: give .+secretValue/,
  ],
];

describe("CrossCloudVpnSide refuses before any resource", () => {
  for (const [what, args, message] of refusals) {
    it(what, async () => {
      const { message: text, children } = await refusal(args);
      expect(text).to.match(message);
      expect(children).to.deep.equal([]);
    });
  }

  it("a name that Google Cloud does not take", async () => {
    expect((await refusal(gcp({}), "Shop")).message).to.match(/name: "Shop-external-vpn-gateway-0"/);
  });

  it("an output that is no offer, without telling what it is", async () => {
    const offer = { link: "shop", from: "aws", revision: 0, agreement: {}, tunnels: "the-key" };
    expect((await refusal(gcp({ peer: { ...facts.aws, offer } }))).message).to.not.include("the-key");
  });
});

describe("CrossCloudVpnSide refuses an offer", () => {
  let offer: VpnOffer;
  before(async () => {
    offer = (await new Stack("aws", "gcp").up((await new Stack("gcp", "aws").up()).offer)).offer;
  });

  const against = async (args: Args, name?: string) =>
    refusal({ ...sides.gcp, routing: "bgp", peer: { ...facts.aws, offer }, ...args }, name);

  const disagreements: readonly [string, Args, string][] = [
    ["tunnels", { tunnels: 2 }, "tunnels: 2 here, 4 in the peer's offer"],
    [
      "cipherProfile",
      { cipherProfile: "compatible" },
      "cipherProfile: aes256-cbc, sha256, group 14 here, aes256-gcm, sha384, group 20 in the peer's offer",
    ],
    ["inside CIDRs", { insideCidrSlot: 1 }, "insideCidrs: 169.254.0.128/30, "],
    [
      "priority",
      { priority: "active-passive" },
      "priority: active-passive here, active-active in the peer's",
    ],
    [
      "the own ASN",
      { gcp: { ...sides.gcp.gcp, asn: 65003 } },
      "gcp.asn: 65003 here, 65002 in the peer's offer",
    ],
    [
      "the own ranges",
      { gcp: { ...sides.gcp.gcp, ipCidrRanges: ["10.16.0.0/16", "10.17.0.0/16"] } },
      "gcp.ipCidrRanges: 10.16.0.0/16, 10.17.0.0/16 here, 10.16.0.0/16 in the peer's offer: say the same in both",
    ],
  ];
  for (const [what, args, text] of disagreements) {
    it(`that disagrees about ${what}, with both values`, async () => {
      const { message, children } = await against(args);
      expect(message).to.include(text);
      expect(children).to.deep.equal([]);
    });
  }

  it("that disagrees about the peer, with all that differs at once", async () => {
    const { message } = await against({
      peer: { aws: { cidrBlocks: ["10.1.0.0/16"], asn: 64513 }, offer },
      tunnels: 2,
    });
    expect(message).to.include("peer.aws.cidrBlocks: 10.1.0.0/16 here, 10.0.0.0/16 in the peer's offer");
    expect(message).to.include("peer.aws.asn: 64513 here, 64512 in the peer's offer");
    expect(message).to.include("\n  - tunnels: 2 here, 4 in the peer's offer");
  });

  it("never telling a key", async () => {
    const { message } = await against({ tunnels: 2 });
    expect(Object.values(offer.tunnels).map(({ presharedKey }) => presharedKey)).to.include("key-of-0-1");
    expect(message).to.not.include("key-of-");
  });

  it("of another link", async () => {
    expect((await against({}, "billing")).message).to.match(
      /peer\.offer: belongs to the link "shop", this is "billing"/,
    );
  });

  it("of its own", async () => {
    const own = (await new Stack("gcp", "aws").up()).offer;
    expect((await against({ peer: { ...facts.aws, offer: own } })).message).to.match(
      /peer\.offer: is this side's own: give that of AWS/,
    );
  });

  it("of a third cloud", async () => {
    const azure = (await new Stack("azure", "gcp").up()).offer;
    expect((await against({ peer: { ...facts.aws, offer: azure } })).message).to.match(
      /peer\.offer: is that of Azure: give that of AWS/,
    );
  });

  it("of the same name to a third cloud", async () => {
    const toAzure = (await new Stack("aws", "azure").up()).offer;
    expect((await against({ peer: { ...facts.aws, offer: toAzure } })).message).to.match(
      /peer\.offer: joins AWS to something else than Google Cloud/,
    );
  });

  it("no more when ranges are told in another order", async () => {
    const ranges: Common = { gcp: { ...sides.gcp.gcp, ipCidrRanges: ["10.17.0.0/16", "10.16.0.0/16"] } };
    const told = { gcp: { ...facts.gcp.gcp, ipCidrRanges: ["10.16.0.0/16", "10.17.0.0/16"] } };
    const { offer: addresses } = await new Stack("gcp", "aws", ranges).up();
    const aws = await new Stack("aws", "gcp", { peer: { ...told, offer: addresses } }).up();
    expect(aws.result.state).to.equal("complete");
  });
});
