import { Router, RouterNat, Subnetwork } from "@pulumi/gcp/compute";
import { interpolate, type Input, type Output, type Resource } from "@pulumi/pulumi";
import type { SideOptions } from "../../cross-cloud-vpn/gateway";
import type { GcpTransitSpoke, GcpTranslation } from "./args";

/** A translation where the hub is, whose region it has unless it says another. */
export interface NetworkTranslation extends GcpTranslation {
  readonly networkId: GcpTransitSpoke["networkId"];
  readonly region: Input<string | undefined>;
  /** The id of the segment's Network Connectivity Center hub. */
  readonly hub: Output<string>;
}

/**
 * Private NAT for whatever a network sends over its hub: to other VPC spokes, and by hybrid spokes to other clouds.
 * https://cloud.google.com/nat/docs/about-private-nat-for-ncc
 *
 * @param spoke - what makes the network a spoke of the hub.
 */
export function translateNetwork(
  name: string,
  { networkId: network, ipCidrRange, region, hub }: NetworkTranslation,
  spoke: Resource,
  opts: SideOptions,
): void {
  const subnet = new Subnetwork(
    `${name}-translation-subnet`,
    { network, region, ipCidrRange, purpose: "PRIVATE_NAT" },
    { ...opts, deleteBeforeReplace: true },
  );
  const router = new Router(`${name}-translation-router`, { network, region }, opts);
  new RouterNat(
    `${name}-translation-nat`,
    {
      router: router.name,
      region: router.region,
      type: "PRIVATE",
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
      rules: [
        {
          ruleNumber: 100,
          match: interpolate`nexthop.hub == "//networkconnectivity.googleapis.com/${hub}"`,
          action: { sourceNatActiveRanges: [subnet.selfLink] },
        },
      ],
    },
    { ...opts, dependsOn: spoke, deleteBeforeReplace: true },
  );
}
