import { access, copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Where a simulated stack's project file and configuration lie, apart from the repository's own. */
export interface DemoProject {
  readonly folder: string;
  readonly configFile: string;
}

/**
 * Copies the project file and the stack's configuration beside the world.
 *
 * The engine writes the salt of the stack's passphrase into the configuration; in the repository's own file it
 * would stand in the way of real stacks, which choose their own secrets provider.
 */
export async function demoProject(stack: string, world: string): Promise<DemoProject> {
  const own = `Pulumi.${stack}.yaml`;
  await access("Pulumi.yaml").catch(() => {
    throw new Error("there is no Pulumi.yaml here: run the demo in the checkout of pulumi-crosscloud");
  });
  const config = await readFile(own, "utf8").catch(() => {
    throw new Error(`there is no stack "${stack}": no ${own} in this folder`);
  });

  const folder = join(dirname(resolve(world)), "project");
  const configFile = join(folder, own);
  await mkdir(folder, { recursive: true });
  await copyFile("Pulumi.yaml", join(folder, "Pulumi.yaml"));
  const salt = /^encryptionsalt:.*$/m.exec(await readFile(configFile, "utf8").catch(() => ""))?.[0];
  await writeFile(`${configFile}.new`, salt === undefined ? config : `${config.trimEnd()}\n${salt}\n`);
  await rename(`${configFile}.new`, configFile);
  return { folder, configFile };
}
