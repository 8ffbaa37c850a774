import { invalid } from "../compute/error";
import { readInterfaceRange } from "../compute/ranges";
import { referred } from "../compute/references";
import { tokens } from "../tokens";
import { asString, type Props } from "../../protocol/values";
import type { WorldView } from "../../providers/resourceType";
import type { IpFamily } from "../../tunnels/end";
import type { WorldRecord } from "../../world/record";

/**
 * What the tunnels of a gateway carry, by its stack type.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/vpn/concepts/overview#ha-vpn-stack-types
 */
const carried: Readonly<Record<string, readonly IpFamily[]>> = {
  IPV4_ONLY: ["ipv4"],
  IPV4_IPV6: ["ipv4", "ipv6"],
  IPV6_ONLY: ["ipv6"],
};

export const carriedByGateway = (gateway: WorldRecord | undefined): readonly IpFamily[] =>
  carried[asString(gateway?.inputs.stackType) ?? ""] ?? ["ipv4"];

/** What the tunnel of an interface carries; undefined where it has none. */
export function carriedByTunnelOf(
  world: WorldView,
  { vpnTunnel }: Props,
): { readonly stackType: string; readonly families: readonly IpFamily[] } | undefined {
  const tunnel = referred(world, "vpnTunnel", vpnTunnel);
  const gateway = tunnel && referred(world, "haVpnGateway", tunnel.inputs.vpnGateway);
  return (
    gateway && { stackType: asString(gateway.inputs.stackType) ?? "", families: carriedByGateway(gateway) }
  );
}

/** The IP version of an interface's sessions: that of its range. */
export const familyOf = ({ ipRange }: Props): IpFamily =>
  readInterfaceRange(asString(ipRange) ?? "")?.network.version === 6 ? "ipv6" : "ipv4";

/** The interfaces of every router that are linked to the same tunnel, but for the one itself. */
export const interfacesBeside = (world: WorldView, { inputs, id }: WorldRecord): WorldRecord[] =>
  inputs.vpnTunnel === undefined || inputs.vpnTunnel === ""
    ? []
    : world
        .all(tokens.routerInterface)
        .filter((one) => one.id !== id && one.inputs.vpnTunnel === inputs.vpnTunnel);

/** @throws {ComputeError} where the tunnel of the interface does not carry that IP version. */
export function requireCarried(world: WorldView, owner: Props, family: IpFamily, field: string): void {
  const tunnel = carriedByTunnelOf(world, owner);
  if (tunnel && !tunnel.families.includes(family)) {
    const version = family === "ipv4" ? "IPv4" : "IPv6";
    throw invalid(
      field,
      asString(owner.vpnTunnel) ?? "",
      `${version} is not supported: the VPN gateway of the tunnel has the stack type ${tunnel.stackType}.`,
    );
  }
}
