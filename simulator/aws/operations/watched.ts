import { ServiceError } from "./error";
import { vpnNamespace } from "./metrics";
import { find } from "../references";
import { asObject, asString, type Props } from "../../protocol/values";
import type { OperationContext } from "../../providers/resourceType";

/** The VPN connection and the tunnel that a metric is about, as far as its dimensions name them. */
interface Watched {
  readonly vpnId: string | undefined;
  readonly tunnelAddress: string | undefined;
}

/** Undefined for metrics that are not of the VPN. */
export function watchedOf({ namespace, dimensions }: Props): Watched | undefined {
  const { VpnId, TunnelIpAddress } = asObject(dimensions);
  return namespace === vpnNamespace
    ? { vpnId: asString(VpnId), tunnelAddress: asString(TunnelIpAddress) }
    : undefined;
}

/** @throws {ServiceError} where there is no such connection in the Region, or it has no such tunnel. */
export function requireWatched(
  context: OperationContext,
  operation: string,
  watched: Watched | undefined,
): void {
  const connection = watched?.vpnId === undefined ? undefined : find(context, "vpnConnection", watched.vpnId);
  if (watched?.vpnId === undefined) {
    return;
  }
  if (!connection) {
    throw neverSeen(operation, `there is no VPN connection ${watched.vpnId} in the Region`);
  }
  const { tunnel1Address, tunnel2Address } = connection.outputs;
  const address = watched.tunnelAddress;
  if (address !== undefined && address !== tunnel1Address && address !== tunnel2Address) {
    throw neverSeen(
      operation,
      `the VPN connection ${connection.id} has no tunnel with the address ${address}`,
    );
  }
}

const neverSeen = (operation: string, reason: string): ServiceError =>
  new ServiceError(
    "CloudWatch",
    operation,
    "ValidationError",
    `The metric would never have data: ${reason}; CloudWatch takes such an alarm, and it never fires`,
  );
