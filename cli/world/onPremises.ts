import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { OnPremisesRouters } from "../../simulator";

/** Reads the folders that hold an on-premises router's files; folders within them are left alone. */
export const readRouters = (folders: readonly string[]): OnPremisesRouters =>
  Object.fromEntries(folders.map((folder) => [folder.replace(/\/+$/, ""), readFiles(folder)]));

const readFiles = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]),
  );
