import { address, globalAddress } from "./address";
import { certificateManager } from "./certificate-manager";
import { unknownRegion, zonesOf } from "./compute/regions";
import { connectivity } from "./connectivity";
import { dns } from "./dns";
import { externalVpnGateway } from "./externalVpnGateway";
import { firewall } from "./firewall";
import { functions } from "./functions";
import { haVpnGateway } from "./haVpnGateway";
import { instances } from "./instances";
import { loadBalancing } from "./load-balancing";
import { network } from "./network";
import { networkPeering } from "./networkPeering";
import { operations } from "./operations";
import { route } from "./route";
import { router } from "./router";
import { routerInterface } from "./routerInterface";
import { routerNat } from "./routerNat";
import { routerPeer } from "./routerPeer";
import { routerRoutePolicy } from "./routerRoutePolicy";
import { subnetwork } from "./subnetwork";
import { vpnTunnel } from "./vpnTunnel";
import type { SimulatedPackage } from "../providers/resourceType";

/** What the provider could add to every request, and the simulator does not. */
const unsimulatedSettings = ["addPulumiAttributionLabel", "defaultLabels", "deletionPolicy"];

/** Google Cloud, as seen through the `gcp` provider. */
export const gcp: SimulatedPackage = {
  name: "gcp",
  version: "9.37.0",
  folder: "simulator/gcp",
  types: [
    address,
    externalVpnGateway,
    firewall,
    globalAddress,
    haVpnGateway,
    network,
    networkPeering,
    route,
    router,
    routerInterface,
    routerNat,
    routerPeer,
    routerRoutePolicy,
    subnetwork,
    vpnTunnel,
    ...certificateManager,
    ...connectivity,
    ...dns,
    ...instances,
    ...loadBalancing,
    ...operations,
  ],
  functions,
  /** A missing project is no error yet: each resource may name its own. */
  configure(variables) {
    if (variables.region && !zonesOf(variables.region)) {
      throw new Error(`invalid configuration: ${unknownRegion(variables.region)}`);
    }
    for (const setting of unsimulatedSettings) {
      if (variables[setting]) {
        throw new Error(`invalid configuration: gcp:${setting} is not simulated; leave it out`);
      }
    }
    return variables;
  },
};
