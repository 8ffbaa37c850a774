import { alertPolicy } from "./alertPolicy";
import { dashboard } from "./dashboard";
import { notificationChannel } from "./notificationChannel";
import { secret } from "./secret";
import { secretVersion } from "./secretVersion";
import type { ResourceType } from "../../providers/resourceType";

/** What watches over links and keeps their keys. */
export const operations: readonly ResourceType[] = [
  alertPolicy,
  dashboard,
  notificationChannel,
  secret,
  secretVersion,
];
