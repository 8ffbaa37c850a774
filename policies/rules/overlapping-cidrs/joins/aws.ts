import { tokens } from "../../../../reachability/aws/tokens";
import { read } from "../../../../reachability/resources";
import type { Joining, Linker } from "./linker";
import { linkTransitGateways } from "./transitGateways";

const vpcs = [tokens.vpc, tokens.defaultVpc];

/** Type tokens that say nothing about reachability, and something about what is joined. */
const more = {
  directConnectConnection: "aws:directconnect/connection:Connection",
  directConnectGateway: "aws:directconnect/gateway:Gateway",
  directConnectAssociation: "aws:directconnect/gatewayAssociation:GatewayAssociation",
  privateVirtualInterface: "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface",
  transitVirtualInterface: "aws:directconnect/transitVirtualInterface:TransitVirtualInterface",
  coreNetwork: "aws:networkmanager/coreNetwork:CoreNetwork",
  coreVpcAttachment: "aws:networkmanager/vpcAttachment:VpcAttachment",
  coreVpnAttachment: "aws:networkmanager/siteToSiteVpnAttachment:SiteToSiteVpnAttachment",
  coreTransitGatewayPeering: "aws:networkmanager/transitGatewayPeering:TransitGatewayPeering",
  coreDirectConnect: "aws:networkmanager/dxGatewayAttachment:DxGatewayAttachment",
} as const;

/** Properties that join, and what they point to. */
const links: readonly Joining[] = [
  [tokens.vpcPeeringConnection, "vpcId", vpcs],
  [tokens.vpcPeeringConnection, "peerVpcId", vpcs],
  [tokens.vpcPeeringConnectionAccepter, "vpcPeeringConnectionId", tokens.vpcPeeringConnection],
  [tokens.vpnGateway, "vpcId", vpcs],
  [tokens.vpnGatewayAttachment, "vpcId", vpcs],
  [tokens.vpnGatewayAttachment, "vpnGatewayId", tokens.vpnGateway],
  [tokens.vpnConnection, "vpnGatewayId", tokens.vpnGateway],
  [tokens.vpnConnection, "customerGatewayId", tokens.customerGateway, "crossing"],
  [more.directConnectAssociation, "dxGatewayId", more.directConnectGateway],
  [more.directConnectAssociation, "associatedGatewayId", [tokens.vpnGateway, tokens.transitGateway]],
  [more.privateVirtualInterface, "dxGatewayId", more.directConnectGateway],
  [more.privateVirtualInterface, "vpnGatewayId", tokens.vpnGateway],
  [more.privateVirtualInterface, "connectionId", more.directConnectConnection],
  [more.transitVirtualInterface, "dxGatewayId", more.directConnectGateway],
  [more.transitVirtualInterface, "connectionId", more.directConnectConnection],
  [more.coreVpcAttachment, "coreNetworkId", more.coreNetwork],
  [more.coreVpcAttachment, "vpcArn", vpcs],
  [more.coreVpnAttachment, "coreNetworkId", more.coreNetwork],
  [more.coreVpnAttachment, "vpnConnectionArn", tokens.vpnConnection],
  [more.coreTransitGatewayPeering, "coreNetworkId", more.coreNetwork],
  [more.coreTransitGatewayPeering, "transitGatewayArn", tokens.transitGateway],
  [more.coreDirectConnect, "coreNetworkId", more.coreNetwork],
  [more.coreDirectConnect, "directConnectGatewayArn", more.directConnectGateway],
];

/** Links what joins VPCs with each other and with the rest of the world. */
export function linkAws(linker: Linker): void {
  const { stack } = linker;
  linker.linkAll(links);
  for (const connection of stack.all(tokens.vpnConnection)) {
    for (const path of ["tunnel1Address", "tunnel2Address"]) {
      const address = read(connection, path);
      if (address.state === "known") {
        linker.linkAddress(connection, address, path);
      }
    }
  }
  for (const customer of stack.all(tokens.customerGateway)) {
    linker.linkAddress(customer, read(customer, "ipAddress"), "ipAddress");
  }
  linkTransitGateways(linker);
}
