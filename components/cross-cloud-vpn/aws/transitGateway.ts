import { Route, type VpnConnection } from "@pulumi/aws/ec2";
import {
  Route as TransitGatewayRoute,
  RouteTable,
  RouteTableAssociation,
  RouteTablePropagation,
  TransitGateway,
  VpcAttachment,
} from "@pulumi/aws/ec2transitgateway";
import { type Input, type Output, output, type Resource } from "@pulumi/pulumi";
import { cidrKey, ipv6RangeKey } from "../../names";
import { linkOptions, type LinkView, type SideOptions } from "../gateway";
import type { AwsTransitGateway } from "./args";
import { type AwsContext, type AwsTarget, awsTagged } from "./target";

/** A transit gateway: with BGP it sends into all tunnels to one network at once (ECMP). */
export class TransitGatewayTarget implements AwsTarget {
  readonly id: Output<string>;
  readonly ofConnection: { readonly transitGatewayId: Input<string> };
  private readonly routeTableId: Input<string> | undefined;
  /** What a VPC's route must wait for: AWS refuses one to a transit gateway that the VPC is not attached to. */
  private readonly attachment: Resource | undefined;

  constructor(
    private readonly aws: AwsContext,
    private readonly args: AwsTransitGateway,
  ) {
    this.id = args.id === undefined ? this.create().id : output(args.id);
    this.ofConnection = { transitGatewayId: this.id };
    this.routeTableId = args.id === undefined ? this.routeTable().id : args.routeTableId;
    if (args.vpcAttachmentId === undefined) {
      const attachment = this.vpcAttachment();
      this.attachment = attachment;
      this.join(`${aws.context.name}-vpc`, attachment.id, aws.opts);
    }
  }

  attach(link: LinkView, key: string, connection: VpnConnection): void {
    const attachmentId = connection.transitGatewayAttachmentId;
    const opts = linkOptions(link, this.aws.side);
    this.join(`${link.name}-vpn-connection-${key}`, attachmentId, opts);
    if (link.routing === "bgp" || this.routeTableId === undefined) {
      return;
    }
    for (const prefix of link.peer.staticRoutes) {
      new TransitGatewayRoute(
        `${link.name}-transit-gateway-route-${cidrKey(prefix)}`,
        {
          destinationCidrBlock: prefix,
          transitGatewayAttachmentId: attachmentId,
          transitGatewayRouteTableId: this.routeTableId,
          region: this.aws.side.region,
        },
        opts,
      );
    }
  }

  /** A VPC's route tables learn nothing from a transit gateway. */
  route(link: LinkView): void {
    const { side } = this.aws;
    const opts = {
      ...linkOptions(link, side),
      ...(this.attachment !== undefined && { dependsOn: this.attachment }),
    };
    const target = { transitGatewayId: this.id, region: side.region };
    for (const [key, routeTableId] of Object.entries(side.routeTableIds)) {
      const name = `${link.name}-route-${key}`;
      for (const prefix of link.peer.ranges) {
        const args = { routeTableId, destinationCidrBlock: prefix, ...target };
        new Route(`${name}-${cidrKey(prefix)}`, args, opts);
      }
      for (const [index, range] of link.peer.ipv6Ranges.entries()) {
        const args = { routeTableId, destinationIpv6CidrBlock: range, ...target };
        new Route(`${name}-${ipv6RangeKey(range, index)}`, args, opts);
      }
    }
  }

  private create(): TransitGateway {
    const { context, side, asn, opts } = this.aws;
    const name = `${context.name}-transit-gateway`;
    return new TransitGateway(
      name,
      {
        amazonSideAsn: asn,
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
        vpnEcmpSupport: "enable",
        ...awsTagged(name, side, context.tags),
      },
      // The provider would change it in place, which AWS refuses while there are connections:
      // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyTransitGatewayOptions.html
      { ...opts, replaceOnChanges: ["amazonSideAsn"] },
    );
  }

  private routeTable(): RouteTable {
    const { context, side, opts } = this.aws;
    const name = `${context.name}-transit-gateway-route-table`;
    return new RouteTable(name, { transitGatewayId: this.id, ...awsTagged(name, side, context.tags) }, opts);
  }

  private vpcAttachment(): VpcAttachment {
    const { context, side, ipv6, opts } = this.aws;
    const name = `${context.name}-vpc-attachment`;
    return new VpcAttachment(
      name,
      {
        transitGatewayId: this.id,
        vpcId: side.vpcId,
        subnetIds: [...(side.attachmentSubnetIds ?? [])],
        ...(ipv6 && { ipv6Support: "enable" }),
        ...awsTagged(name, side, context.tags),
      },
      // A transit gateway takes a VPC once.
      { ...opts, deleteBeforeReplace: true },
    );
  }

  /** One table for all: what an attachment learns reaches every other, and it finds every other's routes. */
  private join(name: string, transitGatewayAttachmentId: Input<string>, opts: SideOptions): void {
    if (this.routeTableId === undefined) {
      return;
    }
    const args = {
      transitGatewayAttachmentId,
      transitGatewayRouteTableId: this.routeTableId,
      region: this.aws.side.region,
    };
    // An attachment is associated with one table at a time.
    new RouteTableAssociation(`${name}-association`, args, { ...opts, deleteBeforeReplace: true });
    new RouteTablePropagation(`${name}-propagation`, args, { ...opts, deleteBeforeReplace: true });
    for (const [key, transitGatewayRouteTableId] of Object.entries(this.args.propagatedRouteTableIds ?? {})) {
      new RouteTablePropagation(
        `${name}-propagation-${key}`,
        { ...args, transitGatewayRouteTableId },
        { ...opts, deleteBeforeReplace: true },
      );
    }
  }
}
