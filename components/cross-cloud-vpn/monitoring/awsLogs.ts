import { LogGroup } from "@pulumi/aws/cloudwatch";
import type { Output } from "@pulumi/pulumi";
import type { AwsVpnSide } from "../aws/args";
import { awsTagged } from "../aws/target";
import { linkOptions, type LinkView } from "../gateway";
import { nameInAccount } from "../names";

/** The ARN of the log group of a link's tunnels; undefined where no logs are kept. */
export function createLogGroup(link: LinkView, side: AwsVpnSide): Output<string> | undefined {
  const { monitoring } = link;
  if (monitoring?.logs !== true) {
    return undefined;
  }
  const name = `${link.name}-vpn-logs`;
  const group = new LogGroup(
    name,
    {
      // With this prefix AWS asks for no entry in the account's resource policy, whose size is limited:
      // https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html
      name: `/aws/vendedlogs/vpn/${nameInAccount(link.name)}`,
      retentionInDays: monitoring.logRetentionDays,
      ...awsTagged(name, side, link.tags),
    },
    { ...linkOptions(link, side), deleteBeforeReplace: true },
  );
  return group.arn;
}
