import type { Cidr } from "../../addressing";
import type { Endpoint } from "../model";
import { known, labelOf, read, readList, readText, type Resource } from "../resources";
import type { Firewalls } from "./firewalls";
import { type Reader, reasonOf } from "./reader";
import type { Subnets } from "./subnets";
import { types } from "./types";
import { asProperties, listIn, partAfter, rangeOf, regionOf, textIn, textsOf } from "./values";
import type { Subnet, Vpc } from "./vpc";

/** What rules choose a machine's interface by. Undefined: not known before the update. */
export interface Marks {
  readonly tags: readonly string[] | undefined;
  readonly serviceAccount: string | undefined;
  /** Whether the account is known at all: a machine may have none. */
  readonly hasKnownAccount: boolean;
  readonly secureTags: readonly string[] | undefined;
}

/** An interface of a virtual machine, before its routes and filters are looked up. */
export interface Interface {
  readonly id: string;
  readonly name: string;
  readonly instance: Resource;
  readonly vpc: Vpc;
  readonly subnet: Subnet;
  readonly addresses: readonly Cidr[];
  readonly marks: Marks;
}

/** Whatever has no mark: any host of a subnet. */
export const unmarked: Marks = {
  tags: [],
  serviceAccount: undefined,
  hasKnownAccount: true,
  secureTags: [],
};

/** Reads the interfaces of virtual machines. */
export function readInterfaces(reader: Reader, subnets: Subnets): readonly Interface[] {
  return reader.stack.all(types.instance).flatMap((instance) => {
    const state = known(readText(instance, "desiredStatus"));
    if (state !== undefined && state !== "RUNNING") {
      reader.estate.note(instance.urn, `${labelOf(instance)} is ${state.toLowerCase()}: it is left out`);
      return [];
    }
    const interfaces = readList(instance, "networkInterfaces");
    if (interfaces.state !== "known") {
      reader.estate.note(instance.urn, `${labelOf(instance)}: its network interfaces are not known`);
      return [];
    }
    const marks = marksOf(instance);
    return interfaces.value.flatMap((_, index) => readInterface(reader, subnets, instance, index, marks));
  });
}

function readInterface(
  reader: Reader,
  subnets: Subnets,
  instance: Resource,
  index: number,
  marks: Marks,
): Interface[] {
  const path = `networkInterfaces.${index}`;
  const label = labelOf(instance);
  const subnet = subnetOf(reader, subnets, instance, path);
  if (subnet === undefined) {
    return [];
  }
  return [
    {
      id: index === 0 ? instance.urn : `${instance.urn}#nic${index}`,
      name: index === 0 ? label : `${label} nic${index}`,
      instance,
      vpc: subnet.vpc,
      subnet,
      addresses: addressesOf(reader, instance, path, subnet),
      marks,
    },
  ];
}

function subnetOf(reader: Reader, subnets: Subnets, instance: Resource, path: string): Subnet | undefined {
  const pointed = reader.pointers.to(instance, `${path}.subnetwork`, types.subnetwork);
  if (pointed.state === "found") {
    return subnets.ofResource(pointed.resource);
  }
  const hasNetwork = read(instance, `${path}.network`).state !== "absent";
  if (!hasNetwork || (pointed.state === "unknown" && pointed.candidates.length > 0)) {
    reader.estate.note(instance.urn, `${labelOf(instance)}: its subnet ${reasonOf(pointed)}`);
    return undefined;
  }
  const vpc = reader.vpcs.pointedTo(instance, `${path}.network`);
  if (vpc === undefined) {
    return undefined;
  }
  const id = pointed.state === "outside" ? pointed.id : "";
  const region = partAfter(id, "regions") ?? regionOf(instance);
  const subnet = subnets.automatic(vpc, region, instance);
  if (subnet === undefined && id !== "") {
    return subnets.outside(vpc, id, region, instance);
  }
  if (subnet === undefined) {
    reader.estate.note(instance.urn, `${labelOf(instance)}: its subnet ${reasonOf(pointed)}`);
  }
  return subnet;
}

