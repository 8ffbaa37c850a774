import type { AwsVpnSide } from "../cross-cloud-vpn/aws/args";
import type { AzureVpnSide } from "../cross-cloud-vpn/azure/args";
import type { GcpVpnSide } from "../cross-cloud-vpn/gcp/args";
import type { Sides } from "../cross-cloud-vpn/sides";
import type { TransitHubArgs } from "./args";
import { hubPrefix } from "./azure/addresses";
import type { TransitNode } from "./plan";
import { toldRanges } from "./spokeRanges";

/**
 * The VPN side of a segment at a hub, as far as it is plain: what links are planned and priced by. What the clouds give
 * is empty until the hub is made.
 */
export function plannedSides(node: TransitNode, args: TransitHubArgs): Sides {
  const { aws, azure, gcp } = args.hubs[node.hub.name] ?? {};
  const ranges = node.spokes.flatMap((spoke) => spoke.ranges);
  const { asn } = node;
  return {
    ...(aws !== undefined && { aws: awsSide(aws, asn, ranges) }),
    ...(azure !== undefined && { azure: azureSide(node, azure, asn, ranges) }),
    ...(gcp !== undefined && { gcp: gcpSide(gcp, asn, segmentRanges(node.segment.name, args)) }),
  };
}

/**
 * The ranges of all networks of a segment in Google Cloud, at whichever hub. Each hub there tells other clouds all of
 * them: every routing network gets the ways to all VPC spokes of the segment, so the tunnels of one region carry on for
 * those of a lost one. Nothing runs in circles: Network Connectivity Center gives what tunnels learned to VPC spokes
 * alone, not to other routing networks, and what comes back over another cloud ranks after the ways to subnets.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/dynamic-route-exchange-with-vpc-spokes
 */
export function segmentRanges(segment: string, { spokes }: TransitHubArgs): string[] {
  const ranges = Object.values(spokes).flatMap((spoke) =>
    spoke.segment === segment && spoke.gcp !== undefined ? toldRanges(spoke) : [],
  );
  return [...new Set(ranges)].toSorted();
}

type Hub<Cloud extends "aws" | "azure" | "gcp"> = NonNullable<TransitHubArgs["hubs"][string][Cloud]>;

/** The spokes are attached one by one, so the VPN attaches no VPC. */
function awsSide(
  { region, provider, tunnelBandwidth }: Hub<"aws">,
  asn: number,
  cidrBlocks: readonly string[],
): AwsVpnSide {
  return {
    vpcId: "",
    routeTableIds: {},
    cidrBlocks,
    asn,
    transitGateway: { id: "", routeTableId: "", vpcAttachmentId: "" },
    region,
    ...(tunnelBandwidth !== undefined && { tunnelBandwidth }),
    ...(provider !== undefined && { provider }),
  };
}

function azureSide(
  node: TransitNode,
  hub: Hub<"azure">,
  asn: number,
  addressPrefixes: readonly string[],
): AzureVpnSide {
  const { kind, sku, zones, scaleUnits, location, provider, resourceGroupName = "" } = hub;
  const place = { resourceGroupName, location, addressPrefixes, ...(provider !== undefined && { provider }) };
  return kind === "virtual-wan"
    ? {
        ...place,
        virtualHub: {
          addressPrefix: hubPrefix(hub, node.segment.number),
          ...(scaleUnits !== undefined && { scaleUnits }),
        },
      }
    : {
        ...place,
        gatewaySubnetId: "",
        asn,
        ...(sku !== undefined && { sku }),
        ...(zones !== undefined && { zones }),
      };
}

function gcpSide({ region, provider }: Hub<"gcp">, asn: number, ranges: readonly string[]): GcpVpnSide {
  return {
    networkId: "",
    ipCidrRanges: ranges,
    advertisedIpRanges: ranges,
    asn,
    region,
    ...(provider !== undefined && { provider }),
  };
}
