import { escaped } from "../escape";
import { type Area, fitted, type Layout, number } from "../layout";
import { boxMarkup } from "./box";
import { lineMarkup, tagMarkup } from "./line";
import type { WaysMarkup } from "./ways";

/** The picture's groups, back to front, without the element around them. Ways of flows lie behind and before the boxes. */
export function pictureMarkup(
  { areas, boxes, lines, scale }: Layout,
  ways: readonly WaysMarkup[] = [],
): string {
  return [
    group("areas", areas.map(areaMarkup)),
    group("lines", lines.map(lineMarkup)),
    group(
      "ways-behind",
      ways.map(({ behind }) => behind),
    ),
    group(
      "titles",
      areas.map((area) => titleMarkup(area, scale)),
    ),
    group("boxes", [...boxes.values()].map(boxMarkup)),
    group(
      "tags",
      lines.map((line) => tagMarkup(line, scale)),
    ),
    group(
      "ways-before",
      ways.map(({ before }) => before),
    ),
  ].join("\n");
}

function group(name: string, parts: readonly string[]): string {
  return `<g class="${name}">\n${parts.filter((part) => part !== "").join("\n")}\n</g>`;
}

function areaMarkup({ kind, cloud, x, y, width, height }: Area): string {
  return (
    `<g class="area ${kind} ${cloud}"><rect x="${number(x)}" y="${number(y)}" width="${number(width)}"` +
    ` height="${number(height)}" rx="${kind === "cloud" ? 14 : 8}"/></g>`
  );
}

/** Titles stand on lines that cross them. */
function titleMarkup({ kind, cloud, title, x, y, width }: Area, scale: number): string {
  const [size, down] = kind === "cloud" ? [17 * scale, 27 * scale] : [13 * scale, 22 * scale];
  return (
    `<text class="title ${kind} ${cloud}" x="${number(x + 16)}" y="${number(y + down)}" font-size="${number(size)}">` +
    `${escaped(fitted(title, width - 28, size, "bold"))}</text>`
  );
}
