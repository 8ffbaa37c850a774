import type { DnsContinent } from "../args";
import { continents } from "../continents";
import type { DnsModel, MemberId, Pool, TargetForm } from "../model";

/** The one record set of a name, with its routing policy. */
export interface GcpPlan {
  readonly form: Extract<TargetForm, "address" | "gcpLoadBalancer">;
  readonly policy: GcpPolicy;
}

export type GcpPolicy =
  | { readonly kind: "weighted"; readonly items: readonly GcpWeightedItem[] }
  | { readonly kind: "geography"; readonly items: readonly GcpLocatedItem[] }
  | {
      readonly kind: "failover";
      readonly primary: readonly MemberId[];
      readonly backup: readonly MemberId[];
    };

/** All healthy ones of these members are answered at once. */
export interface GcpWeightedItem {
  readonly weight: number;
  readonly members: readonly MemberId[];
}

export interface GcpLocatedItem {
  /** A region of Google Cloud: its item answers who is nearest to it. */
  readonly location: string;
  /** Who that is. */
  readonly place: DnsContinent | "elsewhere";
  readonly members: readonly MemberId[];
}

/**
 * Regions that stand for a continent: an item answers whoever is nearer to its region than to another's.
 * https://docs.cloud.google.com/compute/docs/regions-zones
 */
const regionsOf: Readonly<Record<DnsContinent, readonly string[]>> = {
  AF: ["africa-south1"],
  AN: [],
  AS: ["asia-east1", "asia-northeast1", "asia-south1", "asia-southeast1", "me-central1", "me-west1"],
  EU: ["europe-central2", "europe-north1", "europe-southwest1", "europe-west1"],
  NA: ["northamerica-northeast1", "us-central1", "us-east1", "us-west1"],
  OC: ["australia-southeast1"],
  SA: ["southamerica-east1", "southamerica-west1"],
};

/** Whether Google Cloud has a region there. */
export function hasRegions(continent: DnsContinent): boolean {
  return regionsOf[continent].length > 0;
}

export function planGcp(model: DnsModel): GcpPlan {
  const form = model.visibility === "private" ? "gcpLoadBalancer" : "address";
  return { form, policy: policyOf(model) };
}

function policyOf({ routing }: DnsModel): GcpPolicy {
  switch (routing.policy) {
    case "failover": {
      const [first, second] = routing.order;
      return { kind: "failover", primary: memberIds(first), backup: memberIds(second) };
    }
    case "weighted": {
      // No documentation says whether a weight of 0 is answered when nothing else is healthy, so there is none.
      const weighted = [...routing.weights].filter(([, weight]) => weight > 0);
      return {
        kind: "weighted",
        items: weighted.map(([pool, weight]) => ({ weight, members: memberIds(pool) })),
      };
    }
    case "multivalue":
      return { kind: "weighted", items: [{ weight: 1, members: routing.pools.flatMap(memberIds) }] };
    case "geography": {
      const pools = new Map(
        routing.places.flatMap(({ place, pool }) =>
          "continent" in place ? [[place.continent, pool] as const] : [],
        ),
      );
      return {
        kind: "geography",
        items: continents.flatMap((continent) => {
          const pool = pools.get(continent);
          const place = pool === undefined ? ("elsewhere" as const) : continent;
          const members = memberIds(pool ?? routing.elsewhere);
          return regionsOf[continent].map((location) => ({ location, place, members }));
        }),
      };
    }
    case "latency":
      throw new Error("Cloud DNS has no latency routing");
  }
}

function memberIds(pool: Pool | undefined): MemberId[] {
  return (pool?.members ?? []).map(({ id }) => id);
}
