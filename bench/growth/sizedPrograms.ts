/** A program that is measured at several sizes, and the sizes that clouds take. */
export interface SizedProgram {
  /** In the plural. */
  readonly what: string;
  /** What its size counts, in the plural. */
  readonly counted: string;
  /** Those to measure unless told otherwise, the smallest first. */
  readonly sizes: readonly number[];
  readonly smallest: number;
  readonly largest: number;
  /** From the checkout on. */
  readonly module: string;
  /** The function in it that makes everything; takes the size and, if there are some, a variant. */
  readonly make: string;
  /** Measured besides at the middle size only, for its own sake: no part of the growth. */
  readonly variants: readonly string[];
}

/**
 * The smallest have something in every cloud and segment; the largest are by the quotas and gateways that the modules
 * tell of.
 */
export const sizedPrograms = {
  mesh: {
    what: "meshes",
    counted: "networks",
    ...{ sizes: [4, 8, 16], smallest: 2, largest: 16 },
    ...{ module: "bench/mesh/fullMesh", make: "fullMesh", variants: [] },
  },
  transit: {
    what: "transit hubs",
    counted: "spokes",
    ...{ sizes: [10, 50, 200], smallest: 4, largest: 240 },
    ...{ module: "bench/transit/spokes", make: "transitHub", variants: [] },
  },
  balancer: {
    what: "load balancers",
    counted: "targets",
    ...{ sizes: [3, 30, 150], smallest: 3, largest: 200 },
    ...{ module: "bench/balancer/targets", make: "loadBalancer", variants: ["azure", "gcp"] },
  },
  dns: {
    what: "DNS names",
    counted: "members",
    ...{ sizes: [2, 20, 100], smallest: 2, largest: 200 },
    ...{ module: "bench/dns/members", make: "dnsFailover", variants: [] },
  },
} as const satisfies Readonly<Record<string, SizedProgram>>;

export type SizedName = keyof typeof sizedPrograms;

export const sizedNames = Object.keys(sizedPrograms) as readonly SizedName[];

export const isSized = (name: string): name is SizedName => name in sizedPrograms;
