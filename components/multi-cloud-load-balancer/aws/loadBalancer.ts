import type { SecurityGroup } from "@pulumi/aws/ec2";
import { LoadBalancer } from "@pulumi/aws/lb";
import { WebAclAssociation } from "@pulumi/aws/wafv2";
import { loadBalancerName } from "./names";
import type { AwsSettings } from "./settings";

/** The balancer, and its web ACL where there is one. */
export function createLoadBalancer(settings: AwsSettings, securityGroup: SecurityGroup): LoadBalancer {
  const { name, args, frontEnd, network, opts } = settings;
  const { kind, internal = false, accessLogs, webAclArn, deletionProtection } = frontEnd;
  const lbName = loadBalancerName(name);
  const loadBalancer = new LoadBalancer(
    lbName,
    {
      loadBalancerType: kind === "alb" ? "application" : "network",
      internal,
      ipAddressType: "ipv4",
      securityGroups: [securityGroup.id],
      subnets: frontEnd.subnets.flatMap((key) => network.subnets?.[key]?.id ?? []),
      // An Application Load Balancer decides it by target group.
      ...(kind === "nlb" && { enableCrossZoneLoadBalancing: args.crossZone ?? true }),
      ...(deletionProtection !== undefined && { enableDeletionProtection: deletionProtection }),
      ...(accessLogs !== undefined && { accessLogs: { enabled: true, ...accessLogs } }),
      ...settings.tagged(lbName),
    },
    opts,
  );
  if (webAclArn !== undefined) {
    new WebAclAssociation(
      `${name}-web-acl-association`,
      { resourceArn: loadBalancer.arn, webAclArn, region: network.region },
      opts,
    );
  }
  return loadBalancer;
}
