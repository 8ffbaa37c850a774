import { groupBy } from "../groupBy";
import { captionOf } from "./svg";
import type { DrawnFlow, DrawnWay } from "./flows";
import { printable } from "./escape";
import { type Box, cloudNames, cloudOrder, count, type Link, pairKey, type Picture } from "./picture";

/**
 * The estate as a flowchart of Mermaid, which GitHub draws in Markdown. Flows are numbered step by step.
 *
 * Source: https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf({ boxes, links }: Picture, flows: readonly DrawnFlow[]): string {
  const byCloud = groupBy(boxes, ({ cloud }) => cloud);
  const lines = [
    "flowchart LR",
    ...flows.map((flow) => `  %% ${quoted(captionOf(flow))}`),
    ...cloudOrder.flatMap((cloud) => cloudLines(cloud, byCloud.get(cloud) ?? [])),
    ...(byCloud.get(undefined) ?? []).map((box) => `  ${nodeOf(box)}`),
    ...linkLines(links),
    ...flows.flatMap(flowLines),
    ...styles,
  ];
  return `${lines.join("\n")}\n`;
}

const styles = [
  "  classDef network stroke-width:1px",
  "  classDef gateway stroke-width:2px",
  "  classDef hub stroke-width:3px",
  "  classDef outside stroke-dasharray:4 3",
];

function cloudLines(cloud: NonNullable<Box["cloud"]>, boxes: readonly Box[]): string[] {
  if (boxes.length === 0) {
    return [];
  }
  const regions = [...groupBy(boxes, ({ region }) => region)];
  return [
    `  subgraph ${cloud}["${cloudNames[cloud]}"]`,
    ...regions.flatMap(([region, members], index) => {
      const nodes = members.map(nodeOf);
      return region === undefined
        ? nodes.map((node) => `    ${node}`)
        : [
            `    subgraph ${cloud}_${index}["${quoted(region)}"]`,
            ...nodes.map((node) => `      ${node}`),
            "    end",
          ];
    }),
    "  end",
  ];
}

function nodeOf({ id, kind, what, name, ranges, rows }: Box): string {
  const subnets = rows.filter((row) => row.kind === "subnet").length;
  const lost = rows.filter((row) => row.kind === "lost end").length;
  const text = [
    `${what} ${name}`,
    ...ranges,
    ...(subnets > 0 ? [count(subnets, "subnet")] : []),
    ...(lost > 0 ? [`✕ ${count(lost, "tunnel end")} without counterpart`] : []),
  ]
    .map(quoted)
    .join("<br/>");
  const [open, close] = kind === "network" ? ["[", "]"] : kind === "hub" ? ["{{", "}}"] : ["([", "])"];
  return `${id}${open}"${text}"${close}:::${kind === "router" ? "gateway" : kind}`;
}

function linkLines(links: readonly Link[]): string[] {
  const groups = groupBy(links, ({ kind, state, a, b }) => `${kind} ${state ?? ""} ${pairKey(a, b)}`);
  return [...groups.values()].map((alike) => {
    const { a = "", b = "", kind, state } = alike[0] ?? {};
    const tunnels = alike.length === 1 ? "tunnel" : `${alike.length} tunnels`;
    switch (state) {
      case "up":
        return `  ${a} ---|"${tunnels} up"| ${b}`;
      case "down":
        return `  ${a} x-.-x|"✕ ${tunnels} down"| ${b}`;
      case "open":
        return `  ${a} -.-|"${tunnels} out of the stacks"| ${b}`;
      case "undecided":
        return `  ${a} -.-|"? ${tunnels} undecided"| ${b}`;
      case undefined:
        return kind === "peering" ? `  ${a} ---|"peering"| ${b}` : `  ${a} --- ${b}`;
    }
  });
}

function flowLines({ forth, back }: DrawnFlow): string[] {
  return [...wayLines(forth[0], "forth"), ...wayLines(back[0], "back")];
}

/** The steps of a way from box to box. */
function wayLines(way: DrawnWay | undefined, direction: "forth" | "back"): string[] {
  const boxes = (way?.steps ?? []).flatMap(({ spot }) => spot?.box ?? []);
  const visited = boxes.filter((box, index) => box !== boxes[index - 1]);
  const arrow = direction === "forth" ? "==>" : "-.->";
  const lines = visited
    .slice(1)
    .map((box, index) => `  ${visited[index] ?? ""} ${arrow}|"${direction} ${index + 1}"| ${box}`);
  const last = visited.at(-1);
  return way === undefined || way.outcome === "reachable" || last === undefined
    ? lines
    : [...lines, `  ${last} --x stop_${direction}["✕ ${quoted(way.reason)}"]`];
}

/** Everything that could mean something to Mermaid, as the number of its letter. */
function quoted(text: string): string {
  return printable(text)
    .replace(/\s+/g, " ")
    .replace(/[^\p{L}\p{N} .,:/()✕–→_-]/gu, (letter) => `#${letter.codePointAt(0) ?? 63};`);
}
