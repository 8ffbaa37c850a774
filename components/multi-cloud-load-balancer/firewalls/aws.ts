import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type { Input } from "@pulumi/pulumi";
import { cidrKey } from "../../names";
import type { FirewallContext } from "./context";

/**
 * Adds a rule for each source and port to the targets' security group. In the balancer's own VPC the source is its
 * security group, which nothing else in its subnets has.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html#target-security-groups
 */
export function openAwsSecurityGroup(context: FirewallContext): void {
  const { args, plan, balancer } = context;
  const network = args.networks.aws;
  const rules = plan.peerRules.filter(({ cloud }) => cloud === "aws");
  if (network?.securityGroupId === undefined) {
    return;
  }
  const { securityGroupId, region } = network;
  const rule = (port: number, source: IngressSource, key: string) => {
    const name = `${context.name}-ingress-${port}-${key}`;
    new SecurityGroupIngressRule(
      name,
      {
        ...{ securityGroupId, ...source, ipProtocol: "tcp", fromPort: port, toPort: port, region },
        tags: { ...args.tags, Name: name },
      },
      { parent: context.parent },
    );
  };
  if (balancer.securityGroupId === undefined) {
    rules.forEach(({ port, sourceCidr }) => rule(port, { cidrIpv4: sourceCidr }, cidrKey(sourceCidr)));
    return;
  }
  for (const port of new Set(rules.map((each) => each.port))) {
    rule(port, { referencedSecurityGroupId: balancer.securityGroupId }, "lb");
  }
}

interface IngressSource {
  readonly cidrIpv4?: string;
  readonly referencedSecurityGroupId?: Input<string>;
}
