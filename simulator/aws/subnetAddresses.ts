import { Ec2Error } from "./error";
import { having } from "./references";
import { tokens } from "./tokens";
import { addressCount, type Cidr, cidrHost, contains, parseCidr } from "../../addressing/cidr";
import { asList, asObject, asString, asStrings } from "../protocol/values";
import type { WorldView } from "../providers/resourceType";
import type { Draws } from "../world/draws";
import type { WorldRecord } from "../world/record";

/** https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html: the first four and the last */
const [reservedFirst, reservedLast] = [4, 1];

/** Why an address cannot be had. */
export type AddressProblem = "outside" | "reserved" | "taken";

/** The IPv4 addresses of a subnet, as those see them who want one: none is had twice, and none that AWS keeps. */
export class SubnetAddresses {
  private readonly cidr: Cidr;
  private readonly taken: Set<string>;

  /** @param except the resource whose own addresses do not count as taken. */
  constructor(
    private readonly world: WorldView,
    private readonly subnet: WorldRecord,
    except?: string,
  ) {
    this.cidr = parseCidr(asString(subnet.inputs.cidrBlock) ?? "");
    this.taken = new Set(takenIn(world, subnet.id, except));
  }

  get range(): string {
    return this.cidr.text;
  }

  /** How many can still be had. A load balancer has at least one in each of its subnets. */
  get free(): number {
    const balancers = this.world
      .all(tokens.loadBalancer)
      .filter(({ outputs }) => asStrings(outputs.subnets).includes(this.subnet.id));
    return this.usable - this.taken.size - balancers.length;
  }

  problemOf(address: string): AddressProblem | undefined {
    if (!contains(this.cidr, parseCidr(`${address}/32`))) {
      return "outside";
    }
    const last = addressCount(this.cidr) - 1n;
    if ([0, 1, 2, 3, last].some((index) => cidrHost(this.cidr, index) === address)) {
      return "reserved";
    }
    return this.taken.has(address) ? "taken" : undefined;
  }

  take(address: string): void {
    this.taken.add(address);
  }

  /** An address of AWS's choice, or undefined where none is left. */
  draw(draws: Draws, label: string): string | undefined {
    if (this.taken.size >= this.usable) {
      return undefined;
    }
    for (let attempt = 0; ; attempt++) {
      const address = cidrHost(this.cidr, reservedFirst + draws.below(`${label}/${attempt}`, this.usable));
      if (!this.taken.has(address)) {
        this.taken.add(address);
        return address;
      }
    }
  }

  private get usable(): number {
    return Number(addressCount(this.cidr)) - reservedFirst - reservedLast;
  }
}

/** What NAT gateways, instances and load balancers have of a subnet. */
const takenIn = (world: WorldView, subnetId: string, except: string | undefined): string[] => [
  ...[tokens.natGateway, tokens.instance].flatMap((token) =>
    having(world, token, "subnetId", subnetId)
      .filter(({ id }) => id !== except)
      .flatMap(({ outputs }) => [
        asString(outputs.privateIp) ?? "",
        ...asStrings(outputs.secondaryPrivateIpAddresses),
      ]),
  ),
  ...world
    .all(tokens.loadBalancer)
    .filter(({ id }) => id !== except)
    .flatMap(({ inputs }) => asList(inputs.subnetMappings).map(asObject))
    .filter((mapping) => mapping.subnetId === subnetId)
    .flatMap(({ privateIpv4Address }) => asString(privateIpv4Address) ?? []),
];

export function noneFree(operation: string, subnet: WorldRecord): never {
  throw new Ec2Error(
    operation,
    "InsufficientFreeAddressesInSubnet",
    `The specified subnet ${subnet.id} does not have enough free addresses to satisfy the request.`,
  );
}
