import type { Input } from "@pulumi/pulumi";

/**
 * What is watched and who is told. `{}` is all of it.
 *
 * Without anyone to tell, alarms exist all the same and show in the clouds' consoles only.
 */
export interface MonitoringArgs {
  /**
   * Whether the gateways' logs are kept, per GB at a price.
   *
   * On AWS a log group for every link, with the activity of every tunnel and, with BGP, of its session. To turn this on
   * or off later takes each AWS tunnel down for some minutes, one of a connection at a time. On Azure a diagnostic
   * setting of the gateway, unless it is an existing one, whose logs are its owner's. Google Cloud's gateways and
   * routers log by themselves, into Cloud Logging.
   * https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html
   * https://docs.aws.amazon.com/vpn/latest/s2svpn/endpoint-replacements.html
   *
   * @default true
   */
  readonly logs?: boolean;

  /**
   * Whether there are alarms for every tunnel and for the link, when none of its tunnels is up.
   *
   * AWS watches each tunnel's state, which with BGP includes the session. Google Cloud watches tunnels and sessions with
   * two alerting policies for a link, the first of which opens an incident for each tunnel or session. Azure watches the
   * sessions of all tunnels. With static routes it has no metric that tells an idle tunnel from a lost one: there is
   * one alert for the link, when nothing arrived for an hour. The link's alert of Azure watches the gateway as a whole:
   * there is none for a link of several tunnels at an existing gateway or in a mesh, and it is silent while another
   * link of the gateway is up. The other cloud's alarm has no such limits. Tunnels for IPv6 alone are watched apart, with
   * alarms of their own for when none of them is up.
   *
   * @default true
   */
  readonly alarms?: boolean;

  /**
   * Whether there is a dashboard for every cloud, with tunnels, sessions and bytes.
   *
   * @default true
   */
  readonly dashboards?: boolean;

  /**
   * How many days logs are kept: with an AWS side 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731 or one of
   * CloudWatch's longer periods; with an Azure side whose workspace is made here, 30 to 730. Google Cloud keeps them as
   * its log bucket says.
   * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   * https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure
   *
   * @default 30
   */
  readonly logRetentionDays?: number;

  /** Who is told by AWS. */
  readonly aws?: AwsNotification;
  /** Who is told by Google Cloud. */
  readonly gcp?: GcpNotification;
  /** Who is told by Azure, and where its logs go. */
  readonly azure?: AzureNotification;
}

export interface AwsNotification {
  /** SNS topics in the region of the AWS side, 5 at most, told when an alarm goes off and when it is over. */
  readonly topicArns?: readonly Input<string>[];
}

export interface GcpNotification {
  /** Names of notification channels, 16 at most, such as `projects/shop/notificationChannels/123`. */
  readonly notificationChannels?: readonly Input<string>[];
}

export interface AzureNotification {
  /** Action groups, 5 at most. */
  readonly actionGroupIds?: readonly Input<string>[];
  /**
   * The Log Analytics workspace that the gateway's logs go to.
   *
   * @default - a new one in the resource group of the Azure side, paid per GB
   */
  readonly logAnalyticsWorkspaceId?: Input<string>;
}
