import type { Answers } from "./answers";
import type { Query, Recovery } from "./health";

/** A name as one provider's zone serves it. */
export interface ServedName {
  /** `route53`, `azure` or `gcp`, as the arguments of DNS failover call them. */
  readonly provider: DnsProvider;
  /** Without the last dot, in lower case. */
  readonly name: string;
  readonly type: string;
  readonly zone: string;
  readonly isPrivate: boolean;
  /** All values that may ever be answered. */
  readonly members: readonly string[];
  /** Regions that the answer depends on. */
  readonly regions: readonly string[];
  /** What is answered to a query. */
  readonly answer: (query: Query) => Answers;
  /** By member, of those whose failure changes the answer. */
  readonly recovery: ReadonlyMap<string, Recovery>;
  /** What was taken for true, or could not be told. */
  readonly notes: readonly string[];
}

export type DnsProvider = "route53" | "azure" | "gcp";

export const dnsProviders: readonly DnsProvider[] = ["route53", "azure", "gcp"];

/** A domain name as it is compared. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** Of answers by country, which are those for nobody's place unless one is given. */
export const placeNote = "the answer depends on the country that a client is in";
