import { type Cidr, contains } from "../../addressing";
import { hostRange, rangeOf } from "../../reachability/aws/ranges";
import { tokens as aws } from "../../reachability/aws/tokens";
import { objectsIn } from "../../reachability/azure/arm";
import { prefixesOf, prefixOf } from "../../reachability/azure/prefixes";
import { tokens as azure } from "../../reachability/azure/tokens";
import { types as gcp } from "../../reachability/gcp/types";
import {
  follow,
  known,
  labelOf,
  orElse,
  type Properties,
  read,
  readList,
  type Reference,
  readText,
  type Resource,
  type Stack,
  type Value,
} from "../../reachability/resources";
import type { Plan } from "../plan";
import { pointedTo } from "../reading/pointedTo";
import type { Finding, Rule } from "../rule";
import { plainText } from "../reading/plainText";

const sources = {
  aws: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html",
  azure: "https://learn.microsoft.com/azure/load-balancer/backend-pool-management",
  gcp: "https://cloud.google.com/load-balancing/docs/negs",
} as const;

/**
 * Which addresses a load balancer can have for targets. AWS takes private ones beyond its VPC if they are said to be in
 * all zones; Azure's load balancer takes none beyond its virtual network; a hybrid group of Google Cloud is for what is
 * not in its network.
 */
export const loadBalancerTargets: Rule = {
  name: "load-balancer-targets",
  description: "Load balancers reach the addresses that they are given as targets.",
  level: "mandatory",
  check: function* ({ stack }: Plan): Iterable<Finding> {
    yield* targetGroups(stack);
    yield* backendPools(stack);
    yield* hybridGroups(stack);
  },
};

const vpcTypes = [aws.vpc, aws.defaultVpc];
const groupTypes = ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"];
const attachmentTypes = [
  "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  "aws:alb/targetGroupAttachment:TargetGroupAttachment",
];

/** Private ranges in which AWS takes targets wherever they are. */
const targetRanges = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"].flatMap(
  (text) => rangeOf(text) ?? [],
);

function* targetGroups(stack: Stack): Iterable<Finding> {
  for (const attachment of attachmentTypes.flatMap((type) => stack.all(type))) {
    const group = pointedTo(stack, attachment, "targetGroupArn", ...groupTypes);
    const target = readText(attachment, "targetId");
    const address = hostRange(known(target));
    if (address === undefined) {
      // An instance or a function has an id instead.
      if (
        target.state === "unknown" &&
        isForAddresses(group) &&
        !isMadeOf(stack, attachment, "targetId", "aws:")
      ) {
        yield* unknownTarget(attachment);
      }
      continue;
    }
    const ranges = group === undefined ? undefined : vpcRanges(stack, group);
    const isPrivate = targetRanges.some((range) => contains(range, address));
    const inside = ranges?.known.some((range) => contains(range, address)) ?? false;
    if (inside) {
      continue;
    }
    const subject = `target ${address.text.replace(/\/\d+$/, "")} of ${group ? `target group ${labelOf(group)}` : labelOf(attachment)}`;
    const isUndecided = ranges?.isComplete !== true;
    const zone = read(attachment, "availabilityZone");
    if (!isPrivate && address.version === 4) {
      yield {
        urn: attachment.urn,
        message: isUndecided
          ? `${subject} is no private address, and whether it is in the VPC can't be told. ${takesPrivate} (${sources.aws})`
          : `${subject} is neither in the VPC nor private, so that AWS refuses it. ${takesPrivate}: those of the other cloud ` +
            `that the VPN leads to (${sources.aws})`,
        ...(isUndecided && { undecided: true }),
      };
    } else if (zone.state !== "known" || zone.value !== "all") {
      if (zone.state === "known" && isOfOneZone(group)) {
        continue;
      }
      const said =
        zone.state === "known"
          ? `has the availability zone ${JSON.stringify(zone.value)}, and only the load balancer's nodes there send to it`
          : zone.state === "unknown"
            ? "has an availability zone that isn't known before the update"
            : "has no availability zone, which AWS refuses";
      const undecided = isUndecided || zone.state === "unknown";
      yield {
        urn: attachment.urn,
        message:
          `${subject} ${isUndecided ? "may be" : "is"} outside the VPC and ${said}. Set availabilityZone to "all" ` +
          `(${sources.aws})`,
        ...(undecided && { undecided: true }),
      };
    }
  }
}

