import { having } from "./references";
import { tokens } from "./tokens";
import { tunnelNumbers, tunnelProperty } from "./tunnelOptions";
import { lastStatusChange } from "./tunnelStatusChanges";
import { asString, type Props } from "../protocol/values";
import type { WorldView } from "../providers/resourceType";
import { allTunnelStates } from "../tunnels/states";
import type { WorldRecord } from "../world/record";

/**
 * What AWS reports of a connection's tunnels. With BGP a tunnel is up when the session is; the count of routes is at
 * least one then, because what the peer advertises is not looked into. The last change of status is what AWS's own end went
 * through (see {@link lastStatusChange}); that of the far end is not followed.
 *
 * API: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VgwTelemetry.html
 */
export function vgwTelemetries(record: WorldRecord, world: WorldView): Props[] {
  const states = allTunnelStates(world);
  const staticRoutes = having(world, tokens.vpnConnectionRoute, "vpnConnectionId", record.id).length;
  return tunnelNumbers.map((tunnel) => {
    const state = states.find(({ ends }) =>
      ends.some((end) => end.cloud === "aws" && end.recordId === record.id && end.index === tunnel - 1),
    );
    const isStatic = record.outputs.staticRoutesOnly === true;
    const up = state?.up ?? false;
    const acceptedRouteCount = !up ? 0 : isStatic ? staticRoutes : 1;
    return {
      acceptedRouteCount,
      certificateArn: "",
      lastStatusChange: lastStatusChange(record.outputs, tunnel),
      outsideIpAddress: asString(record.outputs[tunnelProperty(tunnel, "Address")]) ?? "",
      status: up ? "UP" : "DOWN",
      statusMessage: message(state?.ipsec ?? false, up, isStatic, acceptedRouteCount),
    };
  });
}

function message(ipsec: boolean, up: boolean, isStatic: boolean, routes: number): string {
  if (!ipsec) {
    return "IPSEC IS DOWN";
  }
  return up && !isStatic ? `${routes} BGP ROUTES` : "IPSEC IS UP";
}
