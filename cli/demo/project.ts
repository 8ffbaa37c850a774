import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** A stack of the program in the current folder, and its copy beside the world. */
export interface DemoProject {
  readonly name: string;
  /** What the URNs of the stack's resources begin with. */
  readonly urnPrefix: string;
  /** Where the simulated stack's project file and configuration lie, apart from the project's own. */
  readonly folder: string;
  readonly configFile: string;
  /** Copies the project file and the stack's configuration beside the world. */
  copy(): Promise<void>;
}

/** @throws if there is no program in the current folder, or it has no such stack. */
export async function demoProject(stack: string, world: string): Promise<DemoProject> {
  const own = `Pulumi.${stack}.yaml`;
  const project = await readFile("Pulumi.yaml", "utf8").catch(() => {
    throw new Error(
      "there is no Pulumi.yaml here: run it in a project's folder, such as one that crosscloud init wrote",
    );
  });
  const config = await readFile(own, "utf8").catch(() => {
    throw new Error(`there is no stack "${stack}": no ${own} in this folder`);
  });
  const name = /^name:\s*["']?([\w.-]+)/m.exec(project)?.[1] ?? "";
  const folder = join(dirname(resolve(world)), "project");
  const configFile = join(folder, own);
  return {
    name,
    urnPrefix: `urn:pulumi:${stack}::${name}::`,
    folder,
    configFile,
    async copy() {
      await mkdir(folder, { recursive: true });
      await replaceFile(join(folder, "Pulumi.yaml"), project);
      await replaceFile(configFile, withSaltOf(await readIfExists(configFile), config));
    },
  };
}

/**
 * The engine writes the salt of the stack's passphrase into the configuration; in the project's own file it
 * would stand in the way of real stacks, which choose their own secrets provider. The copy keeps it.
 */
function withSaltOf(copy: string, config: string): string {
  const salt = /^encryptionsalt:.*$/m.exec(copy)?.[0];
  return salt === undefined ? config : `${config.trimEnd()}\n${salt}\n`;
}

const readIfExists = (path: string): Promise<string> => readFile(path, "utf8").catch(() => "");

async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
