import { HaVpnGateway, Router } from "@pulumi/gcp/compute";
import { type Input, output, type Output } from "@pulumi/pulumi";
import {
  type AddressedGateway,
  type ComponentContext,
  linkOptions,
  type LinkView,
  type PeerEnd,
  type SideOptions,
  sideOptions,
  type TunnelEnd,
} from "../gateway";
import type { Cloud } from "../clouds";
import type { GcpVpnSide } from "./args";
import { interfacesPerGateway } from "./haVpn";
import { connectGcpTunnels } from "./tunnels";

/** An HA VPN gateway, new or existing. */
export interface HaGateway {
  readonly id: Input<string>;
  readonly outsideAddresses: readonly [Output<string>, Output<string>];
}

/** What a Google Cloud gateway is made for. */
export interface GcpGatewayPlan {
  readonly asn: number;
  /** How many interfaces its links use. */
  readonly interfaces: number;
  /** The clouds at the other ends. */
  readonly peers: readonly Cloud[];
  /** The HA VPN gateways, by their place, whose tunnels carry IPv6. */
  readonly ipv6Gateways: readonly number[];
  /** Where the Cloud Router has its BGP identifier; undefined where Google Cloud chooses. */
  readonly bgpIdentifierRange: string | undefined;
}

/**
 * The Google Cloud side: HA VPN gateways, as many as the tunnels need public addresses for, and one Cloud Router that
 * speaks BGP over all their tunnels. Their addresses exist within seconds.
 */
export class GcpGateway implements AddressedGateway {
  readonly id: Output<string>;
  private readonly opts: SideOptions;
  private readonly gateways: readonly HaGateway[];
  private readonly routerName: Input<string>;

  constructor(
    private readonly context: ComponentContext,
    private readonly side: GcpVpnSide,
    plan: GcpGatewayPlan,
  ) {
    this.opts = sideOptions(context.parent, side.provider);
    const { haVpnGateway } = side;
    if (haVpnGateway === undefined) {
      const count = Math.ceil(plan.interfaces / interfacesPerGateway);
      this.gateways = Array.from({ length: count }, (_, index) =>
        this.haVpnGateway(index, plan.ipv6Gateways.includes(index)),
      );
      this.routerName = this.router(plan).name;
    } else {
      const [first, second] = haVpnGateway.outsideAddresses;
      this.gateways = [{ id: haVpnGateway.id, outsideAddresses: [output(first), output(second)] }];
      this.routerName = haVpnGateway.routerName;
    }
    this.id = output(this.gatewayOf(0).id);
  }

  outsideAddress(index: number): Output<string> {
    const { outsideAddresses } = this.gatewayOf(index);
    return outsideAddresses[index % interfacesPerGateway === 0 ? 0 : 1];
  }

  connect(link: LinkView, peers: readonly PeerEnd[]): TunnelEnd[] {
    const tunnels = link.tunnels.flatMap((tunnel, index) => {
      const peer = peers[index];
      const { id } = this.gatewayOf(tunnel.own.interface);
      const vpnGatewayInterface = tunnel.own.interface % interfacesPerGateway;
      return peer === undefined
        ? []
        : [
            {
              tunnel,
              peer,
              vpnGateway: id,
              vpnGatewayInterface,
              outsideAddress: this.outsideAddress(tunnel.own.interface),
            },
          ];
    });
    return connectGcpTunnels(link, tunnels, {
      side: this.side,
      routerName: this.routerName,
      opts: linkOptions(link, this.side),
    });
  }

  private gatewayOf(index: number): HaGateway {
    const gateway = this.gateways[Math.floor(index / interfacesPerGateway)];
    if (gateway === undefined) {
      throw new Error(`the plan has no interface ${index}`);
    }
    return gateway;
  }

  private haVpnGateway(index: number, ipv6: boolean): HaGateway {
    const { networkId, region } = this.side;
    const { name, tags } = this.context;
    const gateway = new HaVpnGateway(
      `${name}-ha-vpn-gateway-${index}`,
      { network: networkId, region, ...(ipv6 && { stackType: "IPV4_IPV6" }), ...(tags && { labels: tags }) },
      this.opts,
    );
    const address = (vpnInterface: number) =>
      gateway.vpnInterfaces.apply((all) => allocated(all.find(({ id }) => id === vpnInterface)?.ipAddress));
    return { id: gateway.id, outsideAddresses: [address(0), address(1)] };
  }

  private router({ asn, peers, ipv6Gateways, bgpIdentifierRange }: GcpGatewayPlan): Router {
    const { networkId, region, advertisedIpRanges, ipv6CidrRanges = [] } = this.side;
    const ipv6Ranges = ipv6Gateways.length > 0 ? ipv6CidrRanges : [];
    return new Router(
      `${this.context.name}-router`,
      {
        network: networkId,
        region,
        bgp: {
          asn,
          keepaliveInterval: peers.includes("azure") ? azureKeepalive : defaultKeepalive,
          ...(advertisedIpRanges !== undefined && {
            advertiseMode: "CUSTOM",
            advertisedIpRanges: [...advertisedIpRanges, ...ipv6Ranges].map((range) => ({ range })),
          }),
          ...(bgpIdentifierRange !== undefined && { identifierRange: bgpIdentifierRange }),
        },
      },
      this.opts,
    );
  }
}

/** The hold time is three times as long: https://cloud.google.com/network-connectivity/docs/router/concepts/overview */
const defaultKeepalive = 20;

/** Azure's timers are fixed at 60 and 180 s: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq#bgp */
const azureKeepalive = 60;

function allocated(ipAddress: string | undefined): string {
  if (ipAddress === undefined) {
    throw new Error("Google Cloud allocated no public address to an interface of the HA VPN gateway");
  }
  return ipAddress;
}
