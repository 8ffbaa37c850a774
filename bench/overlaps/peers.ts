import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** As much of cidr-tools as is compared with. */
export interface CidrTools {
  readonly version: string;
  readonly parseCidr: (text: string) => {
    readonly start: bigint;
    readonly end: bigint;
    readonly version: number;
  };
  readonly overlapCidr: (a: string, b: string) => boolean;
  readonly mergeCidr: (texts: readonly string[]) => string[];
}

/** The last that runs on Node 20. */
const version = "11.3.2";

/**
 * Installs cidr-tools into a folder of the benchmark's own and loads it. The project has no use for it, so it is none of
 * its dependencies.
 *
 * @returns undefined where it can't be had, as without a network
 */
export async function installCidrTools(folder: string): Promise<CidrTools | undefined> {
  const args = [
    "install",
    "--prefix",
    folder,
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    `cidr-tools@${version}`,
  ];
  try {
    await promisify(execFile)("npm", args, { cwd: folder, timeout: 60_000 });
    const entry = join(folder, "node_modules", "cidr-tools", "dist", "index.js");
    const tools = (await import(pathToFileURL(entry).href)) as Omit<CidrTools, "version">;
    return {
      parseCidr: tools.parseCidr,
      overlapCidr: tools.overlapCidr,
      mergeCidr: tools.mergeCidr,
      version,
    };
  } catch {
    return undefined;
  }
}
