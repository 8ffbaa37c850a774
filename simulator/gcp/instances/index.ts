import { instance } from "./instance";
import type { ResourceType } from "../../providers/resourceType";

export const instances: readonly ResourceType[] = [instance];
