import { expect } from "chai";

import { type Resource, unknown } from "../../../../reachability/resources";
import { planned } from "../../planned";
import { check, connection, gateway, network, peering, shownAt, site, subnetwork, vnet, vpc } from "./scene";
import { attachment, entry, off, route, table, tgw } from "./transitScene";

const shop = vpc("shop", "10.0.0.0/16");
const ledger = vpc("ledger", "10.0.4.0/24");

const vpnGateway = planned("aws:ec2/vpnGateway:VpnGateway", "vgw", { vpcId: "vpc-shop" }, { id: "vgw-1" });
const customer = (ipAddress: unknown, from: Record<string, Resource> = {}) =>
  planned("aws:ec2/customerGateway:CustomerGateway", "cgw", { ipAddress }, { id: "cgw-1", from });
const vpn = (more: object = { vpnGatewayId: "vgw-1" }) =>
  planned(
    "aws:ec2/vpnConnection:VpnConnection",
    "vpn",
    {
      customerGatewayId: "cgw-1",
      tunnel1Address: "3.3.3.3",
      transitGatewayAttachmentId: "tgw-attach-vpn",
      ...more,
    },
    { id: "vpn-1" },
  );
const publicIp = planned(
  "azure-native:network:PublicIPAddress",
  "ip",
  { ipAddress: "20.0.0.1" },
  { id: "/subscriptions/s/publicIPAddresses/ip" },
);
const azureEnd = gateway("vng", "ledger", {
  ipConfigurations: [
    {
      subnet: { id: "/subscriptions/s/virtualNetworks/ledger/subnets/GatewaySubnet" },
      publicIPAddress: { id: publicIp.id },
    },
  ],
});

const haGateway = planned(
  "gcp:compute/haVpnGateway:HaVpnGateway",
  "ha",
  { name: "ha", network: "data", vpnInterfaces: [{ id: 0, ipAddress: "35.0.0.1" }] },
  { id: "projects/p/regions/r/vpnGateways/ha" },
);

const spoke = (name: string, linked: object) =>
  planned("gcp:networkconnectivity/spoke:Spoke", name, {
    hub: "projects/p/locations/global/hubs/hub",
    ...linked,
  });
const hubConnection = (name: string) =>
  planned("azure-native:network:HubVirtualNetworkConnection", name, {
    virtualHubName: "hub",
    remoteVirtualNetwork: { id: `/subscriptions/s/virtualNetworks/${name}` },
  });
const virtualHub = planned(
  "azure-native:network:VirtualHub",
  "hub",
  { virtualHubName: "hub", addressPrefix: "10.100.0.0/23", virtualWan: { id: "/wan" } },
  { id: "/subscriptions/s/virtualHubs/hub" },
);
const azurePeering = (from: string, to: unknown) =>
  planned("azure-native:network:VirtualNetworkPeering", `${from} peering`, {
    virtualNetworkName: from,
    remoteVirtualNetwork: { id: to },
  });

