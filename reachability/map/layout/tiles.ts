import type { Box } from "../picture";
import type { Point, Rectangle } from "./geometry";

/** The size of many small boxes in rows and columns. */
export interface Tiles {
  readonly width: number;
  readonly height: number;
}

const tile = { width: 178, height: 42, gap: 8, top: 46, side: 12 } as const;

/** About as wide as high, a little wider. */
function columnsFor(number: number): number {
  return Math.max(1, Math.round(Math.sqrt((number * tile.height * 1.1) / tile.width)));
}

export function tilesOf(boxes: readonly Box[]): Tiles {
  const columns = columnsFor(boxes.length);
  const rows = Math.ceil(boxes.length / columns);
  return {
    width: columns * (tile.width + tile.gap) - tile.gap + 2 * tile.side,
    height: tile.top + rows * (tile.height + tile.gap) - tile.gap + tile.side,
  };
}

/** The place of each box by its id, by name first down, then to the right. */
export function placeTiles(boxes: readonly Box[], origin: Point): Map<string, Rectangle> {
  const columns = columnsFor(boxes.length);
  const rows = Math.ceil(boxes.length / columns);
  const sorted = boxes.toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  return new Map(
    sorted.map(({ id }, index) => {
      const [column, row] = [Math.floor(index / rows), index % rows];
      return [
        id,
        {
          x: origin.x + tile.side + column * (tile.width + tile.gap),
          y: origin.y + tile.top + row * (tile.height + tile.gap),
          width: tile.width,
          height: tile.height,
        },
      ];
    }),
  );
}
