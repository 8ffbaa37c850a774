/** One tunnel as one end is told of it. */
export interface Told {
  readonly key: string;
  /** Diffie-Hellman group of both phases: 14 or 20. */
  readonly group: number;
}

/** The n-th address of a /30 such as 169.254.21.4. */
export function host(base: string, n: number): string {
  const parts = base.split(".").map(Number);
  return [...parts.slice(0, 3), (parts[3] ?? 0) + n].join(".");
}
