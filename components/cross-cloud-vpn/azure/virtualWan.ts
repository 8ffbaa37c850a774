import {
  HubVirtualNetworkConnection,
  VirtualHub,
  VirtualWan,
  VpnConnection,
  VpnGateway,
  VpnSite,
} from "@pulumi/azure-native/network";
import { type Input, interpolate, type Output, output, type Resource } from "@pulumi/pulumi";
import {
  type AddressedGateway,
  type ComponentContext,
  keyFor,
  linkOptions,
  type LinkView,
  type PeerEnd,
  type SideOptions,
  sideOptions,
  type TunnelEnd,
  type TunnelView,
} from "../gateway";
import { type AzureVirtualHub, type AzureVpnSide, linksPerSite } from "./args";
import { azureIpsecPolicy } from "./ciphers";
import { type AzureGatewayPlan, customBgpAddresses } from "./gatewayPlan";
import { placed } from "./placed";

/** A hub, made here or existing. */
interface Hub {
  readonly id: Input<string>;
  readonly virtualWanId: Input<string>;
  /** What the gateway waits for besides: a hub takes one change at a time. */
  readonly ready: readonly Resource[];
}

/** An existing hub, with what its gateway waits for where the hub was made a moment ago. */
export interface ConnectedHub extends AzureVirtualHub {
  readonly ready?: readonly Resource[];
}

/** One tunnel with its other end and key. */
interface SiteLink {
  readonly tunnel: TunnelView;
  readonly peer: PeerEnd;
  readonly presharedKey: Output<string>;
}

/**
 * The Azure side over the site-to-site VPN gateway of a Virtual WAN hub, which has two instances, always the ASN 65515,
 * and public addresses that are known only when it exists, after half an hour.
 * https://learn.microsoft.com/azure/virtual-wan/virtual-wan-site-to-site-portal
 */
export class VirtualWanGateway implements AddressedGateway {
  readonly id: Output<string>;
  private readonly opts: SideOptions;
  private readonly gateway: VpnGateway;
  private readonly hub: Hub;
  private previous: Resource;

  constructor(
    private readonly context: ComponentContext,
    private readonly side: AzureVpnSide,
    args: ConnectedHub,
    private readonly plan: AzureGatewayPlan,
  ) {
    this.opts = sideOptions(context.parent, side.provider);
    this.hub = args.addressPrefix === undefined ? this.existingHub(args) : this.createHub(args.addressPrefix);
    this.gateway = this.vpnGateway(args.scaleUnits ?? 1);
    this.previous = this.gateway;
    this.id = this.gateway.id;
  }

  outsideAddress(index: number): Output<string> {
    return this.gateway.ipConfigurations.apply((configurations) => {
      const address = configurations.find(({ id }) => id === instanceName(index))?.publicIpAddress;
      if (address === undefined) {
        throw new Error(
          `Azure allocated no public address to ${instanceName(index)} of the hub's VPN gateway`,
        );
      }
      return address;
    });
  }

  connect(link: LinkView, peers: readonly PeerEnd[]): TunnelEnd[] {
    const links = link.tunnels.flatMap((tunnel, index): SiteLink[] => {
      const peer = peers[index];
      return peer === undefined ? [] : [{ tunnel, peer, presharedKey: keyFor(tunnel, peer) }];
    });
    const ends: TunnelEnd[] = [];
    for (let first = 0; first < links.length; first += linksPerSite) {
      const ofSite = links.slice(first, first + linksPerSite);
      const connection = this.connection(link, first / linksPerSite, ofSite);
      this.previous = connection;
      ends.push(
        ...ofSite.map(({ tunnel, presharedKey }) => ({
          id: connection.id,
          outsideAddress: this.outsideAddress(tunnel.own.interface),
          presharedKey,
          resource: connection,
        })),
      );
    }
    return ends;
  }

  private createHub(addressPrefix: string): Hub {
    const { context, side, opts } = this;
    const wan = new VirtualWan(
      `${context.name}-virtual-wan`,
      { ...placed(context, side), type: "Standard" },
      opts,
    );
    const hub = new VirtualHub(
      `${context.name}-virtual-hub`,
      { ...placed(context, side), virtualWan: { id: wan.id }, addressPrefix, sku: "Standard" },
      { ...opts, customTimeouts: { create: "60m", update: "60m", delete: "60m" } },
    );
    return { id: hub.id, virtualWanId: wan.id, ready: [this.connectNetwork(hub.id, hub)] };
  }

