import {
  addressCount,
  type Cidr,
  cidrHost,
  contains,
  parseAddress,
  parseCidr,
} from "../../../addressing/cidr";
import { ComputeError, invalid } from "../compute/error";
import { lastName, pathIn, selfLink } from "../compute/paths";
import { tokens } from "../tokens";
import { asList, asObject, asString } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { WorldRecord } from "../../world/record";

/**
 * "Google Cloud uses the first two and last two IPv4 addresses in each subnet primary IPv4 address range": network,
 * gateway, one for later, broadcast.
 *
 * Source: https://cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet
 */
const unusableAtEachEnd = 2n;

const primaryRange = ({ inputs }: WorldRecord): Cidr =>
  parseCidr(asString(inputs.ipCidrRange) ?? "0.0.0.0/32");

/** @throws {ComputeError} unless the address is one that the subnet gives to what is placed in it. */
export function requireUsable(subnet: WorldRecord, address: string, field: string): void {
  const range = primaryRange(subnet);
  const { value } = parseAddress(address);
  if (!contains(range, parseCidr(`${address}/32`))) {
    throw invalid(field, address, "Requested internal IP address is outside the network/subnetwork range.");
  }
  if (value < range.start + unusableAtEachEnd || value > range.end - unusableAtEachEnd) {
    throw invalid(
      field,
      address,
      `The address is reserved by Google Cloud in the subnetwork '${lastName(subnet.id)}'.`,
    );
  }
}

/** Who has an internal address of the subnet. */
export interface Holder {
  readonly record: WorldRecord;
  readonly address: string;
}

/** What is placed in the subnet: instances and internal forwarding rules. */
export function occupants(world: WorldView, subnet: WorldRecord): Holder[] {
  const link = selfLink(subnet.id);
  const instances = world.all(tokens.instance).flatMap((record) =>
    asList(record.outputs.networkInterfaces)
      .map(asObject)
      .filter(({ subnetwork }) => subnetwork === link)
      .flatMap(({ networkIp }) => (typeof networkIp === "string" ? [{ record, address: networkIp }] : [])),
  );
  const rules = [tokens.forwardingRule, tokens.globalForwardingRule]
    .flatMap((token) => world.all(token))
    .filter(({ outputs }) => outputs.subnetwork === link)
    .flatMap((record) => ({ record, address: asString(record.outputs.ipAddress) ?? "" }));
  return [...instances, ...rules];
}

/** The reserved internal addresses of the subnet. */
export const reservations = (world: WorldView, subnet: WorldRecord): Holder[] =>
  world
    .all(tokens.address)
    .filter(({ inputs }) => inputs.addressType === "INTERNAL" && inputs.subnetwork === selfLink(subnet.id))
    .map((record) => ({ record, address: asString(record.outputs.address) ?? "" }));

/**
 * The lowest address of the subnet that nobody has.
 *
 * @throws {ComputeError} if there is none.
 */
export function freeAddress(world: WorldView, subnet: WorldRecord): string {
  const taken = new Set(
    [...occupants(world, subnet), ...reservations(world, subnet)].map(({ address }) => address),
  );
  const range = primaryRange(subnet);
  const last = addressCount(range) - unusableAtEachEnd;
  for (let index = unusableAtEachEnd; index < last; index++) {
    const address = cidrHost(range, index);
    if (!taken.has(address)) {
      return address;
    }
  }
  throw new ComputeError(
    400,
    "IP_SPACE_EXHAUSTED",
    `IP space of '${subnet.id}' is exhausted. Insufficient free IP addresses.`,
  );
}

/** @throws {ComputeError} unless instances and forwarding rules may be placed in the subnet. */
export function requirePlaceable(subnet: WorldRecord, field: string): void {
  const purpose = asString(subnet.inputs.purpose) ?? "PRIVATE";
  if (purpose !== "PRIVATE") {
    throw invalid(field, selfLink(subnet.id), `Subnetwork must have purpose=PRIVATE, not ${purpose}.`);
  }
}

export const subnetAt = (world: WorldView, link: unknown): WorldRecord | undefined =>
  typeof link === "string" ? world.get(tokens.subnetwork, pathIn(link)) : undefined;
