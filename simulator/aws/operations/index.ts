import { compositeAlarm } from "./compositeAlarm";
import { dashboard } from "./dashboard";
import { logGroup } from "./logGroup";
import { metricAlarm } from "./metricAlarm";
import { secret } from "./secret";
import { secretVersion } from "./secretVersion";
import { topic } from "./topic";
import type { ResourceType } from "../../providers/resourceType";

/** What watches over links and keeps their keys. */
export const operations: readonly ResourceType[] = [
  compositeAlarm,
  dashboard,
  logGroup,
  metricAlarm,
  secret,
  secretVersion,
  topic,
];
