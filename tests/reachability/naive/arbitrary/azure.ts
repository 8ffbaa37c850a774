import type { Properties } from "../../../../reachability/resources";
import { rangeIn } from "./aws";
import type { Choices } from "./choices";
import type { Estate, Site } from "./estate";

export interface VirtualNetwork extends Site {
  readonly id: string;
  readonly subnetIds: readonly string[];
}

const group = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network";

/** A virtual network with subnets, each with or without a route table and a network security group. */
export function virtualNetwork(choices: Choices, estate: Estate, index: number): VirtualNetwork {
  const name = `vnet${index}`;
  const id = `${group}/virtualNetworks/${name}`;
  const range = `10.${index}.0.0/16`;
  estate.add("azure-native:network:VirtualNetwork", name, id, {
    virtualNetworkName: name,
    addressSpace: { addressPrefixes: [range] },
  });
  const subnets = Array.from({ length: choices.number(1, 3) }, (_, at) => `10.${index}.${at}.0/24`);
  return { name, id, range, subnets, subnetIds: subnets.map((_, at) => `${id}/subnets/subnet${at}`) };
}

/** Writes the subnets once it is known what routes may speak of. */
export function subnets(
  choices: Choices,
  estate: Estate,
  home: VirtualNetwork,
  sites: readonly Site[],
  hasGateway: boolean,
): void {
  const groups = Array.from({ length: choices.number(0, 2) }, () => securityGroup(choices, estate, sites));
  home.subnets.forEach((range, at) => {
    const table = choices.chance(40) ? routeTable(choices, estate, sites, hasGateway) : undefined;
    const filter = groups.length > 0 && choices.chance(60) ? choices.pick(groups) : undefined;
    if (filter) {
      estate.uses("NSG on a subnet");
    }
    estate.add("azure-native:network:Subnet", `${home.name}-subnet${at}`, home.subnetIds[at]!, {
      virtualNetworkName: home.name,
      subnetName: `subnet${at}`,
      addressPrefix: range,
      ...(table && { routeTable: { id: table } }),
      ...(filter && { networkSecurityGroup: { id: filter } }),
    });
  });
}

function routeTable(choices: Choices, estate: Estate, sites: readonly Site[], hasGateway: boolean): string {
  // What becomes of a packet that a gateway gets for a peered network is nowhere written.
  const far = sites.filter(({ name }) => !name.startsWith("vnet"));
  const name = `routes${estate.next()}`;
  const disabled = choices.chance(25);
  if (disabled) {
    estate.uses("gateway route propagation disabled");
  }
  const routes = new Map<string, string>();
  for (let at = choices.pick([0, 1, 1, 2]); at > 0; at--) {
    const towards = hasGateway && far.length > 0 && choices.chance(50);
    const site = choices.pick(towards || (far.length > 0 && choices.chance(60)) ? far : sites);
    estate.uses(towards ? "user-defined route to the gateway" : "user-defined route to nowhere");
    routes.set(
      towards ? choices.pick(["10.0.0.0/8", site.range]) : choices.pick([site.range, ...site.subnets]),
      towards ? "VirtualNetworkGateway" : choices.pick(["None", "None", "Internet"]),
    );
  }
  const id = `${group}/routeTables/${name}`;
  estate.add("azure-native:network:RouteTable", name, id, {
    routeTableName: name,
    disableBgpRoutePropagation: disabled,
    routes: [...routes].map(([addressPrefix, nextHopType], at) => ({
      name: `route${at}`,
      addressPrefix,
      nextHopType,
    })),
  });
  return id;
}

