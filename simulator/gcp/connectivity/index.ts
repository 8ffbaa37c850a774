import { group } from "./group";
import { hub } from "./hub";
import { internalRange } from "./internalRange";
import { spoke } from "./spoke";
import type { ResourceType } from "../../providers/resourceType";

/** Network Connectivity Center. */
export const connectivity: readonly ResourceType[] = [hub, group, spoke, internalRange];
