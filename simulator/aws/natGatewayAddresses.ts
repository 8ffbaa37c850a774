import { Ec2Error } from "./error";
import { noneFree, SubnetAddresses } from "./subnetAddresses";
import { asNumber, asString, asStrings, type Props } from "../protocol/values";
import type { OperationContext } from "../providers/resourceType";
import type { WorldRecord } from "../world/record";

/** https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html: one primary and seven secondary ones */
const addressesPerGateway = 8;

/** The private addresses of a NAT gateway, as asked for, as they are, or drawn. */
export function privateAddresses(
  context: OperationContext,
  operation: string,
  subnet: WorldRecord,
  record?: WorldRecord,
): Props {
  const { inputs, world, draws } = context;
  const addresses = new SubnetAddresses(world, subnet, record?.id);
  const take = (asked: string | undefined, label: string): string =>
    asked === undefined
      ? (addresses.draw(draws, label) ?? noneFree(operation, subnet))
      : given(addresses, operation, subnet, asked);
  const privateIp = take(asString(record?.outputs.privateIp) ?? asString(inputs.privateIp), "privateIp");
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
  const secondary = wanted.map((address, i) => take(address, `secondaryPrivateIp/${i}`)).sort();
  return {
    privateIp,
    secondaryPrivateIpAddressCount: secondary.length,
    secondaryPrivateIpAddresses: secondary,
  };
}

function given(addresses: SubnetAddresses, operation: string, subnet: WorldRecord, asked: string): string {
  if (addresses.problemOf(asked)) {
    throw new Ec2Error(
      operation,
      "InvalidParameterValue",
      `Private IP address ${asked} is not a free address of subnet ${subnet.id} (${addresses.range})`,
    );
  }
  addresses.take(asked);
  return asked;
}
