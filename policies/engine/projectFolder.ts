import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The folder of the Pulumi project that the pack is installed in. The engine starts a pack in the pack's own folder and
 * does not tell it where the program is.
 *
 * @returns the pack's folder, if no project is above it
 */
export function projectFolder(pack = process.cwd()): string {
  for (let folder = pack; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "Pulumi.yaml"))) {
      return folder;
    }
  }
  return pack;
}
