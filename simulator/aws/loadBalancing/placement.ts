import { refused } from "./refusals";
import { internetGatewayOf } from "../attachments";
import { find, vpcOfSecurityGroup } from "../references";
import { SubnetAddresses } from "../subnetAddresses";
import { tokens } from "../tokens";
import { asList, asObject, asString, asStrings, type Props, type Value } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html, "Subnets" */
const fewestFree = 8;

/** The subnets of a list of ids or of mappings. */
export const subnetIdsOf = (subnets: Value | undefined): string[] =>
  asList(subnets).flatMap((one) => asString(one) ?? asString(asObject(one).subnetId) ?? []);

/**
 * Where a load balancer is: its subnets, one a zone and all of one VPC, and its security groups. That a subnet has a
 * route to the internet gateway, AWS does not ask: without it an internet-facing load balancer is merely not reached.
 *
 * Codes and words: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html,
 * https://github.com/hashicorp/terraform/issues/13587
 */
export function placement(context: OperationContext, operation: string, record?: WorldRecord): Props {
  const { inputs, world } = context;
  const isApplication = inputs.loadBalancerType === "application";
  const ids = subnetIdsOf(inputs.subnetMappings ?? inputs.subnets);
  const present = new Set(subnetIdsOf(record?.outputs.subnets));
  const subnets = ids.map((id) => {
    const subnet = find(context, "subnet", id);
    if (!subnet) {
      throw refused(operation, "SubnetNotFound", `The subnet ID '${id}' does not exist`);
    }
    return subnet;
  });
  const zones = new Set(subnets.map(({ outputs }) => outputs.availabilityZone));
  if (zones.size < subnets.length) {
    throw refused(
      operation,
      "InvalidConfigurationRequest",
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    );
  }
  if (isApplication && zones.size < 2) {
    throw refused(
      operation,
      "ValidationError",
      "At least two subnets in two different Availability Zones must be specified",
    );
  }
  const [vpcId, ...others] = new Set(subnets.map((subnet) => asString(subnet.inputs.vpcId) ?? ""));
  if (vpcId === undefined) {
    throw refused(operation, "ValidationError", "At least one subnet must be specified");
  }
  if (others.length > 0) {
    throw refused(
      operation,
      "InvalidConfigurationRequest",
      `All subnets must be of one VPC, not of ${[vpcId, ...others].join(" and ")}`,
    );
  }
  for (const subnet of subnets.filter(({ id }) => !present.has(id))) {
    checkFree(context, operation, subnet);
  }
  if (inputs.internal !== true && internetGatewayOf(world, vpcId) === undefined) {
    throw refused(operation, "InvalidSubnet", `VPC ${vpcId} has no internet gateway`);
  }
  checkAddresses(context, operation, record?.id);
  return {
    securityGroups: securityGroups(context, operation, vpcId),
    subnetMappings: inputs.subnetMappings ?? ids.map((subnetId) => ({ subnetId })),
    subnets: ids,
    vpcId,
  };
}

function checkFree({ world }: OperationContext, operation: string, subnet: WorldRecord): void {
  if (new SubnetAddresses(world, subnet).free < fewestFree) {
    throw refused(
      operation,
      "InvalidSubnet",
      `Not enough IP space available in ${subnet.id}. ELB requires at least ${fewestFree} free IP addresses in each subnet.`,
    );
  }
}

/** An Application Load Balancer without groups gets the VPC's default one; a Network Load Balancer has none. */
function securityGroups(context: OperationContext, operation: string, vpcId: string): string[] {
  const { inputs, world } = context;
  const asked = asStrings(inputs.securityGroups);
  const isOfVpc = (group: string): boolean => {
    try {
      return vpcOfSecurityGroup(context, operation, group) === vpcId;
    } catch {
      return false;
    }
  };
  const wrong = asked.filter((group) => !isOfVpc(group));
  if (wrong.length > 0) {
    throw refused(
      operation,
      "InvalidConfigurationRequest",
      `One or more security groups are invalid: ${wrong.join(", ")} must exist in ${vpcId}`,
    );
  }
  const byDefault = asString(world.get(tokens.vpc, vpcId)?.outputs.defaultSecurityGroupId);
  return asked.length > 0 || inputs.loadBalancerType === "network" ? asked : [byDefault ?? ""];
}

/** Fixed addresses are for Network Load Balancers: an Elastic IP outside, a private one inside. */
function checkAddresses(
  { inputs, world }: OperationContext,
  operation: string,
  own: string | undefined,
): void {
  for (const mapping of asList(inputs.subnetMappings).map(asObject)) {
    const { allocationId, privateIpv4Address } = mapping;
    const isGiven = allocationId !== undefined || privateIpv4Address !== undefined;
    if (isGiven && inputs.loadBalancerType !== "network") {
      throw refused(
        operation,
        "ValidationError",
        "Fixed addresses are supported by Network Load Balancers only",
      );
    }
    const unfit = inputs.internal === true ? allocationId : privateIpv4Address;
    if (unfit !== undefined) {
      throw refused(
        operation,
        "ValidationError",
        inputs.internal === true
          ? "An internal load balancer has no Elastic IP address"
          : "A private IPv4 address can be given to an internal load balancer only",
      );
    }
    const allocation = asString(allocationId);
    if (allocation !== undefined) {
      checkAllocation(world, operation, allocation, own);
    }
    const subnet = world.get(tokens.subnet, asString(mapping.subnetId));
    const address = asString(privateIpv4Address);
    if (subnet && address !== undefined && new SubnetAddresses(world, subnet, own).problemOf(address)) {
      throw refused(
        operation,
        "ValidationError",
        `The private IPv4 address '${address}' is not a free address of the subnet '${subnet.id}'`,
      );
    }
  }
}

function checkAllocation(
  world: OperationContext["world"],
  operation: string,
  allocation: string,
  own: string | undefined,
): void {
  if (!world.get(tokens.eip, allocation)) {
    throw refused(operation, "AllocationIdNotFound", `The allocation ID '${allocation}' does not exist`);
  }
  const balanced = world
    .all(tokens.loadBalancer)
    .filter(({ id }) => id !== own)
    .flatMap(({ inputs }) => asList(inputs.subnetMappings).map(asObject));
  const used = [...balanced, ...world.all(tokens.natGateway).map(({ inputs }) => inputs)].some(
    ({ allocationId }) => allocationId === allocation,
  );
  if (used) {
    throw refused(operation, "ResourceInUse", `The allocation ID '${allocation}' is already in use`);
  }
}
