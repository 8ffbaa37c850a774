import { readFileSync } from "node:fs";

interface LibraryPackage {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<"node", string>>;
}

/** This library's own package.json, which says what a program needs besides it. */
export const libraryPackage = JSON.parse(
  readFileSync(require.resolve("pulumi-crosscloud/package.json"), "utf8"),
) as LibraryPackage;
