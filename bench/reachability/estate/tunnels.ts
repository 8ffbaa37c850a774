/** One end's view of a tunnel's other end. */
export interface Peer {
  readonly address: string;
  readonly asn: number;
  /** Its BGP address in the tunnel. */
  readonly inside: string;
}

/** The n-th address of a /30 such as 169.254.21.4. */
export function host(base: string, n: number): string {
  const parts = base.split(".").map(Number);
  return [...parts.slice(0, 3), (parts[3] ?? 0) + n].join(".");
}

/** The same at both ends: made of what both know, the tunnel's /30. */
export function keyOf(inside: string): string {
  const [first = "", second = "", third = "", last = "0"] = inside.split(".");
  return `Key.${first}.${second}.${third}.${Math.floor(Number(last) / 4)}`;
}
