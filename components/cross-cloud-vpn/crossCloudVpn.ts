import { all, ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { CrossCloudVpnArgs, Tunnel } from "./args";
import { offerAwsTunnels } from "./aws";
import { AzureSide } from "./azure";
import { checkVpn } from "./check";
import { planVpn, type VpnPlan } from "./plan";
import type { AcceptedTunnel } from "./side";

/**
 * An IPsec VPN between an AWS VPC and an Azure VNet over the clouds' own gateways. It creates on Azure:
 *
 * 1. a zone-redundant static public address per gateway instance: one with `static` routing, two with `bgp`,
 * 2. a route-based virtual network gateway, active-active with `bgp`,
 * 3. a local network gateway and a connection for every AWS tunnel, with that tunnel's address and preshared key,
 * 4. with `static` and `routeTableName`, the routes to the VPC;
 *
 * and on AWS:
 *
 * 5. a virtual private gateway, attached to the VPC,
 * 6. a customer gateway and a VPN connection with two tunnels for every Azure public address,
 * 7. route propagation into every route table, or with `static` the routes to the VNet in every table and on the
 *    connection.
 *
 * AWS makes a preshared key for every tunnel, and both ends pin one IKEv2 proposal. Azure's gateway takes 45
 * minutes or more; the AWS side does not wait for it.
 *
 * AWS's tunnels carry packets of up to 1446 bytes and take no part in path MTU discovery: have hosts that send larger
 * ones with "don't fragment" set use a smaller MTU (https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-best-practice.html).
 *
 * Changes happen to one connection at a time. A change that replaces a gateway takes the VPN down until it is back.
 *
 * Rough cost a month, traffic and public addresses aside (list prices): $37 per AWS connection, $153 for VpnGw1AZ, $11
 * per Azure connection: about $212 with `static` and $270 with `bgp`.
 *
 * @example
 * const aws = new AwsNetwork("shop-aws", { cidrBlock: "10.0.0.0/16" });
 * const azure = new AzureNetwork("shop-azure", { addressSpace: "10.32.0.0/16" });
 * const vpn = new CrossCloudVpn("shop", { aws, azure, routing: "bgp" });
 * export const tunnels = vpn.tunnels;
 */
export class CrossCloudVpn extends ComponentResource {
  /** One record per tunnel, without keys, so that a program can export it. The array is plain. */
  readonly tunnels: readonly Tunnel[];
  /** The preshared key of every tunnel, by the tunnel's name. Secret. */
  readonly presharedKeys: Output<Record<string, string>>;
  /** The AWS virtual private gateway. */
  readonly vpnGatewayId: Output<string>;
  /** The Azure virtual network gateway. */
  readonly virtualNetworkGatewayId: Output<string>;

  /** @throws {ResourceError} listing everything that is wrong with `args`, before any resource is made. */
  constructor(name: string, args: CrossCloudVpnArgs, opts?: ComponentResourceOptions) {
    // Nothing of args goes to super: what does is stored in the state.
    super("pulumi-crosscloud:index:CrossCloudVpn", name, {}, opts);
    checkVpn(name, args).throwIfAny(this);
    const plan = planVpn(args);

    const context = { parent: this, name, plan, tags: args.tags };
    const azure = new AzureSide(context, args.azure);
    const aws = offerAwsTunnels(context, args.aws, azure);
    const tunnels = azure.accept(aws.tunnels);

    this.tunnels = tunnels.map((tunnel) => describe(name, plan, tunnel));
    this.presharedKeys = presharedKeys(name, tunnels);
    this.vpnGatewayId = aws.vpnGateway.id;
    this.virtualNetworkGatewayId = azure.virtualNetworkGateway.id;
    this.registerOutputs({
      tunnels: this.tunnels,
      vpnGatewayId: this.vpnGatewayId,
      virtualNetworkGatewayId: this.virtualNetworkGatewayId,
    });
  }
}

function tunnelName(name: string, { plan }: AcceptedTunnel): string {
  return `${name}-${plan.key}`;
}

function describe(name: string, { routing, aws, azure }: VpnPlan, tunnel: AcceptedTunnel): Tunnel {
  const { insideCidr, awsInsideAddress, azureInsideAddress } = tunnel.plan;
  return {
    name: tunnelName(name, tunnel),
    awsConnectionId: tunnel.connectionId,
    azureConnectionId: tunnel.acceptingConnectionId,
    awsOutsideAddress: tunnel.outsideAddress,
    azureOutsideAddress: tunnel.acceptingOutsideAddress,
    insideCidr,
    awsInsideAddress,
    azureInsideAddress,
    awsAsn: routing === "bgp" ? aws.asn : undefined,
    azureAsn: routing === "bgp" ? azure.asn : undefined,
  };
}

function presharedKeys(name: string, tunnels: readonly AcceptedTunnel[]): Output<Record<string, string>> {
  const keys = tunnels.map((tunnel) => [tunnelName(name, tunnel), tunnel.presharedKey]);
  return all(Object.fromEntries(keys) as Record<string, Output<string>>);
}
