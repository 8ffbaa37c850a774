import type { TransitHubArgs } from "../../../components";
import { expectAccepted, expectRefused, network, sound, vnet, vpc } from "./checkedMaps";

const withSpoke = (name: string, spoke: object): TransitHubArgs => ({
  ...sound,
  spokes: {
    ...sound.spokes,
    [name]: { ...sound.spokes[name], ...spoke } as TransitHubArgs["spokes"][string],
  },
});
const withHub = (name: string, hub: object): TransitHubArgs => ({
  ...sound,
  hubs: { ...sound.hubs, [name]: { ...sound.hubs[name], ...hub } as TransitHubArgs["hubs"][string] },
});

const withTables = (office: object, works: object, hub: object = {}): TransitHubArgs => ({
  ...withHub("azure", { azure: { addressSpace: "10.250.0.0/20", ...hub } }),
  spokes: {
    ...sound.spokes,
    ...{
      office: withTable("office", "10.32.0.0/16", office),
      works: withTable("works", "10.33.0.0/16", works),
    },
  },
});
const withTable = (name: string, range: string, more: object) => ({
  ...{ hub: "azure", segment: "prod" },
  azure: { ...vnet(name, range).azure, ...more },
});

const manyRanges = (count: number) =>
  Array.from({ length: count }, (_, index) => `172.${16 + Math.floor(index / 256)}.${index % 256}.0/24`);

