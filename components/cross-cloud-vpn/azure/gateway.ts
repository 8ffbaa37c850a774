import {
  LocalNetworkGateway,
  Route,
  type VirtualNetworkGateway,
  VirtualNetworkGatewayConnection,
} from "@pulumi/azure-native/network";
import type { Output, Resource } from "@pulumi/pulumi";
import { cidrKey } from "../../names";
import {
  type AddressedGateway,
  type ComponentContext,
  keyFor,
  linkOptions,
  type LinkView,
  type PeerEnd,
  sideOptions,
  type TunnelEnd,
  type TunnelView,
} from "../gateway";
import type { AzureVpnSide } from "./args";
import { azureIpsecPolicy } from "./ciphers";
import { type AzureGatewayPlan, customBgpAddresses } from "./gatewayPlan";
import { placed } from "./placed";
import { type AzureInstance, type AzureTarget, existingGateway } from "./target";
import { createVirtualNetworkGateway } from "./virtualNetworkGateway";

/**
 * The Azure side over a virtual network gateway. Whatever touches the gateway comes after it, one thing at a time: a
 * gateway refuses a second change while one is under way, and a changed local network gateway changes the gateway that
 * it is connected to.
 */
export class AzureGateway implements AddressedGateway {
  readonly id: Output<string>;
  /** The gateway where it is made here. */
  readonly resource: VirtualNetworkGateway | undefined;
  private readonly target: AzureTarget;
  private previous: Resource | undefined;

  constructor(
    context: ComponentContext,
    private readonly side: AzureVpnSide,
    plan: AzureGatewayPlan,
  ) {
    if (side.virtualNetworkGateway === undefined) {
      const created = createVirtualNetworkGateway(
        context,
        side,
        plan,
        sideOptions(context.parent, side.provider),
      );
      this.target = created;
      this.resource = created.resource;
    } else {
      this.target = existingGateway(side.virtualNetworkGateway);
    }
    this.previous = this.resource;
    this.id = this.target.id;
  }

  outsideAddress(index: number): Output<string> {
    return this.instanceOf(index).outsideAddress;
  }

  connect(link: LinkView, peers: readonly PeerEnd[]): TunnelEnd[] {
    this.routes(link);
    return link.tunnels.flatMap((tunnel, index) => {
      const peer = peers[index];
      if (peer === undefined) {
        return [];
      }
      const presharedKey = keyFor(tunnel, peer);
      const localNetworkGateway = this.localNetworkGateway(link, tunnel, peer);
      const connection = this.connection(link, tunnel, presharedKey, localNetworkGateway);
      this.previous = connection;
      const outsideAddress = this.outsideAddress(tunnel.own.interface);
      return [{ id: connection.id, outsideAddress, presharedKey, resource: connection }];
    });
  }

  private instanceOf(index: number): AzureInstance {
    const instance = this.target.instances[index];
    if (instance === undefined) {
      throw new Error(`the gateway has no instance ${index}`);
    }
    return instance;
  }

  /** The other end of one tunnel, as Azure sees it. */
  private localNetworkGateway(link: LinkView, tunnel: TunnelView, peer: PeerEnd): LocalNetworkGateway {
    // With BGP the address space must be empty: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp
    const reach =
      link.routing === "bgp"
        ? { bgpSettings: { asn: link.peer.asn, bgpPeeringAddress: tunnel.peer.insideAddress } }
        : { localNetworkAddressSpace: { addressPrefixes: [...link.peer.staticRoutes] } };
    return new LocalNetworkGateway(
      `${link.name}-local-network-gateway-${tunnel.key}`,
      { ...placed(link, this.side), gatewayIpAddress: peer.outsideAddress, ...reach },
      this.afterPrevious(link),
    );
  }

  private connection(
    link: LinkView,
    tunnel: TunnelView,
    sharedKey: Output<string>,
    localNetworkGateway: LocalNetworkGateway,
  ): VirtualNetworkGatewayConnection {
    const bgp = link.routing === "bgp";
    return new VirtualNetworkGatewayConnection(
      `${link.name}-connection-${tunnel.key}`,
      {
        ...placed(link, this.side),
        connectionType: "IPsec",
        connectionProtocol: "IKEv2",
        connectionMode: "Default",
        virtualNetworkGateway1: { id: this.target.id },
        localNetworkGateway2: { id: localNetworkGateway.id },
        sharedKey,
        enableBgp: bgp,
        // A gateway with one instance has one such address, which is not chosen but used.
        ...(bgp &&
          this.target.instances.length > 1 && {
            gatewayCustomBgpIpAddresses: this.customBgpAddresses(link, tunnel),
          }),
        ipsecPolicies: [azureIpsecPolicy(link.proposal)],
        usePolicyBasedTrafficSelectors: false,
        dpdTimeoutSeconds: 45,
      },
      {
        ...linkOptions(link, this.side),
        // The provider does not mark the key itself.
        additionalSecretOutputs: ["sharedKey"],
        // A gateway cannot be deleted while it has connections, so these go first when it is replaced.
        replaceOnChanges: ["virtualNetworkGateway1", "localNetworkGateway2"],
        deleteBeforeReplace: true,
        customTimeouts: { create: "60m", update: "60m", delete: "60m" },
      },
    );
  }

  private customBgpAddresses({ tunnels }: LinkView, { own }: TunnelView) {
    const ends = tunnels.map((tunnel) => tunnel.own);
    return customBgpAddresses(this.target.instances, own, ends).map(({ index, address }) => ({
      customBgpIpAddress: address,
      ipConfigurationId: this.instanceOf(index).ipConfigurationId,
    }));
  }

  private afterPrevious(link: LinkView) {
    return {
      ...linkOptions(link, this.side),
      ...(this.previous !== undefined && { dependsOn: this.previous }),
    };
  }

  /** One after another: a route table refuses a second change while one is under way. */
  private routes(link: LinkView): void {
    const { resourceGroupName, routeTableName } = this.side;
    if (link.routing === "bgp" || routeTableName === undefined) {
      return;
    }
    let previous: Resource | undefined;
    for (const prefix of link.peer.ranges) {
      previous = new Route(
        `${link.name}-azure-route-${cidrKey(prefix)}`,
        { resourceGroupName, routeTableName, addressPrefix: prefix, nextHopType: "VirtualNetworkGateway" },
        { ...linkOptions(link, this.side), ...(previous !== undefined && { dependsOn: previous }) },
      );
    }
  }
}
