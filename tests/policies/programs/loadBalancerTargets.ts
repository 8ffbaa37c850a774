import { loadBalancerTargets } from "../../../policies/rules/loadBalancerTargets";
import { unknown } from "../../../reachability/resources";
import type { ResourceArgs, RuleProgram } from "./program";

const target = (name: string, targetId: string, props: ResourceArgs["props"] = {}): ResourceArgs => ({
  type: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  name,
  props: { targetGroupArn: unknown, targetId, ...props },
  from: { targetGroupArn: "web" },
});
const base: ResourceArgs[] = [
  { type: "aws:ec2/vpc:Vpc", name: "shop", props: { cidrBlock: "172.16.0.0/16" } },
  {
    type: "aws:lb/targetGroup:TargetGroup",
    name: "web",
    props: { port: 80, protocol: "HTTP", targetType: "ip", vpcId: unknown },
    from: { vpcId: "shop" },
  },
  target("aws", "172.16.20.207"),
];

export const program: RuleProgram = {
  rule: loadBalancerTargets,
  violating: [...base, target("azure", "172.18.0.4")],
  clean: [...base, target("azure", "172.18.0.4", { availabilityZone: "all" })],
  says: /target 172\.18\.0\.4 of target group web is outside the VPC .*Set availabilityZone to "all"/,
};
