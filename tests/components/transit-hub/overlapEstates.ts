import {
  AwsNetwork,
  AzureNetwork,
  GcpNetwork,
  TransitHub,
  type TransitHubArgs,
  type TransitSpoke,
} from "../../../components";

/** A network of an estate whose networks may have the same range. */
export interface OverlapSpoke {
  /** `<hub> <segment>`; a hub is called by its cloud. */
  readonly place: string;
  readonly range: string;
  /** The range that it is translated to. */
  readonly as?: string;
}

export interface OverlapEstate {
  readonly segments: readonly string[];
  readonly hubs: readonly ("aws" | "azure" | "gcp")[];
  /** By name. */
  readonly spokes: Readonly<Record<string, OverlapSpoke>>;
  /** `<from> <to>` of all pairs of networks of which the first can open connections to the second. */
  readonly reach: readonly string[];
}

const summaryRanges = ["10.0.0.0/8", "100.64.0.0/10"];

const hubs: Readonly<Record<string, TransitHubArgs["hubs"][string]>> = {
  aws: { number: 0, aws: {} },
  azure: { number: 1, azure: { addressSpace: "10.250.0.0/20" } },
  gcp: { number: 2, gcp: {} },
};

/** Makes an estate's networks and its transit hub, called `corp`. */
export function overlapHub(estate: OverlapEstate): TransitHub {
  return new TransitHub("corp", {
    segments: Object.fromEntries(estate.segments.map((name, number) => [name, { number }])),
    hubs: Object.fromEntries(estate.hubs.map((name) => [name, hubs[name]!])),
    spokes: Object.fromEntries(
      Object.entries(estate.spokes).map(([name, spoke]) => [name, transitSpoke(name, spoke)]),
    ),
    summaryRanges,
  });
}

function transitSpoke(name: string, { place, range, as }: OverlapSpoke): TransitSpoke {
  const [hub = "", segment = ""] = place.split(" ");
  switch (hub) {
    case "aws": {
      const network = new AwsNetwork(name, {
        cidrBlock: range,
        peerCidrBlocks: summaryRanges,
        availabilityZones: 1,
      });
      const aws = as === undefined ? network : { ...network, translation: { cidrBlock: as } };
      return { hub, segment, aws };
    }
    case "gcp": {
      const network = new GcpNetwork(name, { ipCidrRange: range, peerCidrRanges: summaryRanges });
      const gcp = as === undefined ? network : { ...network, translation: { ipCidrRange: as } };
      return { hub, segment, gcp };
    }
    default:
      return {
        hub,
        segment,
        azure: new AzureNetwork(name, { addressSpace: range, peerAddressPrefixes: summaryRanges }),
      };
  }
}
