import { follow, labelOf, type Properties, type Resource } from "../../../reachability/resources";
import type { Action, ListenerRule } from "../../model";
import { blockIn, blocksIn, flagIn, numberIn, textIn, textsIn } from "../fields";
import type { GcpReader } from "./reader";
import { backendServices } from "./tokens";

/** What a URL map does with requests. */
export interface Routes {
  readonly rules: readonly ListenerRule[];
  readonly otherwise: Action | undefined;
  /** The backend services that it leads to. */
  readonly services: readonly Resource[];
}

const redirectStatuses: Readonly<Record<string, number>> = {
  MOVED_PERMANENTLY_DEFAULT: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
};

/** https://cloud.google.com/load-balancing/docs/url-map-concepts */
export function routesOf(reader: GcpReader, map: Resource, notes: string[]): Routes {
  return new UrlMap(reader, map, notes).routes();
}

class UrlMap {
  readonly #services = new Set<Resource>();

  constructor(
    private readonly reader: GcpReader,
    private readonly map: Resource,
    private readonly notes: string[],
  ) {}

  routes(): Routes {
    const all: Properties = { ...this.map.inputs, ...this.map.outputs };
    const matchers = blocksIn(all, "pathMatchers");
    const rules = blocksIn(all, "hostRules").flatMap((rule) => {
      const matcher = matchers.find((one) => textIn(one, "name") === textIn(rule, "pathMatcher"));
      return matcher === undefined ? [] : this.#matched(textsIn(rule, "hosts"), matcher);
    });
    const otherwise = this.#action(all, "default", "defaultService");
    return { rules, otherwise, services: [...this.#services] };
  }

  #matched(hosts: readonly string[], matcher: Properties): readonly ListenerRule[] {
    if (blocksIn(matcher, "routeRules").length > 0) {
      this.notes.push(`the route rules of ${labelOf(this.map)} are not read`);
    }
    // The longest path comes first.
    const byPath = blocksIn(matcher, "pathRules")
      .flatMap((rule) => textsIn(rule, "paths").map((path) => ({ path, rule })))
      .toSorted((a, b) => b.path.length - a.path.length)
      .flatMap(({ path, rule }): ListenerRule[] => {
        const action = this.#action(rule, "", "service");
        return action === undefined ? [] : [{ hosts, paths: [path], action }];
      });
    const rest = this.#action(matcher, "default", "defaultService");
    return rest === undefined ? byPath : [...byPath, { hosts, action: rest }];
  }

  #action(from: Properties, prefix: "" | "default", service: string): Action | undefined {
    const named = (name: string): string =>
      prefix === "" ? name : `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const redirect = blockIn(from, named("urlRedirect"));
    if (redirect !== undefined) {
      return redirectOf(redirect);
    }
    const weighted = blocksIn(blockIn(from, named("routeAction")), "weightedBackendServices");
    const parts =
      weighted.length > 0
        ? weighted.map((one) => ({
            value: follow(one, "backendService"),
            weight: numberIn(one, "weight") ?? 0,
          }))
        : [{ value: follow(from, service), weight: 1 }];
    const pools = parts.flatMap(({ value, weight }) => {
      const found = this.reader.of(value, this.map, named("service"), backendServices);
      if (found === undefined) {
        this.notes.push(
          `a backend service of ${labelOf(this.map)} is in none of these stacks, or can't be told`,
        );
        return [];
      }
      this.#services.add(found);
      return [{ pool: found.urn, weight }];
    });
    return pools.length === 0 ? undefined : { kind: "forward", pools };
  }
}

function redirectOf(redirect: Properties): Action {
  const host = textIn(redirect, "hostRedirect");
  const prefix = textIn(redirect, "prefixRedirect");
  const path = textIn(redirect, "pathRedirect") ?? (prefix === undefined ? undefined : `${prefix}#{path}`);
  return {
    kind: "redirect",
    status: redirectStatuses[textIn(redirect, "redirectResponseCode") ?? ""] ?? 301,
    ...(flagIn(redirect, "httpsRedirect") === true && { protocol: "https" }),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    keepsQuery: flagIn(redirect, "stripQuery") !== true,
  };
}
