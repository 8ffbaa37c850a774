import type { Cloud } from "../model";

/** What is taken to be lost. */
export interface Failures {
  /** Ids of tunnels' ends, and URNs of gateways, connections and anything else that fails as a whole. */
  readonly parts: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  readonly zones: ReadonlySet<string>;
}

export const noFailures: Failures = { parts: new Set(), regions: new Set(), zones: new Set() };

/** Something that can be lost. */
export interface Part {
  readonly id: string;
  readonly urn?: string | undefined;
  readonly gateway?: string | undefined;
  readonly cloud: Cloud;
  readonly region?: string | undefined;
  readonly zone?: string | undefined;
}

/** Whether it is lost with what fails. */
export function fails({ id, urn, gateway, region, zone }: Part, failures: Failures): boolean {
  const { parts, regions, zones } = failures;
  return (
    parts.has(id) ||
    (urn !== undefined && parts.has(urn)) ||
    (gateway !== undefined && parts.has(gateway)) ||
    (region !== undefined && regions.has(region)) ||
    (zone !== undefined && zones.has(zone))
  );
}
