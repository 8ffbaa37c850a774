import { type PolicyType, readList } from "./routePolicyValues";

/** https://cloud.google.com/network-connectivity/docs/router/quotas: elements of an action that takes a list */
const mostElements = 10;
const largest = 4294967295;

/** A kind of argument: says what is wrong with one as it is written, if anything. */
type Argument = (written: string) => string | undefined;

const none: Argument = (written) => (written === "" ? undefined : "it takes no argument");

const med: Argument = (written) =>
  /^\d+$/.test(written) && Number(written) <= largest
    ? undefined
    : `a MED is a whole number from 0 to ${largest}`;

const each =
  (isItem: (item: string) => boolean, what: string): Argument =>
  (written) => {
    const items = readList(written);
    if (items.length === 0 || !items.every(isItem)) {
      return `it takes ${what}`;
    }
    return items.length > mostElements
      ? `it has ${items.length} elements; there can be ${mostElements}`
      : undefined;
  };

const asns = each(
  (item) => /^\d+$/.test(item) && Number(item) >= 1 && Number(item) <= largest,
  "AS numbers, such as [64514, 64514]",
);
const communities = each((item) => {
  const [, high, low] = /^['"](\d{1,5}):(\d{1,5})['"]$/.exec(item) ?? [];
  return high !== undefined && Number(high) <= 65535 && Number(low) <= 65535;
}, "communities, such as ['65001:1234']");

/** Those that are for one direction say which. */
const actions: Readonly<Record<string, { readonly argument: Argument; readonly only?: PolicyType }>> = {
  accept: { argument: none },
  drop: { argument: none },
  nextPolicy: { argument: none },
  "asPath.prependSequence": { argument: asns },
  "med.set": { argument: med },
  "med.add": { argument: med },
  "med.subtract": { argument: med },
  "communities.add": { argument: communities, only: "ROUTE_POLICY_TYPE_EXPORT" },
  "communities.remove": { argument: communities, only: "ROUTE_POLICY_TYPE_EXPORT" },
  "communities.replaceAll": { argument: communities, only: "ROUTE_POLICY_TYPE_EXPORT" },
};

/**
 * Says what is wrong with one action of a term, if anything.
 *
 * Source: https://cloud.google.com/network-connectivity/docs/router/reference/bgp-route-policy-reference, "Action operations"
 */
export function actionProblem(expression: string, type: PolicyType): string | undefined {
  const [, name = "", argument = ""] = /^([A-Za-z.]+)\s*\((.*)\)$/s.exec(expression.trim()) ?? [];
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action) {
    return `${JSON.stringify(expression)} is no action; there are ${Object.keys(actions).join(", ")}, one an entry`;
  }
  if (action.only !== undefined && action.only !== type) {
    return `${name} can be used in export policies only`;
  }
  return action.argument(argument.trim());
}
