import type { TransitSpoke } from "./args";

/** The ranges that a network has. */
export function ownRanges({ aws, azure, gcp }: TransitSpoke): readonly string[] {
  return aws?.cidrBlocks ?? azure?.addressPrefixes ?? gcp?.ipCidrRanges ?? [];
}

/** The one range that stands for a network's own, where it is translated. */
export function translatedRange({ aws, gcp }: TransitSpoke): string | undefined {
  return aws?.translation?.cidrBlock ?? gcp?.translation?.ipCidrRange;
}

/** The ranges by which others know a network. */
export function toldRanges(spoke: TransitSpoke): readonly string[] {
  const translated = translatedRange(spoke);
  return translated === undefined ? ownRanges(spoke) : [translated];
}
