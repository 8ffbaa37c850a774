import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";

import type { Point } from "./geometry";
import type { PlacedLine } from "./layout";
import type { PlannedLine } from "./plannedLines";

/** The node at which the two halves of a line between clouds side by side meet. */
export function junctionOf(line: string): string {
  return `junction ${line}`;
}

/** Reads the lines' places from a graph. */
export function placedLines(planned: readonly PlannedLine[], graph: ElkNode): PlacedLine[] {
  const edges = new Map((graph.edges ?? []).map((edge) => [edge.id, edge]));
  const nodes = new Map((graph.children ?? []).map((node) => [node.id, node]));
  return planned.map(({ id, a, links, startsAt, label }) => {
    const edge = edges.get(id);
    const along = pointsOf(edge);
    const points =
      edge === undefined
        ? [...pointsOf(edges.get(`${id} 0`)), ...pointsOf(edges.get(`${id} 1`)).toReversed()]
        : edge.sources[0] === a
          ? along
          : along.toReversed();
    const { x = 0, y = 0, width = 0, height = 0 } = edge?.labels?.[0] ?? nodes.get(junctionOf(id)) ?? {};
    return {
      id,
      links,
      startsAt,
      points,
      label: label === undefined ? undefined : { text: label, x, y, width, height },
    };
  });
}

function pointsOf(edge: ElkExtendedEdge | undefined): Point[] {
  return (edge?.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
}
