import { mkdir } from "node:fs/promises";
import { delimiter, dirname, resolve } from "node:path";

import { absoluteBackend } from "./backend";
import {
  type ProviderServer,
  serveProvider,
  simulatedClouds,
  type SimulatedClouds,
  simulatedPackages,
  WorldFile,
} from "../../simulator";
import { type Engine, findEngine } from "../engine";
import { withOrphanGuard } from "../stack/withOrphanGuard";

export interface SessionOptions {
  /** The world file. @default ".crosscloud/world.json" in the current folder */
  readonly world?: string;
  /** Seed of a new world. @default "crosscloud" */
  readonly seed?: string;
  /** Real seconds that a simulated second takes. @default 0 */
  readonly timeScale?: number;
}

/** The simulated clouds, running, and all that a command needs to be attached to them. */
export interface Session {
  readonly clouds: SimulatedClouds;
  readonly engine: Engine;
  readonly worldPath: string;
  /** Where the stacks' state is kept, unless the user's environment names another backend. */
  readonly backendUrl: string;
  /** Whether that is beside the world: then all its stacks are simulated. */
  readonly ownBackend: boolean;
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/**
 * Starts a provider server for each simulated cloud, in front of the world in a file.
 *
 * The environment that it answers with makes any Pulumi engine attach to those servers instead of starting plugins,
 * and keeps the stacks of simulated runs apart from the user's real ones: in a folder beside the world.
 */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const engine = await findEngine();
  const worldPath = resolve(options.world ?? ".crosscloud/world.json");
  const stateFolder = resolve(dirname(worldPath), "state");
  await mkdir(stateFolder, { recursive: true });

  const store = await WorldFile.open(worldPath);
  const servers: ProviderServer[] = [];
  let clouds: SimulatedClouds | undefined;
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
    clouds?.world.close();
    await store.close();
  };
  try {
    clouds = await simulatedClouds({ store, seed: options.seed, timeScale: options.timeScale });
    for (const { name } of simulatedPackages) {
      servers.push(await serveProvider(clouds, name));
    }
    const ownBackend = process.env.PULUMI_BACKEND_URL === undefined;
    const backendUrl = absoluteBackend(process.env.PULUMI_BACKEND_URL ?? `file://${stateFolder}`);
    const env = environment(engine, servers, backendUrl);
    return { clouds, engine, worldPath, backendUrl, ownBackend, env, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function environment(
  engine: Engine,
  servers: readonly ProviderServer[],
  backendUrl: string,
): NodeJS.ProcessEnv {
  const { env } = process;
  const hasPassphrase =
    env.PULUMI_CONFIG_PASSPHRASE !== undefined || env.PULUMI_CONFIG_PASSPHRASE_FILE !== undefined;
  return {
    ...env,
    PATH: `${engine.directory}${delimiter}${env.PATH ?? ""}`,
    PULUMI_DEBUG_PROVIDERS: servers.map(({ packageName, port }) => `${packageName}:${port}`).join(","),
    PULUMI_BACKEND_URL: backendUrl,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    NODE_OPTIONS: withOrphanGuard(env.NODE_OPTIONS),
    ...(hasPassphrase ? {} : { PULUMI_CONFIG_PASSPHRASE: "" }),
  };
}
