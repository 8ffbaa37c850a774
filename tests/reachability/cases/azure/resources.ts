import type { Resource } from "../../../../reachability";

const group = "/subscriptions/0a1b2c3d-0000-4000-8000-000000000000/resourceGroups/net/providers";

type Properties = Readonly<Record<string, unknown>>;

/** A resource that has been made. */
export interface Made extends Resource {
  readonly id: string;
}

/** A resource as the state of a stack shows it. */
export function made(
  type: string,
  name: string,
  path: string,
  inputs: Properties,
  outputs: Properties = {},
): Made {
  return {
    urn: urn(type, name),
    type: `azure-native:${type}`,
    id: path.startsWith("/") ? path : `${group}/${path}/${name}`,
    inputs: { resourceGroupName: "net", ...inputs },
    outputs: { name, ...inputs, ...outputs },
  };
}

export function urn(type: string, name: string): string {
  return `urn:pulumi:prod::net::azure-native:${type}::${name}`;
}

/** The same while it is only planned: without id and answers. */
export function planned(
  { urn, type, inputs }: Resource,
  propertyDependencies: Resource["propertyDependencies"],
): Resource {
  return { urn, type, inputs, outputs: {}, propertyDependencies };
}

const network = "Microsoft.Network";

export function vnet(name: string, ranges: string | readonly string[], more: Properties = {}): Made {
  return made("network:VirtualNetwork", name, `${network}/virtualNetworks`, {
    addressSpace: { addressPrefixes: [ranges].flat() },
    location: "westeurope",
    ...more,
  });
}

interface SubnetOptions {
  readonly nsg?: Made;
  readonly routeTable?: Made;
  readonly more?: Properties;
}

export function subnet(of: Made, name: string, addressPrefix: string, options: SubnetOptions = {}): Made {
  return made("network:Subnet", name, `${of.id}/subnets/${name}`, {
    virtualNetworkName: lastOf(of),
    subnetName: name,
    addressPrefix,
    ...reference("networkSecurityGroup", options.nsg),
    ...reference("routeTable", options.routeTable),
    ...options.more,
  });
}

interface MachineOptions {
  readonly nsg?: Made;
  readonly groups?: readonly Made[];
  readonly publicAddress?: Made;
  readonly forwards?: boolean;
  readonly zone?: string;
}

/** A virtual machine and its network interface. */
export function vm(name: string, into: Made, privateIPAddress: string, options: MachineOptions = {}): Made[] {
  const nic = networkInterface(`${name}-nic`, into, privateIPAddress, options);
  const machine = made("compute:VirtualMachine", name, "Microsoft.Compute/virtualMachines", {
    location: "westeurope",
    networkProfile: { networkInterfaces: [{ id: nic.id }] },
    ...(options.zone !== undefined && { zones: [options.zone] }),
  });
  return [nic, machine];
}

export function networkInterface(
  name: string,
  into: Made,
  address: string,
  options: MachineOptions = {},
): Made {
  const { nsg, groups, publicAddress, forwards } = options;
  return made("network:NetworkInterface", name, `${network}/networkInterfaces`, {
    location: "westeurope",
    ipConfigurations: [
      {
        name: "primary",
        subnet: { id: into.id },
        privateIPAddress: address,
        ...(groups && { applicationSecurityGroups: groups.map(({ id }) => ({ id })) }),
        ...reference("publicIPAddress", publicAddress),
      },
    ],
    ...(forwards !== undefined && { enableIPForwarding: forwards }),
    ...reference("networkSecurityGroup", nsg),
  });
}

export function asg(name: string): Made {
  return made("network:ApplicationSecurityGroup", name, `${network}/applicationSecurityGroups`, {});
}

export function publicIp(name: string, ipAddress: string): Made {
  return made(
    "network:PublicIPAddress",
    name,
    `${network}/publicIPAddresses`,
    { sku: { name: "Standard" }, publicIPAllocationMethod: "Static" },
    { ipAddress },
  );
}

interface RuleOptions {
  readonly from?: string | readonly string[] | readonly Made[];
  readonly to?: string | readonly string[] | readonly Made[];
  readonly protocol?: string;
  readonly port?: string;
}

/** An inbound rule. */
export function inbound(priority: number, access: "Allow" | "Deny", options: RuleOptions = {}): Properties {
  return securityRule("Inbound", priority, access, options);
}

export function outbound(priority: number, access: "Allow" | "Deny", options: RuleOptions = {}): Properties {
  return securityRule("Outbound", priority, access, options);
}

function securityRule(
  direction: string,
  priority: number,
  access: string,
  { from = "*", to = "*", protocol = "*", port = "*" }: RuleOptions,
): Properties {
  return {
    name: `${access.toLowerCase()}-${direction.toLowerCase()}-${priority}`,
    direction,
    priority,
    access,
    protocol,
    sourcePortRange: "*",
    destinationPortRange: port,
    ...side("source", from),
    ...side("destination", to),
  };
}

function side(end: string, value: NonNullable<RuleOptions["from"]>): Properties {
  if (typeof value === "string") {
    return { [`${end}AddressPrefix`]: value };
  }
  const groups = value.flatMap((one) => (typeof one === "string" ? [] : [{ id: one.id }]));
  return groups.length > 0
    ? { [`${end}ApplicationSecurityGroups`]: groups }
    : { [`${end}AddressPrefixes`]: value };
}

/** A network security group with rules written inside. */
export function nsg(name: string, ...securityRules: Properties[]): Made {
  return made("network:NetworkSecurityGroup", name, `${network}/networkSecurityGroups`, { securityRules });
}

