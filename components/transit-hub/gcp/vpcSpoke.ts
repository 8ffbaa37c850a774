import { Spoke } from "@pulumi/gcp/networkconnectivity";
import { sideOptions } from "../../cross-cloud-vpn/gateway";
import type { TransitContext } from "../cloud";
import type { SpokePlan } from "../plan";
import type { ConnectivityHub } from "./connectivityHub";
import { translateNetwork } from "./translation";

/**
 * Makes a VPC network a spoke of its segment's hub, which gives the others the routes to its subnets, or to the one range
 * that it is translated to.
 * https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview
 */
export function attachVpcNetwork(context: TransitContext, hub: ConnectivityHub, spoke: SpokePlan): void {
  const { gcp } = context.args.spokes[spoke.name] ?? {};
  if (gcp === undefined) {
    return;
  }
  const hubArgs = context.args.hubs[spoke.hub.name]?.gcp;
  const opts = sideOptions(context.spokeComponent(spoke), gcp.provider ?? hubArgs?.provider);
  const name = `${context.name}-${spoke.name}`;
  const { networkId, translation } = gcp;
  const attached = new Spoke(
    `${name}-spoke`,
    {
      hub: hub.id,
      location: "global",
      linkedVpcNetwork: {
        uri: networkId,
        ...(translation && { includeExportRanges: [translation.ipCidrRange] }),
      },
      ...(context.tags && { labels: context.tags }),
    },
    {
      ...opts,
      dependsOn: [...hub.accepting],
      // A VPC network is a spoke of one hub at a time.
      deleteBeforeReplace: true,
    },
  );
  if (translation !== undefined) {
    const { region = hubArgs?.region } = translation;
    translateNetwork(name, { ...translation, networkId, region, hub: hub.id }, attached, opts);
  }
}
