import { simulatedClouds, WorldFile, type WorldRecord } from "../../simulator";

/** What exists in the simulated clouds of a world file, with all that a read answers. */
export async function worldRecords(path: string): Promise<WorldRecord[]> {
  const store = await WorldFile.open(path);
  try {
    const { world } = await simulatedClouds({ store });
    return world.list().map((record) => ({ ...record, outputs: world.outputs(record) }));
  } finally {
    await store.close();
  }
}
