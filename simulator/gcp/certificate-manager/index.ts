import { certificate } from "./certificate";
import { certificateMap } from "./certificateMap";
import { certificateMapEntry } from "./certificateMapEntry";
import type { ResourceType } from "../../providers/resourceType";

/** Certificate Manager. */
export const certificateManager: readonly ResourceType[] = [certificate, certificateMap, certificateMapEntry];