const faults: readonly (readonly [string, TransitHubArgs, RegExp])[] = [
  [
    "a misspelt argument",
    { ...sound, spoke: {} } as TransitHubArgs,
    /spoke: is not an argument here: use one of segments,/,
  ],
  [
    "hubs with the same ASN",
    withHub("gcp", { gcp: { region: "europe-west3", asn: 64512 } }),
    /hubs\.gcp\.gcp\.asn: 64512 to 64517, one for each segment, overlaps 64512 of hub aws: .+ such as 64548/,
  ],
  [
    "an ASN that a segment to come would share with another hub",
    withHub("azure", { azure: { addressSpace: "10.250.0.0/20", asn: 64519 } }),
    /hubs\.gcp\.gcp\.asn: 64524 to 64529, one for each segment, overlaps 64519 to 64524, one .+ of hub azure/,
  ],
  [
    "an ASN that leads a segment to come to a reserved one",
    withHub("gcp", { gcp: { region: "europe-west3", asn: 65510 } }),
    /hubs\.gcp\.gcp\.asn: 65510 is that of segment number 0 and leads to number 5's: 65515 is Azure's own default/,
  ],
  [
    "an ASN that a peer's cloud refuses",
    withHub("aws", { aws: { asn: 65515 } }),
    /hubs\.aws\.aws\.asn: 65515 is Azure's own default/,
  ],
  ["hubs with the same number", withHub("gcp", { number: 0 }), /hubs\.gcp\.number: 0 is that of aws too/],
  [
    "a number beyond six",
    withHub("gcp", { number: 6 }),
    /hubs\.gcp\.number: 6 is not a whole number from 0 to 5/,
  ],
  [
    "a hub in no cloud",
    withHub("gcp", { gcp: undefined }),
    /hubs\.gcp: is in no cloud: give it exactly one of/,
  ],
  ["a hub in two clouds", withHub("gcp", { aws: {} }), /hubs\.gcp: is in aws and gcp/],
  [
    "a network in two hubs",
    withSpoke("again", { hub: "aws", segment: "staging", ...vpc("shop", "10.2.0.0/16") }),
    /spokes\.again: is the same network as spoke shop: a network is in one segment, at one hub/,
  ],
  [
    "a spoke without a known hub",
    withSpoke("lab", { hub: "awz" }),
    /spokes\.lab\.hub: "awz" is no hub: use one of aws,/,
  ],
  [
    "a spoke at another cloud's hub",
    withSpoke("lab", { hub: "gcp" }),
    /spokes\.lab\.hub: "gcp" is in gcp, and the network in aws/,
  ],
  [
    "a segment without spokes",
    { ...sound, segments: { ...sound.segments, shared: { number: 2 } } },
    /segments\.shared: has no spoke: give it one, or leave it out/,
  ],
  [
    "a rule that names an unknown segment",
    { ...sound, allowed: [["prod", "stagging"]] },
    /allowed\[0\]\[1\]: "stagging" is no segment: use one of prod, staging/,
  ],
  ["a rule for one segment", { ...sound, allowed: [["prod", "prod"]] }, /allowed\[0\]: names "prod" twice/],
  [
    "the same rule twice",
    {
      ...sound,
      allowed: [
        ["prod", "staging"],
        ["staging", "prod"],
      ],
    },
    /allowed\[1\]: allows staging and prod again: remove it/,
  ],
  [
    "networks that overlap, with what is free",
    withSpoke("data", network("data", "10.0.128.0/17")),
    /spokes\.data\.gcp\.ipCidrRanges\[0\]: "10\.0\.128\.0\/17" overlaps spokes\.shop\.aws\.cidrBlocks\[0\] 10\.0\.0\.0\/16: .+ such as 10\.2\.0\.0\/17/,
  ],
  [
    "a hub's range that overlaps a network",
    withHub("azure", { azure: { addressSpace: "10.32.16.0/20" } }),
    /hubs\.azure\.azure\.addressSpace: "10\.32\.16\.0\/20" overlaps spokes\.office\.azure\.addressPrefixes\[0\] 10\.32\.0\.0\/16/,
  ],
  [
    "a hub's range that is too small",
    withHub("azure", { azure: { kind: "virtual-wan", addressSpace: "10.250.0.0/21" } }),
    /addressSpace: "10\.250\.0\.0\/21" is too small: a hub of each of six segments takes a \/23: use \/20 or larger/,
  ],
  [
    "a network that nobody would route to",
    withSpoke("data", network("data", "100.64.0.0/16")),
    /spokes\.data\.gcp\.ipCidrRanges\[0\]: "100\.64\.0\.0\/16" is in none of summaryRanges, 10\.0\.0\.0\/8/,
  ],
  [
    "a VPC without a subnet to attach in",
    withSpoke("lab", { aws: { ...vpc("lab", "10.1.0.0/16").aws, attachmentSubnetIds: [] } }),
    /spokes\.lab\.aws\.attachmentSubnetIds: is empty/,
  ],
  [
    "segments that would meet across clouds without a transit gateway",
    {
      ...sound,
      allowed: [["prod", "staging"]],
      hubs: { azure: sound.hubs["azure"]!, gcp: sound.hubs["gcp"]! },
      spokes: {
        office: sound.spokes["office"]!,
        data: { hub: "gcp", segment: "staging", ...network("data", "10.16.0.0/16") },
      },
    },
    /allowed\[0\]: prod and staging have networks in different clouds, .+ add a hub in AWS/,
  ],
  [
    "a segment by the name of a table that every transit gateway may have",
    {
      segments: { arrivals: { number: 0 } },
      hubs: { aws: { number: 0, aws: {} }, west: { number: 1, aws: {} } },
      spokes: { shop: { hub: "aws", segment: "arrivals", ...vpc("shop", "10.0.0.0/16") } },
    },
    /segments\.arrivals: is what a transit gateway's table for other hubs' traffic is called: choose another name/,
  ],
  [
    "a network's range that is no network's",
    withSpoke("data", network("data", "169.254.8.0/24")),
    /ipCidrRanges\[0\]: "169\.254\.8\.0\/24" overlaps 169\.254\.0\.0\/16, link-local/,
  ],
  [
    "a hub's range that is no network's",
    withHub("azure", { azure: { addressSpace: "224.0.0.0/20" } }),
    /hubs\.azure\.azure\.addressSpace: "224\.0\.0\.0\/20" overlaps 224\.0\.0\.0\/4, multicast/,
  ],
  [
    "a VNet's range with the address of Azure's own services",
    withSpoke("office", vnet("office", "168.63.128.0/17")),
    /addressPrefixes\[0\]: "168\.63\.128\.0\/17" overlaps 168\.63\.129\.16\/32, the platform's own/,
  ],
  [
    "one segment at two hub VNets",
    {
      ...sound,
      hubs: { ...sound.hubs, north: { number: 3, azure: { addressSpace: "10.251.0.0/20" } } },
      spokes: { ...sound.spokes, works: { hub: "north", segment: "prod", ...vnet("works", "10.33.0.0/16") } },
    },
    /hubs\.azure\.azure\.kind: "hub-virtual-network" does not reach segment prod at hub north: .+ "virtual-wan"/,
  ],
  [
    "two VNets with one route table",
    withTables({ routeTableName: "t" }, { routeTableName: "T" }),
    /spokes\.works\.azure\.routeTableName: is that of spoke office too/,
  ],
  [
    "names that make the same",
    {
      segments: { "prod-east": { number: 0 }, east: { number: 1 } },
      hubs: { aws: { number: 0, aws: {} }, "aws-prod": { number: 1, aws: {} } },
      spokes: {
        shop: { hub: "aws", segment: "prod-east", ...vpc("shop", "10.0.0.0/16") },
        lab: { hub: "aws-prod", segment: "east", ...vpc("lab", "10.1.0.0/16") },
      },
    },
    /hubs: two gateways would be called "aws-prod-east": rename a hub or a segment/,
  ],
  [
    "names of Google Cloud that make the same",
    {
      segments: { prod: { number: 0 }, "prod-segment": { number: 1 } },
      allowed: [["prod", "prod-segment"]],
      hubs: { gcp: { number: 0, gcp: { region: "europe-west3" } } },
      spokes: {
        shop: { hub: "gcp", segment: "prod", ...network("shop", "10.0.0.0/16") },
        lab: { hub: "gcp", segment: "prod-segment", ...network("lab", "10.1.0.0/16") },
      },
    },
    /hubs: two gateways would be called "gcp-prod-segment": rename a hub or a segment/,
  ],
  [
    "a VNet whose peering with its hub would have too long a name",
    withSpoke("o".repeat(50), { hub: "azure", segment: "prod", ...vnet("o", "10.33.0.0/16") }),
    /name: "corp-o{50}-peering-from-azure-prod" has 79 characters, Azure takes 72: shorten it by 7/,
  ],
  [
    "a VNet whose peering with another segment's would have too long a name",
    {
      ...withSpoke("x".repeat(56), { hub: "azure", segment: "staging", ...vnet("x", "10.33.0.0/16") }),
      allowed: [["prod", "staging"]],
    },
    /name: "corp-office-peering-to-x{56}" has 79 characters, Azure takes 72/,
  ],
  [
    "a link that is none",
    { ...sound, links: { "azure-aws": {} } },
    /links\.azure-aws: is not an argument here: use one of aws-azure,/,
  ],
  [
    "a number of tunnels that is none",
    { ...sound, links: { "aws-azure": { tunnels: 3 } } },
    /links\.aws-azure\.tunnels: 3 does not go with/,
  ],
  [
    "more prefixes than a session takes",
    withSpoke("data", network("data", ...manyRanges(201))),
    /links\.prod-aws-gcp: gcp would tell aws 201 prefixes, and 200 is the most, custom advertised routes of a BGP session/,
  ],
  [
    "an account that is none",
    withHub("aws", { aws: { shareWith: ["1234"] } }),
    /hubs\.aws\.aws\.shareWith\[0\]: "1234" is neither an account's number/,
  ],
  [
    "a size that the other kind has",
    withHub("azure", { azure: { addressSpace: "10.250.0.0/20", scaleUnits: 2 } }),
    /hubs\.azure\.azure\.scaleUnits: has no effect with kind "hub-virtual-network"/,
  ],
];

describe("TransitHub refuses, before anything is created,", () => {
  for (const [what, args, message] of faults) {
    it(what, () => expectRefused(args, message));
  }

  it("a name that Google Cloud takes for nothing", () =>
    expectRefused(sound, /name: "Corp-.+" is no Google Cloud resource name/, "Corp"));

  it("nothing of route tables that are not one, or that it leaves alone", async () => {
    const inSubscription = (name: string) => ({
      ...{ routeTableName: "t", virtualNetworkId: `/subscriptions/${name}/virtualNetworks/${name}` },
    });
    await expectAccepted(withTables(inSubscription("one"), inSubscription("two")));
    const wan = { kind: "virtual-wan" };
    await expectAccepted(withTables({ routeTableName: "t" }, { routeTableName: "t" }, wan));
  });

  it("all that is wrong at once", () =>
    expectRefused(
      { ...withSpoke("data", network("data", "10.0.0.0/17")), links: { "a-b": {} } },
      /overlaps[\s\S]+links\.a-b/,
    ));
});
