import { expect } from "chai";

import { asns } from "../../../policies/rules/asns";
import { unknown } from "../../../reachability/resources";
import { resourcesOf } from "../linkScene";
import { findings } from "../planned";
import type { ResourceArgs } from "../programs/program";

const check = (stack: readonly ResourceArgs[]) => findings(asns, resourcesOf(stack));

/** An Azure gateway of ASN 64600 with one tunnel to a transit gateway, whose attachment is in a route table of its own. */
const gatewayOnTransitGateway = (name: string, index: number): ResourceArgs[] => {
  const outside = `20.50.2.${index}`;
  const network = (kind: string): ResourceArgs["type"] => `azure-native:network:${kind}`;
  const inside = { aws: `169.254.22.${4 * index + 1}`, azure: `169.254.22.${4 * index + 2}` };
  return [
    {
      type: network("PublicIPAddress"),
      name: `${name}-ip`,
      props: { id: `/${name}-ip`, ipAddress: outside },
    },
    {
      type: network("VirtualNetworkGateway"),
      name,
      props: {
        id: `/${name}`,
        gatewayType: "Vpn",
        bgpSettings: {
          asn: 64600,
          bgpPeeringAddresses: [{ ipconfigurationId: "x/c", customBgpIpAddresses: [inside.azure] }],
        },
        ipConfigurations: [{ name: "c", publicIPAddress: { id: `/${name}-ip` } }],
      },
    },
    {
      type: network("LocalNetworkGateway"),
      name: `${name}-peer`,
      props: {
        id: `/${name}-peer`,
        gatewayIpAddress: `3.120.2.${index}`,
        bgpSettings: { asn: 64512, bgpPeeringAddress: inside.aws },
      },
    },
    {
      type: network("VirtualNetworkGatewayConnection"),
      name: `${name}-connection`,
      props: {
        connectionType: "IPsec",
        enableBgp: true,
        virtualNetworkGateway1: { id: `/${name}` },
        localNetworkGateway2: { id: `/${name}-peer` },
      },
    },
    {
      type: "aws:ec2/customerGateway:CustomerGateway",
      name: `${name}-cgw`,
      props: { id: `${name}-cgw`, bgpAsn: "64600", ipAddress: outside },
    },
    {
      type: "aws:ec2/vpnConnection:VpnConnection",
      name: `${name}-vpn`,
      props: {
        id: `${name}-vpn`,
        transitGatewayId: "tgw",
        transitGatewayAttachmentId: `${name}-attachment`,
        customerGatewayId: `${name}-cgw`,
        tunnel1Address: `3.120.2.${index}`,
        tunnel1InsideCidr: `169.254.22.${4 * index}/30`,
        tunnel1BgpAsn: "64512",
      },
    },
    {
      type: "aws:ec2transitgateway/routeTable:RouteTable",
      name: `${name}-table`,
      props: { id: `${name}-table`, transitGatewayId: "tgw" },
    },
    inTable("Association", name, name),
  ];
};

/** A connection's attachment is associated with a table, or propagated to it. */
const inTable = (kind: "Association" | "Propagation", connection: string, table: string): ResourceArgs => ({
  type: `aws:ec2transitgateway/routeTable${kind}:RouteTable${kind}`,
  name: `${connection}-${table}-${kind}`,
  props: {
    transitGatewayAttachmentId: `${connection}-attachment`,
    transitGatewayRouteTableId: `${table}-table`,
  },
});

describe("the rule asns at a transit gateway with route tables", () => {
  const apart = [
    ...gatewayOnTransitGateway("west", 1),
    ...gatewayOnTransitGateway("north", 2),
    inTable("Propagation", "west", "west"),
    inTable("Propagation", "north", "north"),
  ];

  it("lets gateways in tables that don't know of each other have one ASN", () => {
    expect(check(apart)).to.deep.equal([]);
  });

  it("refuses one ASN of a gateway whose routes are told to the other", () => {
    const [found, ...more] = check([...apart, inTable("Propagation", "west", "north")]);
    expect(more).to.be.empty;
    expect(found?.message).to.match(
      /north and west both have ASN 64600 and are joined through other gateways/,
    );
  });

  it("refuses one ASN where it can't be told whose tables they are", () => {
    const unknownOne = apart.map((one) =>
      one.name === "west-west-Propagation"
        ? { ...one, props: { ...one.props, transitGatewayAttachmentId: unknown } }
        : one,
    );
    expect(
      check(unknownOne)
        .map(({ message }) => message)
        .join(),
    ).to.match(/both have ASN 64600/);
  });
});
