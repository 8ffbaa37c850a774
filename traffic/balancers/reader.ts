import type { Analysis } from "../../reachability";
import type { Endpoint } from "../../reachability/model";
import type { Stack } from "../../reachability/resources";
import type { Source } from "../model";

/** What every cloud's reader works with. */
export interface Reader {
  readonly stack: Stack;
  readonly analysis: Analysis;
}

/** Endpoints of the reachability model that a resource of the stacks became. */
export function endpointsOf({ analysis }: Reader, urn: string, kind?: Endpoint["kind"]): readonly Endpoint[] {
  return analysis.estate.estate.endpoints.filter(
    (one) => one.urn === urn && (kind === undefined || one.kind === kind),
  );
}

export function sourceOf({ id, name, addresses, zone }: Endpoint): Source {
  return {
    endpoint: id,
    name,
    ranges: addresses.map(({ text }) => text),
    ...(zone !== undefined && { zone }),
  };
}
