import type { SolvedEstate } from "../../trace";
import { boxesOf } from "./boxes";
import { homesOf } from "./homes";
import { linksOf } from "./links";
import type { Picture } from "./picture";

export * from "./names";
export * from "./picture";

/** What is to be drawn of an estate. */
export function pictureOf(estate: SolvedEstate): Picture {
  const homes = homesOf(estate);
  const made = boxesOf(estate, homes);
  const { outside, ...links } = linksOf(estate, homes, made);
  return {
    ...links,
    boxes: [...made.boxes, ...outside],
    spotOfNode: made.spotOfNode,
    spotOfEndpoint: made.spotOfEndpoint,
  };
}
