import { Ec2Error } from "../error";
import { drawPublicAddress } from "../publicAddress";
import { existing, vpcOfSecurityGroup } from "../references";
import { regionOf } from "../common";
import { noneFree, SubnetAddresses } from "../subnetAddresses";
import { asBoolean, asString, asStrings, type Props } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const operation = "RunInstances";

/** The subnet, in the zone that is asked for. The simulated account has no default VPC. */
export function launchSubnet(context: OperationContext): WorldRecord {
  const { inputs } = context;
  const subnetId = asString(inputs.subnetId);
  if (subnetId === undefined) {
    throw new Ec2Error(operation, "VPCIdNotSpecified", "No default VPC for this user; give subnetId");
  }
  const subnet = existing(context, operation, "subnet", subnetId);
  const zone = asString(inputs.availabilityZone);
  const own = asString(subnet.outputs.availabilityZone) ?? "";
  if (zone !== undefined && zone !== own) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `The availability zone '${zone}' is not that of the subnet '${subnetId}', ${own}.`,
    );
  }
  return subnet;
}

/** The security groups asked for, or the default one of the VPC. */
export function launchGroups(context: OperationContext, action: string, subnet: WorldRecord): string[] {
  const { inputs, world } = context;
  const asked = asStrings(inputs.vpcSecurityGroupIds);
  const vpc = existing({ world, inputs }, action, "vpc", asString(subnet.inputs.vpcId) ?? "");
  for (const group of asked) {
    if (vpcOfSecurityGroup(context, action, group) !== vpc.id) {
      throw new Ec2Error(
        action,
        "InvalidParameter",
        `Security group ${group} and subnet ${subnet.id} belong to different networks.`,
      );
    }
  }
  return asked.length > 0 ? asked : [asString(vpc.outputs.defaultSecurityGroupId) ?? ""];
}

/** Addresses and the names that AWS gives them: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html */
export function launchAddresses(context: OperationContext, subnet: WorldRecord): Props {
  const { inputs, world } = context;
  const region = regionOf(inputs);
  const privateIp = privateAddress(context, subnet);
  const associatePublicIpAddress =
    asBoolean(inputs.associatePublicIpAddress) ?? subnet.inputs.mapPublicIpOnLaunch === true;
  const publicIp = associatePublicIpAddress ? drawPublicAddress(context, "publicIp") : "";
  const vpc = existing({ world, inputs }, operation, "vpc", asString(subnet.inputs.vpcId) ?? "");
  const hasPublicName = publicIp !== "" && vpc.inputs.enableDnsHostnames === true;
  const [inside, outside] =
    region === "us-east-1" ? ["ec2", "compute-1"] : [`${region}.compute`, `${region}.compute`];
  return {
    associatePublicIpAddress,
    privateIp,
    privateDns: `ip-${dashed(privateIp)}.${inside}.internal`,
    publicIp,
    publicDns: hasPublicName ? `ec2-${dashed(publicIp)}.${outside}.amazonaws.com` : "",
  };
}

const dashed = (address: string): string => address.replaceAll(".", "-");

function privateAddress({ inputs, world, draws }: OperationContext, subnet: WorldRecord): string {
  const addresses = new SubnetAddresses(world, subnet);
  const asked = asString(inputs.privateIp);
  if (asked === undefined) {
    return addresses.draw(draws, "privateIp") ?? noneFree(operation, subnet);
  }
  switch (addresses.problemOf(asked)) {
    case "outside":
      throw new Ec2Error(
        operation,
        "InvalidParameterValue",
        `Address ${asked} does not fall within the subnet's address range`,
      );
    case "reserved":
      throw new Ec2Error(
        operation,
        "InvalidParameterValue",
        `Address ${asked} is in subnet's reserved address range`,
      );
    case "taken":
      throw new Ec2Error(operation, "InvalidIPAddress.InUse", `Address ${asked} is in use.`);
    case undefined:
      return asked;
  }
}
