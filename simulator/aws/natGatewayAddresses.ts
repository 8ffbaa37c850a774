import { Ec2Error } from "./error";
import { having } from "./references";
import { tokens } from "./tokens";
import { addressCount, type Cidr, cidrHost, contains, parseCidr } from "../../addressing/cidr";
import { asNumber, asString, asStrings, type Props } from "../protocol/values";
import type { OperationContext, WorldView } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html: one primary and seven secondary ones */
const addressesPerGateway = 8;

/** https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html: the first four and the last */
const [reservedFirst, reservedLast] = [4, 1];

/** The private addresses of a NAT gateway, as asked for, as they are, or drawn. */
export function privateAddresses(
  context: OperationContext,
  operation: string,
  subnet: WorldRecord,
  record?: WorldRecord,
): Props {
  const { inputs, world } = context;
  const free = new FreeAddresses(context, operation, subnet, takenIn(world, subnet.id, record?.id));
  const privateIp = free.take(asString(record?.outputs.privateIp) ?? asString(inputs.privateIp), "privateIp");
  const asked = inputs.secondaryPrivateIpAddresses ?? record?.outputs.secondaryPrivateIpAddresses;
  const count = asNumber(inputs.secondaryPrivateIpAddressCount) ?? 0;
  const wanted = asked === undefined ? Array.from({ length: count }, () => undefined) : asStrings(asked);
  if (wanted.length + 1 > addressesPerGateway) {
    throw new Ec2Error(
      operation,
      "PrivateIpAddressLimitExceeded",
      `A NAT gateway has at most ${addressesPerGateway} private IPv4 addresses, one of them primary.`,
    );
  }
  const secondary = wanted.map((address, i) => free.take(address, `secondaryPrivateIp/${i}`)).sort();
  return {
    privateIp,
    secondaryPrivateIpAddressCount: secondary.length,
    secondaryPrivateIpAddresses: secondary,
  };
}

/** What other NAT gateways have of a subnet. */
const takenIn = (world: WorldView, subnetId: string, except: string | undefined): string[] =>
  having(world, tokens.natGateway, "subnetId", subnetId)
    .filter(({ id }) => id !== except)
    .flatMap(({ outputs }) => [
      asString(outputs.privateIp) ?? "",
      ...asStrings(outputs.secondaryPrivateIpAddresses),
    ]);

/** Gives out addresses of a subnet, but none twice and none that AWS keeps for itself. */
class FreeAddresses {
  private readonly cidr: Cidr;
  private readonly taken: Set<string>;

  constructor(
    private readonly context: OperationContext,
    private readonly operation: string,
    private readonly subnet: WorldRecord,
    taken: readonly string[],
  ) {
    this.cidr = parseCidr(asString(subnet.inputs.cidrBlock) ?? "");
    this.taken = new Set(taken);
  }

  take(asked: string | undefined, draw: string): string {
    const address = asked ?? this.draw(draw);
    if (asked !== undefined && !this.isFree(asked)) {
      throw new Ec2Error(
        this.operation,
        "InvalidParameterValue",
        `Private IP address ${asked} is not a free address of subnet ${this.subnet.id} (${this.cidr.text})`,
      );
    }
    this.taken.add(address);
    return address;
  }

  private isFree(address: string): boolean {
    return (
      contains(this.cidr, parseCidr(`${address}/32`)) && !this.isReserved(address) && !this.taken.has(address)
    );
  }

  private isReserved(address: string): boolean {
    const last = addressCount(this.cidr) - 1n;
    return [0, 1, 2, 3, last].some((index) => cidrHost(this.cidr, index) === address);
  }

  private draw(name: string): string {
    const usable = Number(addressCount(this.cidr)) - reservedFirst - reservedLast;
    if (this.taken.size >= usable) {
      throw new Ec2Error(
        this.operation,
        "InsufficientFreeAddressesInSubnet",
        `The specified subnet ${this.subnet.id} does not have enough free addresses to satisfy the request.`,
      );
    }
    for (let attempt = 0; ; attempt++) {
      const address = cidrHost(
        this.cidr,
        reservedFirst + this.context.draws.below(`${name}/${attempt}`, usable),
      );
      if (!this.taken.has(address)) {
        return address;
      }
    }
  }
}
