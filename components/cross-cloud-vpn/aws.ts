import {
  CustomerGateway,
  Route,
  VpnConnection,
  type VpnConnectionArgs,
  VpnConnectionRoute,
  VpnGateway,
  VpnGatewayRoutePropagation,
} from "@pulumi/aws/ec2";
import { type Output, type Resource, secret } from "@pulumi/pulumi";
import { cidrKey } from "../names";
import type { AwsVpnSide } from "./args";
import { type CipherProfile, lifetimeSeconds } from "./cipherProfiles";
import type { ConnectionPlan, TunnelPlan, VpnPlan } from "./plan";
import type { AcceptingSide, OfferedTunnel, SideContext } from "./side";

/** The AWS side: it needs the other side's public addresses, and offers the tunnels of its connections. */
export function offerAwsTunnels(
  context: SideContext,
  args: AwsVpnSide,
  peer: AcceptingSide,
): { vpnGateway: VpnGateway; tunnels: OfferedTunnel[] } {
  const side = new AwsSide(context, args);
  const vpnGateway = side.vpnGateway();
  let previous: VpnConnection | undefined;
  const tunnels = context.plan.connections.flatMap((connectionPlan) => {
    const peerAddress = peer.outsideAddress(connectionPlan.index);
    previous = side.vpnConnection(vpnGateway, connectionPlan, peerAddress, previous);
    return offers(previous, connectionPlan.tunnels);
  });
  side.routes(vpnGateway);
  return { vpnGateway, tunnels };
}

function offers(
  connection: VpnConnection,
  [first, second]: readonly [TunnelPlan, TunnelPlan],
): OfferedTunnel[] {
  const connectionId = connection.id;
  return [
    {
      plan: first,
      connectionId,
      outsideAddress: connection.tunnel1Address,
      presharedKey: secret(connection.tunnel1PresharedKey),
    },
    {
      plan: second,
      connectionId,
      outsideAddress: connection.tunnel2Address,
      presharedKey: secret(connection.tunnel2PresharedKey),
    },
  ];
}

/** Above this an ASN goes into a field of its own: https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html */
const largestBgpAsn = 2147483647;

class AwsSide {
  private readonly opts: { readonly parent: Resource };

  private readonly name: string;
  private readonly plan: VpnPlan;

  constructor(
    private readonly context: SideContext,
    private readonly args: AwsVpnSide,
  ) {
    this.opts = { parent: context.parent };
    this.name = context.name;
    this.plan = context.plan;
  }

  vpnGateway(): VpnGateway {
    const name = `${this.name}-vpn-gateway`;
    return new VpnGateway(
      name,
      { vpcId: this.args.vpcId, amazonSideAsn: String(this.plan.aws.asn), ...this.tagged(name) },
      // A VPC takes one virtual private gateway, also while one replaces another.
      { ...this.opts, deleteBeforeReplace: true },
    );
  }

  vpnConnection(
    vpnGateway: VpnGateway,
    { index, tunnels }: ConnectionPlan,
    peerAddress: Output<string>,
    previous: VpnConnection | undefined,
  ): VpnConnection {
    const customerGateway = this.customerGateway(index, peerAddress);
    const name = `${this.name}-vpn-connection-${index}`;
    const connection = new VpnConnection(
      name,
      {
        type: "ipsec.1",
        vpnGatewayId: vpnGateway.id,
        customerGatewayId: customerGateway.id,
        staticRoutesOnly: this.plan.routing === "static",
        ...tunnelOptions(tunnels, this.plan.cipherProfile),
        ...this.tagged(name),
      },
      {
        ...this.opts,
        // Two connections of one gateway cannot have the same inside CIDRs, also while one replaces the other.
        deleteBeforeReplace: true,
        replaceOnChanges: ["customerGatewayId", "vpnGatewayId"],
        // A change takes a connection's tunnels down: the next one is changed when this one is back.
        ...(previous !== undefined && { dependsOn: previous }),
      },
    );
    if (this.plan.routing === "static") {
      for (const prefix of this.plan.azure.staticRoutes) {
        new VpnConnectionRoute(
          `${this.name}-vpn-connection-route-${index}-${cidrKey(prefix)}`,
          { vpnConnectionId: connection.id, destinationCidrBlock: prefix, region: this.args.region },
          this.opts,
        );
      }
    }
    return connection;
  }