/** Its primary address first, then alias ranges: https://cloud.google.com/vpc/docs/alias-ip */
function addressesOf(reader: Reader, instance: Resource, path: string, subnet: Subnet): readonly Cidr[] {
  const own = read(instance, `${path}.networkIp`);
  const primary = own.state === "known" ? rangeOf(own.value) : undefined;
  const ipv6 = read(instance, `${path}.ipv6Address`);
  const aliases = listIn(asProperties(known(read(instance, path))), "aliasIpRanges")?.flatMap((alias) => {
    const range = rangeOf(textIn(alias, "ipCidrRange"));
    if (range === undefined) {
      reader.estate.note(instance.urn, `${labelOf(instance)}: an alias range is known only after the update`);
    }
    return range ?? [];
  });
  return [
    ...(primary ? [primary] : subnet.own.filter(({ version }) => version === 4)),
    ...(aliases ?? []),
    ...(ipv6.state === "known" ? [rangeOf(ipv6.value)].filter((range) => range !== undefined) : []),
  ];
}

function marksOf(instance: Resource): Marks {
  const account = read(instance, "serviceAccount");
  const email = readText(instance, "serviceAccount.email");
  const secure = read(instance, "params.resourceManagerTags");
  return {
    tags: textsOf(read(instance, "tags")),
    serviceAccount: known(email),
    hasKnownAccount: account.state === "absent" || email.state === "known",
    secureTags:
      secure.state === "absent"
        ? []
        : secure.state === "known"
          ? textsOf({ state: "known", value: Object.values(asProperties(secure.value)) })
          : undefined,
  };
}

/** Makes an endpoint of each interface, and one for any host of a subnet. */
export function addEndpoints(
  reader: Reader,
  interfaces: readonly Interface[],
  firewalls: Firewalls,
  endpointSubnets: readonly Subnet[],
): void {
  const tagged = new Set<string>();
  for (const { id, name, instance, vpc, subnet, addresses, marks } of interfaces) {
    reader.estate.endpoints.push({
      id,
      name,
      kind: "instance",
      cloud: "gcp",
      urn: instance.urn,
      region: subnet.region || undefined,
      zone: known(readText(instance, "zone")),
      network: vpc.id,
      subnet: subnet.id,
      routesAt: nodeFor(reader, tagged, subnet, marks.tags),
      addresses,
      ...firewalls.of(vpc, subnet.region, marks),
    });
  }
  for (const subnet of endpointSubnets.filter(({ hasHosts }) => hasHosts)) {
    reader.estate.endpoints.push(anyHost(subnet, firewalls));
  }
}

function anyHost(subnet: Subnet, firewalls: Firewalls): Endpoint {
  return {
    id: `${subnet.id}#any`,
    name: subnet.label,
    kind: "any host",
    cloud: "gcp",
    urn: subnet.urn,
    region: subnet.region || undefined,
    network: subnet.vpc.id,
    subnet: subnet.id,
    routesAt: subnet.id,
    addresses: subnet.ranges,
    ...firewalls.of(subnet.vpc, subnet.region, unmarked),
  };
}

/** Where what a machine sends is looked up: at its subnet, or beside it when routes name one of its tags. */
function nodeFor(reader: Reader, tagged: Set<string>, subnet: Subnet, tags: Marks["tags"]): string {
  const isUntold = tags === undefined && reader.tables.hasTags(subnet.vpc);
  const table = reader.tables.ofMachines(subnet.vpc, subnet.region, tags);
  if (table.tags.length === 0 && !isUntold) {
    return subnet.id;
  }
  const id = `${subnet.id}#tagged ${isUntold ? "(unknown)" : table.tags.join(" ")}`;
  if (!tagged.has(id)) {
    tagged.add(id);
    reader.estate.nodes.push({
      id,
      name: subnet.name,
      kind: "subnet",
      cloud: "gcp",
      urn: subnet.urn,
      region: subnet.region || undefined,
      table: table.id,
      ...(isUntold && {
        undecided: `routes of ${subnet.vpc.name} are for tags, and the machine's are known only after the update`,
      }),
    });
  }
  return id;
}
