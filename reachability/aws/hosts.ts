import type { Cidr } from "../../addressing";
import type { Endpoint } from "../model";
import {
  follow,
  known,
  labelOf,
  orElse,
  read,
  readBoolean,
  readList,
  readNumber,
  readText,
  type Resource,
} from "../resources";
import { groupBy } from "../groupBy";
import { hostRange, ofVersion } from "./ranges";
import { blockOf, elementPointsTo, mayPointTo, pointsTo, type Reader, regionOf, textOf } from "./reader";
import type { Membership, SecurityGroups } from "./securityGroups";
import type { Subnet, Subnets } from "./subnets";
import { tokens } from "./tokens";

/** An endpoint before its filters are made. */
export interface Host {
  readonly id: string;
  readonly name: string;
  readonly kind: Endpoint["kind"];
  readonly resource: Resource;
  /** Its own or its interface's resource, which names the subnet. */
  readonly located: Resource;
  /** Undefined where it can't be told. */
  readonly subnet: Subnet | undefined;
  readonly addresses: readonly Cidr[];
  /** Undefined for what no security group guards. */
  readonly membership: Membership | undefined;
}

/** Instances, network interfaces and the nodes of load balancers. */
export function readHosts(reader: Reader, subnets: Subnets, groups: SecurityGroups): Host[] {
  const added = separateGroups(reader, groups);
  const attached = attachedFirst(reader);
  const primaries = new Set<string>();
  const instances = reader.stack.all(tokens.instance).map((instance) => {
    const primary = primaryInterface(reader, instance, attached);
    if (primary !== undefined) {
      primaries.add(primary.urn);
    }
    return instanceHost(instance, primary, subnets, groups, added);
  });
  const interfaces = reader.stack
    .all(tokens.networkInterface)
    .filter(({ urn }) => !primaries.has(urn))
    .map((one) => interfaceHost(one, one, "interface", subnets, groups, added));
  const balancers = reader.stack
    .all(tokens.loadBalancer)
    .flatMap((one) => balancerHosts(one, subnets, groups));
  return [...instances, ...interfaces, ...balancers];
}

/** Primary network interfaces that come with an instance, by their ids. */
export function instancesByInterface(reader: Reader): ReadonlyMap<string, Resource> {
  return new Map(
    reader.stack.all(tokens.instance).flatMap((instance) => {
      const id = textOf(instance, "primaryNetworkInterfaceId");
      return id === undefined ? [] : [[id, instance] as const];
    }),
  );
}

function instanceHost(
  instance: Resource,
  primary: Resource | undefined,
  subnets: Subnets,
  groups: SecurityGroups,
  added: ReadonlyMap<string, Membership>,
): Host {
  if (primary !== undefined) {
    return interfaceHost(primary, instance, "instance", subnets, groups, added);
  }
  const subnet = subnets.of(instance);
  const own = subnet && instanceGroups(instance, subnet, groups);
  return {
    id: instance.urn,
    name: labelOf(instance),
    kind: "instance",
    resource: instance,
    located: instance,
    subnet,
    addresses: addressesOf(instance, subnet, ["privateIp"], ["secondaryPrivateIps", "ipv6Addresses"]),
    membership: withAdded(own, added.get(instance.urn)),
  };
}

function instanceGroups(instance: Resource, { vpc }: Subnet, groups: SecurityGroups): Membership {
  const absent = read(instance, "vpcSecurityGroupIds").state === "absent";
  if (absent && read(instance, "launchTemplate").state !== "absent") {
    return {
      groups: [],
      undecided: `the security groups of ${labelOf(instance)} are in its launch template`,
    };
  }
  const names = known(readList(instance, "securityGroups")) ?? [];
  return absent && names.length > 0
    ? groups.named(instance, "securityGroups", vpc)
    : groups.named(instance, "vpcSecurityGroupIds", vpc);
}

/** @param owner - the instance whose primary one it is, or the interface itself */
function interfaceHost(
  resource: Resource,
  owner: Resource,
  kind: "instance" | "interface",
  subnets: Subnets,
  groups: SecurityGroups,
  added: ReadonlyMap<string, Membership>,
): Host {
  const subnet = subnets.of(resource);
  const own = subnet && groups.named(resource, "securityGroups", subnet.vpc);
  return {
    id: owner.urn,
    name: labelOf(owner),
    kind,
    resource: owner,
    located: resource,
    subnet,
    addresses: addressesOf(
      resource,
      subnet,
      ["privateIp"],
      ["privateIps", "privateIpLists", "ipv6Addresses"],
    ),
    membership: withAdded(withAdded(own, added.get(resource.urn)), added.get(owner.urn)),
  };
}

