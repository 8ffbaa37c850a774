/** One AWS Region with its Availability Zones. */
export interface Region {
  readonly description: string;
  /** Zone names, such as `eu-central-1a`. */
  readonly zones: readonly string[];
  /** Zone ids, in the order of the names. Which id a name stands for differs by account. */
  readonly zoneIds: readonly string[];
}

/**
 * The Regions that the simulated account has enabled.
 *
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const regions: Readonly<Record<string, Region>> = {
  "ap-northeast-1": region("ap-northeast-1", "apne1", "acd", "Asia Pacific (Tokyo)"),
  "ap-northeast-2": region("ap-northeast-2", "apne2", "abcd", "Asia Pacific (Seoul)"),
  "ap-south-1": region("ap-south-1", "aps1", "abc", "Asia Pacific (Mumbai)"),
  "ap-southeast-1": region("ap-southeast-1", "apse1", "abc", "Asia Pacific (Singapore)"),
  "ap-southeast-2": region("ap-southeast-2", "apse2", "abc", "Asia Pacific (Sydney)"),
  "ca-central-1": region("ca-central-1", "cac1", "abd", "Canada (Central)"),
  "eu-central-1": region("eu-central-1", "euc1", "abc", "Europe (Frankfurt)"),
  "eu-north-1": region("eu-north-1", "eun1", "abc", "Europe (Stockholm)"),
  "eu-west-1": region("eu-west-1", "euw1", "abc", "Europe (Ireland)"),
  "eu-west-2": region("eu-west-2", "euw2", "abc", "Europe (London)"),
  "eu-west-3": region("eu-west-3", "euw3", "abc", "Europe (Paris)"),
  "sa-east-1": region("sa-east-1", "sae1", "abc", "South America (Sao Paulo)"),
  "us-east-1": region("us-east-1", "use1", "abcdef", "US East (N. Virginia)"),
  "us-east-2": region("us-east-2", "use2", "abc", "US East (Ohio)"),
  "us-west-1": region("us-west-1", "usw1", "ac", "US West (N. California)"),
  "us-west-2": region("us-west-2", "usw2", "abcd", "US West (Oregon)"),
};

export const regionNames: readonly string[] = Object.keys(regions);

/** Undefined if the Region is not simulated. */
export const findRegion = (name: string): Region | undefined => regions[name];

/** For a name that a check has accepted. */
export function regionNamed(name: string): Region {
  const found = findRegion(name);
  if (!found) {
    throw new Error(unknownRegion(name));
  }
  return found;
}

export const unknownRegion = (name: string): string =>
  `invalid AWS Region: ${name}; simulated are ${regionNames.join(", ")}`;

function region(name: string, idPrefix: string, letters: string, description: string): Region {
  return {
    description,
    zones: Array.from(letters, (letter) => name + letter),
    zoneIds: Array.from(letters, (_, i) => `${idPrefix}-az${i + 1}`),
  };
}
