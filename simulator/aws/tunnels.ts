import { having } from "./references";
import { tokens } from "./tokens";
import { isReservedInsideCidr, type TunnelNumber, tunnelNumbers, tunnelProperty } from "./tunnelOptions";
import { cidrHost, nthSubnet, parseCidr } from "../../addressing/cidr";
import { asString, type Props } from "../protocol/values";
import type { OperationContext, WorldView } from "../providers/resourceType";

const linkLocal = parseCidr("169.254.0.0/16");
const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A value for each of a connection's tunnels. */
export type PerTunnel = Readonly<Record<TunnelNumber, string>>;

/** The inside CIDRs: the program's, else those that AWS drew before, else free ones that AWS draws now. */
export function insideCidrs(
  { inputs, world, draws }: OperationContext,
  present: Props,
  id: string,
): PerTunnel {
  const given = (tunnel: TunnelNumber): string | undefined =>
    asString(present[tunnelProperty(tunnel, "InsideCidr")]);
  const taken = new Set([
    ...insideCidrsOnGateway(world, asString(inputs.vpnGatewayId) ?? "", id),
    ...tunnelNumbers.flatMap((tunnel) => given(tunnel) ?? []),
  ]);
  const draw = (tunnel: TunnelNumber): string => {
    for (let attempt = 0; ; attempt++) {
      const cidr = nthSubnet(linkLocal, 30, draws.below(`insideCidr/${tunnel}/${attempt}`, 1 << 14)).text;
      if (!isReservedInsideCidr(cidr) && !taken.has(cidr)) {
        taken.add(cidr);
        return cidr;
      }
    }
  };
  return { 1: given(1) ?? draw(1), 2: given(2) ?? draw(2) };
}

/** Inside CIDRs of every other connection on the gateway. */
export const insideCidrsOnGateway = (world: WorldView, vpnGatewayId: string, except?: string): string[] =>
  having(world, tokens.vpnConnection, "vpnGatewayId", vpnGatewayId)
    .filter(({ id }) => id !== except)
    .flatMap(({ outputs }) =>
      tunnelNumbers.flatMap((tunnel) => asString(outputs[tunnelProperty(tunnel, "InsideCidr")]) ?? []),
    );

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
