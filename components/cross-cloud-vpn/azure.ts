import {
  LocalNetworkGateway,
  PublicIPAddress,
  Route,
  VirtualNetworkGateway,
  VirtualNetworkGatewayConnection,
} from "@pulumi/azure-native/network";
import { all, interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { cidrKey } from "../names";
import type { AzureVpnSide } from "./args";
import { lifetimeSeconds } from "./cipherProfiles";
import type { TunnelPlan, VpnPlan } from "./plan";
import type { AcceptedTunnel, AcceptingSide, OfferedTunnel, SideContext } from "./side";
import { defaultSku, gatewayGeneration } from "./skus";

/**
 * The Azure side. Its static public addresses exist within seconds; the gateway takes 45 minutes or more. Whatever
 * touches the gateway comes after it, one thing at a time: a gateway refuses a second change while one is under
 * way, and a changed local network gateway changes the gateway that it is connected to.
 *
 * The gateway alone has a fixed name: with BGP it must mention its own id before it exists. Azure's provider
 * deletes before it creates when it replaces, so the name is free by then. All others are named automatically.
 */
export class AzureSide implements AcceptingSide {
  readonly virtualNetworkGateway: VirtualNetworkGateway;
  private readonly opts: { readonly parent: Resource };
  private readonly name: string;
  private readonly gatewayName: string;
  private readonly plan: VpnPlan;
  private readonly publicIps: readonly PublicIPAddress[];

  constructor(
    private readonly context: SideContext,
    private readonly args: AzureVpnSide,
  ) {
    this.opts = { parent: context.parent };
    this.name = context.name;
    this.gatewayName = args.gatewayName ?? `${context.name}-gateway`;
    this.plan = context.plan;
    this.publicIps = this.plan.connections.map(({ index }) => this.publicIp(index));
    this.virtualNetworkGateway = this.gateway();
    this.routes();
  }

  outsideAddress(connection: number): Output<string> {
    const publicIp = this.publicIps[connection];
    if (publicIp === undefined) {
      throw new Error(`the plan has no connection ${connection}`);
    }
    return publicIp.ipAddress.apply(allocated);
  }

  accept(tunnels: readonly OfferedTunnel[]): AcceptedTunnel[] {
    let previous: Resource = this.virtualNetworkGateway;
    return tunnels.map((tunnel) => {
      const connection = this.connection(tunnel, this.localNetworkGateway(tunnel, previous));
      previous = connection;
      const acceptingOutsideAddress = this.outsideAddress(tunnel.plan.connection);
      return { ...tunnel, acceptingConnectionId: connection.id, acceptingOutsideAddress };
    });
  }

  private publicIp(instance: number): PublicIPAddress {
    const zones = this.args.zones ?? ["1", "2", "3"];
    return new PublicIPAddress(
      `${this.name}-public-ip-${instance}`,
      {
        ...this.placed(),
        sku: { name: "Standard", tier: "Regional" },
        publicIPAllocationMethod: "Static",
        publicIPAddressVersion: "IPv4",
        ...(zones.length > 0 && { zones: [...zones] }),
      },
      this.opts,
    );
  }

  private gateway(): VirtualNetworkGateway {
    const { gatewaySubnetId, sku = defaultSku } = this.args;
    return new VirtualNetworkGateway(
      `${this.name}-gateway`,
      {
        ...this.placed(),
        virtualNetworkGatewayName: this.gatewayName,
        gatewayType: "Vpn",
        vpnType: "RouteBased",
        sku: { name: sku, tier: sku },
        vpnGatewayGeneration: gatewayGeneration(sku),
        activeActive: this.publicIps.length > 1,
        ipConfigurations: this.publicIps.map((publicIp, instance) => ({
          name: ipConfigurationName(instance),
          privateIPAllocationMethod: "Dynamic",
          publicIPAddress: { id: publicIp.id },
          subnet: { id: gatewaySubnetId },
        })),
        enableBgp: this.plan.routing === "bgp",
        ...(this.plan.routing === "bgp" && { bgpSettings: this.bgpSettings() }),
      },
      {
        ...this.opts,
        customTimeouts: { create: "120m", update: "120m", delete: "60m" },
        // https://learn.microsoft.com/azure/vpn-gateway/gateway-sku-upgrade
        replaceOnChanges: ["vpnGatewayGeneration"],
      },
    );
  }

  private bgpSettings() {
    return {
      asn: this.plan.azure.asn,
      bgpPeeringAddresses: this.plan.connections.map(({ index, tunnels }) => ({
        ipconfigurationId: this.futureIpConfigurationId(index),
        customBgpIpAddresses: tunnels.map(({ azureInsideAddress }) => azureInsideAddress),
      })),
    };
  }

  /** The gateway is in the subscription of its subnet. */
  private futureIpConfigurationId(instance: number): Output<string> {
    const { gatewaySubnetId, resourceGroupName } = this.args;
    return all([gatewaySubnetId, resourceGroupName]).apply(([subnetId, group]) =>
      [
        ...["", "subscriptions", subscriptionOf(subnetId), "resourceGroups", group],
        ...["providers", "Microsoft.Network", "virtualNetworkGateways", this.gatewayName],
        ...["ipConfigurations", ipConfigurationName(instance)],
      ].join("/"),
    );
  }

  /** AWS's end of one tunnel, as Azure sees it. */
  private localNetworkGateway(
    { plan, outsideAddress }: OfferedTunnel,
    previous: Resource,
  ): LocalNetworkGateway {
    // With BGP the address space must be empty: https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-howto-aws-bgp
    const reach =
      this.plan.routing === "bgp"
        ? { bgpSettings: { asn: this.plan.aws.asn, bgpPeeringAddress: plan.awsInsideAddress } }
        : { localNetworkAddressSpace: { addressPrefixes: [...this.plan.aws.staticRoutes] } };
    return new LocalNetworkGateway(
      `${this.name}-local-network-gateway-${plan.key}`,
      { ...this.placed(), gatewayIpAddress: outsideAddress, ...reach },
      { ...this.opts, dependsOn: previous },
    );
  }

  private connection(
    { plan, presharedKey }: OfferedTunnel,
    localNetworkGateway: LocalNetworkGateway,
  ): VirtualNetworkGatewayConnection {
    const bgp = this.plan.routing === "bgp";
    return new VirtualNetworkGatewayConnection(
      `${this.name}-connection-${plan.key}`,
      {
        ...this.placed(),
        connectionType: "IPsec",
        connectionProtocol: "IKEv2",
        connectionMode: "Default",
        virtualNetworkGateway1: { id: this.virtualNetworkGateway.id },
        localNetworkGateway2: { id: localNetworkGateway.id },
        sharedKey: presharedKey,
        enableBgp: bgp,
        ...(bgp && { gatewayCustomBgpIpAddresses: this.customBgpAddresses(plan) }),
        ipsecPolicies: [
          {
            ...this.plan.cipherProfile.azure,
            saLifeTimeSeconds: lifetimeSeconds.ipsec,
            saDataSizeKilobytes: 102400000,
          },
        ],
        usePolicyBasedTrafficSelectors: false,
        dpdTimeoutSeconds: 45,
      },
      {
        ...this.opts,
        // The provider does not mark the key itself.
        additionalSecretOutputs: ["sharedKey"],
        // A gateway cannot be deleted while it has connections, so these go first when it is replaced.
        replaceOnChanges: ["virtualNetworkGateway1", "localNetworkGateway2"],
        deleteBeforeReplace: true,
        customTimeouts: { create: "60m", update: "60m", delete: "60m" },
      },
    );
  }

  private customBgpAddresses({ customBgpAddresses }: TunnelPlan) {
    return customBgpAddresses.map((customBgpIpAddress, instance) => ({
      customBgpIpAddress,
      ipConfigurationId: interpolate`${this.virtualNetworkGateway.id}/ipConfigurations/${ipConfigurationName(instance)}`,
    }));
  }

  /** One after another: a route table refuses a second change while one is under way. */
  private routes(): void {
    const { resourceGroupName, routeTableName } = this.args;
    if (this.plan.routing === "bgp" || routeTableName === undefined) {
      return;
    }
    let previous: Resource | undefined;
    for (const prefix of this.plan.aws.ranges) {
      previous = new Route(
        `${this.name}-azure-route-${cidrKey(prefix)}`,
        { resourceGroupName, routeTableName, addressPrefix: prefix, nextHopType: "VirtualNetworkGateway" },
        { ...this.opts, ...(previous !== undefined && { dependsOn: previous }) },
      );
    }
  }

  private placed() {
    const { resourceGroupName, location } = this.args;
    return { resourceGroupName, location, tags: this.context.tags };
  }
}

function ipConfigurationName(instance: number): string {
  return `instance-${instance}`;
}

function allocated(ipAddress: string | undefined): string {
  if (ipAddress === undefined) {
    throw new Error(
      "Azure allocated no address to a static public IP address: AWS needs it for its customer gateway",
    );
  }
  return ipAddress;
}

function subscriptionOf(resourceId: string): string {
  const subscription = /^\/subscriptions\/([^/]+)\//i.exec(resourceId)?.[1];
  if (subscription === undefined) {
    throw new Error(
      `azure.gatewaySubnetId "${resourceId}" is no Azure resource id: it starts with /subscriptions/<id>/`,
    );
  }
  return subscription;
}