  private existingHub({ id = "", virtualWanId = "", connected, ready = [] }: ConnectedHub): Hub {
    return { id, virtualWanId, ready: connected === true ? ready : [this.connectNetwork(id)] };
  }

  private connectNetwork(hubId: Input<string>, hub?: Resource): Resource {
    const { context, side, opts } = this;
    return new HubVirtualNetworkConnection(
      `${context.name}-hub-connection`,
      {
        resourceGroupName: output(hubId).apply((id) => partOf(id, "resourceGroups")),
        virtualHubName: output(hubId).apply((id) => partOf(id, "virtualHubs")),
        remoteVirtualNetwork: { ...(side.virtualNetworkId !== undefined && { id: side.virtualNetworkId }) },
      },
      { ...opts, ...(hub !== undefined && { dependsOn: hub }) },
    );
  }

  private vpnGateway(vpnGatewayScaleUnit: number): VpnGateway {
    const { asn, routing, instances } = this.plan;
    return new VpnGateway(
      `${this.context.name}-hub-vpn-gateway`,
      {
        ...placed(this.context, this.side),
        virtualHub: { id: this.hub.id },
        vpnGatewayScaleUnit,
        bgpSettings: {
          asn,
          ...(routing === "bgp" && {
            bgpPeeringAddresses: instances.map(({ index, customBgpAddresses }) => ({
              ipconfigurationId: instanceName(index),
              customBgpIpAddresses: [...customBgpAddresses],
            })),
          }),
        },
      },
      {
        ...this.opts,
        dependsOn: [...this.hub.ready],
        customTimeouts: { create: "120m", update: "120m", delete: "60m" },
      },
    );
  }

  /** A site with a link for every tunnel, and the gateway's connection to it. */
  private connection(link: LinkView, index: number, links: readonly SiteLink[]): VpnConnection {
    const site = new VpnSite(
      `${link.name}-vpn-site-${index}`,
      {
        ...placed(link, this.side),
        virtualWan: { id: this.hub.virtualWanId },
        vpnSiteLinks: links.map(({ tunnel, peer }) => ({
          name: tunnel.key,
          ipAddress: peer.outsideAddress,
          bgpProperties: { asn: link.peer.asn, bgpPeeringAddress: tunnel.peer.insideAddress },
          linkProperties: { linkProviderName: link.peer.cloud, linkSpeedInMbps: 1000 },
        })),
      },
      { ...linkOptions(link, this.side), dependsOn: this.previous },
    );
    return new VpnConnection(
      `${link.name}-hub-vpn-connection-${index}`,
      {
        resourceGroupName: this.side.resourceGroupName,
        gatewayName: this.gateway.name,
        remoteVpnSite: { id: site.id },
        vpnLinkConnections: links.map(({ tunnel, presharedKey }) => ({
          name: tunnel.key,
          vpnSiteLink: { id: interpolate`${site.id}/vpnSiteLinks/${tunnel.key}` },
          sharedKey: presharedKey,
          vpnConnectionProtocolType: "IKEv2",
          enableBgp: true,
          vpnGatewayCustomBgpAddresses: this.customBgpAddresses(link, tunnel),
          ipsecPolicies: [azureIpsecPolicy(link.proposal)],
          usePolicyBasedTrafficSelectors: false,
          dpdTimeoutSeconds: 45,
        })),
      },
      {
        ...linkOptions(link, this.side),
        // The provider does not mark the keys itself.
        additionalSecretOutputs: ["vpnLinkConnections"],
        deleteBeforeReplace: true,
        customTimeouts: { create: "60m", update: "60m", delete: "60m" },
      },
    );
  }

  private customBgpAddresses({ tunnels }: LinkView, { own }: TunnelView) {
    const ends = tunnels.map((tunnel) => tunnel.own);
    return customBgpAddresses(this.plan.instances, own, ends).map(({ index, address }) => ({
      ipConfigurationId: instanceName(index),
      customBgpIpAddress: address,
    }));
  }
}

function instanceName(index: number): string {
  return `Instance${index}`;
}

function partOf(resourceId: string, kind: string): string {
  const part = new RegExp(`/${kind}/([^/]+)`, "i").exec(resourceId)?.[1];
  if (part === undefined) {
    throw new Error(`azure.virtualHub.id "${resourceId}" is no resource id of a hub: it has /${kind}/<name>`);
  }
  return part;
}
