import { type Cidr, isCidr, parseCidr } from "../../../addressing";
import { labelOf, type Resource } from "../../../reachability/resources";
import type { Source, Target } from "../../model";
import { numberAt, textAt } from "../fields";
import type { Reader } from "../reader";
import { tokens } from "./tokens";
import { isPrivate } from "../../privateRanges";

/** The load balancer that targets are read for. */
export interface Nodes {
  readonly sources: readonly Source[];
  /** Whether every node sends to targets of all zones. */
  readonly crossesZones: boolean;
}

/** The targets that attachments put into a target group. */
export function targetsOf(reader: Reader, group: Resource, nodes: Nodes): readonly Target[] {
  return reader.stack.all(tokens.targetGroupAttachment).flatMap((attachment) => {
    const pointed = reader.stack.reference(attachment, "targetGroupArn", tokens.targetGroup);
    return pointed.state === "found" && pointed.resource.urn === group.urn
      ? [targetOf(reader, group, attachment, nodes)]
      : [];
  });
}

function targetOf(reader: Reader, group: Resource, attachment: Resource, nodes: Nodes): Target {
  const byInstance = (textAt(group, "targetType") ?? "instance") === "instance";
  const pointed = reader.stack.reference(attachment, "targetId", tokens.instance);
  const instance = byInstance && pointed.state === "found" ? pointed.resource : undefined;
  // While an instance's address is not known, an attachment may still say whose it is.
  const address = byInstance
    ? instance && textAt(instance, "privateIp")
    : (textAt(attachment, "targetId") ??
      (pointed.state === "found" ? textAt(pointed.resource, "privateIp") : undefined));
  const port = numberAt(attachment, "port") ?? numberAt(group, "port");
  const place = placeOf(reader, group, address);
  const zone =
    place?.zone ??
    (instance && textAt(instance, "availabilityZone")) ??
    textAt(attachment, "availabilityZone");
  const refusal = refusalOf(reader, group, attachment, address, place, byInstance) ?? unusedIn(zone, nodes);
  const sources =
    nodes.crossesZones || zone === undefined || zone === "all"
      ? nodes.sources
      : nodes.sources.filter((source) => source.zone === undefined || source.zone === zone);
  return {
    id: attachment.urn,
    urn: attachment.urn,
    name: labelOf(attachment),
    address,
    ...(instance && { instance: instance.urn }),
    port,
    ...(zone !== undefined && { zone }),
    weight: 1,
    priority: 0,
    sources,
    probeSources: sources,
    ...(refusal !== undefined && { refusal }),
  };
}

/** The subnet of the target group's own VPC that holds an address. */
function placeOf({ analysis, stack }: Reader, group: Resource, address: string | undefined) {
  const vpc = stack.reference(group, "vpcId", tokens.vpc);
  const range = rangeOf(address);
  if (vpc.state !== "found" || range === undefined) {
    return undefined;
  }
  return analysis.estate.subnetOf(vpc.resource.urn, range.version, range.start);
}

/**
 * Addresses of the VPC's own subnets, and private ones elsewhere if their zone is `all`; never public ones.
 *
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-type,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html
 */
function refusalOf(
  { stack }: Reader,
  group: Resource,
  attachment: Resource,
  address: string | undefined,
  place: object | undefined,
  byInstance: boolean,
): string | undefined {
  const range = rangeOf(address);
  const vpc = stack.reference(group, "vpcId", tokens.vpc);
  if (byInstance || range === undefined || place !== undefined || vpc.state !== "found") {
    return undefined;
  }
  if (!isPrivate(address ?? "")) {
    return `AWS takes no public address as a target: ${address ?? ""}`;
  }
  return textAt(attachment, "availabilityZone") === "all"
    ? undefined
    : `${address ?? ""} is in no subnet of ${labelOf(vpc.resource)}: AWS takes it only with availability zone "all"`;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html `Target.NotInUse` */
function unusedIn(zone: string | undefined, { sources }: Nodes): string | undefined {
  const zones = new Set(sources.flatMap((source) => source.zone ?? []));
  return zone === undefined || zone === "all" || zones.size === 0 || zones.has(zone)
    ? undefined
    : `the load balancer is not enabled in availability zone ${zone}, so it sends nothing there`;
}

function rangeOf(address: string | undefined): Cidr | undefined {
  const text = `${address ?? ""}/${address?.includes(":") === true ? 128 : 32}`;
  return isCidr(text) ? parseCidr(text) : undefined;
}
