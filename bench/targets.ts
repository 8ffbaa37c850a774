/** What the figures are held against: the most that each may be. */
export const targets = {
  /** Time with components over time without them. */
  againstRaw: 1.15,
  /** Makespan over the bound that the clouds force. */
  makespan: 1.05,
  /** A resource's time in the largest mesh over its time in the smallest. */
  growth: 1,
  /** Seconds for the matrix of so many instances. */
  matrixSeconds: 10,
  matrixInstances: 1000,
} as const;

export function verdict(ratio: number, target: number): string {
  return ratio <= target ? "met" : "missed";
}
