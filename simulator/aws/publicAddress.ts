import { tokens } from "./tokens";
import { asString } from "../protocol/values";
import type { OperationContext } from "../providers/resourceType";

/** First two octets of blocks that AWS announces for EC2 (https://ip-ranges.amazonaws.com/ip-ranges.json). */
const blocks = ["3.64", "3.120", "18.184", "18.192", "35.156", "52.28", "52.57", "54.93"];

/** A public address of AWS's that nothing in the world has yet. */
export function drawPublicAddress(
  { draws, world }: OperationContext,
  label: string,
  besides?: string,
): string {
  const taken = new Set([
    besides,
    ...[tokens.eip, tokens.instance].flatMap((token) =>
      world.all(token).map(({ outputs }) => asString(outputs.publicIp)),
    ),
    ...world
      .all(tokens.vpnConnection)
      .flatMap(({ outputs }) => [asString(outputs.tunnel1Address), asString(outputs.tunnel2Address)]),
  ]);
  for (let attempt = 0; ; attempt++) {
    const octet = (name: string, bound: number): number => draws.below(`${label}/${name}/${attempt}`, bound);
    const address = `${blocks[octet("block", blocks.length)] ?? ""}.${octet("third", 256)}.${1 + octet("fourth", 254)}`;
    if (!taken.has(address)) {
      return address;
    }
  }
}
