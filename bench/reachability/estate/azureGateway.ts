import { azure, hub } from "./azure";
import type { ResourceBuilder } from "./builder";
import { keyOf, type Peer } from "./tunnels";

export const asn = 65521;
/** Of its two instances. */
export const addresses = ["20.1.1.1", "20.1.1.2"] as const;

const id = `${azure}/virtualNetworkGateways/gateway`;
const configuration = (instance: number): string => `${id}/ipConfigurations/instance${instance}`;

/** @param insides - by instance, its BGP addresses in tunnels */
export function addGateway(estate: ResourceBuilder, insides: readonly (readonly string[])[]): void {
  const subnet = `${azure}/virtualNetworks/${hub.name}/subnets/GatewaySubnet`;
  estate.add("azure-native:network:Subnet", "gateway-subnet", subnet, {
    virtualNetworkName: hub.name,
    subnetName: "GatewaySubnet",
    addressPrefix: `10.${hub.number}.255.0/27`,
  });
  const address = (instance: number): string => `${azure}/publicIPAddresses/gateway${instance}`;
  addresses.forEach((ipAddress, instance) =>
    estate.add(
      "azure-native:network:PublicIPAddress",
      `gateway${instance}`,
      address(instance),
      { publicIPAllocationMethod: "Static" },
      { ipAddress },
    ),
  );
  const faces = addresses.map((_, instance) => ({
    name: `instance${instance}`,
    subnet: { id: subnet },
    publicIPAddress: { id: address(instance) },
  }));
  estate.add(
    "azure-native:network:VirtualNetworkGateway",
    "gateway",
    id,
    {
      virtualNetworkGatewayName: "gateway",
      gatewayType: "Vpn",
      vpnType: "RouteBased",
      activeActive: true,
      enableBgp: true,
      ipConfigurations: faces,
    },
    {
      ipConfigurations: faces.map((face, instance) => ({ ...face, id: configuration(instance) })),
      bgpSettings: {
        asn,
        bgpPeeringAddresses: addresses.map((_, instance) => ({
          ipconfigurationId: configuration(instance),
          defaultBgpIpAddresses: [`10.${hub.number}.255.${instance + 4}`],
          customBgpIpAddresses: insides[instance],
        })),
      },
    },
  );
}

/** One tunnel of an instance. @param inside - its BGP address in it */
export function addConnection(
  estate: ResourceBuilder,
  name: string,
  instance: number,
  peer: Peer,
  inside: string,
): void {
  const site = `${azure}/localNetworkGateways/${name}`;
  estate.add("azure-native:network:LocalNetworkGateway", `${name}-site`, site, {
    localNetworkGatewayName: name,
    gatewayIpAddress: peer.address,
    localNetworkAddressSpace: { addressPrefixes: [] },
    bgpSettings: { asn: peer.asn, bgpPeeringAddress: peer.inside },
  });
  estate.add("azure-native:network:VirtualNetworkGatewayConnection", name, `${azure}/connections/${name}`, {
    virtualNetworkGatewayConnectionName: name,
    connectionType: "IPsec",
    connectionProtocol: "IKEv2",
    virtualNetworkGateway1: { id },
    localNetworkGateway2: { id: site },
    sharedKey: keyOf(inside),
    enableBgp: true,
    gatewayCustomBgpIpAddresses: [
      { ipConfigurationId: configuration(instance), customBgpIpAddress: inside },
      {
        ipConfigurationId: configuration(1 - instance),
        customBgpIpAddress: instance === 0 ? "169.254.21.6" : "169.254.21.2",
      },
    ],
  });
}
