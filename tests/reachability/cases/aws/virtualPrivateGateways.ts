import { googleSide } from "./googleSide";
import { sources } from "./pages";
import {
  aws,
  customerGateway,
  instance,
  internetGateway,
  peering,
  routeTable,
  subnet,
  vpnConnection,
  vpnGateway,
  vpnRoute,
} from "./resources";
import {
  a,
  answered,
  connection,
  customer,
  desk,
  gateway,
  google,
  linked,
  nothingLearned,
  office,
  officeRouter,
  onPremises,
  propagated,
  reached,
  shop,
} from "./vpnEstate";
import type { Resource } from "../../../../reachability";
import type { Case } from "../case";

const branch = customerGateway("branch", "35.2.0.1", { bgpAsn: "65020" });
const toBranch = vpnConnection("to-branch", gateway, branch, 20);
const branchSide = (asn: number): Resource[] =>
  googleSide({ name: "h", range: "10.65.1.0/24", x: 2, asn, connections: [toBranch] });
const sameAsn = customerGateway("branch", "35.2.0.1");

export const virtualPrivateGatewayCases: readonly Case[] = [
  {
    name: "a virtual private gateway's BGP routes propagate into the tables that ask for it",
    source: sources.vpnRouting,
    resources: [...linked(connection), ...propagated],
    flows: [
      {
        ...reached,
        hops: ["a", "subnet a", "virtual private gateway vgw", "VPN gateway g-gateway", "subnet g", "g"],
      },
      answered,
    ],
  },
  {
    name: "without propagation or route the VPC knows nothing of the VPN connection",
    source: sources.vpnRouting,
    resources: linked(connection),
    flows: [nothingLearned],
  },
  {
    name: "propagation may be a resource of its own",
    source: sources.vpnRouting,
    resources: [
      ...linked(connection),
      ...routeTable("shop", shop, [a], {}),
      aws("ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation", "shop", {
        vpnGatewayId: gateway.id,
        routeTableId: "routetable-shop",
      }),
    ],
    flows: [reached],
  },
  {
    name: "a static route to the virtual private gateway does as well",
    source: sources.vpnRoutePriority,
    resources: [...linked(connection), ...routeTable("shop", shop, [a], { "10.64.0.0/16": gateway })],
    flows: [reached, answered],
  },
  {
    name: "a gateway that is not attached carries nothing",
    source: sources.vpn,
    resources: [
      shop,
      a,
      vpnGateway("vgw", undefined),
      customer,
      connection,
      ...google([connection]),
      ...routeTable("shop", shop, [a], { "10.64.0.0/16": gateway }),
    ],
    flows: [{ from: "a", to: "g", verdict: "blocked", because: /not attached to shop/ }],
  },
  {
    name: "a static route beats the propagated one to the same range",
    source: sources.vpnRoutePriority,
    resources: [
      ...linked(connection),
      internetGateway("internet", shop),
      ...routeTable(
        "shop",
        shop,
        [a],
        { "10.64.1.0/24": internetGateway("internet", shop) },
        { propagatingVgws: [gateway.id] },
      ),
    ],
    flows: [
      {
        from: "a",
        to: "g",
        verdict: "blocked",
        because: /the internet.*, which carries no private addresses/,
      },
    ],
  },
  {
    name: "a propagated route that is more specific beats the static one",
    source: sources.vpnRoutePriority,
    resources: [
      ...linked(connection),
      internetGateway("internet", shop),
      ...routeTable(
        "shop",
        shop,
        [a],
        { "0.0.0.0/0": internetGateway("internet", shop) },
        { propagatingVgws: [gateway.id] },
      ),
    ],
    flows: [reached],
  },
  {
    name: "the local route beats every propagated one, be it more specific",
    source: sources.routePriority,
    resources: [
      ...linked(connection, { range: "10.0.2.0/24" }),
      ...propagated,
      subnet("b", shop, "10.0.2.0/24"),
      instance("server", subnet("b", shop, ""), "10.0.2.10", undefined),
    ],
    flows: [{ from: "a", to: "b", verdict: "reachable", hops: ["a", "subnet a", "subnet b", "b"] }],
  },
  {
    name: "the gateway tells its peers of every range of the VPC",
    source: sources.vpnRouting,
    resources: [
      ...linked(connection),
      ...routeTable("shop", shop, [a, subnet("pods", shop, "")], {}, { propagatingVgws: [gateway.id] }),
      aws("ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "more", {
        vpcId: shop.id,
        cidrBlock: "100.64.0.0/16",
      }),
      subnet("pods", shop, "100.64.1.0/24"),
    ],
    flows: [{ from: "g", to: "pods", verdict: "reachable" }],
  },
  {
    name: "a static route of a connection beats another's BGP route to the same range",
    source: sources.vpnRoutePriority,
    resources: [
      ...linked(connection),
      officeRouter,
      onPremises,
      vpnRoute(onPremises, "10.64.1.0/24"),
      ...propagated,
    ],
    flows: [{ from: "a", to: "g", verdict: "leaves the model" }],
  },
  {
    name: "a virtual private gateway joins its peers as a hub",
    source: sources.vpnCloudHub,
    resources: [...linked(connection), branch, toBranch, ...branchSide(65020), ...propagated],
    flows: [
      reached,
      {
        from: "g",
        to: "h",
        verdict: "reachable",
        hops: ["g", "subnet g", "virtual private gateway vgw", "VPN gateway h-gateway", "subnet h", "h"],
      },
    ],
  },
  {
    name: "peers of one ASN hear nothing of each other through the hub",
    source: sources.vpnCloudHub,
    resources: [...linked(connection), sameAsn, toBranch, ...branchSide(65010), ...propagated],
    flows: [reached, { from: "g", to: "h", verdict: "blocked", because: /no route/ }],
  },
  {
    name: "a gateway route table leads what comes in by VPN to an appliance first",
    source: sources.gatewayRouteTables,
    resources: [
      ...linked(connection),
      ...propagated,
      aws("ec2/routeTable:RouteTable", "edge", {
        vpcId: shop.id,
        routes: [{ cidrBlock: "10.0.1.0/24", vpcEndpointId: "vpce-0123456789abcdef0" }],
      }),
      aws("ec2/routeTableAssociation:RouteTableAssociation", "edge", {
        routeTableId: "routetable-edge",
        gatewayId: gateway.id,
      }),
    ],
    flows: [{ from: "g", to: "a", verdict: "undecided", because: /Gateway Load Balancer endpoint/ }],
  },
  {
    name: "what is peered with the VPC can't be reached over its VPN connection",
    source: sources.peering,
    resources: [
      ...linked(connection),
      office,
      desk,
      peering("office", shop, office),
      ...routeTable("office", office, [desk], { "10.0.0.0/8": peering("office", shop, office) }),
      ...routeTable(
        "shop",
        shop,
        [a],
        { "192.168.0.0/16": peering("office", shop, office) },
        { propagatingVgws: [gateway.id] },
      ),
    ],
    flows: [
      reached,
      { from: "a", to: "desk", verdict: "reachable" },
      { from: "g", to: "desk", verdict: "blocked", because: /subnet g has no route/ },
      { from: "desk", to: "g", verdict: "blocked", because: /no subnet of shop/ },
    ],
  },
];
