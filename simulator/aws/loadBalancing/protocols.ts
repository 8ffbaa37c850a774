import { checkOneOf } from "../checks";
import { asString } from "../../protocol/values";
import type { CheckContext } from "../../providers/resourceType";

/**
 * Protocols of listeners and the protocols of the groups to which they forward.
 *
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
 */
const forwards: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["HTTP", "HTTPS"],
  HTTPS: ["HTTP", "HTTPS"],
  TCP: ["TCP", "TCP_UDP"],
  TLS: ["TCP", "TLS"],
  UDP: ["UDP", "TCP_UDP"],
  TCP_UDP: ["TCP_UDP"],
};

export const applicationProtocols = ["HTTP", "HTTPS"];
export const networkProtocols = ["TCP", "TCP_UDP", "TLS", "UDP"];

export const isNetworkProtocol = (protocol: string): boolean => networkProtocols.includes(protocol);

/** Protocols that exist, but not in the simulator. */
const unsimulatedProtocols = ["GENEVE", "QUIC", "TCP_QUIC"];

export const canForward = (listener: string, targetGroup: string): boolean =>
  forwards[listener]?.includes(targetGroup) === true;

/** Refuses a protocol that there is not. @returns whether there is more to say of it */
export function checkProtocolName(context: CheckContext): boolean {
  const protocol = asString(context.inputs.protocol);
  if (protocol !== undefined && unsimulatedProtocols.includes(protocol)) {
    context.fail("protocol", `"${protocol}" is not simulated`);
    return false;
  }
  checkOneOf(context, "protocol", [...applicationProtocols, ...networkProtocols]);
  return true;
}