  /** In the route tables: what the gateway learns, or with static routing the other side's ranges. */
  routes(vpnGateway: VpnGateway): void {
    const { region, routeTableIds } = this.args;
    for (const [key, routeTableId] of Object.entries(routeTableIds)) {
      if (this.plan.routing === "bgp") {
        new VpnGatewayRoutePropagation(
          `${this.name}-route-propagation-${key}`,
          { routeTableId, vpnGatewayId: vpnGateway.id, region },
          this.opts,
        );
        continue;
      }
      for (const prefix of this.plan.azure.ranges) {
        new Route(
          `${this.name}-route-${key}-${cidrKey(prefix)}`,
          { routeTableId, destinationCidrBlock: prefix, gatewayId: vpnGateway.id, region },
          this.opts,
        );
      }
    }
  }

  private customerGateway(index: number, ipAddress: Output<string>): CustomerGateway {
    const name = `${this.name}-customer-gateway-${index}`;
    const asn = String(this.plan.azure.asn);
    return new CustomerGateway(
      name,
      {
        type: "ipsec.1",
        ipAddress,
        ...(this.plan.azure.asn > largestBgpAsn ? { bgpAsnExtended: asn } : { bgpAsn: asn }),
        ...this.tagged(name),
      },
      this.opts,
    );
  }

  private tagged(name: string) {
    return { tags: { ...this.context.tags, Name: name }, region: this.args.region };
  }
}

/**
 * Inside CIDRs are set with static routing too: without them AWS may return its two tunnels in either order.
 * AWS initiates, because with custom BGP addresses Azure expects its peer to:
 * https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp
 */
function tunnelOptions(
  [first, second]: readonly [TunnelPlan, TunnelPlan],
  { aws: { encryption, integrity, dhGroup } }: CipherProfile,
): Partial<VpnConnectionArgs> {
  return {
    tunnel1InsideCidr: first.insideCidr,
    tunnel1IkeVersions: ["ikev2"],
    tunnel1StartupAction: "start",
    tunnel1DpdTimeoutAction: "restart",
    tunnel1Phase1EncryptionAlgorithms: [encryption],
    tunnel1Phase1IntegrityAlgorithms: [integrity],
    tunnel1Phase1DhGroupNumbers: [dhGroup],
    tunnel1Phase1LifetimeSeconds: lifetimeSeconds.ike,
    tunnel1Phase2EncryptionAlgorithms: [encryption],
    tunnel1Phase2IntegrityAlgorithms: [integrity],
    tunnel1Phase2DhGroupNumbers: [dhGroup],
    tunnel1Phase2LifetimeSeconds: lifetimeSeconds.ipsec,
    tunnel2InsideCidr: second.insideCidr,
    tunnel2IkeVersions: ["ikev2"],
    tunnel2StartupAction: "start",
    tunnel2DpdTimeoutAction: "restart",
    tunnel2Phase1EncryptionAlgorithms: [encryption],
    tunnel2Phase1IntegrityAlgorithms: [integrity],
    tunnel2Phase1DhGroupNumbers: [dhGroup],
    tunnel2Phase1LifetimeSeconds: lifetimeSeconds.ike,
    tunnel2Phase2EncryptionAlgorithms: [encryption],
    tunnel2Phase2IntegrityAlgorithms: [integrity],
    tunnel2Phase2DhGroupNumbers: [dhGroup],
    tunnel2Phase2LifetimeSeconds: lifetimeSeconds.ipsec,
  };
}