function securityGroup(choices: Choices, estate: Estate, sites: readonly Site[]): string {
  const name = `nsg${estate.next()}`;
  const id = `${group}/networkSecurityGroups/${name}`;
  const rules = Array.from({ length: choices.number(0, 3) }, (_, at) => {
    const address = (): string => choices.pick(["*", "*", "VirtualNetwork", rangeIn(choices, sites)]);
    const several = choices.chance(20);
    return {
      name: `rule${at}`,
      priority: 100 + 10 * at,
      direction: choices.pick(["Inbound", "Inbound", "Outbound"]),
      access: choices.pick(["Allow", "Allow", "Deny"]),
      protocol: choices.pick(["*", "Tcp", "Tcp", "Icmp", "Udp"]),
      ...(several
        ? { sourceAddressPrefixes: [rangeIn(choices, sites), rangeIn(choices, sites)] }
        : { sourceAddressPrefix: address() }),
      destinationAddressPrefix: address(),
      sourcePortRange: "*",
      ...(choices.chance(20)
        ? { destinationPortRanges: ["22", "8000-9000"] }
        : { destinationPortRange: choices.pick(["*", "*", "443", "22-443"]) }),
    };
  });
  const inline = choices.chance(60);
  estate.add("azure-native:network:NetworkSecurityGroup", name, id, {
    networkSecurityGroupName: name,
    ...(inline && { securityRules: rules }),
  });
  if (!inline) {
    estate.uses("NSG, rules of their own");
    for (const { name: ruleName, ...rule } of rules) {
      estate.add(
        "azure-native:network:SecurityRule",
        `${name}-${ruleName}`,
        `${id}/securityRules/${ruleName}`,
        {
          networkSecurityGroupName: name,
          securityRuleName: ruleName,
          ...rule,
        },
      );
    }
  }
  return id;
}

export function instance(
  choices: Choices,
  estate: Estate,
  home: VirtualNetwork,
  sites: readonly Site[],
): void {
  const number = estate.next();
  const at = choices.number(0, home.subnets.length - 1);
  const name = `nic${number}`;
  const id = `${group}/networkInterfaces/${name}`;
  const filter: Properties = choices.chance(30)
    ? { networkSecurityGroup: { id: securityGroup(choices, estate, sites) } }
    : {};
  if (filter["networkSecurityGroup"]) {
    estate.uses("NSG on an interface");
  }
  const { urn } = estate.add("azure-native:network:NetworkInterface", name, id, {
    networkInterfaceName: name,
    ipConfigurations: [
      {
        name: "primary",
        primary: true,
        subnet: { id: home.subnetIds[at] },
        privateIPAddress: home.subnets[at]!.replace("0/24", `${10 + number}`),
        privateIPAllocationMethod: "Static",
      },
    ],
    ...filter,
  });
  estate.add("azure-native:compute:VirtualMachine", `vm${number}`, `${id.replace(name, "")}vm${number}`, {
    vmName: `vm${number}`,
    networkProfile: { networkInterfaces: [{ id }] },
  });
  estate.instances.push(urn);
}

/** @param hub - whether the first one has a gateway that the second may use */
export function peering(
  choices: Choices,
  estate: Estate,
  one: VirtualNetwork,
  other: VirtualNetwork,
  hub: boolean,
): boolean {
  const both = choices.chance(85);
  const transit = hub && choices.chance(80);
  const uses = transit && both && choices.chance(80);
  estate.uses(both ? "VNet peering" : "VNet peering from one side");
  if (uses) {
    estate.uses("gateway transit");
  }
  const add = (from: VirtualNetwork, to: VirtualNetwork, flags: Properties): void => {
    const name = `${from.name}-to-${to.name}`;
    estate.add(
      "azure-native:network:VirtualNetworkPeering",
      name,
      `${from.id}/virtualNetworkPeerings/${name}`,
      {
        virtualNetworkName: from.name,
        virtualNetworkPeeringName: name,
        remoteVirtualNetwork: { id: to.id },
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: true,
        ...flags,
      },
      { peeringState: both ? "Connected" : "Initiated" },
    );
  };
  add(one, other, { allowGatewayTransit: transit });
  if (both) {
    add(other, one, { useRemoteGateways: uses });
  }
  return uses;
}
