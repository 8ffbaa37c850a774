import { CustomerGateway, VpnConnection, type VpnConnectionArgs } from "@pulumi/aws/ec2";
import { getProject, getStack, type Output, secret } from "@pulumi/pulumi";
import {
  type ComponentContext,
  type Gateway,
  linkOptions,
  type LinkView,
  type PeerEnd,
  sideOptions,
  type TunnelEnd,
  type TunnelView,
} from "../gateway";
import { isTwin, suffixOf } from "../ipVersions";
import { createLogGroup } from "../monitoring/awsLogs";
import type { Routing } from "../topology";
import type { AwsVpnSide } from "./args";
import { type AwsContext, type AwsTarget, awsTagged } from "./target";
import { TransitGatewayTarget } from "./transitGateway";
import { tunnelLogOptions, type TunnelNumber, tunnelOptions } from "./tunnelOptions";
import { VirtualPrivateGateway } from "./virtualPrivateGateway";

/** Above this an ASN goes into a field of its own: https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html */
const largestBgpAsn = 2147483647;

/** One of the two tunnels that AWS makes for every connection, and its other end. */
interface ConnectionTunnel {
  readonly tunnel: TunnelView;
  readonly peer: PeerEnd;
}

/** What an AWS gateway is made for. */
export interface AwsGatewayPlan {
  readonly asn: number;
  /** `bgp` where any of its links has it. */
  readonly routing: Routing;
  /** Whether any of its links carries IPv6. */
  readonly ipv6: boolean;
}

/**
 * The AWS side: it needs the other side's public addresses, and learns its own, one for every tunnel, with the
 * connections.
 */
export class AwsGateway implements Gateway {
  readonly id: Output<string>;
  private readonly aws: AwsContext;
  private readonly target: AwsTarget;

  constructor(context: ComponentContext, side: AwsVpnSide, { asn, routing, ipv6 }: AwsGatewayPlan) {
    this.aws = { context, side, asn, ipv6, opts: sideOptions(context.parent, side.provider) };
    this.target =
      side.transitGateway === undefined
        ? new VirtualPrivateGateway(this.aws, routing)
        : new TransitGatewayTarget(this.aws, side.transitGateway);
    this.id = this.target.id;
  }

  connect(link: LinkView, peers: readonly PeerEnd[]): TunnelEnd[] {
    const customerGateways = new Map<number, CustomerGateway>();
    const logGroup = createLogGroup(link, this.aws.side);
    let previous: VpnConnection | undefined;
    const ends = connectionsOf(link, peers).flatMap((tunnels) => {
      const [{ tunnel, peer }] = tunnels;
      const remote = tunnel.peer.interface;
      const customerGateway =
        customerGateways.get(remote) ?? this.customerGateway(link, remote, peer.outsideAddress);
      customerGateways.set(remote, customerGateway);
      const key = connectionKey(tunnel);
      previous = this.vpnConnection(link, key, tunnels, customerGateway, logGroup, previous);
      this.target.attach(link, key, previous);
      return [endOf(previous, 1), endOf(previous, 2)];
    });
    this.target.route(link);
    return ends;
  }

  /**
   * Each has a device name of its own: else AWS answers with an existing one of the same address and ASN, which belongs
   * to another link or another of the peer's addresses, and whichever of the two goes first fails to.
   * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html
   */
  private customerGateway(link: LinkView, index: number, ipAddress: Output<string>): CustomerGateway {
    const name = `${link.name}-customer-gateway-${index}`;
    const asn = String(link.peer.asn);
    return new CustomerGateway(
      name,
      {
        type: "ipsec.1",
        ipAddress,
        deviceName: `${getProject()}-${getStack()}-${name}`,
        ...(link.peer.asn > largestBgpAsn ? { bgpAsnExtended: asn } : { bgpAsn: asn }),
        ...awsTagged(name, this.aws.side, link.tags),
      },
      // Another one would replace the connections.
      { ...linkOptions(link, this.aws.side), ignoreChanges: ["deviceName"] },
    );
  }

  private vpnConnection(
    link: LinkView,
    key: string,
    tunnels: readonly [ConnectionTunnel, ConnectionTunnel],
    customerGateway: CustomerGateway,
    logGroup: Output<string> | undefined,
    previous: VpnConnection | undefined,
  ): VpnConnection {
    const name = `${link.name}-vpn-connection-${key}`;
    const { transitGateway, tunnelBandwidth } = this.aws.side;
    const args: VpnConnectionArgs = {
      type: "ipsec.1",
      ...this.target.ofConnection,
      customerGatewayId: customerGateway.id,
      staticRoutesOnly: link.routing === "static",
      // A virtual private gateway refuses even "standard".
      ...(transitGateway !== undefined && tunnelBandwidth !== undefined && { tunnelBandwidth }),
      ...(isTwin(tunnels[0].tunnel) && { tunnelInsideIpVersion: "ipv6" }),
      ...tunnelOptions(1, link.proposal, tunnels[0].tunnel, tunnels[0].peer.presharedKey),
      ...tunnelOptions(2, link.proposal, tunnels[1].tunnel, tunnels[1].peer.presharedKey),
      ...tunnelLogOptions(1, link.routing, logGroup),
      ...tunnelLogOptions(2, link.routing, logGroup),
      ...awsTagged(name, this.aws.side, link.tags),
    };
    return new VpnConnection(name, args, {
      ...linkOptions(link, this.aws.side),
      // Two connections of one gateway cannot have the same inside CIDRs, also while one replaces the other.
      deleteBeforeReplace: true,
      replaceOnChanges: ["customerGatewayId", "vpnGatewayId", "transitGatewayId"],
      // A change takes a connection's tunnels down: the next one is changed when this one is back.
      ...(previous !== undefined && { dependsOn: previous }),
    });
  }
}

/** The place of a tunnel's connection among those of the same IP version, and the version. */
function connectionKey(tunnel: TunnelView): string {
  return `${Math.floor(tunnel.own.interface / 2)}${suffixOf(tunnel)}`;
}

function connectionsOf(link: LinkView, peers: readonly PeerEnd[]): [ConnectionTunnel, ConnectionTunnel][] {
  const tunnels = link.tunnels.flatMap((tunnel, index) => {
    const peer = peers[index];
    return peer === undefined ? [] : [{ tunnel, peer }];
  });
  return pairs(tunnels);
}

function pairs<T>(values: readonly T[]): [T, T][] {
  const [first, second, ...rest] = values;
  return first === undefined || second === undefined ? [] : [[first, second], ...pairs(rest)];
}

function endOf(connection: VpnConnection, number: TunnelNumber): TunnelEnd {
  return {
    id: connection.id,
    outsideAddress: connection[`tunnel${number}Address`],
    presharedKey: secret(connection[`tunnel${number}PresharedKey`]),
    resource: connection,
    region: connection.region,
  };
}
