import type { Input, Output } from "@pulumi/pulumi";
import type { CrossCloudVpnArgs } from "../cross-cloud-vpn/args";
import type { AwsVpnSide } from "../cross-cloud-vpn/aws/args";
import type { AzureVpnSide } from "../cross-cloud-vpn/azure/args";
import type { GcpVpnSide } from "../cross-cloud-vpn/gcp/args";
import type { OnPremisesVpnSide } from "../cross-cloud-vpn/on-premises/args";
import type { Tunnel } from "../cross-cloud-vpn/outputs";

/** Sides of a mesh are those of a VPN, but for the gateway: each network has one of its own, for all its links. */
export type MeshAwsSide = Omit<AwsVpnSide, "vpnGatewayId">;
export type MeshAzureSide = Omit<AzureVpnSide, "virtualNetworkGateway" | "staticRoutes" | "routeTableName">;
export type MeshGcpSide = Omit<GcpVpnSide, "haVpnGateway">;
/** `asn` follows from the network's number where it is left out. */
export type MeshOnPremisesSide = Omit<OnPremisesVpnSide, "asn"> & { readonly asn?: number };

/** A network of the mesh: its number, and exactly one side, under its cloud's name. */
export interface MeshNetwork {
  /**
   * The network's own number, 0 to 31, for good: its ASN is 64512 plus it unless the side gives one, and the inside
   * CIDRs of all its links follow from it. So networks come and go without moving any other's link.
   */
  readonly number: number;
  readonly aws?: MeshAwsSide;
  readonly gcp?: MeshGcpSide;
  readonly azure?: MeshAzureSide;
  readonly onPremises?: MeshOnPremisesSide;
}

/** What one link has of its own; as in `CrossCloudVpn`. */
export type MeshLinkArgs = Pick<
  CrossCloudVpnArgs,
  "tunnels" | "cipherProfile" | "priority" | "keyRotation" | "bgpMd5"
>;

/** Arguments of `CrossCloudMesh`. */
export interface CrossCloudMeshArgs {
  /**
   * The networks by name, 2 to 32. The name is part of the resource names: another one, or another number, means other
   * gateways and links, which the clouds refuse while the old ones have their addresses. So take such a network out,
   * `pulumi up`, and put it in again.
   */
  readonly networks: Readonly<Record<string, MeshNetwork>>;

  /**
   * What single links have of their own, or `false` where two networks are not to be joined. A link is called by its
   * networks' names with a hyphen between them, in the order AWS, Google Cloud, Azure, on-premises.
   *
   * @default - every two networks of different clouds are joined
   * @example { "shop-data": { tunnels: 8 }, "shop-archive": false }
   */
  readonly links?: Readonly<Record<string, MeshLinkArgs | false>>;

  /**
   * The one proposal of all links.
   *
   * @default "strong"
   */
  readonly cipherProfile?: CrossCloudVpnArgs["cipherProfile"];

  /**
   * Whether all links are watched: alarms for every tunnel and link, and a dashboard and logs for every network but
   * on-premises ones. As in `CrossCloudVpn`.
   *
   * @default - as in `CrossCloudVpn`: true in a stack in production, else false
   */
  readonly monitoring?: CrossCloudVpnArgs["monitoring"];

  /**
   * Tags of all resources that take tags. On AWS each also gets its Pulumi name as the tag `Name`.
   *
   * @default - only `Name` on AWS
   */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}

/** The tunnels of every link, by the link's name. */
export type MeshTunnels = Readonly<Record<string, readonly Tunnel[]>>;

/** By the network's name. */
export type ByNetwork<Value> = Readonly<Record<string, Output<Value>>>;
