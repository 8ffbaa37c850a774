import { type Box, count, type Row } from "../picture";
import { widthOf } from "./measure";

/** A box with its size and what of it is shown. */
export interface Frame {
  readonly box: Box;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** A line of a box, with the row that it shows if it shows but one. */
export interface Line {
  readonly row?: string;
  readonly kind: Row["kind"] | "summary";
  readonly name: string;
  readonly detail: string;
}

/** Letter sizes and distances, in pixels. */
export const metrics = {
  title: 13,
  small: 11,
  header: 46,
  line: 22,
  inset: 12,
  /** Between ends of lines at one side of a box. */
  port: 10,
} as const;

const widest = 330;
const narrowest = 190;

/** How much of a box is shown. */
export interface Detail {
  readonly subnets: boolean;
  readonly hosts: boolean;
}

/** Above these numbers a picture shows no hosts, or no subnets: they are listed beside it. */
const mostRows = { subnets: 120, hosts: 40, perBox: 14 };

export function detailFor(boxes: readonly Box[]): Detail {
  const rows = boxes.flatMap((box) => box.rows);
  const number = (kind: Row["kind"]): number => rows.filter((row) => row.kind === kind).length;
  return { subnets: number("subnet") <= mostRows.subnets, hosts: number("host") <= mostRows.hosts };
}

/** The lines that end at a box, and the side that must be long enough for them. */
export interface Room {
  readonly side: "width" | "height";
  readonly ends: number;
}

export function frameOf(box: Box, detail: Detail, { side, ends }: Room): Frame {
  const lines = linesOf(box, detail);
  const { inset, title, small, header, line, port } = metrics;
  const wanted = Math.max(
    widthOf(box.name, title, "bold") + 24,
    widthOf(subtitleOf(box), small, "mono") + 24,
    ...lines.map(
      ({ name, detail: text, kind }) =>
        (kind === "host" ? 14 : 0) + widthOf(name, small) + 18 + widthOf(text, small, "mono"),
    ),
  );
  const height = header + (lines.length > 0 ? lines.length * line + 6 : 0);
  const width = Math.ceil(Math.min(widest, Math.max(narrowest, wanted + 2 * inset + 6)));
  const needed = ends * port + 16;
  return {
    box,
    lines,
    width: side === "width" ? Math.max(width, needed) : width,
    height: side === "height" ? Math.max(height, needed) : height,
  };
}

/** What stands above a box's name. */
export function subtitleOf({ what, ranges }: Box): string {
  const [first, ...rest] = ranges;
  return [
    what,
    ...(first === undefined ? [] : [first]),
    ...(rest.length > 0 ? [`+${rest.length}`] : []),
  ].join(" · ");
}

function linesOf({ kind, rows }: Box, detail: Detail): readonly Line[] {
  const shown = rows.filter((row) => isShown(row, detail));
  const lost = rows.filter((row) => row.kind === "lost end");
  const hidden = rows.filter((row) => !shown.includes(row) && row.kind !== "lost end");
  const kept = shown.slice(0, mostRows.perBox);
  const rest = [...shown.slice(mostRows.perBox), ...hidden];
  return [
    ...kept.map(({ id, ...row }): Line => ({ row: id, kind: row.kind, name: row.name, detail: row.detail })),
    ...(rest.length > 0 ? [summary(summaryOf(rest, kind))] : []),
    ...(lost.length > 0 ? [{ kind: "lost end" as const, name: lostText(lost.length), detail: "" }] : []),
  ];
}

function isShown({ kind }: Row, { subnets, hosts }: Detail): boolean {
  switch (kind) {
    case "subnet":
      return subnets;
    case "host":
      return subnets && hosts;
    case "gateway":
      return subnets;
    case "table":
      return true;
    default:
      return false;
  }
}

function lostText(number: number): string {
  return `✕ ${count(number, "tunnel end")} without counterpart`;
}

function summaryOf(rows: readonly Row[], kind: string): string {
  const names = { subnet: "subnet", host: "host", gateway: "gateway", table: "route table" } as const;
  const parts = (Object.keys(names) as (keyof typeof names)[]).flatMap((one) => {
    const number = rows.filter((row) => row.kind === one).length;
    return number === 0 ? [] : [count(number, names[one])];
  });
  return parts.join(" · ") || kind;
}

function summary(name: string): Line {
  return { kind: "summary", name, detail: "" };
}
