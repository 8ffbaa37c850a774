import { actionGroup } from "./actionGroup";
import { dashboard } from "./dashboard";
import { diagnosticSetting } from "./diagnosticSetting";
import { metricAlert } from "./metricAlert";
import { secret } from "./secret";
import { vault } from "./vault";
import { workspace } from "./workspace";
import type { ResourceType } from "../../providers/resourceType";

/** Logs, alerts, dashboards and vaults. */
export const operationsTypes: readonly ResourceType[] = [
  workspace,
  diagnosticSetting,
  actionGroup,
  metricAlert,
  dashboard,
  vault,
  secret,
];
