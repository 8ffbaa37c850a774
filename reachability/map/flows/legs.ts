import {
  besides,
  borderTowards,
  centreOf,
  type Layout,
  metrics,
  middleOf,
  number,
  pathThrough,
  type PlacedBox,
  type PlacedLine,
  type Point,
} from "../layout";
import type { Spot } from "../picture";
import type { DrawnWay } from "./drawnFlow";

/** A drawn way: its strokes, and where its steps are. */
export interface Stroke {
  /** Data of SVG paths along lines, to be drawn behind the boxes. */
  readonly lines: readonly string[];
  /** And of those from one row of a box to another, to be drawn over it. */
  readonly inner: readonly string[];
  /** Where each step's number stands; absent for what is not in the picture. */
  readonly marks: readonly (Point | undefined)[];
  /** Where it ends without arriving. */
  readonly stop?: Point | undefined;
}

/** How far beside a line a way is drawn, so that forth and back do not cover each other. */
const offset = 4;

/** Draws a way through a layout. */
export function strokeOf(way: DrawnWay, layout: Layout): Stroke {
  const marks = way.steps.map(({ spot }) => spot && anchorOf(spot, layout));
  const lines: string[] = [];
  const inner: string[] = [];
  for (const [index, { by, spot }] of way.steps.entries()) {
    const before = way.steps[index - 1]?.spot;
    const [from, to] = [marks[index - 1], marks[index]];
    if (before === undefined || spot === undefined || from === undefined || to === undefined) {
      continue;
    }
    const line = by === undefined ? undefined : layout.lineOfLink.get(by);
    if (line !== undefined && line.points.length > 0) {
      lines.push(pathThrough(besides(oriented(line, before.box), offset)));
    } else if (before.box === spot.box) {
      inner.push(bow(from, to));
    } else {
      lines.push(pathThrough(besides(outline(from, to, layout, before, spot), offset)));
    }
  }
  return { lines, inner, marks, stop: stopOf(way, marks, layout) };
}

/** From one row to another, around the right; upwards further out, so that the answer shows beside what it answers. */
function bow(from: Point, to: Point): string {
  if (from.x === to.x && from.y === to.y) {
    return "";
  }
  const out = from.x + (to.y > from.y ? 26 : 42);
  return `M${number(from.x)} ${number(from.y)}C${number(out)} ${number(from.y)} ${number(out)} ${number(to.y)} ${number(to.x)} ${number(to.y)}`;
}

function stopOf(way: DrawnWay, anchors: readonly (Point | undefined)[], layout: Layout): Point | undefined {
  if (way.outcome === "reachable") {
    return undefined;
  }
  const line = way.brokenLink === undefined ? undefined : layout.lineOfLink.get(way.brokenLink);
  return line === undefined ? anchors.at(-1) : middleOf(line.points);
}

/** The line's points in the direction of travel, which leaves a box. */
function oriented({ points, startsAt }: PlacedLine, from: string): readonly Point[] {
  return startsAt.has(from) ? points : points.toReversed();
}

function outline(from: Point, to: Point, layout: Layout, a: Spot, b: Spot): readonly Point[] {
  const [start, end] = [layout.boxes.get(a.box), layout.boxes.get(b.box)];
  return start === undefined || end === undefined
    ? [from, to]
    : [borderTowards(start, to), borderTowards(end, from)];
}

/** Where a way begins, ends or turns in a box: at its row if that is shown. */
function anchorOf({ box, row }: Spot, layout: Layout): Point | undefined {
  const placed = layout.boxes.get(box);
  if (placed === undefined) {
    return undefined;
  }
  const line = row === undefined ? -1 : placed.frame.lines.findIndex((one) => one.row === row);
  return line < 0
    ? centreOfHeader(placed)
    : { x: placed.x + placed.width - 9 * placed.scale, y: rowCentre(placed, line) };
}

function rowCentre({ y, scale }: PlacedBox, line: number): number {
  return y + (metrics.header + line * metrics.line + metrics.line / 2) * scale;
}

function centreOfHeader(placed: PlacedBox): Point {
  return placed.frame.lines.length === 0
    ? centreOf(placed)
    : { x: placed.x + placed.width - 9 * placed.scale, y: placed.y + (metrics.header / 2) * placed.scale };
}
