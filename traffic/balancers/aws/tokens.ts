/** Type tokens of @pulumi/aws that make up a load balancer. */
export const tokens = {
  instance: "aws:ec2/instance:Instance",
  vpc: "aws:ec2/vpc:Vpc",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  listener: "aws:lb/listener:Listener",
  listenerRule: "aws:lb/listenerRule:ListenerRule",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  targetGroupAttachment: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
} as const;
