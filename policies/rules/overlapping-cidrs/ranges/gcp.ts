import { type Cidr, nthSubnet, parseCidr } from "../../../../addressing";
import { autoSubnets } from "../../../../reachability/gcp/autoSubnets";
import { types } from "../../../../reachability/gcp/types";
import { asProperties, rangeOf } from "../../../../reachability/gcp/values";
import {
  follow,
  known,
  orElse,
  read,
  readBoolean,
  readList,
  readNumber,
  readText,
  type Resource,
} from "../../../../reachability/resources";
import type { Linker } from "../joins";
import type { Kind, Place } from "./claim";
import type { Claims } from "./claims";
import { placeOf, placeWithin } from "./place";

const more = {
  globalAddress: "gcp:compute/globalAddress:GlobalAddress",
  internalRange: "gcp:networkconnectivity/internalRange:InternalRange",
  connector: "gcp:vpcaccess/connector:Connector",
} as const;

/**
 * The ranges of Google Cloud: subnets with their secondary ranges, proxy-only ones among them, what auto mode networks
 * take, ranges for services of producers, reserved ranges, and the insides of tunnels.
 */
export function collectGcp(claims: Claims, linker: Linker): void {
  const { stack } = claims;
  const within = (resource: Resource, kind: Kind): Place =>
    placeWithin(linker, resource, "network", kind, linker.nodes(resource, "network", types.network));
  for (const network of stack.all(types.network)) {
    const place = placeOf(network, "network");
    const isAuto = orElse(readBoolean(network, "autoCreateSubnetworks"), true);
    if (isAuto === undefined) {
      claims.leaveOpen(network, "autoCreateSubnetworks", place);
    } else if (isAuto) {
      claims.addCidr(network, "autoCreateSubnetworks", autoSubnets.range, place);
    }
    claims.read(network, "internalIpv6Range", place, { chosenByCloud: true });
  }
  stack.all(types.subnetwork).forEach((subnet) => collectSubnet(claims, subnet, within(subnet, "subnet")));
  for (const type of [more.globalAddress, types.address]) {
    stack.all(type).forEach((address) => collectAddress(claims, address, within(address, "subnet")));
  }
  stack
    .all(more.internalRange)
    .forEach((range) => collectInternalRange(claims, range, within(range, "reservation")));
  for (const connector of stack.all(more.connector)) {
    claims.read(connector, "ipCidrRange", within(connector, "subnet"), { chosenByCloud: true });
  }
  collectTunnels(claims);
}

function collectSubnet(claims: Claims, subnet: Resource, place: Place): void {
  // A range may be drawn from a reserved one, or be missing in a subnet of IPv6 alone.
  claims.read(subnet, "ipCidrRange", place, {
    chosenByCloud: known(readText(subnet, "stackType")) === "IPV6_ONLY",
  });
  const list = "secondaryIpRanges";
  const secondary = readList(subnet, list);
  claims.readValue(secondary.state === "unknown" ? secondary : { state: "absent" }, subnet, list, place, {
    chosenByCloud: true,
  });
  (known(secondary) ?? []).forEach((element, index) => {
    if (typeof element === "symbol") {
      claims.leaveOpen(subnet, `${list}.${index}`, place);
    } else {
      const path = `${list}.${index}.ipCidrRange`;
      claims.readValue(follow(asProperties(element), "ipCidrRange"), subnet, path, place);
    }
  });
  const seen = new Set<string>();
  for (const path of ["internalIpv6Prefix", "externalIpv6Prefix", "ipv6CidrRange"]) {
    const cidr = rangeOf(known(readText(subnet, path)));
    if (cidr !== undefined && !seen.has(cidr.text)) {
      seen.add(cidr.text);
      claims.addCidr(subnet, path, cidr, place);
    }
  }
}

/** Of addresses only those that are ranges: https://cloud.google.com/vpc/docs/private-services-access */
const rangePurposes = new Set(["VPC_PEERING", "IPSEC_INTERCONNECT"]);

function collectAddress(claims: Claims, address: Resource, place: Place): void {
  const length = readNumber(address, "prefixLength");
  const purpose = readText(address, "purpose");
  if (
    length.state === "absent" ||
    purpose.state === "absent" ||
    !rangePurposes.has(known(purpose) ?? "VPC_PEERING")
  ) {
    return;
  }
  const first = known(readText(address, "address"));
  if (length.state === "known" && first !== undefined) {
    claims.add(address, "address", `${first}/${length.value}`, place);
  } else {
    claims.leaveOpen(address, first === undefined ? "address" : "prefixLength", place);
  }
}

/**
 * A range is kept for the network itself, or kept free in it, for its peers or for what lies outside.
 *
 * Source: https://cloud.google.com/vpc/docs/internal-ranges
 */
function collectInternalRange(claims: Claims, range: Resource, place: Place): void {
  const isForOthers =
    known(readText(range, "usage")) === "EXTERNAL_TO_VPC" || known(readText(range, "peering")) === "FOR_PEER";
  if (!isForOthers) {
    claims.read(range, "ipCidrRange", place);
    if (read(range, "ipCidrRange").state === "absent") {
      claims.leaveOpen(range, "ipCidrRange", place);
    }
    return;
  }
  const overlaps = known(readList(range, "overlaps")) ?? [];
  if (!overlaps.includes("OVERLAP_EXISTING_SUBNET_RANGE")) {
    const { networks, nodes } = place;
    claims.read(range, "ipCidrRange", { kind: "remote", networks, nodes: [range.urn, ...nodes] });
  }
}

/** An interface's range is its own address in the tunnel, with the tunnel's prefix length. */
function collectTunnels(claims: Claims): void {
  for (const one of claims.stack.all(types.routerInterface)) {
    const text = known(readText(one, "ipRange"));
    const cidr = text === undefined ? undefined : networkAround(text);
    if (cidr !== undefined) {
      claims.addCidr(one, "ipRange", cidr, placeOf(one, "tunnel"));
    }
  }
}

function networkAround(text: string): Cidr | undefined {
  const [address = "", length] = text.split("/");
  const single = rangeOf(address);
  const prefixLength = Number(length ?? single?.prefixLength);
  if (single === undefined || !Number.isInteger(prefixLength) || prefixLength < 0) {
    return undefined;
  }
  const everything = parseCidr(single.version === 4 ? "0.0.0.0/0" : "::/0");
  const bits = BigInt(single.prefixLength - prefixLength);
  return bits < 0n ? undefined : nthSubnet(everything, prefixLength, single.start >> bits);
}
