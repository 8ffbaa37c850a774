/**
 * The kinds of sides, in the order in which a pair is built and in which its ends take the hosts of an inside CIDR:
 * AWS is first because its public addresses come with its tunnels, and always has the first host.
 */
export const clouds = ["aws", "gcp", "azure", "onPremises"] as const;

/** What a side is in: a cloud, or the user's own premises. */
export type Cloud = (typeof clouds)[number];

/** Two different sides, in the order of {@link clouds}. */
export type CloudPair = readonly [Cloud, Cloud];

/** The name of a cloud in a sentence. */
export const cloudNames: Readonly<Record<Cloud, string>> = {
  aws: "AWS",
  gcp: "Google Cloud",
  azure: "Azure",
  onPremises: "the on-premises router",
};

/** The clouds that arguments have a side for, in order. */
export function sidesOf(args: Readonly<Partial<Record<Cloud, unknown>>>): Cloud[] {
  return clouds.filter((cloud) => args[cloud] !== undefined);
}
