import { isCidr, parseAddress, parseCidr } from "../../../addressing";
import type { Properties } from "../../../reachability/resources";
import { type Answers, certainly, mixed, noAnswer } from "../answers";
import { nearest } from "../client";
import type { Query } from "../health";
import { numberIn, textIn } from "../../balancers/fields";
import type { Endpoint, Profile, Profiles } from "./profiles";

/**
 * Endpoints as Traffic Manager monitors and chooses them. A geographic region belongs to one endpoint, which is answered
 * whatever its health; with all other methods a degraded endpoint is left out, unless all are.
 *
 * Sources: https://learn.microsoft.com/azure/traffic-manager/traffic-manager-monitoring,
 * https://learn.microsoft.com/azure/traffic-manager/traffic-manager-routing-methods,
 * https://learn.microsoft.com/azure/traffic-manager/traffic-manager-nested-profiles
 */
export class Routing {
  constructor(private readonly profiles: Profiles) {}

  answer(profile: Profile, query: Query, depth = 0): Answers {
    const enabled = profile.endpoints.filter(({ isEnabled }) => isEnabled);
    // Profiles may be nested ten deep.
    if (!profile.isEnabled || enabled.length === 0 || depth > 10) {
      return noAnswer;
    }
    const online = enabled.filter((one) => this.#state(one, query, depth) === "online");
    const available = online.length > 0 ? online : enabled;
    const respond = (one: Endpoint): Answers =>
      one.child ? this.answer(this.profiles.of(one.child), query, depth + 1) : certainly([one.member]);
    const evenly = (endpoints: readonly Endpoint[]): Answers =>
      mixed(endpoints.map((one) => ({ weight: 1, answers: respond(one) })));
    switch (profile.method) {
      case "Priority": {
        const [first] = available.toSorted((a, b) => a.priority - b.priority);
        return first === undefined ? noAnswer : respond(first);
      }
      case "Weighted":
        return mixed(available.map((one) => ({ weight: one.weight, answers: respond(one) })));
      case "Performance":
        return evenly(nearest(query.client, available, (one) => this.#locationOf(one)));
      case "Geographic": {
        const chosen = mapped(enabled, query);
        return chosen === undefined || this.#state(chosen, query, depth) === "stopped"
          ? noAnswer
          : respond(chosen);
      }
      case "MultiValue": {
        const values = available.flatMap((one) => respond(one).flatMap((answer) => answer.values));
        return certainly(values, profile.maxReturn);
      }
      case "Subnet": {
        const named = available.filter(({ subnets }) => subnets.some((one) => holds(one, query)));
        const [chosen] = named.length > 0 ? named : available.filter(({ subnets }) => subnets.length === 0);
        return chosen === undefined ? noAnswer : respond(chosen);
      }
      default:
        return evenly(available);
    }
  }

  members(profile: Profile, depth = 0): readonly string[] {
    return [
      ...new Set(
        profile.endpoints.flatMap(({ child, member }) =>
          child === undefined ? [member] : depth > 10 ? [] : this.members(this.profiles.of(child), depth + 1),
        ),
      ),
    ];
  }

  regions(profile: Profile): readonly string[] {
    const own =
      profile.method === "Performance" ? profile.endpoints.flatMap((one) => one.location ?? []) : [];
    const below = profile.endpoints.flatMap(({ child }) =>
      child ? this.regions(this.profiles.of(child)) : [],
    );
    return [...new Set([...own, ...below])];
  }

  #locationOf({ location, child }: Endpoint): string | undefined {
    return location ?? (child && this.profiles.of(child).endpoints.find((one) => one.location)?.location);
  }

  #state(endpoint: Endpoint, query: Query, depth: number): "online" | "degraded" | "stopped" {
    const { child, alwaysServes, member, minChildEndpoints } = endpoint;
    if (child === undefined) {
      return alwaysServes || query.healthy(member) ? "online" : "degraded";
    }
    const profile = this.profiles.of(child);
    const states = profile.endpoints
      .filter(({ isEnabled }) => isEnabled)
      .map((one) => (depth > 10 ? "stopped" : this.#state(one, query, depth + 1)));
    if (!profile.isEnabled || states.every((state) => state === "stopped")) {
      return "stopped";
    }
    return states.filter((state) => state === "online").length >= minChildEndpoints ? "online" : "degraded";
  }
}

/** The endpoint of the smallest region that a client is in: state, country, group of countries, world. */
function mapped(endpoints: readonly Endpoint[], { client }: Query): Endpoint | undefined {
  const { country, continent, subdivision } = client;
  const codes = [
    ...(country && subdivision ? [`${country}-${subdivision}`] : []),
    ...(country ? [country] : []),
    ...groupsOf(country, continent),
    "WORLD",
  ];
  return codes
    .map((code) => endpoints.find(({ geographies }) => geographies.some((one) => one.toUpperCase() === code)))
    .find((one) => one !== undefined);
}

/** https://learn.microsoft.com/azure/traffic-manager/traffic-manager-geographic-regions */
function groupsOf(country: string | undefined, continent: string | undefined): readonly string[] {
  if (country !== undefined && middleEast.has(country)) {
    return ["GEO-ME"];
  }
  const groups: Readonly<Record<string, string>> = {
    AF: "GEO-AF",
    AS: "GEO-AS",
    EU: "GEO-EU",
    NA: "GEO-NA",
    OC: "GEO-AP",
    SA: "GEO-SA",
  };
  const group = continent === undefined ? undefined : groups[continent];
  return group === undefined ? [] : [group];
}

const middleEast = new Set(["AE", "BH", "IL", "QA", "SA"]);

function holds(subnet: Properties, { client }: Query): boolean {
  const [first, last, scope] = [textIn(subnet, "first"), textIn(subnet, "last"), numberIn(subnet, "scope")];
  if (client.address === undefined || first === undefined) {
    return false;
  }
  const { value } = parseAddress(client.address);
  if (scope !== undefined && isCidr(`${first}/${scope}`)) {
    const { start, end } = parseCidr(`${first}/${scope}`);
    return start <= value && value <= end;
  }
  const known = [first, last].filter((text) => text !== undefined && isCidr(`${text}/32`));
  const [least, most] = known.map((text) => parseAddress(text ?? "").value);
  return least !== undefined && most !== undefined && least <= value && value <= most;
}
