import { healthCheck } from "./healthCheck";
import { record } from "./record";
import { zone } from "./zone";
import type { ResourceType } from "../../providers/resourceType";

export const route53: readonly ResourceType[] = [healthCheck, record, zone];
