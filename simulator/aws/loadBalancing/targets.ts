import { refused } from "./refusals";
import { ipv4AddressProblem } from "../checks";
import { regionOf } from "../common";
import { find, having } from "../references";
import { regionNamed } from "../regions";
import { tokens } from "../tokens";
import { contains, parseCidr } from "../../../addressing/cidr";
import { asString } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

const operation = "RegisterTargets";

/** Besides the VPC's own: RFC 1918 and RFC 6598. */
const privateRanges = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"].map(parseCidr);

/** What may be registered, by the group's kind of target. */
export function checkTarget(context: OperationContext, group: WorldRecord): void {
  switch (group.inputs.targetType) {
    case "ip":
      checkAddress(context, group);
      return;
    case "alb":
      checkBalancer(context, group);
      return;
    default:
      checkInstance(context, group);
  }
}

/**
 * An address inside of the VPC's subnets has the zone of its subnet; one outside needs a zone, or `all`. The API
 * compares with the subnets, not with the VPC's blocks.
 *
 * Rules: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html
 * Words: https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/561, /3084 and /3714
 */
function checkAddress({ inputs, world }: OperationContext, group: WorldRecord): void {
  const address = asString(inputs.targetId) ?? "";
  if (ipv4AddressProblem(address)) {
    throw refused(operation, "ValidationError", `'${address}' is not a valid IPv4 address`);
  }
  const host = parseCidr(`${address}/32`);
  const subnet = having(world, tokens.subnet, "vpcId", asString(group.inputs.vpcId) ?? "").find((one) =>
    contains(parseCidr(asString(one.inputs.cidrBlock) ?? ""), host),
  );
  const zone = asString(inputs.availabilityZone);
  if (subnet) {
    const own = asString(subnet.outputs.availabilityZone) ?? "";
    if (zone !== undefined && zone !== own) {
      throw refused(
        operation,
        "ValidationError",
        `The IP address '${address}' is within the VPC, and cannot have its Availability Zone overridden to '${zone}' from '${own}'`,
      );
    }
    return;
  }
  if (!privateRanges.some((range) => contains(range, host))) {
    throw refused(
      operation,
      "ValidationError",
      `The IP address '${address}' is publicly routable; targets are in the VPC's subnets, in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or in 100.64.0.0/10`,
    );
  }
  if (zone === undefined) {
    throw refused(
      operation,
      "ValidationError",
      `The Availability Zone is required for IP address '${address}' because it is not in the VPC; set availabilityZone to "all"`,
    );
  }
  const { zones } = regionNamed(regionOf(inputs));
  if (zone !== "all" && !zones.includes(zone)) {
    throw refused(
      operation,
      "ValidationError",
      `You must specify a valid Availability Zone or select 'all' for all enabled Availability zones, since the IP address '${address}' is outside the VPC`,
    );
  }
}

function checkInstance(context: OperationContext, group: WorldRecord): void {
  const { inputs, world } = context;
  const id = asString(inputs.targetId) ?? "";
  refuseZone(context, "instance");
  const instance = world.get(tokens.instance, id);
  const subnet = find(context, "subnet", asString(instance?.inputs.subnetId) ?? "");
  if (!instance || !subnet) {
    throw refused(operation, "InvalidTarget", `The following targets are not in a running state: '${id}'`);
  }
  if (subnet.inputs.vpcId !== group.inputs.vpcId) {
    throw refused(
      operation,
      "InvalidTarget",
      `The following targets are not in the target group VPC '${asString(group.inputs.vpcId) ?? ""}': '${id}'`,
    );
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html */
function checkBalancer(context: OperationContext, group: WorldRecord): void {
  const { inputs, world } = context;
  const id = asString(inputs.targetId) ?? "";
  refuseZone(context, "alb");
  const balancer = world.get(tokens.loadBalancer, id);
  if (balancer?.inputs.loadBalancerType !== "application" || balancer.outputs.vpcId !== group.inputs.vpcId) {
    throw refused(
      operation,
      "InvalidTarget",
      `The target '${id}' must be an Application Load Balancer in the target group VPC '${asString(group.inputs.vpcId) ?? ""}'`,
    );
  }
  const listens = having(world, tokens.listener, "loadBalancerArn", id).some(
    (listener) => listener.inputs.port === (inputs.port ?? group.inputs.port),
  );
  if (!listens) {
    throw refused(
      operation,
      "InvalidTarget",
      `The Application Load Balancer '${id}' has no listener on the port of the target group`,
    );
  }
  if (having(world, tokens.targetGroupAttachment, "targetGroupArn", group.id).length > 0) {
    throw refused(
      operation,
      "TooManyTargets",
      `The target group '${group.id}' has its one load balancer already`,
    );
  }
}

function refuseZone({ inputs }: OperationContext, targetType: string): void {
  if (inputs.availabilityZone !== undefined) {
    throw refused(
      operation,
      "ValidationError",
      `An Availability Zone is not supported for targets of the type '${targetType}'`,
    );
  }
}
