import { sources } from "./pages";
import { attachment, aws, routeTable, subnet, transitGateway, transitRoute, vpc } from "./resources";
import { attached, hub, networks } from "./transitEstate";
import type { Case } from "../case";

const west = transitGateway("west", { region: "eu-west-1" });
const westVpc = vpc("abroad", "10.9.0.0/16", { region: "eu-west-1" });
const w = subnet("w", westVpc, "10.9.1.0/24", { availabilityZone: "eu-west-1a" });
const peering = aws("ec2transitgateway/peeringAttachment:PeeringAttachment", "west", {
  transitGatewayId: hub.id,
  peerTransitGatewayId: west.id,
  peerRegion: "eu-west-1",
});
const accepter = aws("ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter", "west", {
  transitGatewayAttachmentId: peering.id,
});
const abroad = [
  west,
  westVpc,
  w,
  attachment("abroad", west, westVpc, [w]),
  ...routeTable("abroad", westVpc, [w], { "10.0.0.0/8": west }),
  peering,
];
const overPeering = [
  transitRoute("tgw-rtb-default-hub", "10.9.0.0/16", peering),
  transitRoute("tgw-rtb-default-west", "10.0.0.0/16", peering),
];

export const transitPeeringCases: readonly Case[] = [
  {
    name: "a peering attachment needs static routes on both transit gateways",
    source: sources.transitPeering,
    resources: [...networks, hub, ...attached, ...abroad, accepter, ...overPeering],
    flows: [
      {
        from: "a",
        to: "w",
        verdict: "reachable",
        hops: ["a", "subnet a", "transit gateway hub", "transit gateway west", "subnet w", "w"],
      },
      { from: "b", to: "w", verdict: "blocked", because: /answer does not get back/ },
    ],
  },
  {
    name: "nothing propagates over a peering attachment",
    source: sources.transitPeering,
    resources: [...networks, hub, ...attached, ...abroad, accepter],
    flows: [{ from: "a", to: "w", verdict: "blocked", because: /transit gateway hub has no route to 10.9/ }],
  },
  {
    name: "a peering attachment that waits to be accepted carries nothing",
    source: sources.transitPeering,
    resources: [
      ...networks,
      hub,
      ...attached,
      ...abroad.filter((one) => one !== peering),
      { ...peering, outputs: { ...peering.outputs, state: "pendingAcceptance" } },
      ...overPeering,
    ],
    flows: [{ from: "a", to: "w", verdict: "blocked", because: /was not accepted/ }],
  },
];
