import type { Resource } from "../../../reachability";
import { anywhere, aws, securityGroup, tcp } from "../../reachability/cases/aws/resources";
import { a, b, instanceAddress, machineAddress, vpc } from "./awsAndAzure";

type Inputs = Record<string, unknown>;

export const balancerGroup = securityGroup("balancer", vpc, [tcp(80, "0.0.0.0/0")], [anywhere]);

export function loadBalancer(name: string, more: Inputs = {}): Resource {
  return aws(
    "lb/loadBalancer:LoadBalancer",
    name,
    {
      loadBalancerType: "application",
      internal: false,
      subnets: [a.id, b.id],
      securityGroups: [balancerGroup.id],
      ...more,
    },
    { dnsName: `${name}.eu-central-1.elb.amazonaws.com`, zoneId: "Z215JYRZR1TBD5" },
  );
}

export function targetGroup(name: string, more: Inputs = {}): Resource {
  return aws("lb/targetGroup:TargetGroup", name, {
    targetType: "ip",
    protocol: "HTTP",
    port: 80,
    vpcId: vpc.id,
    healthCheck: {
      path: "/index.html",
      interval: 10,
      timeout: 5,
      healthyThreshold: 3,
      unhealthyThreshold: 2,
      matcher: "200",
    },
    ...more,
  });
}

export function attachment(name: string, group: Resource, targetId: string, more: Inputs = {}): Resource {
  return aws("lb/targetGroupAttachment:TargetGroupAttachment", name, {
    targetGroupArn: group.id,
    targetId,
    ...more,
  });
}

export function listener(
  name: string,
  balancer: Resource,
  defaultAction: Inputs,
  more: Inputs = {},
): Resource {
  return aws("lb/listener:Listener", name, {
    loadBalancerArn: balancer.id,
    port: 80,
    protocol: "HTTP",
    defaultActions: [defaultAction],
    ...more,
  });
}

export function forwardTo(group: Resource): Inputs {
  return { type: "forward", targetGroupArn: group.id };
}

/** What of the balancer is otherwise than in system S2. */
export interface Alb {
  readonly balancer?: Inputs;
  readonly group?: Inputs;
  /** Of the attachment of the target in Azure. */
  readonly azureTarget?: Inputs;
  readonly listener?: Inputs;
}

/** A balancer over both subnets with an instance and a virtual machine of Azure as targets. */
export function alb(options: Alb = {}): Resource[] {
  const balancer = loadBalancer("front", options.balancer);
  const group = targetGroup("web", options.group);
  return [
    balancerGroup,
    balancer,
    group,
    attachment("aws-target", group, instanceAddress),
    attachment("azure-target", group, machineAddress, { availabilityZone: "all", ...options.azureTarget }),
    listener("http", balancer, forwardTo(group), options.listener),
  ];
}
