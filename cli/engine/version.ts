/** A version as a program prints it, without a leading `v`, and the three numbers that order it. */
export interface Version {
  readonly text: string;
  readonly numbers: readonly [number, number, number];
}

const line = /^(?:v|go)?((\d+)\.(\d+)(?:\.(\d+))?(?:[-+. ]?[a-z][\w.+-]*|[-+][\w.+-]+)?)(?: .*)?$/im;

/**
 * Reads the version from what `pulumi version` or `go env GOVERSION` printed: `v3.200.0`, `3.200.0`,
 * `v3.201.0-dev.0+4f1c`, `go1.26rc1`. Other lines around it are skipped.
 */
export function parseVersion(output: string): Version | undefined {
  const match = line.exec(output.replaceAll("\r", ""));
  if (!match?.[1]) {
    return undefined;
  }
  return { text: match[1], numbers: [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)] };
}

/**
 * Whether a version is the minimum or newer. A development build counts as the release it is named after:
 * whoever builds their own CLI means to use it.
 */
export function isAtLeast(version: Version, minimum: string): boolean {
  const wanted = minimum.split(".").map(Number);
  for (const [index, number] of version.numbers.entries()) {
    const difference = number - (wanted[index] ?? 0);
    if (difference !== 0) {
      return difference > 0;
    }
  }
  return true;
}
