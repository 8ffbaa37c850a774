import { ipConfigurationsIn } from "./ipConfigurations";
import type { SubnetView } from "./subnets";
import { addressCount, type Cidr, formatAddress, parseAddress } from "../../../addressing/cidr";
import type { WorldView } from "../../providers/resourceType";
import { badRequest } from "../arm/error";
import { sameId } from "../arm/ids";

/**
 * Azure keeps the first four addresses of a subnet and the last one.
 *
 * Source: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq, "Are there any restrictions on
 * using IP addresses within these subnets?"
 */
const reserved = { first: 4n, last: 1n } as const;

const ipv4Of = ({ prefixes }: SubnetView): Cidr[] => prefixes.filter(({ version }) => version === 4);

/** How many addresses of a subnet resources can have. */
export const usableAddresses = (subnet: SubnetView): number =>
  ipv4Of(subnet).reduce(
    (sum, prefix) => sum + Number(addressCount(prefix) - reserved.first - reserved.last),
    0,
  );

/** The private addresses in a subnet that others than the resource of that id have. */
export const takenAddresses = (world: WorldView, subnet: SubnetView, exceptOwner: string): string[] =>
  ipConfigurationsIn(world, subnet.id)
    .filter(({ owner }) => !sameId(owner.id, exceptOwner))
    .flatMap(({ privateIPAddress }) => privateIPAddress ?? []);

/** Source of the codes: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
export function requireFreeAddress(address: string, subnet: SubnetView, taken: readonly string[]): void {
  const { value } = parseAddress(address);
  const prefix = ipv4Of(subnet).find(({ start, end }) => start <= value && value <= end);
  if (!prefix) {
    throw badRequest(
      "PrivateIPAddressNotInSubnet",
      `Private static IP address ${address} does not belong to the range of subnet prefix ${ipv4Of(subnet)
        .map(({ text }) => text)
        .join(", ")}.`,
    );
  }
  if (value < prefix.start + reserved.first || value > prefix.end - reserved.last) {
    throw badRequest(
      "PrivateIPAddressInReservedRange",
      `Private static IP address ${address} falls within reserved IP range of subnet prefix ${prefix.text}.`,
    );
  }
  if (taken.includes(address)) {
    throw badRequest(
      "PrivateIPAddressInUse",
      `IP address ${address} is in use. Another resource in subnet ${subnet.id} has it.`,
    );
  }
}

/** The next free address, as dynamic allocation gives it. */
export function allocateAddress(subnet: SubnetView, taken: readonly string[]): string {
  const used = new Set(taken);
  for (const prefix of ipv4Of(subnet)) {
    const last = prefix.end - reserved.last;
    for (let value = prefix.start + reserved.first; value <= last; value++) {
      const address = formatAddress(4, value);
      if (!used.has(address)) {
        return address;
      }
    }
  }
  throw badRequest(
    "SubnetIsFull",
    `Subnet ${subnet.id} with address prefix ${ipv4Of(subnet)
      .map(({ text }) => text)
      .join(", ")} does not have enough capacity for 1 IP addresses.`,
  );
}
