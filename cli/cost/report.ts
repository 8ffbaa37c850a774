import Table from "cli-table3";

import {
  type Estimate,
  estimate,
  type EstimateItem,
  itemsOf,
  type NotPriced,
  prices,
  unpricedItems,
} from "../../pricing";
import type { Resource } from "../../reachability/resources";

/** A resource of a stack, and what it belongs to. */
export type PaidResource = Pick<Resource, "urn" | "type" | "inputs" | "parent">;

/** What a month costs, as a whole and by component. */
export interface CostReport {
  readonly currency: "USD";
  /** Everything, with the total. */
  readonly total: Estimate;
  /** The same by the component of this package that a resource belongs to. */
  readonly components: readonly ComponentCost[];
  readonly notPriced: readonly NotPriced[];
}

/** What a month of one component costs. */
export interface ComponentCost {
  /** Its stack as project/stack, or undefined for all that belongs to no component. */
  readonly stack: string | undefined;
  readonly name: string;
  readonly type: string | undefined;
  readonly estimate: Estimate;
}

export function costReport(resources: readonly PaidResource[]): CostReport {
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const { items: unsorted, notPriced } = itemsOf(resources);
  const items = unsorted.toSorted((a, b) => order.indexOf(a.item) - order.indexOf(b.item));
  const byComponent = new Map<string | undefined, EstimateItem[]>();
  for (const { urn, ...item } of items) {
    const component = componentOf(urn, parents);
    byComponent.set(component, [...(byComponent.get(component) ?? []), item]);
  }
  return {
    currency: "USD",
    total: estimate(items),
    components: [...byComponent]
      .toSorted(([a = last], [b = last]) => (a < b ? -1 : 1))
      .map(([urn, own]) => ({ ...described(urn), estimate: estimate(own) })),
    notPriced,
  };
}

/** The same stack always has the same report, whatever order its resources were made in. */
const order: readonly string[] = [...Object.keys(prices), ...Object.keys(unpricedItems)];

/** Comes after every URN. */
const last = "~";

/** The nearest ancestor that is a component of this package. */
function componentOf(urn: string, parents: ReadonlyMap<string, string | undefined>): string | undefined {
  const seen = new Set<string>();
  for (let at = parents.get(urn); at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (partsOf(at).type.startsWith("pulumi-crosscloud:index:")) {
      return at;
    }
    seen.add(at);
  }
  return undefined;
}

function described(urn: string | undefined): Pick<ComponentCost, "stack" | "name" | "type"> {
  if (urn === undefined) {
    return { stack: undefined, name: "other resources", type: undefined };
  }
  const { stack, type, name } = partsOf(urn);
  return { stack, name, type: type.replace("pulumi-crosscloud:index:", "") };
}

/** urn:pulumi:<stack>::<project>::<type of each ancestor>$…$<type>::<name>, whose name may hold "::" itself. */
function partsOf(urn: string): { stack: string; type: string; name: string } {
  const [stack = "", project = "", types = "", ...name] = urn.replace("urn:pulumi:", "").split("::");
  return { stack: `${project}/${stack}`, type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

/** The report for people. */
export function costListing({ total, components, notPriced }: CostReport): string {
  const table = new Table({
    head: ["component", "item", "count", "each", "a month"],
    colAligns: ["left", "left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  const stacks = new Set(components.flatMap(({ stack }) => stack ?? []));
  for (const { stack, name, type, estimate: own } of components) {
    const owner = stacks.size > 1 && stack !== undefined ? `${stack} ${name}` : name;
    const label = type === undefined ? owner : `${owner} (${type})`;
    own.lines.forEach(({ what, count, each, perMonth }, index) =>
      table.push([index === 0 ? label : "", what, count, dollars(each), dollars(perMonth)]),
    );
    own.unpriced.forEach(({ what, count }, index) =>
      table.push([index + own.lines.length === 0 ? label : "", what, count, "?", "?"]),
    );
  }
  table.push([
    {
      content: total.unpriced.length + notPriced.length > 0 ? "total without what is not priced" : "total",
      colSpan: 4,
    },
    dollars(total.totalPerMonth),
  ]);
  return [
    table.toString(),
    ...section(
      "On top, by volume:",
      total.perGb.map(({ perGb, of }) => `$${perGb} per GB ${of}`),
    ),
    ...section("Not priced:", [
      ...total.unpriced.map(({ what, count, why }) => `${count} × ${what}: ${why}`),
      ...notPriced.map(({ type, urns }) => `${urns.length} × ${type}: no rule here says what it costs`),
    ]),
    "",
    footer(total),
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

function footer({ lines, perGb }: Estimate): string {
  const used = [...lines, ...perGb].map(({ item }) => prices[item].asOf).sort();
  const dated = used.length === 0 ? "" : ` of ${used[0] ?? ""} to ${used.at(-1) ?? ""}`;
  return `List prices in US dollars${dated}, mostly of US regions, for a month of 730 hours; other regions differ. Sources: --json`;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
