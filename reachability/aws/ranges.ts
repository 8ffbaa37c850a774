import {
  type Address,
  addressBits,
  type Cidr,
  formatAddress,
  isCidr,
  parseAddress,
  parseCidr,
} from "../../addressing";

export const everywhere = { 4: parseCidr("0.0.0.0/0"), 6: parseCidr("::/0") } as const;

/**
 * A range as AWS stores it: it clears host bits instead of refusing them.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
 *
 * @returns undefined for what is no range.
 */
export function rangeOf(value: unknown): Cidr | undefined {
  if (typeof value !== "string") {
    return undefined;
  }
  const [address = "", length = "", ...rest] = value.trim().split("/");
  const at = addressOf(address);
  if (at === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) {
    return undefined;
  }
  const hostBits = addressBits[at.version] - Number(length);
  if (hostBits < 0) {
    return undefined;
  }
  const start = (at.value >> BigInt(hostBits)) << BigInt(hostBits);
  return parseCidr(`${formatAddress(at.version, start)}/${Number(length)}`);
}

/** One address as a range of one. */
export function hostRange(value: unknown): Cidr | undefined {
  const at = typeof value === "string" ? addressOf(value) : undefined;
  return at === undefined ? undefined : parseCidr(`${at.text}/${addressBits[at.version]}`);
}

/** The ranges in a list of which nothing else is expected. */
export function rangesOf(values: readonly unknown[]): Cidr[] {
  return values.flatMap((value) => rangeOf(value) ?? []);
}

/** Ranges by version, for rules that are of one version. */
export function ofVersion(ranges: readonly Cidr[], version: 4 | 6): Cidr[] {
  return ranges.filter((range) => range.version === version);
}

function addressOf(text: string): Address | undefined {
  const bits = text.includes(":") ? 128 : 32;
  return isCidr(`${text}/${bits}`) ? parseAddress(text) : undefined;
}
