import { demoProject } from "../../demo/project";
import { openSession } from "../../sim/session";
import { afterRecovery } from "../../stack/recoverAll";
import { Stack, type StackOptions } from "../../stack/stack";

/**
 * Does something with stacks on the simulated clouds, one after the other: with those that a demo brought up, or new
 * ones. Their configuration is copied, so that the engine writes into no file of the project.
 */
export async function onSimulatedClouds<T>(
  names: readonly string[],
  each: (stack: StackOptions) => Promise<T>,
): Promise<T[]> {
  const session = await openSession();
  try {
    const results: T[] = [];
    for (const name of names) {
      const project = await demoProject(name, session.worldPath);
      await project.copy();
      const stack = { project: project.name, stack: name };
      const { env } = session;
      const result = await afterRecovery(session, { say: warn, stack }, async () => {
        const apart = new Stack({ name, env, cwd: project.folder });
        if (!(await apart.exists())) {
          await apart.capture(["stack", "init", "--no-select", name]);
        }
        return each({ name, env, configFile: project.configFile });
      });
      results.push(result);
    }
    return results;
  } finally {
    await session.close();
  }
}

function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}
