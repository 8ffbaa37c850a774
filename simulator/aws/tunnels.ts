import { having } from "./references";
import { tokens } from "./tokens";
import { isReservedInsideCidr, type TunnelNumber, tunnelNumbers, tunnelProperty } from "./tunnelOptions";
import { cidrHost, nthSubnet, parseCidr } from "../../addressing/cidr";
import { asString, type Props, type Value } from "../protocol/values";
import type { OperationContext, WorldView } from "../providers/resourceType";

const linkLocal = parseCidr("169.254.0.0/16");
const uniqueLocal = parseCidr("fd00::/8");
const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A value for each of a connection's tunnels. */
export type PerTunnel = Readonly<Record<TunnelNumber, string>>;

/** The inside CIDRs: the program's, else those that AWS drew before, else free ones that AWS draws now. */
export const insideCidrs = (context: OperationContext, present: Props, id: string): PerTunnel =>
  chosen("InsideCidr", present, insideCidrsOnGateway(context.world, context.inputs, id), (attempt) => {
    const cidr = nthSubnet(linkLocal, 30, context.draws.below(`insideCidr/${attempt}`, 1 << 14)).text;
    return isReservedInsideCidr(cidr) ? undefined : cidr;
  });

/** The inside CIDRs of tunnels that carry IPv6, likewise. */
export const insideIpv6Cidrs = (context: OperationContext, present: Props, id: string): PerTunnel =>
  chosen(
    "InsideIpv6Cidr",
    present,
    insideIpv6CidrsOnGateway(context.world, context.inputs, id),
    (attempt) =>
      nthSubnet(uniqueLocal, 126, BigInt(`0x${context.draws.hex(`insideIpv6Cidr/${attempt}`, 28)}`)).text,
  );

function chosen(
  option: string,
  present: Props,
  elsewhere: readonly string[],
  draw: (attempt: string) => string | undefined,
): PerTunnel {
  // An empty one is that of the other version of IP.
  const given = (tunnel: TunnelNumber): string | undefined =>
    asString(present[tunnelProperty(tunnel, option)]) || undefined;
  const taken = new Set([...elsewhere, ...tunnelNumbers.flatMap((tunnel) => given(tunnel) ?? [])]);
  const drawn = (tunnel: TunnelNumber): string => {
    for (let attempt = 0; ; attempt++) {
      const cidr = draw(`${tunnel}/${attempt}`);
      if (cidr !== undefined && !taken.has(cidr)) {
        taken.add(cidr);
        return cidr;
      }
    }
  };
  return { 1: given(1) ?? drawn(1), 2: given(2) ?? drawn(2) };
}

/** Inside CIDRs of every other connection on the same virtual private gateway; a transit gateway may repeat them. */
export const insideCidrsOnGateway = (world: WorldView, { vpnGatewayId }: Props, except?: string): string[] =>
  insideOf(world, "vpnGatewayId", vpnGatewayId, "InsideCidr", except);

/** IPv6 inside CIDRs of every other connection on the same transit gateway, which are unique there. */
export const insideIpv6CidrsOnGateway = (
  world: WorldView,
  { transitGatewayId }: Props,
  except?: string,
): string[] => insideOf(world, "transitGatewayId", transitGatewayId, "InsideIpv6Cidr", except);

function insideOf(
  world: WorldView,
  property: string,
  gateway: Value | undefined,
  option: string,
  except: string | undefined,
): string[] {
  const gatewayId = asString(gateway);
  return gatewayId === undefined
    ? []
    : having(world, tokens.vpnConnection, property, gatewayId)
        .filter(({ id }) => id !== except)
        .flatMap(({ outputs }) =>
          tunnelNumbers.flatMap((tunnel) => asString(outputs[tunnelProperty(tunnel, option)]) || []),
        );
}

/**
 * The preshared keys, likewise; AWS draws 32 characters.
 *
 * Source: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html, pre-shared key
 */
export function presharedKeys({ draws }: OperationContext, present: Props): PerTunnel {
  const key = (tunnel: TunnelNumber): string =>
    asString(present[tunnelProperty(tunnel, "PresharedKey")]) ??
    draws.text(`presharedKey/${tunnel}/first`, 1, alphanumeric.replace("0", "")) +
      draws.text(`presharedKey/${tunnel}`, 31, `${alphanumeric}._`);
  return { 1: key(1), 2: key(2) };
}

/** AWS takes the first host of an inside CIDR, the customer gateway the second. */
export function tunnelAddresses(insideCidr: string): { amazonInside: string; customerInside: string } {
  const cidr = parseCidr(insideCidr);
  return { amazonInside: cidrHost(cidr, 1), customerInside: cidrHost(cidr, 2) };
}
