import { tokens } from "../tokens";
import { asList, asObject, asString, type Value } from "../../protocol/values";
import type { OperationContext, WorldView } from "../../providers/resourceType";

/** First two octets of blocks of Google Cloud's (https://www.gstatic.com/ipranges/cloud.json). */
const gatewayBlocks = [
  ["34.157", "35.242"],
  ["35.220", "34.183"],
] as const;
const addressBlocks = ["34.89", "34.107", "34.141", "35.198", "35.234", "35.246"] as const;

/** The public addresses of Google's that something in the world has. */
export const googleAddresses = (world: WorldView): string[] => [
  ...world
    .all(tokens.haVpnGateway)
    .flatMap(({ outputs }) => asList(outputs.vpnInterfaces))
    .flatMap((one) => asString(asObject(one).ipAddress) ?? []),
  ...[tokens.address, tokens.globalAddress]
    .flatMap((token) => world.all(token))
    .filter(({ outputs }) => outputs.addressType === "EXTERNAL")
    .flatMap(({ outputs }) => asString(outputs.address) ?? []),
  ...world
    .all(tokens.instance)
    .flatMap(({ outputs }) => asList(outputs.networkInterfaces))
    .flatMap((nic) => asList(asObject(nic).accessConfigs))
    .flatMap((config) => asString(asObject(config).natIp) ?? []),
  ...[tokens.forwardingRule, tokens.globalForwardingRule]
    .flatMap((token) => world.all(token))
    .filter(({ inputs }) => isExternal(inputs.loadBalancingScheme))
    .flatMap(({ outputs }) => asString(outputs.ipAddress) ?? []),
];

const isExternal = (scheme: Value | undefined): boolean => asString(scheme)?.startsWith("EXTERNAL") === true;

/** The two interfaces of an HA VPN gateway have addresses out of two pools, so that one failure takes only one. */
export const drawGatewayAddress = (context: OperationContext, gatewayInterface: 0 | 1): string =>
  draw(context, `interface ${gatewayInterface}`, gatewayBlocks[gatewayInterface]);

export const drawAddress = (context: OperationContext, label = "address"): string =>
  draw(context, label, addressBlocks);

function draw({ draws, world }: OperationContext, label: string, blocks: readonly string[]): string {
  const taken = new Set(googleAddresses(world));
  for (let attempt = 0; ; attempt++) {
    const octet = (name: string, bound: number): number => draws.below(`${label}/${name}/${attempt}`, bound);
    const address = `${blocks[octet("block", blocks.length)] ?? ""}.${octet("third", 256)}.${1 + octet("fourth", 254)}`;
    if (!taken.has(address)) {
      return address;
    }
  }
}
