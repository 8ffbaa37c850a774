import type { TransitHubArgs } from "../../../components";
import { expectAccepted, expectRefused, network, sound, vnet, vpc } from "./checkedMaps";

/** Networks in Google Cloud, this many of segment prod and one of staging. */
const manyNetworks = (count: number): TransitHubArgs => ({
  ...sound,
  spokes: Object.fromEntries(
    Array.from({ length: count + 1 }, (_, index) => [
      `n${index}`,
      {
        hub: "gcp",
        segment: index === 0 ? "staging" : "prod",
        ...network(`n${index}`, `172.${16 + Math.floor(index / 256)}.${index % 256}.0/24`),
      },
    ]),
  ),
  summaryRanges: ["172.16.0.0/12"],
});

const northern = ["aws", "north", "south", "arctic"];

/** Four transit gateways joined to the segment's one hub VNet by eight tunnels each. */
const manyTunnels: TransitHubArgs = {
  segments: { prod: { number: 0 } },
  hubs: {
    ...Object.fromEntries(northern.map((name, number) => [name, { number, aws: {} }])),
    azure: { number: 4, azure: { addressSpace: "10.250.0.0/20" } },
  },
  spokes: {
    office: { hub: "azure", segment: "prod", ...vnet("office", "10.32.0.0/16") },
    ...Object.fromEntries(
      northern.map((hub, number) => [hub, { hub, segment: "prod", ...vpc(hub, `10.${number}.0.0/16`) }]),
    ),
  },
  links: Object.fromEntries(northern.map((hub) => [`${hub}-azure`, { tunnels: 8 }])),
};

/** Slots 6 and 25, whose second fours are each other's, at the hub called `shared`. */
const twoSlots = (cloud: "aws" | "gcp"): TransitHubArgs => ({
  segments: { prod: { number: 1 }, dev: { number: 5 } },
  hubs: {
    shared: { number: 0, ...(cloud === "aws" ? { aws: {} } : { gcp: { region: "europe-west3" } }) },
    near: { number: 1, azure: { addressSpace: "10.250.0.0/20" } },
    far: { number: 5, azure: { addressSpace: "10.251.0.0/20" } },
  },
  spokes: {
    ...Object.fromEntries(
      ["prod", "dev"].map((segment, index) => [
        segment,
        {
          hub: "shared",
          segment,
          ...(cloud === "aws" ? vpc : network)(segment, `10.${index}.0.0/16`),
        },
      ]),
    ),
    office: { hub: "near", segment: "prod", ...vnet("office", "10.32.0.0/16") },
    works: { hub: "far", segment: "dev", ...vnet("works", "10.33.0.0/16") },
  },
  links: { "shared-near": { tunnels: 8 } },
});

const faults: readonly (readonly [string, TransitHubArgs, RegExp])[] = [
  [
    "networks in Google Cloud than a segment's hub takes",
    manyNetworks(251),
    /segments\.prod: has 251 spokes in Google Cloud, and a hub of Network Connectivity Center takes 250 /,
  ],
  [
    "tunnels than a gateway in Azure takes",
    manyTunnels,
    /hubs\.azure\.azure\.sku: "VpnGw1AZ" takes 30 tunnels and 32 end at the gateway of segment prod: use "VpnGw4AZ"/,
  ],
  [
    "inside CIDRs at a transit gateway than Azure takes",
    twoSlots("aws"),
    /links\.shared-(near|far)\.tunnels: links .+ would both have 169\.254\.\d+\.\d+\/30 at hub shared, .+ a lower number/,
  ],
];

describe("TransitHub refuses, before anything is created, more", () => {
  for (const [what, args, message] of faults) {
    it(what, () => expectRefused(args, message));
  }
});

describe("TransitHub takes", () => {
  for (const more of [{ sku: "VpnGw4AZ" }, { kind: "virtual-wan" as const }]) {
    it(`32 tunnels at a segment's hub with ${JSON.stringify(more)}`, () => {
      const azure = { number: 4, azure: { addressSpace: "10.250.0.0/20", ...more } };
      return expectAccepted({ ...manyTunnels, hubs: { ...manyTunnels.hubs, azure } });
    });
  }

  it("the same inside CIDR at two segments' gateways of one hub", () => expectAccepted(twoSlots("gcp")));
});