/** A rule that is a resource of its own. */
export function ruleOf(of: Made, rule: Properties): Made {
  const name = `${lastOf(of)}-${String(rule.name)}`;
  return made("network:SecurityRule", name, `${of.id}/securityRules/${name}`, {
    ...rule,
    networkSecurityGroupName: lastOf(of),
    securityRuleName: name,
  });
}

export function route(addressPrefix: string, nextHopType: string, nextHopIpAddress?: string): Properties {
  const name = `to-${addressPrefix.replace(/[./]/g, "-")}`;
  return { name, addressPrefix, nextHopType, ...(nextHopIpAddress !== undefined && { nextHopIpAddress }) };
}

/** A route table with routes written inside. */
export function routeTable(name: string, routes: readonly Properties[], more: Properties = {}): Made {
  return made("network:RouteTable", name, `${network}/routeTables`, { routes, ...more });
}

/** A route that is a resource of its own. */
export function routeOf(of: Made, inputs: Properties): Made {
  const name = String(inputs.name);
  return made("network:Route", name, `${of.id}/routes/${name}`, {
    ...inputs,
    routeTableName: lastOf(of),
    routeName: name,
  });
}

/** One direction of a peering: what `local` says of `remote`. */
export function peering(local: Made, remote: Made, more: Properties = {}): Made {
  const name = `${lastOf(local)}-to-${lastOf(remote)}`;
  return made("network:VirtualNetworkPeering", name, `${local.id}/virtualNetworkPeerings/${name}`, {
    virtualNetworkName: lastOf(local),
    remoteVirtualNetwork: { id: remote.id },
    ...more,
  });
}

/** Both directions. */
export function peered(a: Made, b: Made, ofA: Properties = {}, ofB: Properties = {}): Made[] {
  return [peering(a, b, ofA), peering(b, a, ofB)];
}

interface GatewayOptions {
  readonly asn?: number;
  /** By instance, its BGP addresses of 169.254.0.0/16. */
  readonly custom?: readonly (readonly string[])[];
  /** By instance, its BGP address in GatewaySubnet. */
  readonly bgp?: readonly string[];
  readonly more?: Properties;
}

/** A virtual network gateway with an instance for each public address, and these addresses. */
export function gateway(
  name: string,
  into: Made,
  addresses: readonly string[],
  options: GatewayOptions = {},
): Made[] {
  const ips = addresses.map((address, index) => publicIp(`${name}-ip-${index}`, address));
  const id = `${group}/${network}/virtualNetworkGateways/${name}`;
  const peeringAddresses = ips.map((_, index) => ({
    ipconfigurationId: `${id}/ipConfigurations/instance${index}`,
    customBgpIpAddresses: options.custom?.[index] ?? [],
    ...(options.bgp && { defaultBgpIpAddresses: [options.bgp[index]] }),
  }));
  const inputs = {
    gatewayType: "Vpn",
    vpnType: "RouteBased",
    location: "westeurope",
    activeActive: ips.length > 1,
    sku: { name: "VpnGw2AZ", tier: "VpnGw2AZ" },
    enableBgp: true,
    bgpSettings: {
      ...(options.asn !== undefined && { asn: options.asn }),
      bgpPeeringAddresses: peeringAddresses,
    },
    ipConfigurations: ips.map((ip, index) => ({
      name: `instance${index}`,
      subnet: { id: into.id },
      publicIPAddress: { id: ip.id },
    })),
    ...options.more,
  };
  return [made("network:VirtualNetworkGateway", name, id, inputs), ...ips];
}

interface SiteOptions {
  readonly ranges?: readonly string[];
  readonly asn?: number;
  readonly bgp?: string;
}

/** A local network gateway: what a gateway knows of its peer. */
export function site(name: string, gatewayIpAddress: string, { ranges = [], asn, bgp }: SiteOptions): Made {
  return made("network:LocalNetworkGateway", name, `${network}/localNetworkGateways`, {
    gatewayIpAddress,
    localNetworkAddressSpace: { addressPrefixes: ranges },
    ...(asn !== undefined && { bgpSettings: { asn, bgpPeeringAddress: bgp } }),
  });
}

export function connection(name: string, from: Made, to: Made, more: Properties = {}): Made {
  const toSite = to.type.endsWith("LocalNetworkGateway");
  return made("network:VirtualNetworkGatewayConnection", name, `${network}/connections`, {
    connectionType: toSite ? "IPsec" : "Vnet2Vnet",
    virtualNetworkGateway1: { id: from.id },
    ...(toSite ? { localNetworkGateway2: { id: to.id } } : { virtualNetworkGateway2: { id: to.id } }),
    sharedKey: "one key for both",
    ...more,
  });
}

export function natGateway(name: string): Made {
  return made("network:NatGateway", name, `${network}/natGateways`, {});
}

export function firewall(name: string, privateIPAddress: string): Made {
  return made(
    "network:AzureFirewall",
    name,
    `${network}/azureFirewalls`,
    {
      ipConfigurations: [{ name: "primary" }],
    },
    { ipConfigurations: [{ name: "primary", privateIPAddress }] },
  );
}

export function loadBalancer(name: string, into: Made, privateIPAddress: string): Made {
  return made("network:LoadBalancer", name, `${network}/loadBalancers`, {
    frontendIPConfigurations: [{ name: "front", subnet: { id: into.id }, privateIPAddress }],
  });
}

/** The name in Azure. */
export function lastOf({ id }: Made): string {
  return id.split("/").at(-1) ?? "";
}

function reference(property: string, to: Made | undefined): Properties {
  return to ? { [property]: { id: to.id } } : {};
}
