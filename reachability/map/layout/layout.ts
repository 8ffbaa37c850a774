import Elk from "elkjs/lib/elk.bundled";

import type { Link, Picture } from "../picture";
import type { Frame } from "./frames";
import type { Point, Rectangle } from "./geometry";
import { type Direction, Plan } from "./plan";

/** A picture with a place for everything. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** How much larger than usual whatever must be found in a large picture is drawn. */
  readonly scale: number;
  readonly areas: readonly Area[];
  readonly boxes: ReadonlyMap<string, PlacedBox>;
  readonly lines: readonly PlacedLine[];
  /** The line that a link is drawn as, by the link's id; none within a bundle. */
  readonly lineOfLink: ReadonlyMap<string, PlacedLine>;
}

/** Something that holds boxes: a cloud, a region, networks drawn together. */
export interface Area extends Rectangle {
  readonly kind: "cloud" | "region" | "bundle";
  readonly cloud: string;
  readonly title: string;
}

export interface PlacedBox extends Rectangle {
  readonly frame: Frame;
  /** Whether it is one of many, drawn small. */
  readonly tile: boolean;
  readonly scale: number;
}

/** A line for one link, or for several alike. */
export interface PlacedLine {
  readonly id: string;
  readonly links: readonly Link[];
  readonly points: readonly Point[];
  /** The boxes at the first point. */
  readonly startsAt: ReadonlySet<string>;
  readonly label?: (Rectangle & { readonly text: string }) | undefined;
}

/** Finds a place for everything, to the right or downwards, whichever is nearer to the shape of a screen or a page. */
export async function layOut(picture: Picture): Promise<Layout> {
  const elk = new Elk();
  const layOutTo = async (direction: Direction): Promise<Layout> => {
    const plan = new Plan(picture, direction);
    return plan.placed(await elk.layout(plan.graph()));
  };
  const right = await layOutTo("RIGHT");
  const down = await layOutTo("DOWN");
  return misshape(down) < misshape(right) ? down : right;
}

/** A little wider than high, as screens and pages across are. */
const goodShape = 1.5;

function misshape({ width, height }: Layout): number {
  return Math.abs(Math.log(width / Math.max(1, height) / goodShape));
}
