import { managedZone } from "./managedZone";
import { recordSet } from "./recordSet";
import type { ResourceType } from "../../providers/resourceType";

/** Cloud DNS. */
export const dns: readonly ResourceType[] = [managedZone, recordSet];