function isForAddresses(group: Resource | undefined): boolean {
  return group !== undefined && orElse(readText(group, "targetType"), "instance") === "ip";
}

/** Whether an unknown property was made of one cloud's resources alone, whose addresses are in its own networks. */
function isMadeOf(stack: Stack, resource: Resource, property: string, cloud: string): boolean {
  const made = stack.dependencies(resource, property);
  return made.length > 0 && made.every(({ type }) => type.startsWith(cloud));
}

function* unknownTarget(attachment: Resource): Iterable<Finding> {
  if (known(read(attachment, "availabilityZone")) !== "all") {
    const message =
      `the targetId of ${labelOf(attachment)} isn't known before the update, and may be outside the VPC. ` +
      `Then set availabilityZone to "all" (${sources.aws})`;
    yield { urn: attachment.urn, message, undecided: true };
  }
}

const takesPrivate =
  "Register addresses of the VPC, of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10";

/** An Application Load Balancer with cross-zone load balancing off wants a zone of the VPC for targets outside it. */
function isOfOneZone(group: Resource | undefined): boolean {
  const crossZone = group && known(read(group, "loadBalancingCrossZoneEnabled"));
  const protocol = group && known(readText(group, "protocol"));
  return plainText(crossZone) === "false" && /^HTTPS?$/i.test(protocol ?? "");
}

/** The ranges of a target group's VPC; undefined where the VPC is not of the stack. */
function vpcRanges(
  stack: Stack,
  group: Resource,
): { readonly known: readonly Cidr[]; readonly isComplete: boolean } | undefined {
  const vpc = pointedTo(stack, group, "vpcId", ...vpcTypes);
  if (vpc === undefined) {
    return undefined;
  }
  const more = [aws.vpcIpv4CidrBlockAssociation, aws.vpcIpv6CidrBlockAssociation].flatMap((type) =>
    stack.all(type).filter((one) => pointedTo(stack, one, "vpcId", ...vpcTypes) === vpc),
  );
  const values = [vpc, ...more].flatMap((one) =>
    ["cidrBlock", "ipv6CidrBlock"].map((path) => read(one, path)),
  );
  return {
    known: values.flatMap((value) => rangeOf(known(value)) ?? []),
    isComplete: values.every(({ state }) => state !== "unknown"),
  };
}

function* backendPools(stack: Stack): Iterable<Finding> {
  for (const pool of stack.all("azure-native:network:LoadBalancerBackendAddressPool")) {
    yield* backends(stack, pool, { ...pool.inputs, ...pool.outputs }, undefined);
  }
  for (const balancer of stack.all(azure.loadBalancer)) {
    for (const pool of objectsIn(known(readList(balancer, "backendAddressPools")))) {
      yield* backends(stack, balancer, pool, "backendAddressPools");
    }
  }
}

