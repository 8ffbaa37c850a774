import { escaped } from "../escape";
import { fitted, metrics, number, type PlacedBox, subtitleOf, widthOf } from "../layout";
import { type Box, count } from "../picture";
import { icon } from "./icons";

/** A box with its lines. */
export function boxMarkup(placed: PlacedBox): string {
  const { frame, x, y, tile, scale } = placed;
  const [width, height] = [placed.width / scale, placed.height / scale];
  const { box } = frame;
  const { inset, title, small, header } = metrics;
  const text = width - 2 * inset - 24;
  const middle = tile || frame.lines.length > 0 ? 0 : (height - header) / 2;
  const top = tile ? -3 : middle;
  const parts = [
    `<rect width="${number(width)}" height="${number(height)}" rx="${radiusOf(box.kind)}"/>`,
    icon(box.kind, inset - 2, 14 + top),
    label("name", inset + 22, 20 + top, fitted(box.name, text, title, "bold")),
    label("what", inset + 22, 36 + top, fitted(tile ? tileText(box) : subtitleOf(box), text, small, "mono")),
    ...frame.lines.map((_, index) => lineMarkup(placed, index)),
  ];
  const classes = ["box", box.kind, box.cloud ?? "", tile ? "tile" : ""].filter((one) => one !== "");
  return (
    `<g class="${classes.join(" ")}" id="${box.id}" data-x="${number(x + placed.width / 2)}" data-y="${number(y + placed.height / 2)}"` +
    ` transform="translate(${number(x)} ${number(y)})${scale === 1 ? "" : ` scale(${scale})`}" aria-label="${escaped(spoken(box))}">` +
    `<title>${escaped(`${box.what} ${box.name}`)}</title>${parts.join("")}</g>`
  );
}

function tileText({ ranges, what }: Box): string {
  return ranges.join(", ") || what;
}

function radiusOf(kind: Box["kind"]): number {
  return kind === "network" ? 6 : kind === "outside" ? 22 : 16;
}

function lineMarkup({ frame, width: scaled, scale }: PlacedBox, index: number): string {
  const width = scaled / scale;
  const line = frame.lines[index];
  if (line === undefined) {
    return "";
  }
  const { inset, small, header, line: height } = metrics;
  const y = header + index * height;
  const indent = line.kind === "host" ? 14 : 0;
  const detailWidth = Math.min((width - 2 * inset) * 0.6, widthOf(line.detail, small, "mono"));
  const nameWidth = width - 2 * inset - detailWidth - indent - 14;
  const kind = line.kind === "lost end" ? "lost" : line.kind;
  const prefix =
    line.kind === "host" ? "▪ " : line.kind === "table" ? "⇄ " : line.kind === "gateway" ? "◇ " : "";
  return (
    `<g class="row ${kind}"${line.row === undefined ? "" : ` id="${line.row}"`}>` +
    `<line x1="1" x2="${number(width - 1)}" y1="${y}" y2="${y}"/>` +
    label("label", inset + indent, y + 15, fitted(prefix + line.name, nameWidth, small)) +
    `<text class="detail" x="${number(width - inset - 8)}" y="${y + 15}" text-anchor="end">` +
    `${escaped(fitted(line.detail, detailWidth + 1, small, "mono"))}</text></g>`
  );
}

function label(name: string, x: number, y: number, text: string): string {
  return `<text class="${name}" x="${number(x)}" y="${number(y)}">${escaped(text)}</text>`;
}

/** What a screen reader says of a box. */
function spoken({ what, name, ranges, region, rows }: Box): string {
  const subnets = rows.filter(({ kind }) => kind === "subnet").length;
  return [
    `${what} ${name}`,
    ...ranges,
    ...(region === undefined ? [] : [region]),
    ...(subnets === 0 ? [] : [count(subnets, "subnet")]),
  ].join(", ");
}
