import { CidrError, parseCidr } from "../../../addressing/cidr";

export type PolicyType = "ROUTE_POLICY_TYPE_IMPORT" | "ROUTE_POLICY_TYPE_EXPORT";

/** The items of `[a, b]`, or the one that stands alone; commas within parentheses and quotes separate nothing. */
export function readList(written: string): string[] {
  const text = written.trim();
  const inner = /^\[(.*)\]$/s.exec(text)?.[1] ?? text;
  const items = [...inner.matchAll(/(?:'[^']*'|"[^"]*"|\([^()]*\)|[^,'"()])+/g)].map(([item]) => item.trim());
  return items.filter((item) => item !== "");
}

/** Undefined if the text is a network in quotes; else what is wrong with it. */
export function networkText(written: string): string | undefined {
  const [, single, double] = /^(?:'([^']*)'|"([^"]*)")$/.exec(written.trim()) ?? [];
  const network = single ?? double;
  if (network === undefined) {
    return `${written} is no range in quotes, such as '10.0.0.0/8'`;
  }
  try {
    parseCidr(network);
    return undefined;
  } catch (error) {
    if (error instanceof CidrError) {
      return error.message;
    }
    throw error;
  }
}
