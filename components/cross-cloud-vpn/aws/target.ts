import type { VpnConnection, VpnConnectionArgs } from "@pulumi/aws/ec2";
import type { Output } from "@pulumi/pulumi";
import type { ComponentContext, LinkView, SideOptions } from "../gateway";
import type { AwsVpnSide } from "./args";

/** What VPN connections end at on AWS: a virtual private gateway or a transit gateway. */
export interface AwsTarget {
  readonly id: Output<string>;
  /** The property of a VPN connection that names it. */
  readonly ofConnection: Pick<VpnConnectionArgs, "vpnGatewayId" | "transitGatewayId">;
  /** Routes between a connection's tunnels and the VPC. The key is the connection's within the link. */
  attach(link: LinkView, key: string, connection: VpnConnection): void;
  /** Routes from the VPC's route tables to the other side. */
  route(link: LinkView): void;
}

/** What the resources of an AWS gateway are made with. */
export interface AwsContext {
  readonly context: ComponentContext;
  readonly side: AwsVpnSide;
  readonly asn: number;
  /** Whether a link carries IPv6. */
  readonly ipv6: boolean;
  readonly opts: SideOptions;
}

/** Region and tags of a resource, which gets its Pulumi name as the tag `Name`. */
export function awsTagged(name: string, side: AwsVpnSide, tags: ComponentContext["tags"]) {
  return { region: side.region, tags: { ...tags, Name: name } };
}
