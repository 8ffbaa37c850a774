import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder of a backend of files, as Pulumi reads its URL: `file:///srv/state`, `file://~` and `file://~/state` in the
 * home folder, `file://state` in the current one. Undefined for every other backend.
 */
export function fileBackend(url: string): string | undefined {
  const [, path] = /^file:\/\/([^?]*)/.exec(url) ?? [];
  if (path === undefined) {
    return undefined;
  }
  if (path.startsWith("/")) {
    return fileURLToPath(`file://${path}`);
  }
  const rest = /^~(?:[\\/](.*))?$/.exec(path);
  return rest ? join(homedir(), rest[1] ?? "") : resolve(path);
}

/** The same backend from whatever folder the engine is started in. */
export function absoluteBackend(url: string): string {
  const folder = fileBackend(url);
  return folder === undefined || url.startsWith("file:///") ? url : `file://${folder}${query(url)}`;
}

const query = (url: string): string => /\?.*$/.exec(url)?.[0] ?? "";
