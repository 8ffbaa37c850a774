/** The clouds that a balancer and its backends can be in, in the order in which things are told and made. */
export const loadBalancerClouds = ["aws", "azure", "gcp"] as const;

/** A cloud that a balancer or a backend is in. */
export type LoadBalancerCloud = (typeof loadBalancerClouds)[number];

/** The clouds that arguments keyed by cloud name, in order. */
export function cloudsIn(
  byCloud: Readonly<Partial<Record<LoadBalancerCloud, unknown>>>,
): LoadBalancerCloud[] {
  return loadBalancerClouds.filter((cloud) => byCloud[cloud] !== undefined);
}
