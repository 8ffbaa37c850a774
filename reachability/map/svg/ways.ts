import { type DrawnFlow, type DrawnWay, type Stroke, strokeOf } from "../flows";
import { type Layout, number, type Point } from "../layout";

/** A flow's ways, every one forth and back, in two layers: behind the boxes and before them. */
export interface WaysMarkup {
  readonly behind: string;
  readonly before: string;
}

/** Draws a flow, with the numbers of the steps of the first way forth, or of the way back where that is what fails. */
export function waysMarkup({ forth, back }: DrawnFlow, layout: Layout): WaysMarkup {
  const strokes = (ways: readonly DrawnWay[]): Stroke[] => ways.map((way) => strokeOf(way, layout));
  const [ahead, answers] = [strokes(forth), strokes(back)];
  const stop = [...ahead, ...answers].find((stroke) => stroke.stop !== undefined)?.stop;
  return {
    behind: paths("back", answers, "lines") + paths("forth", ahead, "lines"),
    before: [
      paths("back", answers, "inner"),
      paths("forth", ahead, "inner"),
      ...numbered(ahead[0]?.marks ?? []).map(({ point, text }) => mark("forth", point, text, layout.scale)),
      stop === undefined ? "" : mark("stop", { x: stop.x, y: stop.y - 15 * layout.scale }, "✕", layout.scale),
    ].join(""),
  };
}

function paths(name: string, strokes: readonly Stroke[], layer: "lines" | "inner"): string {
  const distinct = new Set(strokes.flatMap((stroke) => stroke[layer]));
  return `<g class="way ${name}">${[...distinct].map((data) => `<path d="${data}"/>`).join("")}</g>`;
}

/** One mark for each point, with the numbers of all steps there. */
function numbered(marks: readonly (Point | undefined)[]): readonly { point: Point; text: string }[] {
  const all = new Map<string, { point: Point; steps: readonly number[] }>();
  for (const [index, point] of marks.entries()) {
    if (point !== undefined) {
      const key = `${point.x} ${point.y}`;
      all.set(key, { point, steps: [...(all.get(key)?.steps ?? []), index + 1] });
    }
  }
  return [...all.values()].map(({ point, steps }) => ({ point, text: steps.join("·") }));
}

function mark(name: string, { x, y }: Point, text: string, scale: number): string {
  const width = 18 + 9 * (text.length - 1);
  return (
    `<g class="mark ${name}" transform="translate(${number(x)} ${number(y)}) scale(${scale})">` +
    `<rect x="${-width / 2}" y="-9" width="${width}" height="18" rx="9"/><text y="4">${text}</text></g>`
  );
}
