import type { Properties } from "../../../reachability/resources";
import { type Likeness, type NetworkPlan, rangeOf, type ResourceBuilder } from "./builder";
import { type Opening, ownOpenings, type Role, roles, rolesOf, type Tier } from "./roles";

export const azure = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network";
export const hub = { number: 250, name: "vnet250" } as const;

const tiers: readonly Tier[] = ["public", "app", "data"];

/** A virtual network whose gateway all others use. */
export function addHub(estate: ResourceBuilder): void {
  addVirtualNetwork(estate, hub.number);
}

/** A spoke of the hub: a subnet and a network security group for each tier, application security groups for roles. */
export function addSpoke(
  estate: ResourceBuilder,
  { number, instances }: NetworkPlan,
  likeness: Likeness,
): void {
  const name = addVirtualNetwork(estate, number);
  addPeering(estate, hub.name, name, { allowGatewayTransit: true });
  addPeering(estate, name, hub.name, { useRemoteGateways: true });
  for (const role of roles) {
    estate.add(
      "azure-native:network:ApplicationSecurityGroup",
      `${name}-${role.name}`,
      roleGroup(number, role.name),
      { applicationSecurityGroupName: `${name}-${role.name}` },
    );
  }
  for (const [index, tier] of tiers.entries()) {
    const group = `${name}-${tier}`;
    const opens = roles.filter((role) => role.tier === tier);
    if (likeness === "roles") {
      addSecurityGroup(
        estate,
        number,
        group,
        opens.flatMap((role) => role.opens.map((opening) => ({ ...opening, to: role.name }))),
      );
    }
    estate.add("azure-native:network:Subnet", `${name}-${tier}`, subnetOf(number, tier), {
      virtualNetworkName: name,
      subnetName: tier,
      addressPrefix: `10.${number}.${index * 16}.0/24`,
      ...(likeness === "roles" && { networkSecurityGroup: { id: securityGroupOf(group) } }),
    });
  }
  rolesOf(instances).forEach((role, index) => addMachine(estate, number, index, role, likeness));
}

function addVirtualNetwork(estate: ResourceBuilder, number: number): string {
  const name = `vnet${number}`;
  estate.add("azure-native:network:VirtualNetwork", name, networkOf(name), {
    virtualNetworkName: name,
    addressSpace: { addressPrefixes: [rangeOf(number)] },
  });
  return name;
}

function networkOf(name: string): string {
  return `${azure}/virtualNetworks/${name}`;
}

function subnetOf(network: number, tier: Tier): string {
  return `${networkOf(`vnet${network}`)}/subnets/${tier}`;
}

function securityGroupOf(name: string): string {
  return `${azure}/networkSecurityGroups/${name}`;
}

function roleGroup(network: number, role: string): string {
  return `${azure}/applicationSecurityGroups/vnet${network}-${role}`;
}

function addPeering(estate: ResourceBuilder, from: string, to: string, flags: Properties): void {
  const name = `${from}-to-${to}`;
  estate.add(
    "azure-native:network:VirtualNetworkPeering",
    name,
    `${networkOf(from)}/virtualNetworkPeerings/${name}`,
    {
      virtualNetworkName: from,
      virtualNetworkPeeringName: name,
      remoteVirtualNetwork: { id: networkOf(to) },
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: true,
      ...flags,
    },
    { peeringState: "Connected" },
  );
}

/** @param opens - to a role, or to whatever the group guards */
function addSecurityGroup(
  estate: ResourceBuilder,
  network: number,
  name: string,
  opens: readonly (Opening & { readonly to?: string })[],
): void {
  const allowed = opens.map(({ port, from, to }, index) => ({
    name: `rule${index}`,
    priority: 100 + 10 * index,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sourcePortRange: "*",
    destinationPortRange: String(port),
    ...(from.includes("/")
      ? { sourceAddressPrefix: from }
      : { sourceApplicationSecurityGroups: [{ id: roleGroup(network, from) }] }),
    ...(to === undefined
      ? { destinationAddressPrefix: "*" }
      : { destinationApplicationSecurityGroups: [{ id: roleGroup(network, to) }] }),
  }));
  const rest = {
    name: "rest",
    priority: 4000,
    direction: "Inbound",
    access: "Deny",
    protocol: "*",
    sourcePortRange: "*",
    destinationPortRange: "*",
    sourceAddressPrefix: "*",
    destinationAddressPrefix: "*",
  };
  estate.add("azure-native:network:NetworkSecurityGroup", name, securityGroupOf(name), {
    networkSecurityGroupName: name,
    securityRules: [...allowed, rest],
  });
}

function addMachine(
  estate: ResourceBuilder,
  network: number,
  index: number,
  { name: role, tier }: Role,
  likeness: Likeness,
): void {
  const name = `nic-${network}-${index}`;
  const id = `${azure}/networkInterfaces/${name}`;
  const different = likeness === "all different";
  if (different) {
    addSecurityGroup(estate, network, `${name}-own`, ownOpenings(network, index));
  }
  estate.add("azure-native:network:NetworkInterface", name, id, {
    networkInterfaceName: name,
    ipConfigurations: [
      {
        name: "primary",
        primary: true,
        subnet: { id: subnetOf(network, tier) },
        privateIPAddress: `10.${network}.${tiers.indexOf(tier) * 16}.${10 + index}`,
        privateIPAllocationMethod: "Static",
        applicationSecurityGroups: [{ id: roleGroup(network, role) }],
      },
    ],
    ...(different && { networkSecurityGroup: { id: securityGroupOf(`${name}-own`) } }),
  });
  estate.add("azure-native:compute:VirtualMachine", `vm-${network}-${index}`, `${id}-vm`, {
    vmName: `vm-${network}-${index}`,
    networkProfile: { networkInterfaces: [{ id }] },
  });
}
