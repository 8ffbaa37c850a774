import type { DnsContinent } from "../args";
import { type DnsModel, type Member, type MemberId, type Place, placeOrder, type Pool } from "../model";

/** The Traffic Manager profiles of one name; the first is the one that its record points to. */
export interface AzurePlan {
  /** Addresses where every member has one: Traffic Manager does not mix them with names. */
  readonly form: "address" | "hostname";
  readonly profiles: readonly AzureProfile[];
}

export interface AzureProfile {
  /** Part of the resource's name; empty for the first. */
  readonly key: string;
  readonly method: "Priority" | "Weighted" | "Performance" | "Geographic" | "MultiValue";
  readonly endpoints: readonly AzureEndpoint[];
}

export interface AzureEndpoint {
  /** Its name in its profile. */
  readonly key: string;
  readonly to: { readonly member: MemberId } | { readonly profile: string };
  readonly priority?: number;
  readonly weight?: number;
  readonly location?: string;
  readonly geoMapping?: readonly string[];
  /** A disabled endpoint is never answered. */
  readonly enabled: boolean;
  /** Answered without being probed. */
  readonly alwaysServe: boolean;
}

type Choice = Pick<AzureEndpoint, "priority" | "weight" | "location" | "geoMapping">;

export function planAzure(model: DnsModel): AzurePlan {
  const planner = new Planner(model);
  const { method, endpoints } = planner.first();
  return {
    form: formOf(model),
    profiles: [{ key: "", method, endpoints }, ...planner.nested],
  };
}

export function formOf({ pools }: Pick<DnsModel, "pools">): "address" | "hostname" {
  const all = pools.flatMap(({ members }) => members);
  return all.every(({ forms }) => forms.has("address")) ? "address" : "hostname";
}

/** https://learn.microsoft.com/azure/traffic-manager/traffic-manager-geographic-regions */
const continentCodes: Readonly<Record<DnsContinent, readonly string[]>> = {
  AF: ["GEO-AF"],
  AN: ["GEO-AN"],
  AS: ["GEO-AS", "GEO-ME"],
  EU: ["GEO-EU"],
  NA: ["GEO-NA"],
  OC: ["GEO-AP"],
  SA: ["GEO-SA"],
};

export const everywhereElse = "WORLD";

/** A place in the codes of Traffic Manager. */
export function geoCodes(place: Place): readonly string[] {
  return "continent" in place ? continentCodes[place.continent] : [place.country];
}

class Planner {
  readonly nested: AzureProfile[] = [];

  constructor(private readonly model: DnsModel) {}

  first(): Pick<AzureProfile, "method" | "endpoints"> {
    const { routing } = this.model;
    switch (routing.policy) {
      case "failover":
        return { method: "Priority", endpoints: this.inOrder("", routing.order) };
      case "weighted":
        return {
          method: "Weighted",
          endpoints: [...routing.weights].map(([pool, weight]) =>
            // Traffic Manager has no weight 0: the endpoint is taken out.
            ({ ...this.toPool("", pool, { weight: Math.max(weight, 1) }), enabled: weight > 0 }),
          ),
        };
      case "latency":
        return {
          method: "Performance",
          endpoints: [...routing.regions].map(([pool, { azure: location }]) =>
            this.toPool("", pool, { location }),
          ),
        };
      case "multivalue":
        return {
          method: "MultiValue",
          endpoints: routing.pools.flatMap(({ members }) =>
            members.map((member) => this.toMember(member.key, member, {})),
          ),
        };
      case "geography": {
        const pools = [...new Set([...routing.places.map(({ pool }) => pool), routing.elsewhere])];
        return {
          method: "Geographic",
          endpoints: pools.map((pool) => {
            const geoMapping = [
              ...routing.places.flatMap((placed) => (placed.pool === pool ? geoCodes(placed.place) : [])),
              ...(pool === routing.elsewhere ? [everywhereElse] : []),
            ];
            return this.fromPlace(pool, routing.elsewhere, { geoMapping });
          }),
        };
      }
    }
  }

  private inOrder(prefix: string, pools: readonly Pool[]): AzureEndpoint[] {
    return pools.map((pool, index) => this.toPool(prefix, pool, { priority: index + 1 }));
  }

  /** A geographic endpoint that is down is answered all the same, so each is a profile with all pools in order. */
  private fromPlace(pool: Pool, elsewhere: Pool, choice: Choice): AzureEndpoint {
    const order = placeOrder(this.model, pool, elsewhere);
    if (order.length === 1) {
      return this.toPool("", pool, choice);
    }
    const profile = `from-${pool.key}`;
    const endpoints = this.inOrder(`${profile}-`, order);
    this.nested.push({ key: profile, method: "Priority", endpoints });
    return { key: pool.key, to: { profile }, ...choice, enabled: true, alwaysServe: false };
  }

  private toPool(prefix: string, pool: Pool, choice: Choice): AzureEndpoint {
    const [only] = pool.members;
    if (pool.members.length === 1 && only !== undefined) {
      return this.toMember(pool.key, only, choice);
    }
    const profile = `${prefix}${pool.key}`;
    const endpoints = pool.members.map((member) =>
      this.toMember(member.name, member, { weight: member.weight }),
    );
    this.nested.push({ key: profile, method: "Weighted", endpoints });
    return { key: pool.key, to: { profile }, ...choice, enabled: true, alwaysServe: false };
  }

  private toMember(key: string, { id, lastResort }: Member, choice: Choice): AzureEndpoint {
    return { key, to: { member: id }, ...choice, enabled: true, alwaysServe: lastResort };
  }
}
