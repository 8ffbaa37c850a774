import type { DrawnFlow } from "../flows";
import { escaped } from "../escape";
import { type Layout, number } from "../layout";
import { pictureMarkup } from "./picture";
import { colourRules, pictureStyle } from "./style";
import { waysMarkup } from "./ways";

/** The picture alone, with flows drawn in it: a file that loads nothing. */
export function svgOf(layout: Layout, title: string, flows: readonly DrawnFlow[]): string {
  const caption = flows.map(captionOf);
  const height = layout.height + caption.length * 20 + (caption.length > 0 ? 12 : 0);
  const size = `width="${number(layout.width)}" height="${number(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="map" ${size} viewBox="0 0 ${number(layout.width)} ${number(height)}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${colourRules("svg.map")}\n${pictureStyle}</style>`,
    `<rect class="backdrop" ${size}/>`,
    pictureMarkup(
      layout,
      flows.map((flow) => waysMarkup(flow, layout)),
    ),
    ...caption.map(
      (text, index) => `<text x="18" y="${number(layout.height + 16 + index * 20)}">${escaped(text)}</text>`,
    ),
    "</svg>\n",
  ].join("\n");
}

/** A flow and its verdict in a line. */
export function captionOf({ from, to, traffic, verdict, reason }: DrawnFlow): string {
  return `${from.name} → ${to.name} ${traffic}: ${verdict}${reason === "" ? "" : `, ${reason}`}`;
}
