import {
  Route,
  type VpnConnection,
  VpnConnectionRoute,
  VpnGateway,
  VpnGatewayRoutePropagation,
} from "@pulumi/aws/ec2";
import { type Input, type Output, output } from "@pulumi/pulumi";
import { cidrKey } from "../../names";
import { linkOptions, type LinkView } from "../gateway";
import type { Routing } from "../topology";
import { type AwsContext, type AwsTarget, awsTagged } from "./target";

/** A virtual private gateway: of all tunnels to one network it sends into one. */
export class VirtualPrivateGateway implements AwsTarget {
  readonly id: Output<string>;
  readonly ofConnection: { readonly vpnGatewayId: Input<string> };

  constructor(
    private readonly aws: AwsContext,
    routing: Routing,
  ) {
    const { vpnGatewayId } = aws.side;
    this.id = vpnGatewayId === undefined ? this.create().id : output(vpnGatewayId);
    this.ofConnection = { vpnGatewayId: this.id };
    if (routing === "bgp" && vpnGatewayId === undefined) {
      this.propagate();
    }
  }

  attach(link: LinkView, key: string, connection: VpnConnection): void {
    if (link.routing === "bgp") {
      return;
    }
    for (const prefix of link.peer.staticRoutes) {
      new VpnConnectionRoute(
        `${link.name}-vpn-connection-route-${key}-${cidrKey(prefix)}`,
        { vpnConnectionId: connection.id, destinationCidrBlock: prefix, region: this.aws.side.region },
        linkOptions(link, this.aws.side),
      );
    }
  }

  route(link: LinkView): void {
    if (link.routing === "bgp") {
      return;
    }
    const { routeTableIds, region } = this.aws.side;
    for (const [key, routeTableId] of Object.entries(routeTableIds)) {
      for (const prefix of link.peer.ranges) {
        new Route(
          `${link.name}-route-${key}-${cidrKey(prefix)}`,
          { routeTableId, destinationCidrBlock: prefix, gatewayId: this.id, region },
          linkOptions(link, this.aws.side),
        );
      }
    }
  }

  private create(): VpnGateway {
    const { context, side, asn, opts } = this.aws;
    const name = `${context.name}-vpn-gateway`;
    return new VpnGateway(
      name,
      { vpcId: side.vpcId, amazonSideAsn: String(asn), ...awsTagged(name, side, context.tags) },
      // A VPC takes one virtual private gateway, also while one replaces another.
      { ...opts, deleteBeforeReplace: true },
    );
  }

  /** In every route table: what the gateway learns from all its connections. */
  private propagate(): void {
    const { context, side, opts } = this.aws;
    for (const [key, routeTableId] of Object.entries(side.routeTableIds)) {
      new VpnGatewayRoutePropagation(
        `${context.name}-route-propagation-${key}`,
        { routeTableId, vpnGatewayId: this.id, region: side.region },
        opts,
      );
    }
  }
}
