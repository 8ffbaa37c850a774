import { contains, type Cidr, parseCidr } from "../../addressing";
import { known, labelOf, orElse, read, readBoolean, readText, type Resource } from "../resources";
import { autoSubnets } from "./autoSubnets";
import { pages } from "./pages";
import type { Reader } from "./reader";
import { types } from "./types";
import { lastPart, rangeOf, regionOf, textIn } from "./values";
import type { Subnet, Vpc } from "./vpc";
import { isAuto } from "./vpcs";

/** Purposes of subnets that hold no virtual machines: https://cloud.google.com/vpc/docs/subnets#purpose */
const hostless = /PROXY|PRIVATE_SERVICE_CONNECT|LOAD_BALANCER|PRIVATE_NAT|PEER_MIGRATION/;

/** Reads the subnets of all networks, and finds them again. */
export class Subnets {
  readonly #byUrn = new Map<string, Subnet>();
  readonly #auto = new Map<string, Subnet>();
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
    for (const resource of reader.stack.all(types.subnetwork)) {
      const vpc = reader.vpcs.ownerOf(resource, "network");
      if (vpc !== undefined) {
        this.#add(resource, vpc);
      }
    }
  }

  ofResource({ urn }: Resource): Subnet | undefined {
    return this.#byUrn.get(urn);
  }

  /** What an auto mode network has in a region, made when something is first put there. */
  automatic(vpc: Vpc, region: string, from: Resource): Subnet | undefined {
    const range = autoSubnets.rangeIn(region);
    const isDefault = vpc.resource === undefined && vpc.name === "default";
    if (range === undefined || !(isAuto(vpc) || isDefault)) {
      return undefined;
    }
    const id = `${vpc.id}#${region}`;
    const existing = this.#auto.get(id);
    if (existing !== undefined) {
      return existing;
    }
    const subnet: Subnet = {
      id,
      label: `${vpc.name} in ${region}`,
      name: `subnet ${vpc.name} in ${region}`,
      urn: vpc.resource?.urn ?? from.urn,
      vpc,
      region,
      ranges: [range],
      own: [range],
      hasHosts: true,
      resource: undefined,
    };
    this.#auto.set(id, subnet);
    this.#register(subnet);
    return subnet;
  }

  /** A subnet outside the stacks, of which an interface tells no more than a name. */
  outside(vpc: Vpc, id: string, region: string, from: Resource): Subnet {
    const key = `${vpc.id}#${lastPart(id)} ${region}`;
    const existing = this.#auto.get(key);
    if (existing !== undefined) {
      return existing;
    }
    const subnet: Subnet = {
      id: key,
      label: lastPart(id),
      name: `subnet ${lastPart(id)}`,
      urn: from.urn,
      vpc,
      region,
      ranges: [],
      own: [],
      hasHosts: false,
      resource: undefined,
    };
    vpc.subnets.push(subnet);
    vpc.subnetDoubts.push({
      rule: { text: `subnet ${lastPart(id)}`, source: pages.subnets },
      why: `subnet ${lastPart(id)} is in none of these stacks, so its ranges are not known`,
    });
    this.#auto.set(key, subnet);
    return subnet;
  }

  #add(resource: Resource, vpc: Vpc): void {
    const label = labelOf(resource);
    const primary = read(resource, "ipCidrRange");
    const range = primary.state === "known" ? rangeOf(primary.value) : undefined;
    if (range === undefined && (primary.state !== "absent" || !isIpv6Only(resource))) {
      this.#doubt(resource, vpc, "its range is known only after the update");
    }
    const ipv6 = ["internalIpv6Prefix", "externalIpv6Prefix", "ipv6CidrRange"].flatMap((path) => {
      const value = read(resource, path);
      return value.state === "known" ? (rangeOf(value.value) ?? []) : [];
    });
    if (ipv6.length === 0 && hasIpv6(resource)) {
      this.#doubt(resource, vpc, "its IPv6 range is known only after the update", parseCidr("::/0"));
    }
    const secondary = this.#secondary(resource, vpc);
    const own = unique([...(range ? [range] : []), ...ipv6]);
    const subnet: Subnet = {
      id: resource.urn,
      label,
      name: `subnet ${label}`,
      urn: resource.urn,
      vpc,
      region: regionOf(resource),
      ranges: unique([...own, ...secondary]),
      own,
      hasHosts: !hostless.test(known(readText(resource, "purpose")) ?? ""),
      resource,
    };
    this.#byUrn.set(resource.urn, subnet);
    this.#register(subnet);
  }

  #secondary(resource: Resource, vpc: Vpc): readonly Cidr[] {
    const list = read(resource, "secondaryIpRanges");
    const elements = list.state === "absent" ? [] : Array.isArray(known(list)) ? known(list) : [undefined];
    return (elements as unknown[]).flatMap((element) => {
      const range = rangeOf(textIn(element, "ipCidrRange"));
      if (range === undefined) {
        this.#doubt(resource, vpc, "a secondary range of it is known only after the update");
      }
      return range ?? [];
    });
  }

  #register(subnet: Subnet): void {
    const { vpc, resource } = subnet;
    vpc.subnets.push(subnet);
    const isHybrid =
      resource && orElse(readBoolean(resource, "allowSubnetCidrRoutesOverlap"), false) !== false;
    for (const prefix of subnet.ranges) {
      const taken = vpc.subnetRoutes.find((one) => one.prefix.text === prefix.text);
      if (taken !== undefined) {
        this.#reader.estate.note(
          subnet.urn,
          `${subnet.name}: ${prefix.text} is a subnet's of ${vpc.name} already`,
        );
        continue;
      }
      vpc.subnetRoutes.push({
        prefix,
        next: isHybrid
          ? {
              to: "undecided",
              why: `${subnet.name} may overlap with routes: what no running machine has goes elsewhere`,
            }
          : { to: "network", network: vpc.id },
        rule: {
          text: `${prefix.text} to ${subnet.name} (subnet route)`,
          urn: subnet.urn,
          source: pages.routes,
        },
      });
    }
  }

  #doubt(resource: Resource, vpc: Vpc, why: string, prefix?: Cidr): void {
    const label = labelOf(resource);
    vpc.subnetDoubts.push({
      ...(prefix && { prefix }),
      rule: { text: `subnet ${label}`, urn: resource.urn, source: pages.subnets },
      why: `subnet ${label}: ${why}`,
    });
    this.#reader.estate.note(resource.urn, `${label}: ${why}`);
  }
}

function isIpv6Only(resource: Resource): boolean {
  return known(readText(resource, "stackType")) === "IPV6_ONLY";
}

function hasIpv6(resource: Resource): boolean {
  return /IPV6/.test(known(readText(resource, "stackType")) ?? "");
}

function unique(ranges: readonly Cidr[]): readonly Cidr[] {
  return ranges.filter((range, index) => ranges.findIndex((one) => one.text === range.text) === index);
}

/** Whether a range lies in one of a list. */
export function liesIn(ranges: readonly Cidr[], inner: Cidr): boolean {
  return ranges.some((range) => contains(range, inner));
}
