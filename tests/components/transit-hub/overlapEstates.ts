import { AwsNetwork, AzureNetwork, GcpNetwork, TransitHub, type TransitSpoke } from "../../../components";

/** A network of an estate whose networks may have the same range. */
export interface OverlapSpoke {
  /** `<hub> <segment>` */
  readonly place: string;
  readonly range: string;
  /** The range that it is translated to. */
  readonly as?: string;
}

export interface OverlapEstate {
  readonly segments: readonly string[];
  readonly hubs: readonly (keyof typeof hubs)[];
  /** By name. */
  readonly spokes: Readonly<Record<string, OverlapSpoke>>;
  /** `<from> <to>` of all pairs of networks of which the first can open connections to the second. */
  readonly reach: readonly string[];
}

const summaryRanges = ["10.0.0.0/8", "100.64.0.0/10"];

const west = "us-west-2";
const hubs = {
  aws: { number: 0, aws: {} },
  west: { number: 3, aws: { region: west } },
  azure: { number: 1, azure: { addressSpace: "10.250.0.0/20" } },
  gcp: { number: 2, gcp: {} },
} as const;

/** Makes an estate's networks and its transit hub, called `corp`. */
export function overlapHub(estate: OverlapEstate): TransitHub {
  return new TransitHub("corp", {
    segments: Object.fromEntries(estate.segments.map((name, number) => [name, { number }])),
    hubs: Object.fromEntries(estate.hubs.map((name) => [name, hubs[name]])),
    spokes: Object.fromEntries(
      Object.entries(estate.spokes).map(([name, spoke]) => [name, transitSpoke(name, spoke)]),
    ),
    summaryRanges,
  });
}

function transitSpoke(name: string, { place, range, as }: OverlapSpoke): TransitSpoke {
  const [hub = "", segment = ""] = place.split(" ");
  switch (hub) {
    case "aws":
    case "west": {
      const network = new AwsNetwork(name, {
        cidrBlock: range,
        peerCidrBlocks: summaryRanges,
        availabilityZones: 1,
        ...(hub === "west" && { region: west }),
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
