import { isDeepStrictEqual } from "node:util";

import { tunnelNumbers, type TunnelNumber, tunnelOptionRules, tunnelProperty } from "./tunnelOptions";
import { asList, asObject, asString, type Props } from "../protocol/values";
import type { OperationContext } from "../providers/resourceType";
import { timeAt } from "../world/clock";
import type { WorldRecord } from "../world/record";

/** What replaces the endpoints of both tunnels. */
const connectionWide = [
  "customerGatewayId",
  "localIpv4NetworkCidr",
  "localIpv6NetworkCidr",
  "presharedKeyStorage",
  "remoteIpv4NetworkCidr",
  "remoteIpv6NetworkCidr",
  "transitGatewayId",
  "vpnGatewayId",
];

/** When each tunnel of a new connection last changed its status. */
export const firstStatusChanges = (now: string): Props[] =>
  tunnelNumbers.map(() => ({ lastStatusChange: now }));

/**
 * The same after an update. A changed option takes down its own tunnel only; a changed gateway or option of the
 * connection takes down both. `computed` names the properties that stay as they are where the program no longer sets
 * them.
 *
 * Source: https://docs.aws.amazon.com/vpn/latest/s2svpn/endpoint-replacements.html
 */
export function statusChanges(
  { inputs, now }: OperationContext,
  record: WorldRecord,
  computed: readonly string[],
): Props[] {
  const changed = (name: string): boolean => {
    const kept = computed.includes(name) ? record.outputs[name] : undefined;
    return !isDeepStrictEqual(record.outputs[name], inputs[name] ?? kept);
  };
  const both = connectionWide.some(changed);
  return tunnelNumbers.map((tunnel) => ({
    lastStatusChange:
      both || optionsOf(tunnel).some(changed)
        ? latest(now, timeAt(record.ended))
        : lastStatusChange(record.outputs, tunnel),
  }));
}

export const lastStatusChange = ({ vgwTelemetries }: Props, tunnel: TunnelNumber): string =>
  asString(asObject(asList(vgwTelemetries)[tunnel - 1]).lastStatusChange) ?? "";

const optionsOf = (tunnel: TunnelNumber): string[] =>
  Object.keys(tunnelOptionRules).filter((name) => name.startsWith(tunnelProperty(tunnel, "")));

const latest = (a: string, b: string): string => (a > b ? a : b);
