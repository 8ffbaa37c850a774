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
  /** The policy pack's time for a stack of so many resources over that of a pack with one empty stack policy. */
  packTime: 1.5,
  packResources: 20_000,
  /** The same for the time until a pack has started. */
  packStartUp: 1.3,
  /** Parsing so many IPv4 networks and finding those that overlap, over parsing and sorting them. */
  overlaps: 1.5,
  overlapNetworks: 100_000,
} as const;

export function verdict(ratio: number, target: number): string {
  return ratio <= target ? "met" : "missed";
}