describe("overlapping-cidrs: which networks are joined", () => {
  const apart: [string, Resource[]][] = [
    ["nothing joins them", [shop, ledger]],
    [
      "another two are joined",
      [shop, ledger, vpc("hub", "10.9.0.0/16"), peering("p", "vpc-shop", "vpc-hub")],
    ],
    [
      "they are attached to two transit gateways",
      [shop, ledger, tgw("hub"), attachment("shop"), attachment("ledger", { transitGatewayId: "tgw-other" })],
    ],
    [
      "two tables of one transit gateway have nothing in common",
      [
        ...[shop, ledger, tgw("hub", off), attachment("shop"), attachment("ledger"), table("a"), table("b")],
        ...[entry("routeTableAssociation", "shop", "a"), entry("routeTableAssociation", "ledger", "b")],
        route("ledger", "a", { blackhole: true }),
      ],
    ],
    [
      "a customer gateway leads elsewhere",
      [shop, vnet("ledger", ["10.0.4.0/24"]), vpnGateway, customer("20.0.0.9"), vpn(), azureEnd, publicIp],
    ],
    ["they are networks of Google Cloud", [network("a"), network("b"), ...twoSubnetworks()]],
  ];
  for (const [why, resources] of apart) {
    it(`lets two overlap while ${why}`, () => {
      expect(check(resources)).to.deep.equal([]);
      expect(check(resources, { scope: "all" })).to.have.length(1);
    });
  }

  const joined: [string, Resource[]][] = [
    ["a peering", [shop, ledger, peering("p", "vpc-shop", "vpc-ledger")]],
    [
      "a peering that is made at once with them",
      [
        ...[shop, ledger],
        planned(
          "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
          "p",
          { vpcId: unknown, peerVpcId: unknown },
          { from: { vpcId: shop, peerVpcId: ledger } },
        ),
      ],
    ],
    [
      "a third that both are peered with",
      [
        ...[shop, ledger, vpc("hub", "10.9.0.0/16")],
        ...[peering("p", "vpc-shop", "vpc-hub"), peering("q", "vpc-hub", "vpc-ledger")],
      ],
    ],
    [
      "a VPC outside the stack",
      [shop, ledger, peering("p", "vpc-shop", "vpc-x"), peering("q", "vpc-x", "vpc-ledger")],
    ],
    ["a transit gateway", [shop, ledger, tgw("hub"), attachment("shop"), attachment("ledger")]],
    ["a transit gateway outside the stack", [shop, ledger, attachment("shop"), attachment("ledger")]],
    [
      "a table that one propagates into",
      [
        ...[shop, ledger, tgw("hub", off), attachment("shop"), attachment("ledger"), table("a")],
        ...[entry("routeTableAssociation", "shop", "a"), entry("routeTablePropagation", "ledger", "a")],
      ],
    ],
    [
      "a static route of a table",
      [
        ...[shop, ledger, tgw("hub", off), attachment("shop"), attachment("ledger"), table("a")],
        ...[entry("routeTableAssociation", "shop", "a"), route("ledger", "a")],
      ],
    ],
    [
      "the default table, from which only association is switched off",
      [
        ...[shop, ledger, tgw("hub", { defaultRouteTableAssociation: "disable" })],
        ...[attachment("shop"), attachment("ledger")],
      ],
    ],
    [
      "a VPN between clouds",
      [shop, vnet("ledger", ["10.0.4.0/24"]), vpnGateway, customer("20.0.0.1"), vpn(), azureEnd, publicIp],
    ],
    [
      "a VPN between clouds whose addresses are not known yet",
      [
        ...[shop, vnet("ledger", ["10.0.4.0/24"]), vpnGateway, vpn(), azureEnd, publicIp],
        customer(unknown, { ipAddress: publicIp }),
      ],
    ],
    [
      "a VPN that Azure alone knows of",
      [
        ...[shop, vnet("ledger", ["10.0.4.0/24"]), vpnGateway, vpn(), azureEnd],
        ...[site("far", [], "3.3.3.3"), connection("c", "vng", "far")],
      ],
    ],
    [
      "a VPN of a transit gateway's table",
      [
        ...[shop, vnet("ledger", ["10.0.4.0/24"]), tgw("hub", off), table("a"), attachment("shop")],
        ...[vpn({ transitGatewayId: "tgw-hub" }), customer("20.0.0.1"), azureEnd, publicIp],
        ...[entry("routeTableAssociation", "vpn", "a"), entry("routeTablePropagation", "shop", "a")],
      ],
    ],
    [
      "a VPN to Google Cloud",
      [
        ...[shop, network("data"), subnetwork("data-a", "data", "10.0.8.0/24"), haGateway],
        ...[vpnGateway, customer("35.0.0.1"), vpn()],
      ],
    ],
    [
      "a virtual hub",
      [
        vnet("a", ["10.0.0.0/16"]),
        vnet("b", ["10.0.0.0/16"]),
        virtualHub,
        hubConnection("a"),
        hubConnection("b"),
      ],
    ],
    [
      "a peering of virtual networks",
      [
        vnet("a", ["10.0.0.0/16"]),
        vnet("b", ["10.0.0.0/16"]),
        azurePeering("a", "/subscriptions/s/virtualNetworks/b"),
      ],
    ],
    [
      "a peering inside a virtual network",
      [
        vnet("a", ["10.0.0.0/16"], {
          virtualNetworkPeerings: [{ remoteVirtualNetwork: { id: "/subscriptions/s/virtualNetworks/b" } }],
        }),
        vnet("b", ["10.0.0.0/16"]),
      ],
    ],
    [
      "a peering of networks of Google Cloud",
      [
        ...[network("a"), network("b"), ...twoSubnetworks()],
        planned("gcp:compute/networkPeering:NetworkPeering", "p", { network: "a", peerNetwork: "b" }),
      ],
    ],
    [
      "a hub of Network Connectivity Center",
      [
        ...[network("a"), network("b"), ...twoSubnetworks()],
        spoke("a spoke", { linkedVpcNetwork: { uri: "projects/p/global/networks/a" } }),
        spoke("b spoke", { linkedVpcNetwork: { uri: "projects/p/global/networks/b" } }),
      ],
    ],
    [
      "one Direct Connect gateway",
      ["shop", "ledger"].flatMap((name) => [
        vpc(name, "10.0.0.0/16"),
        planned(
          "aws:ec2/vpnGateway:VpnGateway",
          `${name} vgw`,
          { vpcId: `vpc-${name}` },
          { id: `vgw-${name}` },
        ),
        planned("aws:directconnect/gatewayAssociation:GatewayAssociation", `${name} dx`, {
          dxGatewayId: "dx-1",
          associatedGatewayId: `vgw-${name}`,
        }),
      ]),
    ],
  ];
  for (const [by, resources] of joined) {
    it(`refuses two that are joined by ${by}`, () => {
      const found = check(resources);
      expect(found).to.have.length(1);
      expect(found[0]?.message).to.match(
        /No route can tell which of the two is meant, and they are joined (by \w|directly)/,
      );
    });
  }

  it("names what joins them on the shortest way", () => {
    const [found] = check([
      shop,
      vnet("ledger", ["10.0.4.0/24"]),
      vpnGateway,
      customer("20.0.0.1"),
      vpn(),
      azureEnd,
      publicIp,
    ]);
    expect(found?.message).to.include("joined by vgw, vpn, cgw, 20.0.0.1, ip and 1 more");
  });

  it("takes a link for one to any network while it can't be told where it leads, and says so", () => {
    const peeringToAny = peering("p", "vpc-shop", unknown);
    const [found, ...others] = check([shop, ledger, peeringToAny]);
    expect(others).to.deep.equal([]);
    expect(found?.message).to.include(
      "they count as joined, because peerVpcId of p is known only after the update",
    );
  });

  it("refuses no two that a third, which may be joined with any, does not overlap", () => {
    expect(
      shownAt([shop, ledger, vpc("third", "10.9.0.0/16"), peering("p", "vpc-third", unknown)]),
    ).to.deep.equal([]);
  });
});

function twoSubnetworks(): Resource[] {
  return [subnetwork("a-sub", "a", "10.0.0.0/16"), subnetwork("b-sub", "b", "10.0.0.0/16")];
}
