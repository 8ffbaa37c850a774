import { hubRouteTable } from "./hubRouteTable";
import { hubVirtualNetworkConnection } from "./hubVirtualNetworkConnection";
import { natRule } from "./natRule";
import { routeMap } from "./routeMap";
import { virtualHub } from "./virtualHub";
import { virtualWan } from "./virtualWan";
import { vpnConnection } from "./vpnConnection";
import { vpnGateway } from "./vpnGateway";
import { vpnSite } from "./vpnSite";
import type { ResourceType } from "../../providers/resourceType";

/** Virtual WAN: hubs, their site-to-site VPN, and the virtual networks that are connected to them. */
export const virtualWanTypes: readonly ResourceType[] = [
  virtualWan,
  virtualHub,
  vpnGateway,
  vpnSite,
  vpnConnection,
  hubVirtualNetworkConnection,
  hubRouteTable,
  routeMap,
  natRule,
];
