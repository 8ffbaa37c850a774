import { SecurityGroup } from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import { interpolate } from "@pulumi/pulumi";
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
  for (const target of plan.pools.flatMap(({ targets }) => targets)) {
    egressRules(settings, group, target, plan.healthCheck.port);
  }
  return group;
}

function egressRules(
  settings: AwsSettings,
  group: SecurityGroup,
  { key, address, port }: TargetPlan,
  healthCheckPort: number | undefined,
): void {
  for (const each of new Set([port, healthCheckPort ?? port])) {
    const ruleName = `${settings.name}-lb-egress-${key}-${each}`;
    new SecurityGroupEgressRule(
      ruleName,
      {
        securityGroupId: group.id,
        cidrIpv4: interpolate`${address}/32`,
        ...{ ipProtocol: "tcp", fromPort: each, toPort: each },
        ...settings.tagged(ruleName),
      },
      settings.opts,
    );
  }
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
