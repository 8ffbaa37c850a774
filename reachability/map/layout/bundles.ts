import { groupBy } from "../../groupBy";
import type { Box, Link, Picture } from "../picture";

/** Networks that hang on the same gateways and hubs, drawn together. */
export interface Bundle {
  readonly id: string;
  readonly title: string;
  readonly boxes: readonly Box[];
}

/** A picture with fewer networks than this shows each by itself. */
const fewNetworks = 13;
const smallestBundle = 4;

/** Puts networks of one region together that are joined to the same others, or all to each other. */
export function bundlesOf({ boxes, links }: Picture): readonly Bundle[] {
  const networks = boxes.filter(({ kind }) => kind === "network");
  if (networks.length < fewNetworks) {
    return [];
  }
  const neighbours = neighboursOf(links);
  const bundles: Bundle[] = [];
  const taken = new Set<string>();
  for (const meshed of [true, false]) {
    const free = networks.filter(({ id }) => !taken.has(id));
    const groups = groupBy(free, (box) => {
      const around = [...(neighbours.get(box.id) ?? []), ...(meshed ? [box.id] : [])].sort();
      return [box.cloud, box.region, ...around].join("\n");
    });
    for (const group of groups.values()) {
      if (group.length >= smallestBundle) {
        group.forEach(({ id }) => taken.add(id));
        const alike = meshed ? "all peered with each other" : "joined alike";
        const title = `${group.length} networks, ${alike}`;
        bundles.push({ id: `g${bundles.length}`, title, boxes: group });
      }
    }
  }
  return bundles;
}

function neighboursOf(links: readonly Link[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const { a, b } of links) {
    all.set(a, (all.get(a) ?? new Set()).add(b));
    all.set(b, (all.get(b) ?? new Set()).add(a));
  }
  return all;
}
