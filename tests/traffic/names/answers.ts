import type { Resource } from "../../../reachability";
import { clientIn, Names, type DnsProvider } from "../../../traffic";

/** What a name answers while only these are healthy: each answer's values with its share. */
export function answers(
  resources: readonly Resource[],
  healthy: readonly string[],
  { from, provider, name = "api.example.com" }: { from?: string; provider?: DnsProvider; name?: string } = {},
): Record<string, number> {
  const [served] = new Names(resources).of(name, provider);
  const found = served!.answer({
    healthy: (member) => healthy.includes(member),
    client: from === undefined ? {} : clientIn(from),
  });
  return Object.fromEntries(
    found.map(({ values, probability }) => [
      values.join(" ") || "nothing",
      Math.round(probability * 1000) / 1000,
    ]),
  );
}
