import { Spoke } from "@pulumi/gcp/networkconnectivity";
import { type Input, output, type Output } from "@pulumi/pulumi";
import type { ComponentContext, SideOptions } from "../../cross-cloud-vpn/gateway";

/** https://docs.cloud.google.com/network-connectivity/docs/network-connectivity-center/quotas */
const tunnelsPerSpoke = 8;

/** Tunnels that become spokes. */
export interface HybridSpoke {
  readonly hub: Output<string>;
  /** As given; undefined for the provider's. */
  readonly region: Input<string | undefined>;
  /** By id. They all lead to the same networks. */
  readonly tunnels: readonly Output<string>[];
}

/**
 * Makes tunnels spokes of a segment's hub, as few as can be: its VPC spokes get what the tunnels learn, and the tunnels'
 * network gets the ways to the VPC spokes. Nothing passes from tunnel to tunnel.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/dynamic-route-exchange-with-vpc-spokes
 */
export function attachTunnels(
  context: Pick<ComponentContext, "name" | "tags">,
  spoke: HybridSpoke,
  opts: SideOptions,
): void {
  const { tunnels } = spoke;
  for (let start = 0; start < tunnels.length; start += tunnelsPerSpoke) {
    const suffix = start === 0 ? "" : `-${start / tunnelsPerSpoke}`;
    const part = tunnels.slice(start, start + tunnelsPerSpoke);
    hybridSpoke(`${context.name}-hybrid-spoke${suffix}`, context, { ...spoke, tunnels: part }, opts);
  }
}

function hybridSpoke(
  name: string,
  { tags }: Pick<ComponentContext, "tags">,
  { hub, region, tunnels }: HybridSpoke,
  opts: SideOptions,
): void {
  const [first] = tunnels;
  if (first === undefined) {
    return;
  }
  new Spoke(
    name,
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