/** The nodes of a load balancer, one in each of its subnets. */
function balancerHosts(resource: Resource, subnets: Subnets, groups: SecurityGroups): Host[] {
  const { subnets: members } = subnets.allOf(resource, "subnets");
  const network = orElse(readText(resource, "loadBalancerType"), "application") === "network";
  const grouped = !network || (known(readList(resource, "securityGroups")) ?? []).length > 0;
  return members.map((subnet) => {
    const only = members.length === 1;
    return {
      id: `${resource.urn}#${subnet.id}`,
      name: only ? labelOf(resource) : `${labelOf(resource)} in ${labelOf(subnet.resource)}`,
      kind: "load balancer",
      resource,
      located: resource,
      subnet,
      addresses: ofVersion(subnet.ranges, 4),
      membership: grouped ? groups.named(resource, "securityGroups", subnet.vpc) : undefined,
    };
  });
}

/** A network interface of its own that an instance has as its first. */
function primaryInterface(
  reader: Reader,
  instance: Resource,
  attached: ReadonlyMap<string, Resource>,
): Resource | undefined {
  const direct = pointsTo(
    reader,
    instance,
    "primaryNetworkInterface.networkInterfaceId",
    tokens.networkInterface,
  );
  if (direct.state === "found") {
    return direct.resource;
  }
  const blocks = (known(readList(instance, "networkInterfaces")) ?? []).map(blockOf);
  const first = blocks.find((block) => block !== undefined && known(follow(block, "deviceIndex")) === 0);
  if (first !== undefined) {
    const id = follow(first, "networkInterfaceId");
    const listed = elementPointsTo(reader, id, instance, "networkInterfaces", tokens.networkInterface);
    return listed.state === "found" ? listed.resource : undefined;
  }
  return attached.get(instance.urn);
}

/** Network interfaces that a resource of its own attaches as an instance's first, by the instance's URN. */
function attachedFirst(reader: Reader): ReadonlyMap<string, Resource> {
  return new Map(
    reader.stack.all(tokens.networkInterfaceAttachment).flatMap((attachment) => {
      const instance = pointsTo(reader, attachment, "instanceId", tokens.instance);
      const one = pointsTo(reader, attachment, "networkInterfaceId", tokens.networkInterface);
      const isFirst = known(readNumber(attachment, "deviceIndex")) === 0;
      return isFirst && instance.state === "found" && one.state === "found"
        ? [[instance.resource.urn, one.resource] as const]
        : [];
    }),
  );
}

/** Security groups that resources of their own add, by the URN of the interface or instance. */
function separateGroups(reader: Reader, groups: SecurityGroups): ReadonlyMap<string, Membership> {
  const instances = instancesByInterface(reader);
  const pairs = reader.stack.all(tokens.networkInterfaceSecurityGroupAttachment).flatMap((attachment) => {
    const path = "networkInterfaceId";
    const key = groups.one(attachment, "securityGroupId");
    const reference = pointsTo(reader, attachment, path, tokens.networkInterface, tokens.instance);
    const guarded =
      reference.state === "found"
        ? reference.resource
        : reference.state === "outside"
          ? instances.get(reference.id)
          : undefined;
    if (key !== undefined && guarded !== undefined) {
      return [{ urn: guarded.urn, membership: { groups: [key] } }];
    }
    const undecided = `what security group ${labelOf(attachment)} adds to what can't be told`;
    reader.estate.note(attachment.urn, undecided);
    const candidates =
      guarded === undefined
        ? mayPointTo(reader, attachment, path, tokens.networkInterface, tokens.instance)
        : [guarded];
    return candidates.map(({ urn }) => ({ urn, membership: { groups: [], undecided } }));
  });
  return new Map(
    [...groupBy(pairs, ({ urn }) => urn)].map(([urn, all]) => [
      urn,
      all.map(({ membership }): Membership => membership).reduce((a, b) => withAdded(a, b) ?? a),
    ]),
  );
}

function withAdded(own: Membership | undefined, added: Membership | undefined): Membership | undefined {
  const undecided = own?.undecided ?? added?.undecided;
  return (
    own && {
      groups: [...own.groups, ...(added?.groups ?? [])],
      ...(undecided !== undefined && { undecided }),
    }
  );
}

/** The addresses that are known, or the ranges in which they will lie. */
function addressesOf(
  resource: Resource,
  subnet: Subnet | undefined,
  single: readonly string[],
  lists: readonly string[],
): Cidr[] {
  const texts = [
    ...single.map((path) => textOf(resource, path)),
    ...lists.flatMap((path) => known(readList(resource, path)) ?? []),
  ];
  const hosts = new Map(texts.flatMap((text) => hostRange(text) ?? []).map((range) => [range.text, range]));
  const addresses = [...hosts.values()];
  if (subnet === undefined) {
    return addresses;
  }
  const v4 = ofVersion(addresses, 4);
  const v6 = ofVersion(addresses, 6);
  const wantsV6 =
    (known(readNumber(resource, "ipv6AddressCount")) ?? 0) > 0 ||
    known(readBoolean(subnet.resource, "assignIpv6AddressOnCreation")) === true;
  return [
    ...(v4.length > 0 ? v4 : ofVersion(subnet.ranges, 4)),
    ...(v6.length > 0 || !wantsV6 ? v6 : ofVersion(subnet.ranges, 6)),
  ];
}

/** The region of a host. */
export function hostRegion({ resource, subnet }: Host): string | undefined {
  return subnet?.region ?? regionOf(resource);
}
