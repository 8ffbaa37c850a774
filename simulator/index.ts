import { aws } from "./aws";
import { azureNative } from "./azure";
import { gcp } from "./gcp";
import { SimulatedClouds } from "./providers/clouds";
import { random } from "./random";
import type { WorldOptions } from "./world/world";

export { simulatedMocks, type SimulatedMocksOptions } from "./mocks";
export { serveProvider, type ProviderServer } from "./protocol/server";
export { onPremisesTunnelEnds } from "./onPremises/tunnelEnds";
export { SimulatedClouds } from "./providers/clouds";
export { WorldFile } from "./world/store";
export type { TunnelEnd } from "./tunnels/end";
export type { TunnelState } from "./tunnels/state";
export { allTunnelStates, type OnPremisesRouters } from "./tunnels/states";
export type { WorldRecord } from "./world/record";
export { nameOf, type WorldOptions } from "./world/world";

/** All simulated providers, in front of one world. */
export const simulatedPackages = [aws, azureNative, gcp, random];

/** Opens a simulated world with all its providers: in memory, unless the options name a store. */
export const simulatedClouds = (options?: WorldOptions): Promise<SimulatedClouds> =>
  SimulatedClouds.open(simulatedPackages, options);
