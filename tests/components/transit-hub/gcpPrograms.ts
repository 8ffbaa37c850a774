import { TransitHub, type TransitHubArgs } from "../../../components";
import type { RecordOptions } from "../../helpers/recordedMocks";
import { clouds } from "../clouds";

/** Google Cloud's tunnels and networks go by paths, whose region the provider may have chosen. */
export const googleClouds: RecordOptions = {
  ...clouds,
  id: (args) =>
    args.type === "gcp:compute/vPNTunnel:VPNTunnel"
      ? `projects/corp/regions/europe-west9/vpnTunnels/${args.name}`
      : (clouds.id?.(args) ?? args.name),
};

/** `<hub> <segment>` of every spoke by its name, which is its network's too. */
export type Spokes = Readonly<Record<string, string>>;

export const segments = { prod: { number: 0 }, staging: { number: 1 }, shared: { number: 2 } };

/** Networks at hubs in two regions of Google Cloud. */
export const spokes: Spokes = {
  apple: "east prod",
  berry: "west prod",
  cedar: "east staging",
  daisy: "west staging",
  elder: "east shared",
};

/** The range of a network by its name. */
export const rangeOf = (name: string): string => `10.${name.charCodeAt(0)}.0.0/16`;

/** A network of another stack, in a project of its own. */
export function network(name: string) {
  return { networkId: `projects/${name}/global/networks/${name}`, ipCidrRanges: [rangeOf(name)] };
}

/** A hub in AWS, and two in Google Cloud with these spokes. */
export function googleHubs(
  places: Spokes = spokes,
  more: Partial<TransitHubArgs> = {},
  others: TransitHubArgs["spokes"] = {},
): TransitHub {
  const attachment = { vpcId: "vpc-1", attachmentSubnetIds: ["subnet-1"], routeTableIds: { main: "rtb-1" } };
  return new TransitHub("corp", {
    segments,
    allowed: [
      ["prod", "shared"],
      ["staging", "shared"],
    ],
    hubs: {
      aws: { number: 0, aws: { region: "eu-central-1" } },
      west: { number: 2, gcp: { region: "us-east4" } },
      east: { number: 1, gcp: { region: "europe-west3" } },
    },
    spokes: {
      shop: { hub: "aws", segment: "prod", aws: { ...attachment, cidrBlocks: ["10.1.0.0/16"] } },
      ...Object.fromEntries(
        Object.entries(places).map(([name, place]) => {
          const [hub = "", segment = ""] = place.split(" ");
          return [name, { hub, segment, gcp: network(name) }];
        }),
      ),
      ...others,
    },
    ...more,
  });
}
