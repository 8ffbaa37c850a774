import { sources } from "./pages";
import {
  attachment,
  bareTransitGateway,
  routeTable,
  subnet,
  transitGateway,
  transitRoute,
  transitRouteTable,
  vpc,
  vpnConnection,
} from "./resources";
import { a, answered, customer, google, reached, shop } from "./vpnEstate";
import type { Case } from "../case";

const hub = transitGateway("hub");
const bare = bareTransitGateway("hub");
const transit = vpnConnection("to-google", hub, customer, 10);
const ofShop = attachment("shop", hub, shop, [a]);
const toHub = routeTable("shop", shop, [a], { "10.0.0.0/8": hub });
const hubSide = [shop, a, ...toHub, ofShop, customer, transit, ...google([transit])];

export const transitVpnCases: readonly Case[] = [
  {
    name: "a VPN attachment's BGP routes propagate into the transit gateway's default table",
    source: sources.transitRouteTables,
    resources: [hub, ...hubSide],
    flows: [
      {
        ...reached,
        hops: ["a", "subnet a", "transit gateway hub", "VPN gateway g-gateway", "subnet g", "g"],
      },
      answered,
    ],
  },
  {
    name: "a transit gateway tells a peer what is in the table that the VPN attachment is associated with",
    source: sources.transitRouteTables,
    resources: [
      bare,
      ...hubSide,
      ...transitRouteTable("vpcs", bare, [ofShop], [transit]),
      ...transitRouteTable("vpn", bare, [transit], []),
    ],
    flows: [
      { from: "a", to: "g", verdict: "blocked", because: /answer does not get back: subnet g has no route/ },
      { from: "g", to: "a", verdict: "blocked", because: /^subnet g has no route/ },
    ],
  },
  {
    name: "segments reach the VPN that propagates to them, and only what the VPN's table holds answers",
    source: sources.transitRouteTables,
    resources: [
      bare,
      ...hubSide,
      ...transitRouteTable("vpcs", bare, [ofShop], [transit]),
      ...transitRouteTable("vpn", bare, [transit], [ofShop]),
    ],
    flows: [reached, answered],
  },
  {
    name: "a static route of the transit gateway leads into the connection's tunnels",
    source: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-create-static-route.html",
    resources: [
      bare,
      ...hubSide,
      ...transitRouteTable("vpcs", bare, [ofShop], []),
      ...transitRouteTable("vpn", bare, [transit], [ofShop]),
      transitRoute("routetable-vpcs", "10.64.0.0/16", transit),
    ],
    flows: [reached],
  },
  {
    name: "a VPC's propagated route beats a VPN's to the same range",
    source: sources.transitGateways,
    resources: [
      hub,
      ...[shop, a, ...toHub, ofShop, customer, transit],
      ...google([transit], { name: "copy", range: "10.1.0.0/16" }),
      vpc("data", "10.1.0.0/16"),
      subnet("b", vpc("data", ""), "10.1.1.0/24"),
      attachment("data", hub, vpc("data", ""), [subnet("b", vpc("data", ""), "")]),
      ...routeTable("data", vpc("data", ""), [subnet("b", vpc("data", ""), "")], { "10.0.0.0/8": hub }),
    ],
    flows: [
      {
        from: "a",
        to: "b",
        verdict: "reachable",
        hops: ["a", "subnet a", "transit gateway hub", "subnet b", "b"],
      },
    ],
  },
];
