import type { Estimate, PricedResource } from "../../pricing";
import { estimateResources, gatewayResources, linkResources } from "../cross-cloud-vpn/cost";
import type { MonitoringPlan } from "../cross-cloud-vpn/monitoring/plan";
import type { TransitHubArgs } from "./args";
import type { PlannedTransitLink } from "./check";
import { planSegmentLinks } from "./gcp/segmentLinks";
import type { SpokePlan, TransitNode, TransitPlan } from "./plan";
import { plannedSides } from "./sides";

/** What a month of a transit hub costs, before traffic. */
export function estimateTransitCost(
  args: TransitHubArgs,
  plan: TransitPlan,
  links: readonly PlannedTransitLink[],
  monitoring: MonitoringPlan | undefined,
): Estimate {
  return estimateResources([
    ...plan.nodes.flatMap((node) => nodeResources(node, args, links, monitoring)),
    ...links.flatMap(({ link, plan }) => {
      const [first, second] = link.nodes;
      return linkResources([plannedSides(first, args), plannedSides(second, args)], plan, monitoring, false);
    }),
    ...plan.spokes.flatMap(spokeResources),
    ...peerings(plan),
    ...segmentTunnels(plan),
  ]);
}

/** A hub VNet has its gateway also without a link; a hub of Virtual WAN costs something by itself. */
function nodeResources(
  node: TransitNode,
  args: TransitHubArgs,
  links: readonly PlannedTransitLink[],
  monitoring: MonitoringPlan | undefined,
): PricedResource[] {
  const own = links.filter(({ link }) => link.nodes.includes(node)).map(({ plan }) => plan);
  const sides = plannedSides(node, args);
  const { virtualHub } = sides.azure ?? {};
  if (own.length === 0 && virtualHub !== undefined) {
    return [resource("azure-native:network:VirtualHub")];
  }
  return own.length === 0 && node.hub.cloud !== "azure"
    ? []
    : gatewayResources(sides, node.hub.cloud, own, 2, monitoring);
}

function spokeResources({ hub, isTranslated }: SpokePlan): PricedResource[] {
  switch (hub.cloud) {
    case "aws":
      return [
        resource("aws:ec2transitgateway/vpcAttachment:VpcAttachment"),
        ...(isTranslated ? [resource("aws:ec2/natGateway:NatGateway")] : []),
      ];
    case "gcp":
      return [
        resource("gcp:networkconnectivity/spoke:Spoke"),
        ...(isTranslated ? [resource("gcp:compute/routerNat:RouterNat")] : []),
      ];
    case "azure":
      return [];
  }
}

/** Every two transit gateways; each side pays for its end. */
function peerings({ hubs }: TransitPlan): PricedResource[] {
  const count = hubs.filter(({ cloud }) => cloud === "aws").length;
  return Array.from({ length: (count * (count - 1)) / 2 }, () => [
    resource("aws:ec2transitgateway/peeringAttachment:PeeringAttachment"),
    resource("aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter"),
  ]).flat();
}

/** Two tunnels, each with its two ends, where segments meet within Google Cloud. */
function segmentTunnels(plan: TransitPlan): PricedResource[] {
  return planSegmentLinks(plan).flatMap(() =>
    Array.from({ length: 4 }, () => resource("gcp:compute/vPNTunnel:VPNTunnel")),
  );
}

function resource(type: string): PricedResource {
  return { urn: type, type, inputs: {} };
}
