import { Spoke } from "@pulumi/gcp/networkconnectivity";
import { type Input, output, type Output } from "@pulumi/pulumi";
import type { ComponentContext, SideOptions } from "../../cross-cloud-vpn/gateway";

/** Tunnels that become a spoke together. */
export interface HybridSpoke {
  readonly hub: Output<string>;
  /** As given; undefined for the provider's. */
  readonly region: Input<string | undefined>;
  /** By id. They all lead to the same networks. */
  readonly tunnels: readonly Output<string>[];
}

/**
 * Makes tunnels a spoke of a segment's hub: its VPC spokes get what the tunnels learn, and the tunnels' network gets the
 * ways to the VPC spokes. Nothing passes from tunnel to tunnel.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/dynamic-route-exchange-with-vpc-spokes
 */
export function attachTunnels(
  { name, tags }: Pick<ComponentContext, "name" | "tags">,
  { hub, region, tunnels }: HybridSpoke,
  opts: SideOptions,
): void {
  const [first] = tunnels;
  if (first === undefined) {
    return;
  }
  new Spoke(
    `${name}-hybrid-spoke`,
    {
      hub,
      location: output(region).apply((given) =>
        given === undefined ? first.apply(regionOf) : output(given),
      ),
      linkedVpnTunnels: {
        // The provider compares them with the self links that the API answers with, letter by letter.
        uris: tunnels.map((id) => id.apply((path) => `https://www.googleapis.com/compute/v1/${path}`)),
        siteToSiteDataTransfer: false,
        includeImportRanges: ["ALL_IPV4_RANGES"],
      },
      ...(tags && { labels: tags }),
    },
    // A tunnel is in one spoke at a time.
    { ...opts, deleteBeforeReplace: true },
  );
}

/** `projects/<project>/regions/<region>/vpnTunnels/<name>` */
function regionOf(tunnel: string): string {
  return tunnel.split("/")[3] ?? "";
}
