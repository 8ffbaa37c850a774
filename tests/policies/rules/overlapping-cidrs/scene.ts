import { overlappingCidrs } from "../../../../policies/rules/overlapping-cidrs";
import type { OverlapOptions } from "../../../../policies/rules/overlapping-cidrs/options";
import { nameOf, type Resource, Stack } from "../../../../reachability/resources";
import { findings, planned } from "../../planned";

export const check = (resources: readonly Resource[], options: Partial<OverlapOptions> = {}) =>
  findings(overlappingCidrs, resources, options);

/** The names of the resources that findings are shown at. */
export const shownAt = (resources: readonly Resource[], options: Partial<OverlapOptions> = {}): string[] =>
  check(resources, options).map(({ urn }) => nameOf(urn));

/** What is said of a stack that another one is named beside. */
export function checkBeside(
  resources: readonly Resource[],
  other: readonly Resource[],
  options: Partial<OverlapOptions> = {},
) {
  const defaults = Object.entries(overlappingCidrs.options ?? {}).map(([name, schema]) => [
    name,
    schema.default,
  ]);
  const plan = {
    stackName: "prod",
    stack: new Stack(resources),
    others: [{ name: "hub.json", resources: other.map(inStackHub) }],
  };
  return [...overlappingCidrs.check(plan, { ...Object.fromEntries(defaults), ...options } as OverlapOptions)];
}

const inStackHub = (resource: Resource): Resource => ({
  ...resource,
  urn: resource.urn.replace("urn:pulumi:prod", "urn:pulumi:hub"),
});

export const vpc = (name: string, cidrBlock: unknown, more: object = {}) =>
  planned("aws:ec2/vpc:Vpc", name, { cidrBlock, ...more }, { id: `vpc-${name}` });
export const subnet = (name: string, vpcName: string, cidrBlock: unknown, more: object = {}) =>
  planned("aws:ec2/subnet:Subnet", name, { vpcId: `vpc-${vpcName}`, cidrBlock, ...more });
export const peering = (name: string, a: unknown, b: unknown) =>
  planned("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", name, { vpcId: a, peerVpcId: b });

const idOf = (kind: string, name: string): string => `/subscriptions/s/${kind}/${name}`;
export const vnet = (name: string, addressPrefixes: unknown, more: object = {}) =>
  planned(
    "azure-native:network:VirtualNetwork",
    name,
    { virtualNetworkName: name, addressSpace: { addressPrefixes }, ...more },
    { id: idOf("virtualNetworks", name) },
  );
export const azureSubnet = (name: string, network: string, addressPrefix: unknown, version = "") =>
  planned(
    `azure-native:network${version}:Subnet`,
    name,
    { virtualNetworkName: network, subnetName: name, addressPrefix },
    { id: `${idOf("virtualNetworks", network)}/subnets/${name}` },
  );
export const gateway = (name: string, network: string, more: object = {}) =>
  planned(
    "azure-native:network:VirtualNetworkGateway",
    name,
    {
      ipConfigurations: [{ subnet: { id: `${idOf("virtualNetworks", network)}/subnets/GatewaySubnet` } }],
      ...more,
    },
    { id: idOf("virtualNetworkGateways", name) },
  );
export const site = (name: string, addressPrefixes: unknown, gatewayIpAddress: unknown) =>
  planned(
    "azure-native:network:LocalNetworkGateway",
    name,
    { gatewayIpAddress, localNetworkAddressSpace: { addressPrefixes } },
    { id: idOf("localNetworkGateways", name) },
  );
export const connection = (name: string, from: string, to: string) =>
  planned("azure-native:network:VirtualNetworkGatewayConnection", name, {
    virtualNetworkGateway1: { id: idOf("virtualNetworkGateways", from) },
    localNetworkGateway2: { id: idOf("localNetworkGateways", to) },
  });

export const network = (name: string, more: object = { autoCreateSubnetworks: false }) =>
  planned(
    "gcp:compute/network:Network",
    name,
    { name, ...more },
    { id: `projects/p/global/networks/${name}` },
  );
export const subnetwork = (name: string, networkName: string, ipCidrRange: unknown, more: object = {}) =>
  planned("gcp:compute/subnetwork:Subnetwork", name, { network: networkName, ipCidrRange, ...more });
