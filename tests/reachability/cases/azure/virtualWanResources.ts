import { lastOf, type Made, made } from "./resources";

type Properties = Readonly<Record<string, unknown>>;

const network = "Microsoft.Network";

export function virtualWan(name: string, more: Properties = {}): Made {
  return made("network:VirtualWan", name, `${network}/virtualWans`, { type: "Standard", ...more });
}

export function hub(of: Made, name: string, addressPrefix: string, more: Properties = {}): Made {
  return made("network:VirtualHub", name, `${network}/virtualHubs`, {
    virtualWan: { id: of.id },
    addressPrefix,
    location: "westeurope",
    ...more,
  });
}

export function hubRouteTable(
  of: Made,
  name: string,
  labels: readonly string[],
  routes: readonly Properties[] = [],
): Made {
  return made("network:HubRouteTable", name, `${of.id}/hubRouteTables/${name}`, {
    virtualHubName: lastOf(of),
    routeTableName: name,
    labels,
    routes,
  });
}

/** The id of a table that each hub has, such as `defaultRouteTable`. */
export function builtIn(of: Made, name: "defaultRouteTable" | "noneRouteTable"): { id: string } {
  return { id: `${of.id}/hubRouteTables/${name}` };
}

interface RoutingOptions {
  readonly associated?: { readonly id: string };
  readonly propagated?: readonly { readonly id: string }[];
  readonly labels?: readonly string[];
  readonly staticRoutes?: readonly Properties[];
}

/** A routing configuration, of which only what is given is written. */
export function routing({ associated, propagated, labels, staticRoutes }: RoutingOptions): Properties {
  return {
    routingConfiguration: {
      ...(associated && { associatedRouteTable: { id: associated.id } }),
      ...((propagated ?? labels) && {
        propagatedRouteTables: {
          ...(propagated && { ids: propagated.map(({ id }) => ({ id })) }),
          ...(labels && { labels }),
        },
      }),
      ...(staticRoutes && { vnetRoutes: { staticRoutes } }),
    },
  };
}

export function hubConnection(of: Made, vnet: Made, more: Properties = {}): Made {
  const name = `${lastOf(of)}-${lastOf(vnet)}`;
  return made("network:HubVirtualNetworkConnection", name, `${of.id}/hubVirtualNetworkConnections/${name}`, {
    virtualHubName: lastOf(of),
    connectionName: name,
    remoteVirtualNetwork: { id: vnet.id },
    ...more,
  });
}

/** A hub's VPN gateway, whose two instances have these public addresses and BGP addresses. */
export function vpnGateway(
  of: Made,
  name: string,
  addresses: readonly string[],
  bgp: readonly string[] = [],
): Made {
  const instance = (index: number): string => `Instance${index}`;
  return made(
    "network:VpnGateway",
    name,
    `${network}/vpnGateways`,
    {
      gatewayName: name,
      virtualHub: { id: of.id },
      bgpSettings: {
        asn: 65515,
        bgpPeeringAddresses: bgp.map((address, index) => ({
          ipconfigurationId: instance(index),
          customBgpIpAddresses: [address],
        })),
      },
    },
    {
      ipConfigurations: addresses.map((publicIpAddress, index) => ({ id: instance(index), publicIpAddress })),
    },
  );
}

interface VpnLink {
  readonly name: string;
  readonly ipAddress: string;
  readonly asn?: number;
  readonly bgp?: string;
}

export function vpnSite(name: string, links: readonly VpnLink[], ranges: readonly string[] = []): Made {
  return made("network:VpnSite", name, `${network}/vpnSites`, {
    addressSpace: { addressPrefixes: ranges },
    vpnSiteLinks: links.map(({ name, ipAddress, asn, bgp }) => ({
      name,
      ipAddress,
      ...(asn !== undefined && { bgpProperties: { asn, bgpPeeringAddress: bgp } }),
    })),
  });
}

/** A connection of a hub's gateway to all links of a site. */
export function vpnConnection(name: string, of: Made, to: Made, more: Properties = {}): Made {
  const links = to.inputs.vpnSiteLinks as { name: string; bgpProperties?: object }[];
  return made("network:VpnConnection", name, `${of.id}/vpnConnections/${name}`, {
    gatewayName: lastOf(of),
    remoteVpnSite: { id: to.id },
    vpnLinkConnections: links.map((link) => ({
      name: link.name,
      vpnSiteLink: { id: `${to.id}/vpnSiteLinks/${link.name}` },
      sharedKey: "one key for both",
      enableBgp: link.bgpProperties !== undefined,
    })),
    ...more,
  });
}
