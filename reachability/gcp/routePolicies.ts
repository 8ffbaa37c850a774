import { contains, type Cidr } from "../../addressing";
import type { Route } from "../model";
import { known, labelOf, read, readList, readText, type Resource } from "../resources";
import type { Router } from "./routers";
import { numberIn, rangeOf, textIn, textsOf, listIn } from "./values";

/** What policies make of a route; undefined where they drop it. */
export type Applied = (route: Route) => Route | undefined;

interface Term {
  readonly priority: number;
  readonly matches: (prefix: Cidr) => boolean;
  readonly actions: readonly Action[];
}

type Action = "accept" | "drop" | ((route: Route) => Route);

/**
 * What the route policies of a session do. What a policy says in words that are not read leaves a route undecided.
 * https://cloud.google.com/network-connectivity/docs/router/concepts/bgp-route-policies-overview
 */
export function policiesOf(
  peer: Resource,
  router: Router,
  property: "importPolicies" | "exportPolicies",
): Applied {
  const names = textsOf(read(peer, property));
  if (names === undefined) {
    return undecided(`the route policies of ${labelOf(peer)} are known only after the update`);
  }
  const policies = names.map((name) => {
    const policy = router.policies.find((one) => known(readText(one, "name")) === name);
    return policy === undefined
      ? undecided(`route policy ${name} of ${labelOf(peer)} is in none of these stacks`)
      : policyOf(policy);
  });
  return (route) => policies.reduce<Route | undefined>((passed, policy) => passed && policy(passed), route);
}

function undecided(why: string): Applied {
  return (route) => ({ ...route, next: [{ to: "undecided", why }] });
}

function policyOf(policy: Resource): Applied {
  const terms = termsOf(policy);
  return terms === undefined
    ? undecided(`route policy ${labelOf(policy)} says more than is read of it`)
    : (route) => applied(terms, route);
}

/** Terms by priority; one that neither accepts nor drops leaves the route to the next. At the end it is accepted. */
function applied(terms: readonly Term[], route: Route): Route | undefined {
  let changed = route;
  for (const { matches, actions } of terms) {
    if (!matches(route.prefix)) {
      continue;
    }
    for (const action of actions) {
      if (action === "drop") {
        return undefined;
      }
      if (action === "accept") {
        return changed;
      }
      changed = action(changed);
    }
  }
  return changed;
}

function termsOf(policy: Resource): readonly Term[] | undefined {
  const list = readList(policy, "terms");
  const terms = list.state === "known" ? list.value.map(termOf) : [undefined];
  return terms.every((term) => term !== undefined)
    ? terms.toSorted((a, b) => a.priority - b.priority)
    : undefined;
}

function termOf(element: unknown): Term | undefined {
  const priority = numberIn(element, "priority");
  const matches = matchOf(textIn(element, "match.expression"));
  const actions = listIn(element, "actions")?.map((action) => actionOf(textIn(action, "expression")));
  return priority === undefined ||
    matches === undefined ||
    actions?.every((one) => one !== undefined) !== true
    ? undefined
    : { priority, matches, actions };
}

/** https://cloud.google.com/network-connectivity/docs/router/reference/bgp-route-policy-reference */
function matchOf(expression: string | undefined): Term["matches"] | undefined {
  const text = expression?.trim() ?? "";
  if (text === "true") {
    return () => true;
  }
  const [, isNot, compared] = /^destination\s*(!?)=+\s*['"]([^'"]+)['"]$/.exec(text) ?? [];
  const exact = rangeOf(compared);
  if (exact !== undefined) {
    return ({ text: prefix }) => (prefix === exact.text) !== (isNot === "!");
  }
  const [, negated, list] = /^(!?)\s*destination\.inAnyRange\(\s*\[?(.*?)\]?\s*\)$/s.exec(text) ?? [];
  const items = list?.match(/prefix\([^)]*\)(?:\.\w+\([^)]*\))?|'[^']*'|"[^"]*"/g) ?? [];
  const rest = items.reduce((left, item) => left.replace(item, ""), list ?? "x");
  const ranges = items.map(rangeMatch);
  return /^[\s,]*$/.test(rest) && items.length > 0 && ranges.every((range) => range !== undefined)
    ? (prefix) => ranges.some((range) => range(prefix)) !== (negated === "!")
    : undefined;
}

function rangeMatch(item: string): Term["matches"] | undefined {
  const [, inner, method = "", numbers = ""] =
    /^(?:prefix\(\s*)?['"]([^'"]+)['"]\s*\)?(?:\.(\w+)\(([^)]*)\))?$/.exec(item) ?? [];
  const range = rangeOf(inner);
  if (range === undefined) {
    return undefined;
  }
  const [first = 0, last = 0] = numbers.split(",").map(Number);
  const lengths: Readonly<Record<string, (length: number) => boolean>> = {
    "": (length) => length === range.prefixLength,
    longer: (length) => length > range.prefixLength,
    orLonger: () => true,
    lengthRange: (length) => first <= length && length <= last,
    upTo: (length) => length <= first,
  };
  const suits = lengths[method];
  return suits && ((prefix) => contains(range, prefix) && suits(prefix.prefixLength));
}

function actionOf(expression: string | undefined): Action | undefined {
  const [, name = "", argument = ""] = /^\s*([\w.]+)\((.*)\)\s*$/s.exec(expression ?? "") ?? [];
  const numbers = argument.match(/\d+/g)?.map(Number) ?? [];
  const [value = 0] = numbers;
  const withMed =
    (med: (before: number) => number): Action =>
    (route) => ({
      ...route,
      bgp: { asPath: route.bgp?.asPath ?? [], med: Math.max(0, med(route.bgp?.med ?? 0)) },
    });
  switch (name) {
    case "accept":
    case "drop":
      return name;
    case "med.set":
      return withMed(() => value);
    case "med.add":
      return withMed((before) => before + value);
    case "med.sub":
      return withMed((before) => before - value);
    case "asPath.prependSequence":
      return (route) => ({
        ...route,
        bgp: { asPath: [...numbers, ...(route.bgp?.asPath ?? [])], med: route.bgp?.med ?? 0 },
      });
    default:
      // Communities change nothing about where packets go.
      return name.startsWith("communities.") ? (route) => route : undefined;
  }
}
