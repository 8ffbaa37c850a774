import { escaped } from "../escape";
import { number, pathThrough, type PlacedLine } from "../layout";

/** A line with what it stands for. */
export function lineMarkup({ id, links, points }: PlacedLine): string {
  const [link] = links;
  if (link === undefined || points.length === 0) {
    return "";
  }
  const data = pathThrough(points);
  const core = link.kind === "peering" ? `<path class="core" d="${data}"/>` : "";
  const names = links
    .slice(0, 12)
    .map(({ name, state, why }) => [name, state, why].filter(Boolean).join(": "));
  return (
    `<g class="line ${link.kind} ${link.state ?? ""}" id="${id}">` +
    `<title>${escaped(names.join("\n"))}</title><path d="${data}"/>${core}</g>`
  );
}

/** The text beside a line. */
export function tagMarkup({ links, label }: PlacedLine, scale: number): string {
  const [link] = links;
  if (link === undefined || label === undefined) {
    return "";
  }
  const { x, y, text } = label;
  const [width, height] = [label.width / scale, label.height / scale];
  return (
    `<g class="tag ${link.state ?? link.kind}" transform="translate(${number(x)} ${number(y)}) scale(${scale})">` +
    `<rect width="${number(width)}" height="${number(height)}" rx="9"/>` +
    `<text x="${number(width / 2)}" y="13" text-anchor="middle">${escaped(text)}</text></g>`
  );
}
