import { ServiceQuota } from "@pulumi/aws/servicequotas";
import {
  AwsNetwork,
  AzureNetwork,
  GcpNetwork,
  TransitHub,
  type TransitHubArgs,
  type TransitHubSite,
  type TransitSpoke,
} from "../../../components";
import { regionNames } from "../../../simulator/aws/regions";

export type HubCloud = "aws" | "gcp" | "hub-virtual-network" | "virtual-wan";

/** A transit hub's map in a few words, over networks of this library. */
export interface TransitEstate {
  readonly segments: readonly string[];
  readonly allowed?: TransitHubArgs["allowed"];
  /** By name; numbered in this order. */
  readonly hubs: Readonly<Record<string, HubCloud>>;
  /** By name, as `<hub> <segment>`; the range is `10.<place from 1>.0.0/16`. */
  readonly spokes: Readonly<Record<string, string>>;
}

const everybody = ["10.0.0.0/8"];
const gcpRegions = ["europe-west3", "us-east4", "asia-east1"];

/** Where a spoke is, and its range. */
export interface PlacedSpoke {
  readonly name: string;
  readonly hub: string;
  readonly segment: string;
  readonly range: string;
}

export function placedSpokes({ spokes }: TransitEstate): PlacedSpoke[] {
  return Object.entries(spokes).map(([name, place], index) => {
    const [hub = "", segment = ""] = place.split(" ");
    return { name, hub, segment, range: `10.${index + 1}.0.0/16` };
  });
}

/** Makes an estate's networks and its transit hub, called `corp`. */
export function transitHub(estate: TransitEstate, more: Partial<TransitHubArgs> = {}): TransitHub {
  const hubs = Object.entries(estate.hubs).map(([name, kind], number) => ({ name, kind, number }));
  const quotas = new Map<string, ServiceQuota>();
  return new TransitHub("corp", {
    segments: Object.fromEntries(estate.segments.map((name, number) => [name, { number }])),
    ...(estate.allowed !== undefined && { allowed: estate.allowed }),
    hubs: Object.fromEntries(hubs.map((hub) => [hub.name, site(hub)])),
    spokes: Object.fromEntries(
      placedSpokes(estate).map((spoke) => {
        const hub = hubs.find(({ name }) => name === spoke.hub)!;
        return [spoke.name, network(spoke, hub.kind, hub.number, quotas)];
      }),
    ),
    ...more,
  });
}

function site({ kind, number }: { kind: HubCloud; number: number }): TransitHubSite {
  switch (kind) {
    case "aws":
      return { number, aws: { region: regionNames[number]! } };
    case "gcp":
      return { number, gcp: { region: gcpRegions[number % gcpRegions.length]! } };
    default:
      return { number, azure: { kind, addressSpace: `10.25${number}.0.0/20` } };
  }
}

function network(
  { name, hub, segment, range }: PlacedSpoke,
  kind: HubCloud,
  number: number,
  quotas: Map<string, ServiceQuota>,
): TransitSpoke {
  switch (kind) {
    case "aws": {
      const region = regionNames[number]!;
      // A region takes five VPCs and as many internet gateways.
      const quota = quotas.get(region) ?? new ServiceQuota(`vpcs-${region}`, vpcQuota(region));
      quotas.set(region, quota);
      const args = { cidrBlock: range, region, peerCidrBlocks: everybody, availabilityZones: 1 };
      return { hub, segment, aws: new AwsNetwork(name, args, { dependsOn: quota }) };
    }
    case "gcp": {
      const region = gcpRegions[number % gcpRegions.length]!;
      return {
        hub,
        segment,
        gcp: new GcpNetwork(name, { ipCidrRange: range, region, peerCidrRanges: everybody }),
      };
    }
    default:
      return {
        hub,
        segment,
        azure: new AzureNetwork(name, { addressSpace: range, peerAddressPrefixes: everybody }),
      };
  }
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
function vpcQuota(region: string) {
  return { serviceCode: "vpc", quotaCode: "L-F678F1CE", value: 100, region };
}
