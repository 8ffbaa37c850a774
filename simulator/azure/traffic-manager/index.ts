import { endpoint } from "./endpoint";
import { profile } from "./profile";
import type { ResourceType } from "../../providers/resourceType";

/** Names that lead to one of several endpoints. */
export const trafficManagerTypes: readonly ResourceType[] = [profile, endpoint];
