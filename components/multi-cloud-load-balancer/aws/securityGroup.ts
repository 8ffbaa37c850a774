import { SecurityGroup } from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import { type Input, interpolate } from "@pulumi/pulumi";
import { cidrKey } from "../../names";
import { loadBalancerClouds } from "../clouds";
import { networkRanges } from "../networkRanges";
import type { LoadBalancerPlan, TargetPlan } from "../plan";
import { wellKnownPorts } from "../planLoadBalancer";
import { securityGroupName } from "./names";
import type { AwsSettings } from "./settings";

/** Lets the clients in to the listeners, and out to the targets only; each target has rules of its own. */
export function createSecurityGroup(settings: AwsSettings, plan: LoadBalancerPlan): SecurityGroup {
  const { name, network, opts } = settings;
  const groupName = securityGroupName(name);
  const group = new SecurityGroup(
    groupName,
    {
      vpcId: network.vpcId,
      description: "Clients and targets of a load balancer",
      ...settings.tagged(groupName),
    },
    opts,
  );
  for (const cidrIpv4 of clientRanges(settings)) {
    for (const port of listenerPorts(plan)) {
      const ruleName = `${name}-lb-ingress-${port}-${cidrKey(cidrIpv4)}`;
      new SecurityGroupIngressRule(
        ruleName,
        {
          ...{ securityGroupId: group.id, cidrIpv4, ipProtocol: "tcp", fromPort: port, toPort: port },
          ...settings.tagged(ruleName),
        },
        opts,
      );
    }
  }
  createEgressRules(settings, group, plan);
  return group;
}

/** Targets of one address can have a port in common, as that of the health check, but AWS takes a rule only once. */
function createEgressRules(settings: AwsSettings, group: SecurityGroup, plan: LoadBalancerPlan): void {
  const targets = plan.pools.flatMap((pool) => pool.targets);
  const opened = new Map<Input<string>, Set<number>>();
  const open = (target: TargetPlan, port: number) => {
    const ports = opened.get(target.address) ?? new Set();
    if (!ports.has(port)) {
      opened.set(target.address, ports.add(port));
      createEgressRule(settings, group, target, port);
    }
  };
  targets.forEach((target) => open(target, target.port));
  const { port: healthCheckPort } = plan.healthCheck;
  if (healthCheckPort !== undefined) {
    targets.forEach((target) => open(target, healthCheckPort));
  }
}

function createEgressRule(
  settings: AwsSettings,
  group: SecurityGroup,
  { key, address }: TargetPlan,
  port: number,
): void {
  const ruleName = `${settings.name}-lb-egress-${key}-${port}`;
  new SecurityGroupEgressRule(
    ruleName,
    {
      securityGroupId: group.id,
      cidrIpv4: interpolate`${address}/32`,
      ...{ ipProtocol: "tcp", fromPort: port, toPort: port },
      ...settings.tagged(ruleName),
    },
    settings.opts,
  );
}

function clientRanges({ args, frontEnd }: AwsSettings): readonly string[] {
  if (frontEnd.clientCidrBlocks !== undefined) {
    return frontEnd.clientCidrBlocks;
  }
  return frontEnd.internal === true
    ? loadBalancerClouds.flatMap((cloud) => networkRanges(args, cloud))
    : ["0.0.0.0/0"];
}

function listenerPorts({ listener }: LoadBalancerPlan): number[] {
  return listener.redirectHttp ? [listener.port, wellKnownPorts.HTTP] : [listener.port];
}