function* backends(
  stack: Stack,
  resource: Resource,
  pool: Properties,
  list: string | undefined,
): Iterable<Finding> {
  const addresses = known(follow(pool, "loadBalancerBackendAddresses"));
  const network = (from: Properties): Reference =>
    stack.referenced(
      follow(from, "virtualNetwork.id"),
      resource,
      list ?? (from === pool ? "virtualNetwork" : "loadBalancerBackendAddresses"),
      azure.virtualNetwork,
    );
  for (const backend of Array.isArray(addresses) ? objectsIn(addresses) : []) {
    const given = follow(backend, "ipAddress");
    const address = prefixOf(known(given));
    const own = network(backend);
    const reference = own.state === "absent" ? network(pool) : own;
    const property = list ?? "loadBalancerBackendAddresses";
    if (given.state === "unknown" && !isMadeOf(stack, resource, property, "azure-native:")) {
      const message =
        `an ipAddress of the backends of ${labelOf(resource)} isn't known before the update, and may be outside the virtual ` +
        `network, where Azure's load balancer sends nothing (${sources.azure})`;
      yield { urn: resource.urn, message, undecided: true };
    }
    if (address === undefined || reference.state !== "found") {
      continue;
    }
    const { ranges, incomplete } = prefixesOf(addressSpaceOf(reference.resource));
    if (ranges.some((range) => contains(range, address))) {
      continue;
    }
    const texts = ranges.map(({ text }) => text).join(", ");
    yield {
      urn: resource.urn,
      message:
        `backend ${address.text.replace(/\/\d+$/, "")} of ${labelOf(resource)} ${incomplete ? "may be" : "is"} outside its virtual ` +
        `network ${labelOf(reference.resource)} (${texts}): Azure's load balancer sends nowhere else, also where a gateway ` +
        "or a peering leads on. Take an Application Gateway for it, which does " +
        `(${sources.azure})`,
      ...(incomplete && { undecided: true }),
    };
  }
}

function addressSpaceOf(network: Resource): Value<readonly unknown[]> {
  return readList(network, "addressSpace.addressPrefixes");
}

function* hybridGroups(stack: Stack): Iterable<Finding> {
  const groupType = "gcp:compute/networkEndpointGroup:NetworkEndpointGroup";
  const groups = stack.all(groupType).filter(isHybrid);
  if (groups.length === 0) {
    return;
  }
  const names = new Map(groups.map((group) => [known(readText(group, "name")), group]));
  const groupOf = (one: Resource): Resource | undefined =>
    pointedTo(stack, one, "networkEndpointGroup", groupType) ??
    names.get(known(readText(one, "networkEndpointGroup")) ?? "");
  const single = stack
    .all("gcp:compute/networkEndpoint:NetworkEndpoint")
    .map((one) => ({ one, addresses: [known(read(one, "ipAddress"))] }));
  const lists = stack.all("gcp:compute/networkEndpointList:NetworkEndpointList").map((one) => ({
    one,
    addresses: objectsIn(known(readList(one, "networkEndpoints"))).map((each) =>
      known(follow(each, "ipAddress")),
    ),
  }));
  for (const { one, addresses } of [...single, ...lists]) {
    const group = groupOf(one);
    const network = group && isHybrid(group) ? pointedTo(stack, group, "network", gcp.network) : undefined;
    if (group === undefined || network === undefined) {
      continue;
    }
    const subnetworks = stack
      .all(gcp.subnetwork)
      .filter((subnetwork) => pointedTo(stack, subnetwork, "network", gcp.network) === network);
    for (const address of addresses.flatMap((text) => hostRange(text) ?? [])) {
      const holder = subnetworks.find((subnetwork) => {
        const range = rangeOf(known(readText(subnetwork, "ipCidrRange")));
        return range !== undefined && contains(range, address);
      });
      if (holder !== undefined) {
        yield {
          urn: one.urn,
          message:
            `endpoint ${address.text.replace(/\/\d+$/, "")} of ${labelOf(group)} is in subnetwork ${labelOf(holder)} of its own network: ` +
            "a group of type NON_GCP_PRIVATE_IP_PORT is for hosts that a VPN or an interconnect leads to. " +
            `Put it into a group of type GCE_VM_IP_PORT (${sources.gcp})`,
        };
      }
    }
  }
}

function isHybrid(group: Resource): boolean {
  return orElse(readText(group, "networkEndpointType"), "") === "NON_GCP_PRIVATE_IP_PORT";
}
