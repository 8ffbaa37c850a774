import { connection, gateway, type Made, site, subnet, vm, vnet } from "./resources";
import { hub, virtualWan, vpnConnection, vpnGateway, vpnSite } from "./virtualWanResources";

export const page = "https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing";
export const faq = "https://learn.microsoft.com/azure/virtual-wan/virtual-wan-faq";

export const wan = virtualWan("wan");
export const west = hub(wan, "west", "10.100.0.0/23");
export const east = hub(wan, "east", "10.101.0.0/23");

export function spoke(name: string, range: string): { network: Made; resources: Made[] } {
  const network = vnet(name, range);
  const prefix = range.split(".").slice(0, 2).join(".");
  const inside = subnet(network, `${name}-hosts`, `${prefix}.1.0/24`);
  return { network, resources: [network, inside, ...vm(`${name}-vm`, inside, `${prefix}.1.4`)] };
}

export const red = spoke("red", "10.1.0.0/16");
export const blue = spoke("blue", "10.2.0.0/16");
export const shared = spoke("shared", "10.3.0.0/16");
export const base = [wan, west, ...red.resources, ...blue.resources];

/** A site with a gateway of its own, at one public address, which knows both instances of the hub's. */
export const office = (() => {
  const network = vnet("office", "10.50.0.0/16");
  const inside = subnet(network, "desks", "10.50.1.0/24");
  const gateways = subnet(network, "office-gateways", "10.50.255.0/27");
  const own = gateway("office-gateway", gateways, ["30.0.0.1"], {
    asn: 65010,
    bgp: ["10.50.255.4"],
    custom: [["169.254.21.2", "169.254.21.6"]],
  });
  return {
    gateway: own[0] as Made,
    resources: [network, inside, gateways, ...own, ...vm("pc", inside, "10.50.1.4")],
  };
})();

export const officeConfiguration = `${office.gateway.id}/ipConfigurations/instance0`;

/** The office's end of a tunnel to each instance of a hub's gateway. */
export function fromOffice(
  addresses: readonly string[],
  bgp?: readonly string[],
  ranges: readonly string[] = [],
): Made[] {
  return addresses.flatMap((address, index) => {
    const to = site(`hub-${address}`, address, {
      ranges,
      ...(bgp && { asn: 65515, bgp: bgp[index] ?? "" }),
    });
    const customBgpIpAddress = `169.254.21.${index * 4 + 2}`;
    const chosen = [{ ipConfigurationId: officeConfiguration, customBgpIpAddress }];
    const more = bgp ? { enableBgp: true, gatewayCustomBgpIpAddresses: chosen } : {};
    return [to, connection(`office-${address}`, office.gateway, to, more)];
  });
}

export const bgpAddresses = ["169.254.21.1", "169.254.21.5"];
export const westGateway = vpnGateway(west, "west-gateway", ["20.0.0.1", "20.0.0.2"], bgpAddresses);

/** One link for each of the hub's instances: each peers with the address that the office uses towards it. */
export const officeLinks = [
  { name: "first", ipAddress: "30.0.0.1", asn: 65010, bgp: "169.254.21.2" },
  { name: "second", ipAddress: "30.0.0.1", asn: 65010, bgp: "169.254.21.6" },
];

export function officeByBgp(more: Readonly<Record<string, unknown>> = {}): Made[] {
  const officeSite = vpnSite("office-site", officeLinks);
  return [
    ...[westGateway, officeSite, vpnConnection("west-office", westGateway, officeSite, more)],
    ...office.resources,
    ...fromOffice(["20.0.0.1", "20.0.0.2"], bgpAddresses),
  ];
}
