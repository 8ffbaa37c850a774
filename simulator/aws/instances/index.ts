import { instance } from "./instance";
import type { ResourceType } from "../../providers/resourceType";

export { getParameter } from "./imageParameter";

export const instanceTypes: readonly ResourceType[] = [instance];
