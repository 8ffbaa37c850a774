import { sources } from "./pages";
import {
  attachment,
  aws,
  bareTransitGateway,
  routeTable,
  subnet,
  transitRoute,
  transitRouteTable,
  vpc,
} from "./resources";
import { a, attached, b, data, everything, hub, networks, ofData, ofShop, shop } from "./transitEstate";
import { unknown } from "../../../../reachability";
import type { Case } from "../case";

const bare = bareTransitGateway("hub");
const through = ["a", "subnet a", "transit gateway hub", "subnet b", "b"];
const test = vpc("test", "10.2.0.0/16");
const c = subnet("c", test, "10.2.1.0/24");
const ofTest = attachment("test", hub, test, [c]);
const third = [test, c, ofTest, ...routeTable("test", test, [c], everything)];
const strict = attachment("shop", hub, shop, [a], {
  transitGatewayDefaultRouteTableAssociation: false,
  transitGatewayDefaultRouteTablePropagation: false,
});
const partners = aws("ec2/managedPrefixList:ManagedPrefixList", "partners", {
  addressFamily: "IPv4",
  maxEntries: 5,
  entries: [{ cidr: "10.1.0.0/16" }],
});
const blackholeList = aws("ec2transitgateway/prefixListReference:PrefixListReference", "partners", {
  prefixListId: partners.id,
  transitGatewayRouteTableId: "tgw-rtb-default-hub",
  blackhole: true,
});

export const transitGatewayCases: readonly Case[] = [
  {
    name: "attachments are associated with the default route table and propagate into it",
    source: sources.transitRouteTables,
    resources: [...networks, hub, ...attached],
    flows: [
      { from: "a", to: "b", verdict: "reachable", hops: through },
      { from: "b", to: "a", verdict: "reachable" },
    ],
  },
  {
    name: "a VPC needs a route to the transit gateway in its own table",
    source: sources.transitGateways,
    resources: [shop, a, data, b, hub, ...attached, ...routeTable("shop", shop, [a], everything)],
    flows: [
      { from: "b", to: "a", verdict: "blocked", because: /^subnet b has no route/ },
      { from: "a", to: "b", verdict: "blocked", because: /answer does not get back: subnet b has no route/ },
    ],
  },
  {
    name: "a transit gateway without defaults joins nothing by itself",
    source: sources.transitRouteTables,
    resources: [...networks, bare, ...attached],
    flows: [
      {
        from: "a",
        to: "b",
        verdict: "blocked",
        because: /attachment shop is associated with no route table/,
      },
    ],
  },
  {
    name: "an attachment that takes no part in the defaults is associated with no route table",
    source: sources.transitRouteTables,
    resources: [...networks, hub, strict, ofData],
    flows: [
      {
        from: "a",
        to: "b",
        verdict: "blocked",
        because: /attachment shop is associated with no route table/,
      },
      { from: "b", to: "a", verdict: "blocked", because: /transit gateway hub has no route to 10.0/ },
    ],
  },
  {
    name: "what does not propagate into a route table can't be reached by what looks up in it",
    source: sources.transitRouteTables,
    resources: [...networks, bare, ...attached, ...transitRouteTable("main", bare, attached, [ofShop])],
    flows: [{ from: "a", to: "b", verdict: "blocked", because: /transit gateway hub has no route to 10.1/ }],
  },
  {
    name: "route tables keep segments apart that share one transit gateway",
    source: "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-isolated-shared.html",
    resources: [
      ...networks,
      bare,
      ...attached,
      ...third,
      ...transitRouteTable("spokes", bare, [ofShop, ofTest], [ofData]),
      ...transitRouteTable("shared", bare, [ofData], [ofShop, ofTest]),
    ],
    flows: [
      { from: "a", to: "b", verdict: "reachable", hops: through },
      { from: "c", to: "b", verdict: "reachable" },
      { from: "a", to: "c", verdict: "blocked", because: /no route to 10.2/ },
      { from: "c", to: "a", verdict: "blocked", because: /no route to 10.0/ },
    ],
  },
  {
    name: "an association of its own counts, not the default one",
    source: sources.transitRouteTables,
    resources: [...networks, hub, ...attached, ...transitRouteTable("dead end", hub, [ofShop], [])],
    flows: [{ from: "a", to: "b", verdict: "blocked", because: /no route to 10.1/ }],
  },
  {
    name: "another table can be appointed the default one for associations and propagations",
    source: sources.transitRouteTables,
    resources: [
      ...networks,
      hub,
      ...attached,
      ...transitRouteTable("all", hub, [], []),
      ...(["Association", "Propagation"] as const).map((role) =>
        aws(`ec2transitgateway/defaultRouteTable${role}:DefaultRouteTable${role}`, "all", {
          transitGatewayId: hub.id,
          transitGatewayRouteTableId: "routetable-all",
        }),
      ),
      transitRoute("tgw-rtb-default-hub", "10.1.0.0/16"),
    ],
    flows: [{ from: "a", to: "b", verdict: "reachable", hops: through }],
  },
  {
    name: "a blackhole beats the propagated route to the same range",
    source: sources.transitGateways,
    resources: [...networks, hub, ...attached, transitRoute("tgw-rtb-default-hub", "10.1.0.0/16")],
    flows: [{ from: "a", to: "b", verdict: "blocked", because: /blackhole for 10.1.0.0\/16/ }],
  },
  {
    name: "a propagated route is more specific than a blackhole for a larger range",
    source: sources.transitGateways,
    resources: [...networks, hub, ...attached, transitRoute("tgw-rtb-default-hub", "10.0.0.0/8")],
    flows: [{ from: "a", to: "b", verdict: "reachable" }],
  },
  {
    name: "a prefix list's route beats the propagated one",
    source: sources.transitGateways,
    resources: [...networks, hub, ...attached, partners, blackholeList],
    flows: [{ from: "a", to: "b", verdict: "blocked", because: /blackhole for 10.1.0.0\/16/ }],
  },
  {
    name: "a static route beats a prefix list's",
    source: sources.transitGateways,
    resources: [
      ...networks,
      hub,
      ...attached,
      partners,
      blackholeList,
      transitRoute("tgw-rtb-default-hub", "10.1.0.0/16", ofData),
    ],
    flows: [{ from: "a", to: "b", verdict: "reachable" }],
  },
  {
    name: "before the first update, references tell what is attached, associated and propagated",
    source: sources.transitRouteTables,
    resources: [
      ...networks,
      bare,
      ...attached.map((one) => ({
        ...one,
        id: undefined,
        inputs: { ...one.inputs, transitGatewayId: unknown },
        outputs: {},
        propertyDependencies: { transitGatewayId: [bare.urn] },
      })),
      ...transitRouteTable("main", bare, attached, attached).map((one) => ({
        ...one,
        inputs: { ...one.inputs, transitGatewayAttachmentId: unknown },
        outputs: {},
        propertyDependencies: {
          transitGatewayAttachmentId: attached
            .filter(({ id }) => one.inputs["transitGatewayAttachmentId"] === id)
            .map(({ urn }) => urn),
        },
      })),
    ],
    flows: [{ from: "a", to: "b", verdict: "reachable", hops: through }],
  },
];
