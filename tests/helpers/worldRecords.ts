import {
  allTunnelStates,
  type OnPremisesRouters,
  simulatedClouds,
  type SimulatedClouds,
  type TunnelState,
  WorldFile,
  type WorldRecord,
} from "../../simulator";

/** What exists in the simulated clouds of a world file, with all that a read answers. */
export function worldRecords(path: string): Promise<WorldRecord[]> {
  return inWorld(path, ({ world }) =>
    world.list().map((record) => ({ ...record, outputs: world.outputs(record) })),
  );
}

/** The state of every tunnel in the simulated clouds of a world file, and of those to these on-premises routers. */
export function worldTunnels(path: string, routers?: OnPremisesRouters): Promise<TunnelState[]> {
  return inWorld(path, ({ world }) => allTunnelStates(world.view(), routers));
}

async function inWorld<T>(path: string, look: (clouds: SimulatedClouds) => T): Promise<T> {
  const store = await WorldFile.open(path);
  try {
    return look(await simulatedClouds({ store }));
  } finally {
    await store.close();
  }
}
