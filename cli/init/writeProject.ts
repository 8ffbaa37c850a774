import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import type { ProjectFiles } from "./project";

/**
 * Writes a project's files into a folder, all or none of them: what was written before one fails is taken back.
 *
 * @param force - whether files that are there are overwritten; what is no file never is
 * @throws before anything is written, with all that stands in the way.
 */
export function writeProject(folder: string, files: ProjectFiles, force: boolean): void {
  requireRoom(folder, files, force);
  const undo: (() => void)[] = [];
  try {
    for (const [path, text] of Object.entries(files)) {
      const target = join(folder, path);
      const made = mkdirSync(dirname(target), { recursive: true });
      if (made !== undefined) {
        undo.push(() => rmSync(made, { recursive: true }));
      }
      writeFile(target, text, undo);
    }
  } catch (error) {
    undo.toReversed().forEach((step) => step());
    throw new Error(`nothing was written: ${(error as Error).message}`, { cause: error });
  }
}

/** @throws with all that stands in the way of a project's files. */
export function requireRoom(folder: string, files: ProjectFiles, force: boolean): void {
  const paths = Object.keys(files);
  const existing = paths.filter((path) => entryAt(join(folder, path))?.isFile());
  const inTheWay = [...new Set(paths.flatMap((path) => obstacles(join(folder, path))))];
  const problems = [
    ...(existing.length > 0 && !force
      ? [
          `${folder} already has ${existing.join(", ")}: choose another folder, or overwrite what is there with --force`,
        ]
      : []),
    ...inTheWay.map(
      (path) => `${path} is in the way: neither a file to overwrite nor a folder to write into`,
    ),
  ];
  if (problems.length > 0) {
    throw new Error([...problems, "Nothing was written."].join("\n"));
  }
}

/** Parents that are no folders, and the path itself where there is no file but something else, such as a link. */
function obstacles(path: string): string[] {
  const parents: string[] = [];
  for (let at = dirname(path); !parents.includes(at); at = dirname(at)) {
    parents.push(at);
  }
  const own = entryAt(path);
  return [
    ...parents.filter((parent) => entryAt(parent) !== undefined && !isFolder(parent)),
    ...(own === undefined || own.isFile() ? [] : [path]),
  ];
}

/** Or a link to one. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** What there is at a path, with no link followed. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      return undefined;
    }
    throw error;
  }
}

function writeFile(path: string, text: string, undo: (() => void)[]): void {
  if (entryAt(path) !== undefined) {
    const before = readFileSync(path);
    undo.push(() => writeFileSync(path, before));
    writeFileSync(path, text);
    return;
  }
  // A file that came into being since then is not overwritten.
  const file = openSync(path, "wx");
  undo.push(() => rmSync(path));
  try {
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}
