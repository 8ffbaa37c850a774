import type { Cidr } from "../addressing";
import type { Cloud, EstateBuilder } from "./model";

/** Addresses of a network of which it can't be told who has them. */
export interface LostRange {
  readonly network: { readonly id: string; readonly name: string };
  /** The subnet or the host that may have them. */
  readonly urn: string;
  readonly ranges: readonly Cidr[];
  readonly why: string;
}

/** Adds nodes that deliver to such addresses, so that what is sent there ends undecided. The first node that delivers counts. */
export function publishLostRanges(estate: EstateBuilder, cloud: Cloud, lost: readonly LostRange[]): void {
  for (const [index, { network, urn, ranges, why }] of lost.entries()) {
    const rule = { text: why, urn };
    const id = `${urn}#perhaps in ${network.id} ${index}`;
    estate.nodes.push({
      id,
      name: network.name,
      kind: "router",
      cloud,
      urn,
      network: network.id,
      table: id,
      delivers: ranges,
      undecided: why,
      entering: [
        {
          id,
          name: network.name,
          urn,
          stateful: false,
          rules: [{ action: "allow", rule, undecided: why }],
          otherwise: { action: "deny", rule },
        },
      ],
    });
  }
}
