import { type Resource, type Stack, typeOf } from "../../../reachability/resources";

/** What gives a rule addresses of its own: those are never all of the internet. */
const networkTypes = new Set([
  "aws:ec2/vpc:Vpc",
  "aws:ec2/defaultVpc:DefaultVpc",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/defaultSubnet:DefaultSubnet",
  "aws:ec2/eip:Eip",
  "aws:ec2/instance:Instance",
  "aws:ec2/natGateway:NatGateway",
  "azure-native:network:PublicIPAddress",
  "azure-native:network:Subnet",
  "azure-native:network:VirtualNetwork",
  "gcp:compute/address:Address",
  "gcp:compute/instance:Instance",
  "gcp:compute/subnetwork:Subnetwork",
]);

/** Whether an unknown property was made of nothing but addresses of networks and hosts. */
export function isOfNetworks(stack: Stack, resource: Resource, property: string): boolean {
  const urns = resource.propertyDependencies?.[property] ?? [];
  const made = stack.dependencies(resource, property);
  return urns.length > 0 && made.length === urns.length && made.every((one) => networkTypes.has(typeOf(one)));
}
