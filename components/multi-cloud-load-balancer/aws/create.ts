import type { FrontEndContext, FrontEndOutputs } from "../frontEnd";
import type { LoadBalancerPlan } from "../plan";
import { detectionSeconds } from "../planHealthCheck";
import { createListeners } from "./listeners";
import { createLoadBalancer } from "./loadBalancer";
import { createSecurityGroup } from "./securityGroup";
import { settingsOf } from "./settings";
import { createTargetGroup } from "./targetGroup";

/** Makes an Application or Network Load Balancer with its security group, target groups and listeners. */
export function createAwsFrontEnd(context: FrontEndContext, plan: LoadBalancerPlan): FrontEndOutputs {
  const settings = settingsOf(context);
  const securityGroup = createSecurityGroup(settings, plan);
  const loadBalancer = createLoadBalancer(settings, securityGroup);
  const groups = plan.pools.map((pool) => createTargetGroup(settings, plan, pool));
  createListeners(settings, plan, loadBalancer, groups);
  const { dnsName, zoneId, region } = loadBalancer;
  const alias = { name: dnsName, zoneId, detectionSeconds: detectionSeconds(plan.healthCheck) };
  return {
    endpoint: { alias, hostname: dnsName, internal: settings.frontEnd.internal === true, region },
    id: loadBalancer.arn,
    securityGroupId: securityGroup.id,
  };
}
