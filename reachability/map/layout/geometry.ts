export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** A line through points, as the data of an SVG path, with rounded corners. */
export function pathThrough(points: readonly Point[], radius = 8): string {
  const [first, ...rest] = points;
  if (first === undefined) {
    return "";
  }
  let before = first;
  const parts = [`M${at(first)}`];
  for (const [index, point] of rest.entries()) {
    const after = rest[index + 1];
    if (after === undefined) {
      parts.push(`L${at(point)}`);
    } else {
      const room = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
      parts.push(`L${at(towards(point, before, room))}Q${at(point)} ${at(towards(point, after, room))}`);
    }
    before = point;
  }
  return parts.join("");
}

/** The line shifted to the right of its direction. */
export function besides(points: readonly Point[], by: number): readonly Point[] {
  const line = points.filter((point, index) => distance(point, points[index - 1] ?? { x: NaN, y: 0 }) !== 0);
  const normals = segmentsOf(line).map(([from, to]) => normal(from, to));
  return line.map((point, index) => {
    const before = normals[index - 1] ?? normals[index];
    const after = normals[index] ?? before;
    if (before === undefined || after === undefined) {
      return point;
    }
    const sum = { x: before.x + after.x, y: before.y + after.y };
    const square = sum.x ** 2 + sum.y ** 2;
    // Where the line turns back there is no corner to cut.
    const shift = square < 0.4 ? after : { x: (2 * sum.x) / square, y: (2 * sum.y) / square };
    return { x: point.x + shift.x * by, y: point.y + shift.y * by };
  });
}

/** The point half way along a line. */
export function middleOf(points: readonly Point[]): Point {
  const segments = segmentsOf(points).map(([from, to]) => ({ from, to, length: distance(from, to) }));
  let left = segments.reduce((sum, { length }) => sum + length, 0) / 2;
  for (const { from, to, length } of segments) {
    if (left <= length && length > 0) {
      return towards(from, to, left);
    }
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}

function segmentsOf(points: readonly Point[]): readonly (readonly [from: Point, to: Point])[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    return next === undefined ? [] : [[point, next] as const];
  });
}

/** Where the line from a rectangle's centre to a point leaves it. */
export function borderTowards(rectangle: Rectangle, { x, y }: Point): Point {
  const centre = centreOf(rectangle);
  const [dx, dy] = [x - centre.x, y - centre.y];
  const scale = Math.max(Math.abs(dx) / (rectangle.width / 2), Math.abs(dy) / (rectangle.height / 2));
  return scale <= 1 ? { x, y } : { x: centre.x + dx / scale, y: centre.y + dy / scale };
}

export function centreOf({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

export function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function at({ x, y }: Point): string {
  return `${number(x)} ${number(y)}`;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole };
}

function normal(from: Point, to: Point): Point {
  const whole = distance(from, to) || 1;
  return { x: -(to.y - from.y) / whole, y: (to.x - from.x) / whole };
}
