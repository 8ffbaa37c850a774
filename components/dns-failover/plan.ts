import type { DnsProviderName } from "./args";
import { type AzurePlan, planAzure } from "./azure/plan";
import { type GcpPlan, planGcp } from "./gcp/plan";
import type { DnsModel } from "./model";
import { planRoute53, type Route53Plan } from "./route53/plan";

/** What each provider is told of one name. Plain. */
export interface DnsPlan {
  readonly model: DnsModel;
  readonly route53?: Route53Plan;
  readonly azure?: AzurePlan;
  readonly gcp?: GcpPlan;
}

export function planDns(model: DnsModel, providers: readonly DnsProviderName[]): DnsPlan {
  return {
    model,
    ...(providers.includes("route53") && { route53: planRoute53(model) }),
    ...(providers.includes("azure") && { azure: planAzure(model) }),
    ...(providers.includes("gcp") && { gcp: planGcp(model) }),
  };
}
